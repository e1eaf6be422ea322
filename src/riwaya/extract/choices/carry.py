"""What a telling does not say itself it may take over from the page: its place, its day, its parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riwaya.extract.choices.same import agree, source_key
from riwaya.extract.context import Context, bucket

if TYPE_CHECKING:
    from riwaya.extract.filled import Filled


@dataclass(frozen=True, slots=True)
class Offer:
    """A filler that the page names: `sort` is a coarse kind of it, `sentences` are those that name it, `givers` the tellings that it fills."""

    key: str
    sort: str
    sentences: tuple[int, ...]
    givers: tuple[Filled, ...]
    rank: int


def features(slot: str, taker: Filled, offer: Offer, page: Sequence[Filled], context: Context, event_types: Mapping[str, str]) -> Iterator[str]:
    """Yield how near the filler stands, how much the page tells of it, and how like the taker its givers are."""
    here = taker.telling.first.trigger.sentence
    yield f"sort={offer.sort}"
    yield f"rank={bucket(offer.rank, 0, 1, 2)}"
    yield f"times={bucket(len(offer.sentences), 1, 2, 4)}"
    yield f"near={_distance(here, offer.sentences)},rank={bucket(offer.rank, 0, 1)}"
    titles = [number for number in offer.sentences if context.scene.reading.sentences[number].title]
    yield f"title={bool(titles)},lead={any(number <= 1 for number in offer.sentences)}"
    yield from _taker(slot, taker, context)
    yield from _givers(taker, offer, event_types)
    yield from _neighbours(slot, taker, offer, page)


def _distance(here: int, sentences: Sequence[int]) -> str:
    back = [here - number for number in sentences if number <= here]
    on = [number - here for number in sentences if number > here]
    return f"back{bucket(min(back), 0, 1, 2, 4, 8)}" if back else f"on{bucket(min(on), 1, 2, 4)}" if on else "never"


def _taker(slot: str, taker: Filled, context: Context) -> Iterator[str]:
    word = context.norm(taker.telling.word.trigger.start)
    definite = word.lstrip("وفبلك").startswith(("ال", "لل"))
    yield f"definite={definite}"
    yield f"takes={taker.telling.kind}"
    yield f"background={taker.telling.background > 0}"
    yield f"title={context.scene.reading.sentences[taker.telling.first.trigger.sentence].title}"
    for other in ("places", "date", "actors", "targets"):
        if other != slot:
            yield f"has-{other}={bool(getattr(taker, other))}"


def _givers(taker: Filled, offer: Offer, event_types: Mapping[str, str]) -> Iterator[str]:
    kind = taker.telling.kind
    alike = [one for one in offer.givers if one.telling.kind == kind]
    typed = [one for one in offer.givers if event_types[one.telling.kind] == event_types[kind]]
    yield f"givers={bucket(len(offer.givers), 0, 1, 2)},alike={bucket(len(alike), 0, 1, 2)},typed={bool(typed)}"
    if not offer.givers:
        return
    near = min(typed or offer.givers, key=lambda one: abs(one.telling.first.trigger.sentence - taker.telling.first.trigger.sentence))
    sentences = taker.telling.first.trigger.sentence - near.telling.first.trigger.sentence
    level = "kind" if near in alike else "type" if near in typed else "other"
    yield f"giver={level},{'back' if sentences >= 0 else 'on'}{bucket(abs(sentences), 0, 1, 2, 4)}"
    yield f"giver={level},source={source_key(taker.telling.voice) == source_key(near.telling.voice)}"
    yield f"giver={level},background={near.telling.background > 0},{taker.telling.background > 0}"
    for slot, (one, two) in _pairs(taker, near).items():
        yield f"giver={level},{slot}={agree(one, two)}"


def _pairs(taker: Filled, giver: Filled) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    return {slot: (taker.keys(slot), giver.keys(slot)) for slot in ("places", "date", "actors", "targets")}


def _neighbours(slot: str, taker: Filled, offer: Offer, page: Sequence[Filled]) -> Iterator[str]:
    number = next(index for index, one in enumerate(page) if one is taker)
    before, after = page[number - 1] if number else None, page[number + 1] if number + 1 < len(page) else None
    yield f"before={_has(before, offer, slot)},after={_has(after, offer, slot)}"
    for one in (slot_ for slot_ in ("actors", "targets") if slot in {"actors", "targets"}):
        yield f"{one}-own={offer.key in taker.keys(one)}"
        yield f"{one}-page={bucket(sum(1 for other in page if offer.key in other.keys(one)), 0, 1, 2)}"


def _has(other: Filled | None, offer: Offer, slot: str) -> str:
    if other is None:
        return "end"
    return "yes" if offer.key in other.keys(slot) else "other" if other.keys(slot) else "none"
