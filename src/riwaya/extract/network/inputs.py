"""A page as the network sees it: each word with what the finders made of it, and what stands how far from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from riwaya.extract.context import Context
from riwaya.extract.ranges import Ranged, bucket
from riwaya.extract.reading import Reading
from riwaya.extract.sense import PAIRS
from riwaya.model import When

FAR, SENTENCES, APART = 32, 13, 23  # how many steps distances are told in
_TELLING = frozenset(
    {"speech", "stance", "light", "connective", "event", "object", "noevent", "result", "title", "source", "head", "group", "number", "preposition", "particle"}
)
_STEPS, _ACROSS, _AWAY = 16, 6, 11
_REMEMBERED = 5_000  # forms of mentions


def words(context: Context) -> list[str]:
    """Return the folded words of a page, "" for those of places, persons and dates: which they are must not matter, only where they stand."""
    scene = context.scene
    found = [token.norm for token in scene.reading.tokens]
    names = [one.name_tokens for one in scene.places]
    people = [(one.start, one.end) for kind in ("given", "person") for one in scene.reading.of(kind)]
    for start, end in (*names, *people, *((one.start, one.end) for one in scene.dates)):
        found[start:end] = [""] * (min(end, len(found)) - start)
    return found


Mark = tuple[int, int, str]  # tokens [start, end) and what is made of them


def marks(context: Context) -> Iterator[Mark]:
    """Yield what the lexicon and the finders make of the words of a page; a word may be marked alike more than once."""
    yield from _mentions(context.scene.reading)
    yield from _finds(context)
    yield from _stretches(context)


def _mentions(reading: Reading) -> Iterator[Mark]:
    for kind, several in reading.mentions.items():
        first, rest = f"first {kind}", f"in {kind}"
        for one in several:
            start = one.start
            yield start, start + 1, first
            if one.end > start + 1:
                yield start + 1, one.end, rest
            for mark in _told(kind, one.entry.value, one.tag, one.prefix):
                yield start, start + 1, mark


@lru_cache(maxsize=_REMEMBERED)
def _told(kind: str, value: str | None, tag: str, prefix: str) -> tuple[str, ...]:
    """Return what a mention adds to its first word."""
    found = (f"{kind}={value}" if value and kind in _TELLING else "", f"{kind} {tag}" if tag else "", f"prefix {prefix}" if prefix else "")
    return tuple(one for one in found if one)


def _finds(context: Context) -> Iterator[Mark]:
    scene = context.scene
    for party in scene.parties:
        yield from _spread(party.start, party.end, f"party {party.kind}")
        yield party.start, party.start + 1, f"plain={party.plain}"
    for place in scene.places:
        yield from _spread(place.start, place.end, f"place {place.specific}")
        yield from _spread(*place.name_tokens, "name")
    for day in scene.dates:
        yield from _spread(day.start, day.end, f"date {day.role} {day.when.precision if day.when else None}")
        yield day.start, day.start + 1, _age(day.when, scene.reading.document.published)
    for loss in scene.losses:
        yield loss.trigger, loss.trigger + 1, f"loss {loss.outcome}"
        yield loss.trigger, loss.trigger + 1, f"lost {loss.group}"
    for told in scene.utterances:
        yield from _spread(*told.cue, f"cue {told.manner}")
        yield told.start, told.end, "told"
    for one in context.triggers:
        yield from _spread(one.start, one.end, one.by)


def _age(when: When | None, published: date | None) -> str:
    """Return how a day is told, and how long before the page it was."""
    if when is None or published is None:
        return f"age {when is None} {published is None}"
    return f"age {when.basis} {bucket((published - when.end).days, -1, 0, 1, 2, 4, 8, 16, 40, 400)}"


def _spread(start: int, end: int, mark: str) -> Iterator[Mark]:
    yield start, start + 1, f"first {mark}"
    if end > start + 1:
        yield start + 1, end, f"in {mark}"


def _stretches(context: Context) -> Iterator[Mark]:
    for sentence in context.scene.reading.sentences:
        yield sentence.start, sentence.start + 1, "sentence"
        if sentence.title:
            yield sentence.start, sentence.end, "title"
    for start, _ in context.segments:
        yield start, start + 1, "segment"


def marked(known: Mapping[str, int], found: Iterable[Mark], tokens: int) -> NDArray[np.float32]:
    """Return which of the known marks each word has: [tokens, marks and none], 0 or 1."""
    table = np.zeros((tokens, len(known) + 1), np.float32)
    for start, end, mark in found:
        number = known.get(mark)
        if number:
            table[start:end, number] = 1
    return table


def parts(word: str) -> tuple[str, ...]:
    """Return the beginnings, ends and the middle of a word, its edges marked: what of a word unknown to the network it still knows."""
    edged = f"<{word}>"
    return (edged[:3], edged[:4], edged[-3:], edged[-4:], *((edged[2:5],) if len(word) > 4 else ()))


def paired(context: Context) -> dict[str, Sequence[Ranged]]:
    """Return what candidates are paired with, by kind."""
    scene = context.scene
    return {
        "triggers": context.triggers,
        "parties": scene.parties,
        "places": scene.places,
        "dates": scene.dates,
        "utterances": [_Cue(*one.cue) for one in scene.utterances],
    }


class _Cue(NamedTuple):
    """The words that bring an utterance in, as a range of tokens."""

    start: int
    end: int


def layout(context: Context) -> dict[str, NDArray[Any]]:
    """Return where everything stands: first and last token of each mention, and how far each lies from each candidate."""
    sentence_of, segment_of = np.array(context.scene.reading.sentence_of, np.int32), np.array(context.scene.segment_of, np.int32)
    mentions = {kind: _ends(several, len(sentence_of)) for kind, several in paired(context).items()}
    numbers = np.arange(len(context.scene.reading.sentences), dtype=np.int32)
    member = (numbers[:, None] == sentence_of).astype(np.float32)
    page: dict[str, NDArray[Any]] = {
        "mask": np.ones(len(sentence_of), np.float32),
        "member": member / np.maximum(member.sum(1, keepdims=True), 1),
        "apart": np.clip(numbers - sentence_of[:, None], -_AWAY, _AWAY) + _AWAY,
        **mentions,
    }
    from_ = mentions["triggers"][:, :1]
    for kind in dict.fromkeys(PAIRS.values()):
        to = mentions[kind][:, 0]
        page[f"{kind}.far"] = far(to - from_)
        page[f"{kind}.sentences"] = np.clip(sentence_of[to] - sentence_of[from_], -_ACROSS, _ACROSS) + _ACROSS
        page[f"{kind}.segment"] = (segment_of[to] == segment_of[from_]).astype(np.int32)
    return page


def _ends(mentions: Sequence[Ranged], tokens: int) -> NDArray[np.int32]:
    return np.array([(one.start, min(one.end, tokens) - 1) for one in mentions], np.int32).reshape(-1, 2)


def far(distance: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return signed distances in tokens as one of `FAR` steps: exact up to 4, then by powers of about 1.6."""
    away = np.abs(distance)
    steps = np.where(away < 5, away, np.minimum(_STEPS - 1, 5 + (np.log2(np.maximum(away, 5) / 5) * 1.5).astype(np.int32)))
    return np.where(distance < 0, steps + _STEPS, steps).astype(np.int32)


def columns(mentions: Mapping[str, Sequence[Ranged]]) -> dict[str, dict[int, int]]:
    """Return the number of each mention by its first token, by kind."""
    return {kind: {one.start: number for number, one in enumerate(several)} for kind, several in mentions.items()}
