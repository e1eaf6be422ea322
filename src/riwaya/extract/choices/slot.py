"""What fills a slot of a telling: what its own words give, weighed against what the rest of the page names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riwaya.extract.choices.same import agree, source_key
from riwaya.extract.context import Context, bucket

if TYPE_CHECKING:
    from riwaya.extract.filled import Filled


Key = tuple[int, int, str]
NEVER = -9.0  # log-odds of what nothing speaks for
_EDGES = (-4, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Offer:
    """A filler that the page names: `sort` is a coarse kind of it, `sentences` are those that name it, `givers` the tellings that it fills."""

    key: str
    sort: str
    sentences: tuple[int, ...]
    givers: tuple[Filled, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Own:
    """What a telling's own words say for a filler: the best log-odds, and the number of its words for which it is likely."""

    score: float
    votes: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of one telling: the fillers that may stand there, with what its own words say for each here and in the opposite role.

    `echo` is the log-odds that each other telling of the page tells of the same event, whoever tells it; `top` is the highest of those that fill the slot.
    """

    name: str
    offers: Sequence[Offer]
    own: Mapping[str, Own]
    other: Mapping[str, Own]
    lost: frozenset[str]
    echo: Mapping[Key, float]
    top: float


def features(slot: Slot, offer: Offer, taker: Filled, page: Sequence[Filled], context: Context, event_types: Mapping[str, str]) -> Iterator[str]:
    """Yield what the telling's own words say, how near the filler stands, how much the page tells of it, and how like the taker its givers are."""
    here = taker.telling.first.trigger.sentence
    own = slot.own.get(offer.key)
    told = "own" if own else "lost" if offer.key in slot.lost else "page"
    yield f"{told},sort={offer.sort}"
    yield f"{told},sort={offer.sort},takes={taker.telling.kind}"
    yield f"{told},takes={taker.telling.kind}"
    yield f"id={offer.key},takes={event_types[taker.telling.kind]}"
    yield f"{told},rank={bucket(offer.rank, 0, 1, 2)}"
    yield f"{told},times={bucket(len(offer.sentences), 1, 2, 4)}"
    yield f"near={_distance(here, offer.sentences)},rank={bucket(offer.rank, 0, 1)},{told}"
    titles = [number for number in offer.sentences if context.scene.reading.sentences[number].title]
    yield f"{told},title={bool(titles)},lead={any(number <= 1 for number in offer.sentences)}"
    yield from _own(slot, offer, own, told)
    yield from _taker(slot.name, taker, context, told)
    yield from _echoes(slot, offer, told)
    yield from (f"{told},{sign}" for sign in _givers(taker, offer, event_types))
    yield from (f"{told},{sign}" for sign in _neighbours(slot.name, taker, offer, page))


def _own(slot: Slot, offer: Offer, own: Own | None, told: str) -> Iterator[str]:
    """Yield how sure the telling's own words are of the filler, of its rivals, and of the filler in the opposite role."""
    rivals = [one.score for key, one in slot.own.items() if key != offer.key]
    rival = _level(max(rivals, default=NEVER))
    likely = sum(score > 0 for score in rivals)
    yield f"{told},rival={rival}"
    yield f"{told},rivals={bucket(likely, 0, 1, 2)}"
    yield f"{told},lost={bool(slot.lost)}"
    if own:
        yield from (f"own>={edge}" for edge in _EDGES if own.score >= edge)
        yield f"own={_level(own.score)},rival={rival}"
        yield f"own={_level(own.score)},votes={bucket(own.votes, 0, 1, 2, 4)}"
        yield f"own={_level(own.score)},sort={offer.sort}"
        yield f"best={own.score >= max(rivals, default=NEVER)},rivals={bucket(likely, 0, 1, 2)}"
    opposite = slot.other.get(offer.key)
    if opposite:
        yield from (f"{told},opposite>={edge}" for edge in _EDGES if opposite.score >= edge)
        if own:
            yield f"own={_level(own.score)},opposite={_level(opposite.score)}"


def _echoes(slot: Slot, offer: Offer, told: str) -> Iterator[str]:
    """Yield how likely it is that a telling which has the filler tells of the same event («الهجوم», by another speaker)."""
    best = max((slot.echo.get(giver.telling.first.trigger.key, NEVER) for giver in offer.givers), default=NEVER)
    yield f"{told},echo-first={best > NEVER and best >= slot.top}"
    yield from (f"{told},echo>={edge}" for edge in _EDGES if best >= edge)
    if best < slot.top:
        yield f"{told},echo-elsewhere={_level(slot.top)}"


def _level(score: float) -> str:
    return str(next((edge for edge in (-2, -1, 0, 1, 2) if score < edge), "far"))


def _distance(here: int, sentences: Sequence[int]) -> str:
    back = [here - number for number in sentences if number <= here]
    on = [number - here for number in sentences if number > here]
    return f"back{bucket(min(back), 0, 1, 2, 4, 8)}" if back else f"on{bucket(min(on), 1, 2, 4)}" if on else "never"


def _taker(slot: str, taker: Filled, context: Context, told: str) -> Iterator[str]:
    word = context.norm(taker.telling.word.trigger.start)
    definite = word.lstrip("وفبلك").startswith(("ال", "لل"))
    yield f"{told},definite={definite}"
    yield f"{told},background={taker.telling.background > 0}"
    yield f"{told},title={context.scene.reading.sentences[taker.telling.first.trigger.sentence].title}"
    yield f"{told},vague={taker.vague}"
    yield f"{told},drafts={bucket(len(taker.telling.drafts), 1, 2, 4)}"
    for other in ("places", "date", "actors", "targets"):
        if other != slot:
            yield f"{told},has-{other}={bool(taker.keys(other))}"


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
