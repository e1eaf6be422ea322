"""Withdrawn pages: no version of them is current, so that no question finds them; ids and claims are kept, with who withdrew them and why."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, insert, select, update

from riwaya.store.judgement_tables import withdrawals
from riwaya.store.tables import documents, rejections


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a page, in all its versions, was withdrawn or restored: by whom, when and why."""

    page: str
    withdrawn: bool
    by: str
    at: str
    why: str


def base_of(connection: Connection, name: str) -> str | None:
    """Return the id that all versions of a page share, by the id of any of them or of a page that was not read; None where there is none."""
    read = connection.scalar(select(documents.c.base).where((documents.c.id == name) | (documents.c.base == name)).limit(1))
    return read or connection.scalar(select(rejections.c.id).where(rejections.c.id == name).limit(1))


def bases() -> Select[tuple[str]]:
    """Return the query for the pages that are withdrawn now."""
    last = select(func.max(withdrawals.c.number)).group_by(withdrawals.c.base)
    return select(withdrawals.c.base).where(withdrawals.c.number.in_(last), withdrawals.c.withdrawn)


def tombstone(connection: Connection, name: str) -> Withdrawal | None:
    """Return why a page is withdrawn, by the id of any of its versions; None where it is not."""
    base = base_of(connection, name)
    row = connection.execute(select(withdrawals).where(withdrawals.c.base == base).order_by(withdrawals.c.number.desc()).limit(1)).first()
    return Withdrawal(row.base, row.withdrawn, row.by, row.at, row.why) if row and row.withdrawn else None


def put(connection: Connection, one: Withdrawal) -> None:
    """Note that a page is withdrawn or restored: none of its versions is current, or the latest is. What claims are shown follows from it."""
    connection.execute(insert(withdrawals).values(base=one.page, withdrawn=one.withdrawn, by=one.by, at=one.at, why=one.why))
    latest = select(func.max(documents.c.version)).where(documents.c.base == one.page).scalar_subquery()
    connection.execute(update(documents).where(documents.c.base == one.page).values(shown=0))
    if not one.withdrawn:
        connection.execute(update(documents).where(documents.c.base == one.page, documents.c.version == latest).values(shown=1))


def every(connection: Connection) -> list[Withdrawal]:
    """Return the pages that are withdrawn now, by id."""
    last = select(func.max(withdrawals.c.number)).group_by(withdrawals.c.base)
    rows = connection.execute(select(withdrawals).where(withdrawals.c.number.in_(last), withdrawals.c.withdrawn).order_by(withdrawals.c.base))
    return [Withdrawal(row.base, row.withdrawn, row.by, row.at, row.why) for row in rows]
