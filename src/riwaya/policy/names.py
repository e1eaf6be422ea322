"""Finds and masks names in text, in any spelling of hamza, diacritics and stretched letters, after conjunctions and prepositions too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from riwaya import arabic
from riwaya.model import Repair, Span

BLOCK = "█"  # one for every code point of a masked name, so that offsets stay valid
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Names:
    """The names to mask, as one pattern over folded text."""

    pattern: re.Pattern[str] = field(default=_NOTHING)

    def __bool__(self) -> bool:
        """Whether there is any name to mask."""
        return self.pattern is not _NOTHING

    def spans(self, text: str, repairs: Sequence[Repair] = ()) -> Iterator[Span]:
        """Yield where names stand in a text, in its own code points."""
        if not self:
            return
        folded = arabic.fold(text, repairs)
        for match in self.pattern.finditer(folded.view):
            yield folded.span(*match.span(1))

    def holds(self, text: str) -> bool:
        """Whether some name stands in a text: a search for it must not tell a reader from whom it is withheld."""
        return any(True for _ in self.spans(text))


def names(given: Iterable[str]) -> Names:
    """Return the names to look for; those without a letter are left out, the longer are looked for first."""
    folded = sorted({arabic.key(one) for one in given if any(letter.isalpha() for letter in one)}, key=lambda one: (-len(one), one))
    if not folded:
        return Names()
    every = "|".join(_form(one) for one in folded)
    return Names(re.compile(rf"(?<!\w)(?:[وف]?[بلك]?)({every})(?!\w)"))


def _form(name: str) -> str:
    spaced = r"\s+".join(map(re.escape, name.split()))
    return f"{spaced}|لل{spaced.removeprefix('ال')}" if name.startswith("ال") else spaced


def mask(text: str, spans: Iterable[Span]) -> str:
    """Return a text of the same length with the ranges blocked out."""
    letters = list(text)
    for span in spans:
        start, end = max(0, span.start), min(len(letters), span.end)
        letters[start:end] = BLOCK * max(0, end - start)
    return "".join(letters)
