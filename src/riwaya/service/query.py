"""What a person asks for, as one value, and what that means to the store."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from riwaya import arabic
from riwaya.errors import BadInput
from riwaya.service.terms import Ground, stems
from riwaya.store.decided import Decided
from riwaya.store.match import Either, Every, Match, Phrase, Without, has
from riwaya.store.search import Near, Wanted

_PIECE = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
_OR = {"OR", "|", "او"}
LONGEST = 1000  # characters of words
_MOST_NAMES = 40  # that one name may stand for


@dataclass(frozen=True, slots=True)
class Query:
    """What claims must have; None asks for nothing. Names are taken in any spelling, in Arabic or English, or as ids.

    `words`: as typed; "quoted words" follow one another, -word must not stand there, OR joins two. `near`: latitude and longitude in degrees, radius in km.
    `losses`: outcome and the least figure. A claim lies in a span of days by its first day.
    `state`: what people decided; rejected claims are found only by asking for them.
    """

    words: str = ""
    since: date | None = None
    until: date | None = None
    place: str | None = None
    near: tuple[float, float, float] | None = None
    kind: str | None = None
    actor: str | None = None
    victim: str | None = None
    party: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    stance: str | None = None
    background: bool | None = None
    losses: tuple[tuple[str, int], ...] = ()
    grade: str | None = None
    state: Decided | None = None


def wanted(query: Query, ground: Ground, outlets: Iterable[str] = ()) -> Wanted:
    """Return what the store looks for; `outlets` are those that the store has. Raises BadInput for words that are too long or a circle that is none."""
    if len(query.words) > LONGEST:
        raise BadInput(f"the search has {len(query.words)} characters; {LONGEST} at most")
    parts = [*_words(query.words), *_slots(query, ground, outlets)]
    first, last = (day.toordinal() if day else None for day in (query.since, query.until))
    return Wanted(Every(tuple(parts)) if parts else None, first, last, _near(query), query.losses, query.grade, query.state)


def _near(query: Query) -> Near | None:
    if query.near is None:
        return None
    lat, lon, km = query.near
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 <= km <= 20_100):
        raise BadInput(f"{lat}, {lon}, {km}: not a circle; give latitude (-90 to 90), longitude (-180 to 180) and a radius in km")
    return Near(lat, lon, km)


def _words(typed: str) -> Iterator[Match]:
    """Yield what must hold of the words; OR binds what stands right before and after it."""
    group: list[Match] = []
    joined = False
    for piece in _PIECE.finditer(typed.translate({ord(mark): '"' for mark in "«»“”„"})):
        if piece["word"] and (piece["word"] in _OR or arabic.key(piece["word"]) in _OR):
            joined = bool(group)
            continue
        found = _piece(piece)
        if found is None:
            continue
        if group and not joined:
            yield _one(group)
            group = []
        group.append(found)
        joined = False
    if group:
        yield _one(group)


def _one(group: list[Match]) -> Match:
    return group[0] if len(group) == 1 else Either(tuple(group))


def _piece(piece: re.Match[str]) -> Match | None:
    word = piece["word"] or ""
    refused = bool(piece["minus"]) or (len(word) > 1 and word.startswith("-"))
    words = stems(word or piece["phrase"])
    if not words:
        return None
    found = Phrase(words)
    return Without(found) if refused else found


def _slots(query: Query, ground: Ground, outlets: Iterable[str]) -> Iterator[Match]:
    if query.kind:
        yield has("kind", query.kind.strip().lower().replace("_", "-").replace(" ", "-"))
    if query.stance:
        yield has("stance", query.stance)
    if query.background is not None:
        yield has("background", str(int(query.background)))
    if query.place:
        yield _place(query.place, ground)
    for role, name in (("doer", query.actor), ("victim", query.victim), ("party", query.party), ("speaker", query.speaker)):
        if name:
            yield _any(role, _parties(name, ground))
    if query.outlet:
        key = arabic.key(query.outlet)
        yield _any("outlet", [key, *(held for one in outlets if key in (held := arabic.key(one)))])


def _any(kind: str, values: Iterable[str]) -> Either:
    return Either(tuple(has(kind, one) for one in list(dict.fromkeys(values))[:_MOST_NAMES]))


def _place(name: str, ground: Ground) -> Match:
    """Ask for what a name may mean, with all that lies in it, and for the name itself where no gazetteer has it."""
    own = ground.atlas.get(name)
    ids = [own.id] if own else [name, *(one.entry.id for one in ground.atlas.find(name))]
    return Either((*_any("unit", ids).parts, has("place", arabic.key(name))))


def _parties(name: str, ground: Ground) -> list[str]:
    key = arabic.key(name)
    ids = [row.id for row in ground.lexicon.actors.values() if key in {arabic.key(row.name_ar), arabic.key(row.name_en)}]
    return [name, key, *ids]


def cursor(number: int) -> str:
    """Return the mark from which the next page goes on."""
    return base64.urlsafe_b64encode(number.to_bytes(8, "big")).decode().rstrip("=")


def number_of(mark: str) -> int:
    """Return what `cursor` was made of. Raises BadInput."""
    try:
        return int.from_bytes(base64.b64decode(mark + "=", altchars=b"-_", validate=True)[:8], "big", signed=False) & (2**63 - 1)
    except ValueError as error:
        raise BadInput(f"{mark}: not a mark of a next page; take it from the page before, or leave it out") from error
