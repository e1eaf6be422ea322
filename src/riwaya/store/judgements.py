"""Writes judgements, which are only ever added, and keeps at hand what follows from them for each claim."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from riwaya.contract.read import claim_of
from riwaya.contract.write import claim_record
from riwaya.errors import BadInput
from riwaya.model import Claim, Judgement
from riwaya.review import OPEN, State, judged_claim, states
from riwaya.store.judgement_tables import claim_states, doubts, judgements, readings, unlinked
from riwaya.store.packing import pack, unpack
from riwaya.store.pages import claim_row
from riwaya.store.tables import claims, event_claims, pages

_AT_ONCE = 500  # ids in one question: below every database's limit of parameters


@dataclass(frozen=True, slots=True)
class Held:
    """A claim as a store holds it: on which page, as people have it, as it was read, and whether today's reading still has it."""

    id: str
    page: str
    claim: Claim
    read: Claim
    gone: bool = False
    current: bool = True


def after(latest: str | None, now: datetime) -> str:
    """Return the time of a new judgement: now, but after every earlier one, whatever a clock that was set back says."""
    if latest and now.isoformat(timespec="microseconds") <= latest:
        now = datetime.fromisoformat(latest) + timedelta(microseconds=1)
    return now.isoformat(timespec="microseconds")


def latest(connection: Connection) -> str | None:
    """Return the time of the latest judgement: the last one added, since each is later than those before it."""
    found: str | None = connection.scalar(select(judgements.c.at).order_by(judgements.c.number.desc()).limit(1))
    return found


def add(connection: Connection, one: Judgement) -> None:
    """Add a judgement; one that is held already stays as it is."""
    if connection.execute(select(judgements.c.id).where(judgements.c.id == one.id)).first():
        return
    target, other = (*one.targets, None)[:2]
    row = {"verdict": one.verdict, "by": one.by, "at": one.at, "why": one.why, "slot": one.slot, "value": one.value, "read": pack(one.read)}
    connection.execute(insert(judgements).values(id=one.id, target=target, other=other, **row))


def by_id(connection: Connection, identity: str) -> Judgement | None:
    """Return a judgement by its id, or by the beginning of its id where only one begins so. Raises BadInput where several do."""
    found = connection.execute(select(judgements).where(judgements.c.id.startswith(identity, autoescape=True)).limit(2)).all()
    if len(found) > 1:
        raise BadInput(f"{identity}: several judgements begin so; give more of the id")
    return _judgement(found[0]) if found else None


def _judgement(row: Row[tuple[object, ...]]) -> Judgement:
    targets = (row.target,) if row.other is None else (row.target, row.other)
    return Judgement(row.verdict, targets, row.by, row.at, row.why, row.slot, row.value, unpack(row.read))


def every(connection: Connection) -> Iterator[Judgement]:
    """Yield all judgements, in the order in which they were added."""
    yield from map(_judgement, connection.execute(select(judgements).order_by(judgements.c.number)))


def of_pairs(connection: Connection) -> list[Judgement]:
    """Return the judgements of two claims, and those that take judgements back."""
    told = or_(judgements.c.other.is_not(None), judgements.c.verdict == "undo")
    return [_judgement(row) for row in connection.execute(select(judgements).where(told).order_by(judgements.c.number))]


def of_claims(connection: Connection, wanted: Iterable[str]) -> list[Judgement]:
    """Return the judgements of some claims, and those that take these back, and so on."""
    found: dict[str, Judgement] = {}
    ids = list(dict.fromkeys(wanted))
    while ids:
        fresh: dict[str, Judgement] = {}
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            rows = connection.execute(select(judgements).where(or_(judgements.c.target.in_(some), judgements.c.other.in_(some))))
            fresh |= {row.id: _judgement(row) for row in rows if row.id not in found}
        found |= fresh
        ids = list(fresh)
    return list(found.values())


def held(connection: Connection, wanted: Sequence[str]) -> dict[str, Held]:
    """Return claims by id, those of earlier versions of pages too."""
    found: dict[str, Held] = {}
    joined = claims.join(pages, claims.c.page == pages.c.id).outerjoin(readings, readings.c.claim == claims.c.id)
    columns = (claims.c.id, claims.c.page, claims.c.record, readings.c.record.label("read"), readings.c.gone, pages.c.current)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        for row in connection.execute(select(*columns).select_from(joined).where(claims.c.id.in_(some))):
            read = claim_of(unpack(row.read or row.record), row.page)
            found[row.id] = Held(row.id, row.page, claim_of(unpack(row.record), row.page), read, bool(row.gone), row.current)
    return found


def settle(connection: Connection, wanted: Iterable[str]) -> dict[str, State]:
    """Bring what is kept of claims into step with their judgements: state, slots, and that their events are to be formed anew."""
    ids = list(dict.fromkeys(wanted))
    told = states(of_claims(connection, ids))
    for one in held(connection, ids).values():
        _settle(connection, one, told.get(one.id, OPEN))
    return {one: told.get(one, OPEN) for one in ids}


