"""Withdrawn pages: hidden from every question by being no longer current, their ids and claims kept, with who withdrew them and why."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from riwaya.store.judgement_tables import withdrawals
from riwaya.store.tables import pages


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a page was withdrawn or restored, by whom, when and why."""

    page: str
    withdrawn: bool
    by: str
    at: str
    why: str


def name_of(connection: Connection, identity: str) -> str | None:
    """Return the name of a page that a page's id (of any version) or its name stands for."""
    return connection.scalar(select(pages.c.name).where((pages.c.id == identity) | (pages.c.name == identity)).limit(1))


def history(connection: Connection, name: str) -> list[Withdrawal]:
    """Return all that was said about a page's withdrawal, the earliest first."""
    rows = connection.execute(select(withdrawals).where(withdrawals.c.page == name).order_by(withdrawals.c.number))
    return [Withdrawal(row.page, row.withdrawn, row.by, row.at, row.why) for row in rows]


def tombstone(connection: Connection, name: str) -> Withdrawal | None:
    """Return why a page is withdrawn; None where it is not."""
    said = history(connection, name)
    return said[-1] if said and said[-1].withdrawn else None


def put(connection: Connection, one: Withdrawal) -> None:
    """Withdraw or restore a page: all its versions are hidden, or the latest is shown again."""
    connection.execute(insert(withdrawals).values(page=one.page, withdrawn=one.withdrawn, by=one.by, at=one.at, why=one.why))
    latest = select(func.max(pages.c.version)).where(pages.c.name == one.page).scalar_subquery()
    connection.execute(update(pages).where(pages.c.name == one.page).values(current=False))
    if not one.withdrawn:
        connection.execute(update(pages).where(pages.c.name == one.page, pages.c.version == latest).values(current=True))


def every(connection: Connection) -> list[Withdrawal]:
    """Return the pages that are withdrawn now, by name."""
    last = select(func.max(withdrawals.c.number)).group_by(withdrawals.c.page)
    rows = connection.execute(select(withdrawals).where(withdrawals.c.number.in_(last), withdrawals.c.withdrawn).order_by(withdrawals.c.page))
    return [Withdrawal(row.page, row.withdrawn, row.by, row.at, row.why) for row in rows]
