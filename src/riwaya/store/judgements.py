"""Writes judgements, which are only ever added, and reads them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, func, insert, or_, select

from riwaya.errors import BadInput
from riwaya.model import Judgement
from riwaya.store import dialect, packing
from riwaya.store.judgement_tables import judgements

_OF_TARGETS = select(judgements).where(or_(dialect.among(judgements.c.target), dialect.among(judgements.c.other)))


def after(latest: str | None, now: datetime) -> str:
    """Return the time of a new judgement: now, but after every earlier one, whatever a clock that was set back says."""
    if latest and now.isoformat(timespec="microseconds") <= latest:
        now = datetime.fromisoformat(latest) + timedelta(microseconds=1)
    return now.isoformat(timespec="microseconds")


def latest(connection: Connection) -> str | None:
    """Return the time of the latest judgement."""
    found: str | None = connection.scalar(select(func.max(judgements.c.at)))
    return found


def add(connection: Connection, one: Judgement) -> None:
    """Add a judgement; one that is held already stays as it is."""
    if connection.execute(select(judgements.c.id).where(judgements.c.id == one.id)).first():
        return
    target, other = (*one.targets, None)[:2]
    row = {"verdict": one.verdict, "by": one.by, "at": one.at, "why": one.why, "slot": one.slot, "value": one.value, "read": packing.packed(one.read)}
    connection.execute(insert(judgements).values(id=one.id, target=target, other=other, **row))


def by_id(connection: Connection, name: str) -> Judgement | None:
    """Return a judgement by its id, or by the beginning of its id where only one begins so. Raises BadInput where several do."""
    found = connection.execute(select(judgements).where(judgements.c.id.startswith(name, autoescape=True)).limit(2)).all()
    if len(found) > 1:
        raise BadInput(f"{name}: several judgements begin so; give more of the id")
    return _judgement(found[0]) if found else None


def _judgement(row: Row[tuple[object, ...]]) -> Judgement:
    targets = (row.target,) if row.other is None else (row.target, row.other)
    return Judgement(row.verdict, targets, row.by, row.at, row.why, row.slot, row.value, packing.unpacked(row.read))


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
        for row in connection.execute(_OF_TARGETS, {"among": ids}):
            if row.id not in found:
                fresh[row.id] = _judgement(row)
        found |= fresh
        ids = list(fresh)
    return list(found.values())
