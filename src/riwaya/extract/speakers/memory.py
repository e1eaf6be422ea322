"""Sources as they are found, and the memory of who has spoken on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from riwaya import arabic
from riwaya.model import Voice


@dataclass(frozen=True, slots=True)
class Phrase:
    """Sources named in one breath on tokens `[start, end)`; `known` where the lexicon or the page vouches for them."""

    voices: tuple[Voice, ...]
    start: int
    end: int
    known: bool


@dataclass(slots=True)
class Speakers:
    """The voices met so far on one page, oldest first; what «المصدر» and a family name alone point to."""

    voices: list[Voice] = field(default_factory=list)
    persons: list[Voice] = field(default_factory=list)

    def met(self, voices: Sequence[Voice], persons: Sequence[Voice] = ()) -> None:
        """Remember who has just spoken."""
        self.voices.extend(voices)
        self.persons.extend(persons)

    def by_channel(self, *channels: str) -> Voice | None:
        """Return the last voice of one of these channels."""
        return next((voice for voice in reversed(self.voices) if voice.channel in channels), None)

    def by_word(self, word: str) -> Voice | None:
        """Return the last voice whose name has this word (article aside) first, or whose family name it is."""
        bare = word.removeprefix("ال")
        for voice in reversed(self.voices):
            words = [part.removeprefix("ال") for part in arabic.key(voice.name or "").split()]
            if words and (bare == words[0] or (voice in self.persons and bare == words[-1])):
                return voice
        return None

    def person(self, words: Sequence[str]) -> Voice | None:
        """Return the person met before whose name ends with these words."""
        tail = [word.removeprefix("ال") for word in words]
        for voice in self.persons:
            name = [part.removeprefix("ال") for part in arabic.key(voice.name or "").split()]
            if tail and (name[-len(tail) :] == tail or "".join(name) == "".join(tail)):
                return voice
        return None
