"""What fills a slot of a telling: what its own words give, weighed against what the rest of the page names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.extract.choices.bound import Bound
from riwaya.extract.choices.clear import Stead
from riwaya.extract.keys import agree
from riwaya.extract.ranges import bucket
from riwaya.extract.sense import Key, sensed
from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Sign
from riwaya.lexicon.camps import Relation

SLOTS = ("places", "date", "actors", "targets")
NEVER = -9.0  # log-odds of what nothing speaks for
_EDGES = (-4, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3)
_LEVELS = (-2, -1, 0, 1, 2)


@dataclass(frozen=True, slots=True)
class Own:
    """What a telling's own words say for a filler: the best log-odds, the number of words for which it is likely, and the role that grammar settles."""

    score: float
    votes: int
    bound: Bound | Stead | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A telling as its slots look at it: `own` is what its words say for each filler of a slot, `keys` are those that fill it by its words alone.

    `filled` says of each slot whether any does; `form` how it is told: definite, as background, in the headline, with a day that is not resolved,
    and in how many drafts.
    """

    triggers: tuple[Trigger, ...]
    kind: str
    type: str
    sentence: int
    source: str
    background: bool
    form: tuple[bool, bool, bool, bool, str]
    own: Mapping[str, Mapping[str, Own]]
    keys: Mapping[str, frozenset[str]]
    filled: tuple[bool, ...]
    lost: frozenset[str]

    @property
    def key(self) -> Key:
        """What tells this telling from the others of its page."""
        return self.triggers[0].key


@dataclass(frozen=True, slots=True)
class Offer:
    """A filler that the page names: `sort` is a coarse kind of it, `sentences` are those that name it, `times` how many, `givers` the tellings that it fills.

    `title` and `lead` say whether the headline and the first sentences name it, `acts` and `suffers` in how many tellings it is a doer and a target.
    """

    key: str
    sort: str
    sentences: tuple[int, ...]
    times: str
    givers: tuple[Look, ...]
    rank: int
    title: bool
    lead: bool
    acts: int
    suffers: int


@dataclass(frozen=True, slots=True)
class Stands:
    """How a party stands to those of a telling: who fills the opposite role by its own words, who fills its own, whose people were lost, and who tells it."""

    opposite: frozenset[Relation | None] = frozenset()
    beside: frozenset[Relation | None] = frozenset()
    lost: frozenset[Relation | None] = frozenset()
    source: Relation | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of one telling: the fillers that may stand there, with what its own words say for each here and in the opposite role.

    `scores` are those of its own words, highest first, `likely` is how many of them are above 0.
    `echo` is the log-odds that each other telling of the page tells of the same event, whoever tells it; `top` is the highest of those that fill the slot.
    `sensed` is what the network thinks of each filler, `stands` how each party stands to the others of the telling.
    `before` and `after` are what its neighbours on the page fill the slot with, None where there is none.
    """

    name: str
    taker: Look
    offers: Sequence[Offer]
    own: Mapping[str, Own]
    scores: Sequence[float]
    likely: int
    other: Mapping[str, Own]
    lost: frozenset[str]
    echo: Mapping[Key, float]
    top: float
    sensed: Mapping[str, float]
    stands: Mapping[str, Stands]
    before: frozenset[str] | None
    after: frozenset[str] | None


def signs(slot: Slot, offer: Offer) -> list[Sign]:
    """Return what the telling's own words say, how near the filler stands, how much the page tells of it, and how like the taker its givers are."""
    taker = slot.taker
    own = slot.own.get(offer.key)
    told = "own" if own else "lost" if offer.key in slot.lost else "page"
    found: list[Sign] = [
        (_sort, told, offer.sort, taker.kind),
        (_id, offer.key, taker.type),
        (_named, told, min(offer.rank, 3), offer.times, _distance(taker.sentence, offer.sentences), offer.title, offer.lead),
        *_own(slot, offer, own, told),
        (_taker, told, slot.name, taker.form, taker.filled),
        _echoes(slot, offer, told),
        *_givers(taker, offer, told),
        (_neighbours, told, _has(slot.before, offer.key), _has(slot.after, offer.key)),
        *_senses(slot, offer, told),
    ]
    if slot.name == "places" and len(slot.offers) == 1:
        found.append(f"{told},only")  # a short text that names one place tells of it
    if slot.name in {"actors", "targets"}:
        found += _stands(slot.stands[offer.key], told, taker.type)
        found.append((_roles, told, offer.key in taker.keys["actors"], min(offer.acts, 3), offer.key in taker.keys["targets"], min(offer.suffers, 3)))
    return found


