"""What surrounds a word: look-ups over a scene that several choices share."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from riwaya.extract.reading import Mention
from riwaya.extract.scene import Scene
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger


class Ranged(Protocol):
    """Anything that stands on tokens `[start, end)`."""

    @property
    def start(self) -> int:
        """First token."""

    @property
    def end(self) -> int:
        """Token after the last."""


T = TypeVar("T", bound=Ranged)
_ARMED = frozenset({"armed-group", "military", "militia", "police"})
UNSURE = frozenset({"weak", "open-means", "thing", "lasting"})


def bucket(number: int, *edges: int) -> str:
    """Return the coarse size of a distance: the first edge that it does not exceed."""
    for edge in edges:
        if number <= edge:
            return str(edge)
    return "far"


def within(items: Sequence[T], start: int, end: int) -> list[T]:
    """Return the items (sorted by start) that begin inside tokens `[start, end)`."""
    found = []
    for item in items[bisect_left(items, start, key=lambda one: one.start) :]:
        if item.start >= end:
            break
        found.append(item)
    return found


@dataclass(frozen=True, slots=True)
class Context:
    """A scene with its candidates, and the ranges of its sentences and segments."""

    scene: Scene
    triggers: tuple[Trigger, ...]
    segments: tuple[tuple[int, int], ...]
    voices: tuple[tuple[int, ...], ...]
    sure: tuple[Trigger, ...]
    topics: tuple[str, ...]
    subject: str

    def norm(self, index: int) -> str:
        """Return the folded word at a token index, "" outside the page."""
        tokens = self.scene.reading.tokens
        return tokens[index].norm if 0 <= index < len(tokens) else ""

    def sentence(self, number: int) -> tuple[int, int]:
        """Return the token range of a sentence."""
        one = self.scene.reading.sentences[number]
        return one.start, one.end

    def inside(self, kind: str, start: int, end: int) -> list[Mention]:
        """Return the mentions of a kind that begin inside tokens `[start, end)`."""
        return within(self.scene.reading.mentions.get(kind, ()), start, end)

    def spoken(self, token: int) -> Iterator[Utterance]:
        """Yield the utterances whose words reach over a token, tightest first."""
        for number in self.voices[token]:
            yield self.scene.utterances[number]


def context(scene: Scene, triggers: tuple[Trigger, ...]) -> Context:
    """Index a scene for the choices."""
    sure = tuple(one for one in triggers if one.kind and not one.traits & UNSURE)
    return Context(scene, triggers, tuple(_ranges(scene.segment_of)), _voices(scene), sure, tuple(_topics(scene, sure)), _subject(scene, sure))


def _subject(scene: Scene, sure: Sequence[Trigger]) -> str:
    """Say what the page is about: "war", "other" where words of sport, markets or accidents outweigh those of war, "thin" where it has none.

    A loss or a party weighs less than an event word: accidents have dead, and armies play football. Set by hand.
    """
    armed = sum(one.kind in _ARMED for one in scene.parties)
    losses = sum(loss.counted for loss in scene.losses)
    if len(scene.reading.mentions.get("noevent", ())) > len(sure) + 0.5 * losses + 0.25 * armed + 1:
        return "other"
    return "war" if sure or losses or scene.damages else "thin"


def _topics(scene: Scene, sure: Sequence[Trigger]) -> Iterator[str]:
    """Yield what the page as a whole is about: its types, those of its headline, its most named parties."""
    kinds = Counter(one.kind for one in sure)
    yield from (f"page-has={kind}" for kind in kinds)
    yield from (f"page-most={kind}" for kind, _ in kinds.most_common(1))
    titles = {number for number, sentence in enumerate(scene.reading.sentences) if sentence.title}
    yield from (f"title-has={kind}" for kind in dict.fromkeys(one.kind for one in sure if one.sentence in titles))
    yield from (f"page-actor={actor}" for actor, _ in Counter(one.party.actor for one in scene.parties).most_common(3))


def _ranges(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(numbers) + 1):
        if index == len(numbers) or numbers[index] != numbers[start]:
            yield start, index
            start = index


def _voices(scene: Scene) -> tuple[tuple[int, ...], ...]:
    reach: list[list[tuple[int, int]]] = [[] for _ in scene.reading.tokens]
    for number, one in enumerate(scene.utterances):
        start, end = min(one.start, one.cue[0]), max(one.end, one.cue[1])
        for token in range(start, min(end, len(reach))):
            reach[token].append((end - start, number))
    return tuple(tuple(number for _, number in sorted(voices)) for voices in reach)


def gap(one: Ranged, other: Ranged) -> int:
    """Return how many tokens lie between two ranges, 0 where they touch or overlap."""
    return max(0, other.start - one.end, one.start - other.end)


def closest(items: Iterable[T], to: Ranged) -> T | None:
    """Return the item with the fewest tokens between."""
    return min(items, key=lambda one: gap(one, to), default=None)