def _settle(connection: Connection, one: Held, state: State) -> None:
    before = connection.execute(select(claim_states).where(claim_states.c.claim == one.id)).first()
    row = {"decision": state.decision, "corrected": bool(state.corrections), "disputed": state.disputed, "assignee": state.assignee}
    if before is None:
        connection.execute(insert(claim_states).values(claim=one.id, **row))
    else:
        connection.execute(update(claim_states).where(claim_states.c.claim == one.id).values(**row))
    shown = judged_claim(one.read, state)
    if shown != one.claim:
        show(connection, one, shown)
    if shown != one.claim or (before is not None and before.decision == "rejected") != (state.decision == "rejected"):
        mark_unlinked(connection, [one.id])


def show(connection: Connection, one: Held, claim: Claim) -> None:
    """Show a claim with other slots than it was read with; the reading is kept beside it."""
    if not connection.execute(select(readings.c.claim).where(readings.c.claim == one.id)).first():
        connection.execute(insert(readings).values(claim=one.id, record=pack(claim_record(one.read)), gone=one.gone))
    row = claim_row(claim, one.page)
    connection.execute(update(claims).where(claims.c.id == one.id).values({key: value for key, value in row.items() if key not in {"id", "page"}}))


def read_anew(connection: Connection, one: Held, read: Claim | None) -> None:
    """Note what a new reading of the page says of a claim that people judged; None where it has no such claim."""
    record = pack(claim_record(read or one.read))
    connection.execute(delete(readings).where(readings.c.claim == one.id))
    connection.execute(insert(readings).values(claim=one.id, record=record, gone=read is None))
    _settle(connection, Held(one.id, one.page, one.claim, read or one.read, gone=read is None), states(of_claims(connection, [one.id])).get(one.id, OPEN))


def decisions(connection: Connection, decision: str) -> frozenset[str]:
    """Return the claims that are accepted, or rejected."""
    return frozenset(connection.scalars(select(claim_states.c.claim).where(claim_states.c.decision == decision)))


def judged_ids(connection: Connection) -> list[str]:
    """Return the claims that people decided, corrected, noted or gave to somebody."""
    return list(connection.scalars(select(claim_states.c.claim).order_by(claim_states.c.claim)))


def mark_unlinked(connection: Connection, wanted: Iterable[str]) -> None:
    """Note that the events of claims are to be formed anew."""
    rows = [{"claim": one} for one in wanted]
    if rows:
        connection.execute(insert(unlinked), rows)


def is_unlinked(connection: Connection) -> bool:
    """Whether judgements wait to be worked into the events."""
    return connection.execute(select(unlinked.c.number).limit(1)).first() is not None


def linked(connection: Connection) -> None:
    """Note that all events are in step with what is judged."""
    connection.execute(delete(unlinked))


def put_doubts(connection: Connection, points: Mapping[str, float]) -> None:
    """Keep how doubtful claims are; it is forgotten by itself when their events are formed anew."""
    if points:
        connection.execute(insert(doubts), [{"claim": claim, "points": number} for claim, number in points.items()])


def is_doubted(connection: Connection, claim: str) -> bool:
    """Whether the doubt of a claim is reckoned."""
    return connection.execute(select(doubts.c.claim).where(doubts.c.claim == claim)).first() is not None


def undoubted(connection: Connection) -> list[str]:
    """Return the events with claims whose doubt is not reckoned yet."""
    missing = select(event_claims.c.event).outerjoin(doubts, doubts.c.claim == event_claims.c.claim).where(doubts.c.claim.is_(None)).distinct()
    return list(connection.scalars(missing))


def queue(connection: Connection, who: str, limit: int) -> list[str]:
    """Return the claims that wait for a person: those given to the person that he or she has not decided, then the most doubtful that nobody decided.

    Claims given to others, of withdrawn pages and of earlier versions do not wait.
    """
    first = _given(connection, who)[:limit]
    joined = doubts.join(claims, claims.c.id == doubts.c.claim).join(pages, pages.c.id == claims.c.page)
    joined = joined.outerjoin(claim_states, claim_states.c.claim == doubts.c.claim)
    free = or_(claim_states.c.claim.is_(None), (claim_states.c.decision == "open") & (claim_states.c.assignee == ""))
    rest = select(doubts.c.claim).select_from(joined).where(pages.c.current, free).order_by(doubts.c.points.desc(), doubts.c.claim.desc())
    return first + list(connection.scalars(rest.limit(limit - len(first))))


def _given(connection: Connection, who: str) -> list[str]:
    """Return the claims that are given to a person and that the person has not decided, the most doubtful first."""
    joined = claim_states.join(claims, claims.c.id == claim_states.c.claim).join(pages, pages.c.id == claims.c.page)
    joined = joined.outerjoin(doubts, doubts.c.claim == claim_states.c.claim)
    given = select(claims.c.id).select_from(joined).where(pages.c.current, claim_states.c.assignee == who)
    found = list(connection.scalars(given.order_by(func.coalesce(doubts.c.points, 0).desc(), claims.c.id.desc())))
    decided = {claim for claim, state in states(of_claims(connection, found)).items() if any(one.by == who for one in state.opinions)}
    return [one for one in found if one not in decided]


def record_text(claim: Claim) -> str:
    """Return a claim as a judgement keeps it: its record as JSON in one form."""
    return json.dumps(claim_record(claim), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