def _senses(slot: Slot, offer: Offer, told: str) -> list[Sign]:
    """Return what the network thinks of the filler, and whether it thinks so of none more."""
    score = slot.sensed.get(offer.key)
    if score is None:
        return []
    return [sensed("sense", score), sensed(f"{told},sense", score), (_first, told, score >= max(slot.sensed.values()))]


def _stands(stands: Stands, told: str, type_: str) -> list[Sign]:
    found: list[Sign] = [(_stand, told, name, stand, type_) for name, several in _stood(stands) for stand in sorted(filter(None, several))]
    return [*found, (_spoken, told, stands.source, type_)] if stands.source else found


def _stood(stands: Stands) -> tuple[tuple[str, frozenset[Relation | None]], ...]:
    return ("opposite", stands.opposite), ("beside", stands.beside), ("lost", stands.lost)


def _stand(told: str, name: str, stand: str, type_: str) -> Iterator[str]:
    yield f"{told},{name}={stand}"
    yield f"{told},{name}={stand},takes={type_}"


def _spoken(told: str, stand: str, type_: str) -> Iterator[str]:
    yield f"{told},source={stand}"
    yield f"{told},source={stand},takes={type_}"


def _first(told: str, first: bool) -> Iterator[str]:
    yield f"{told},sense-first={first}"


def _sort(told: str, sort: str, kind: str) -> Iterator[str]:
    yield f"{told},sort={sort}"
    yield f"{told},sort={sort},takes={kind}"
    yield f"{told},takes={kind}"


def _id(key: str, type_: str) -> Iterator[str]:
    yield f"id={key},takes={type_}"


def _named(told: str, rank: int, times: str, near: str, title: bool, lead: bool) -> Iterator[str]:
    yield f"{told},rank={bucket(rank, 0, 1, 2)}"
    yield f"{told},times={times}"
    yield f"near={near},rank={bucket(rank, 0, 1)},{told}"
    yield f"{told},title={title},lead={lead}"


def _distance(here: int, sentences: Sequence[int]) -> str:
    """Return how far the nearest sentence before lies that names the filler, else the nearest after."""
    number = bisect_right(sentences, here)
    return f"back{bucket(here - sentences[number - 1], 0, 1, 2, 4, 8)}" if number else f"on{bucket(sentences[0] - here, 1, 2, 4)}"


def _own(slot: Slot, offer: Offer, own: Own | None, told: str) -> list[Sign]:
    """Return how sure the telling's own words are of the filler, of its rivals, and of the filler in the opposite role."""
    rivals = slot.scores[1:] if own and own.score == slot.scores[0] else slot.scores
    best = rivals[0] if rivals else NEVER
    rival, likely = _level(best), bucket(slot.likely - (own is not None and own.score > 0), 0, 1, 2)
    found: list[Sign] = [(_rivals, told, rival, likely, bool(slot.lost))]
    if not own:
        found.append((_settled, told, frozenset([one.bound for one in slot.own.values()])))
    if own:
        found.append((_bound, own.bound, frozenset([one.bound for one in slot.own.values()])))
        found.append((_sure, _step(own.score), _level(own.score), rival, bucket(own.votes, 0, 1, 2, 4), offer.sort, own.score >= best, likely))
    opposite = slot.other.get(offer.key)
    if opposite:
        found.append((_opposite, told, _step(opposite.score), _level(opposite.score), _level(own.score) if own else None))
    return found


def _bound(role: str | None, settled: frozenset[str | None]) -> Iterator[str]:
    """Yield the role that grammar settles, or which it settles for others."""
    if role is not None:
        yield f"own-bound={role}"
    else:
        yield from (f"others-bound={other}" for other in sorted(filter(None, settled)))


def _settled(told: str, settled: frozenset[str | None]) -> Iterator[str]:
    """Yield what grammar settles for those that its own words name."""
    yield from (f"{told},others-bound={other}" for other in sorted(filter(None, settled)))


def _rivals(told: str, rival: str, likely: str, lost: bool) -> Iterator[str]:
    yield f"{told},rival={rival}"
    yield f"{told},rivals={likely}"
    yield f"{told},lost={lost}"


