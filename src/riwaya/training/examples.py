"""Annotated pages as the network learns from them: what it sees of each, what is right of each choice, and how much that counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riwaya.extract.context import Context
from riwaya.extract.keys import key_of
from riwaya.extract.network import Vocabulary
from riwaya.extract.network.inputs import SENTENCES, Mark, layout, marked, marks, parts, words
from riwaya.extract.sense import ALONE, PAIRS
from riwaya.training import align
from riwaya.training.learn import Lesson

Array = NDArray[Any]
Tables = dict[str, Array]
_OFTEN = {"words": 3, "parts": 6, "marks": 5}  # pages, words and places that something must stand on to be known
_FAR_COUNTS, _PAIRS_COUNT, _SAME_COUNTS = 0.4, 0.6, 0.5
REAL_COUNTS = 2.0  # how much a page of `gold` counts beside a lesson
# (tokens, pages at once, sentences, candidates, parties, places, dates, utterances): the first that a page fits in; a longer one is cut
SIZES = ((160, 16, 40, 22, 22, 15, 5, 7), (256, 10, 60, 32, 38, 22, 9, 12), (384, 7, 80, 52, 58, 30, 18, 20), (640, 4, 100, 64, 74, 44, 20, 24))
_PARTS = 5  # of a word, at most
_KINDS = ("triggers", "parties", "places", "dates", "utterances")
_ROLES = {"actor": "actors", "target": "targets"}


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated page for the network: words, marks, where everything stands, and what is right of each choice."""

    words: Sequence[str]
    marks: Sequence[Mark]
    page: Mapping[str, Array]
    right: Mapping[str, Array]
    near: Mapping[str, Array]
    kinds: Array
    weight: float

    @property
    def size(self) -> int:
        """The number of the first size that the page fits in."""
        counts = [len(self.words), 0, len(self.page["member"]), *(len(self.page[kind]) for kind in _KINDS)]
        fitting = (number for number, one in enumerate(SIZES) if all(count <= most for count, most in zip(counts, one, strict=True)))
        return next(fitting, len(SIZES) - 1)


def example(one: Lesson, types: Sequence[str], weight: float) -> Example:
    """Look at a lesson as the network does."""
    around = one.around
    page = layout(around)
    right: dict[str, Array] = {choice: np.zeros((len(around.triggers), len(page[kind])), np.float32) for choice, kind in PAIRS.items()}
    right |= {name: np.zeros(len(around.triggers), np.float32) for name in ALONE}
    kinds = np.full(len(around.triggers), -1, np.int32)
    numbers = np.array([one.gold.get(trigger.key, -1) for trigger in around.triggers])
    for row, (trigger, number) in enumerate(zip(around.triggers, numbers, strict=True)):
        if number >= 0:
            claim = one.claims[number]
            right["scope"][row], right["background"][row], right["outlet"][row] = 1, claim["background"], not claim["sources"]
            if align.fits(trigger, claim, around.scene.lexicon.event_types):
                kinds[row] = types.index(claim["sub_event_type"])
            for choice, told in _right(claim, around):
                right[choice][row] = told
            right["same"][row] = numbers == number
            right["echo"][row] = [told == number or (told >= 0 and align.one_event(claim, one.claims[told])) for told in numbers]
    return Example(words(around), [*marks(around)], page, right, _near(page), kinds, weight)


def _right(claim: align.Gold, around: Context) -> Iterator[tuple[str, list[bool]]]:
    scene = around.scene
    for choice, slot in _ROLES.items():
        keys = {key_of(one.party) for one in scene.parties if align.right_party(one, claim[slot])}
        yield choice, [key_of(one.party) in keys for one in scene.parties]
    yield "place", [align.right_place(one.place, claim) for one in scene.places]
    yield "date", [align.right_date(one, claim) for one in scene.dates]
    yield "voice", [align.right_voice(one, claim) for one in scene.utterances]