def _sure(step: int, level: str, rival: str, votes: str, sort: str, best: bool, likely: str) -> Iterator[str]:
    yield from (f"own>={edge}" for edge in _EDGES[:step])
    yield f"own={level},rival={rival}"
    yield f"own={level},votes={votes}"
    yield f"own={level},sort={sort}"
    yield f"best={best},rivals={likely}"


def _opposite(told: str, step: int, level: str, own: str | None) -> Iterator[str]:
    yield from (f"{told},opposite>={edge}" for edge in _EDGES[:step])
    if own is not None:
        yield f"own={own},opposite={level}"


def _step(score: float) -> int:
    """Return how many of the edges a score reaches."""
    return bisect_right(_EDGES, score)


def _level(score: float) -> str:
    number = bisect_right(_LEVELS, score)
    return str(_LEVELS[number]) if number < len(_LEVELS) else "far"


def _taker(told: str, slot: str, form: tuple[bool, bool, bool, bool, str], filled: Sequence[bool]) -> Iterator[str]:
    definite, background, title, vague, drafts = form
    yield f"{told},definite={definite}"
    yield f"{told},background={background}"
    yield f"{told},title={title}"
    yield f"{told},vague={vague}"
    yield f"{told},drafts={drafts}"
    for other, has in zip(SLOTS, filled, strict=True):
        if other != slot:
            yield f"{told},has-{other}={has}"


def _echoes(slot: Slot, offer: Offer, told: str) -> Sign:
    """Return how likely it is that a telling which has the filler tells of the same event («الهجوم», by another speaker)."""
    best = max([slot.echo.get(giver.key, NEVER) for giver in offer.givers], default=NEVER)
    return _echo, told, best > NEVER and best >= slot.top, _step(best), _level(slot.top) if best < slot.top else None


def _echo(told: str, first: bool, step: int, elsewhere: str | None) -> Iterator[str]:
    yield f"{told},echo-first={first}"
    yield from (f"{told},echo>={edge}" for edge in _EDGES[:step])
    if elsewhere is not None:
        yield f"{told},echo-elsewhere={elsewhere}"


def _givers(taker: Look, offer: Offer, told: str) -> list[Sign]:
    if not offer.givers:
        return [(_given, told, "0", "0", False)]
    alike = sum([one.kind == taker.kind for one in offer.givers])
    typed = [one for one in offer.givers if one.type == taker.type]
    near = min(typed or offer.givers, key=lambda one: abs(one.sentence - taker.sentence))
    back = taker.sentence - near.sentence
    distance = f"{'back' if back >= 0 else 'on'}{bucket(abs(back), 0, 1, 2, 4)}"
    level = "kind" if near.kind == taker.kind else "type" if near.type == taker.type else "other"
    agreed = [agree(taker.keys[slot], near.keys[slot]) for slot in SLOTS]
    return [
        (_given, told, bucket(len(offer.givers), 0, 1, 2), bucket(alike, 0, 1, 2), bool(typed)),
        (_giver, told, level, distance, taker.source == near.source, near.background, taker.background, *agreed),
    ]


def _given(told: str, givers: str, alike: str, typed: bool) -> Iterator[str]:
    yield f"{told},givers={givers},alike={alike},typed={typed}"


def _giver(told: str, level: str, distance: str, source: bool, giver_background: bool, background: bool, *agreed: str) -> Iterator[str]:
    yield f"{told},giver={level},{distance}"
    yield f"{told},giver={level},source={source}"
    yield f"{told},giver={level},background={giver_background},{background}"
    yield from (f"{told},giver={level},{slot}={value}" for slot, value in zip(SLOTS, agreed, strict=True))


def _has(keys: frozenset[str] | None, key: str) -> str:
    if keys is None:
        return "end"
    return "yes" if key in keys else "other" if keys else "none"


def _neighbours(told: str, before: str, after: str) -> Iterator[str]:
    yield f"{told},before={before},after={after}"


def _roles(told: str, acts: bool, acting: int, suffers: bool, suffering: int) -> Iterator[str]:
    for slot, own, page in (("actors", acts, acting), ("targets", suffers, suffering)):
        yield f"{told},{slot}-own={own}"
        yield f"{told},{slot}-page={bucket(page, 0, 1, 2)}"