def _near(page: Mapping[str, Array]) -> dict[str, Array]:
    """Return whether each mention stands in the sentence of the candidate."""
    return {choice: page[f"{kind}.sentences"] == SENTENCES // 2 for choice, kind in PAIRS.items()}


def vocabulary(examples: Iterable[Example], types: Sequence[str]) -> Vocabulary:
    """Return what stands on enough pages to be learned of."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in _OFTEN}
    for one in examples:
        met = set(one.words) - {""}
        counts["words"].update(met)
        counts["parts"].update(part for word in met for part in parts(word))
        counts["marks"].update(mark for _, mark in {(token, mark) for start, end, mark in one.marks for token in range(start, end)})
    known = {
        name: {one: number for number, one in enumerate(sorted(one for one, n in found.items() if n >= _OFTEN[name]), 1)} for name, found in counts.items()
    }
    return Vocabulary(known["words"], known["parts"], known["marks"], tuple(types))


def batches(examples: Sequence[Example], order: np.random.Generator) -> list[tuple[int, list[int]]]:
    """Put pages of one size together, in an order by chance; those without a candidate teach nothing, and a batch of them has no mean."""
    by_size: dict[int, list[int]] = {}
    for number, one in enumerate(examples):
        if len(one.kinds):
            by_size.setdefault(one.size, []).append(number)
    found = []
    for size, numbers in by_size.items():
        order.shuffle(numbers)
        found += [(size, numbers[start : start + SIZES[size][1]]) for start in range(0, len(numbers), SIZES[size][1])]
    return [found[number] for number in order.permutation(len(found))]


def batch(examples: Sequence[Example], size: tuple[int, ...], known: Vocabulary) -> tuple[Tables, Tables]:
    """Lay pages over each other, each filled up or cut to one size."""
    tokens, pages, sentences, *counts = size
    most = dict(zip(_KINDS, counts, strict=True))
    filled = [_filled(one, tokens, sentences, most, known) for one in examples]
    return _stacked([page for page, _ in filled], pages), _stacked([right for _, right in filled], pages)


def _stacked(tables: Sequence[Tables], pages: int) -> Tables:
    """Lay tables of one name over each other, and empty ones on top."""
    empty = {name: np.zeros_like(table) for name, table in tables[0].items()}
    everything = [*tables, *[empty] * (pages - len(tables))]
    return {name: np.stack([one[name] for one in everything]) for name in empty}


def _filled(one: Example, tokens: int, sentences: int, most: Mapping[str, int], known: Vocabulary) -> tuple[Tables, Tables]:
    shapes = {"mask": (tokens,), "member": (sentences, tokens), "apart": (tokens, sentences)} | {kind: (count, 2) for kind, count in most.items()}
    shapes |= {f"{kind}.{name}": (most["triggers"], most[kind]) for kind in dict.fromkeys(PAIRS.values()) for name in ("far", "sentences", "segment")}
    page = {name: _cut(one.page[name], shape) for name, shape in shapes.items()}
    for kind in most:
        page[kind] = np.minimum(page[kind], tokens - 1)
    page |= {"words": np.zeros(tokens, np.int32), "parts": np.zeros((tokens, _PARTS), np.int32), "marks": marked(known.marks, one.marks, tokens)}
    for token, word in enumerate(one.words[:tokens]):
        page["words"][token], pieces = known.word(word)
        page["parts"][token, : len(pieces)] = pieces
    candidates = (most["triggers"],)
    right = {choice: _cut(one.right[choice], (*candidates, most[kind])) for choice, kind in PAIRS.items()}
    right |= {f"{choice}.counts": _counts(one, choice, right[choice].shape) for choice in PAIRS}
    right |= {name: _cut(one.right[name], candidates) for name in ALONE}
    right |= {"kinds": _cut(one.kinds + 1, candidates) - 1, "weight": _cut(np.full(len(one.kinds), one.weight, np.float32), candidates)}
    return page, right


def _cut(table: Array, shape: tuple[int, ...]) -> Array:
    """Return a table filled up with 0, or cut, to a shape."""
    found = np.zeros(shape, table.dtype)
    part = tuple(slice(min(have, want)) for have, want in zip(table.shape, shape, strict=True))
    found[part] = table[part]
    return found


def _counts(one: Example, choice: str, shape: tuple[int, ...]) -> Array:
    """Return how much each pair counts: those of one sentence most, those of candidates that tell of nothing not at all."""
    counts = np.where(one.near[choice], 1.0, _FAR_COUNTS) * one.right["scope"][:, None] * _PAIRS_COUNT
    if PAIRS[choice] == "triggers":
        counts = counts * one.right["scope"] * (1 - np.eye(len(counts))) * _SAME_COUNTS
    return _cut(counts.astype(np.float32), shape)
