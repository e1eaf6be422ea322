"""Keeps what is withheld: the policy (each change added, the latest holds), the names to mask, and where names stand on pages."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from riwaya.model import Span
from riwaya.store.people_tables import name_marks, policies, withheld_names


def policy(connection: Connection) -> str:
    """Return the policy's text; "" where none was set."""
    return connection.scalar(select(policies.c.text).order_by(policies.c.number.desc()).limit(1)) or ""


def set_policy(connection: Connection, text: str, by: str, at: str) -> None:
    """Let a policy hold from now on."""
    connection.execute(insert(policies).values(text=text, by=by, at=at))


def listed(connection: Connection) -> frozenset[str]:
    """Return the names to mask wherever they stand."""
    return frozenset(connection.scalars(select(withheld_names.c.name)))


def list_names(connection: Connection, given: Iterable[str]) -> None:
    """Add names to mask."""
    fresh = [{"name": name} for name in sorted(set(given) - listed(connection))]
    if fresh:
        connection.execute(insert(withheld_names), fresh)


def unlist_names(connection: Connection, given: Iterable[str]) -> None:
    """Take names off the list."""
    for name in given:
        connection.execute(delete(withheld_names).where(withheld_names.c.name == name))


def marks(connection: Connection, page: str) -> tuple[Span, ...]:
    """Return where names to mask stand on a page."""
    rows = connection.execute(select(name_marks).where(name_marks.c.document == page).order_by(name_marks.c.first, name_marks.c.last))
    return tuple(Span(row.first, row.last) for row in rows)


def all_marks(connection: Connection) -> dict[str, tuple[Span, ...]]:
    """Return where names to mask stand, by page."""
    found: dict[str, list[Span]] = {}
    for row in connection.execute(select(name_marks).order_by(name_marks.c.document, name_marks.c.first, name_marks.c.last)):
        found.setdefault(row.document, []).append(Span(row.first, row.last))
    return {page: tuple(spans) for page, spans in found.items()}


def mark(connection: Connection, page: str, span: Span) -> None:
    """Mark a range of a page as a name to mask."""
    if span not in marks(connection, page):
        connection.execute(insert(name_marks).values(document=page, first=span.start, last=span.end))


def unmark(connection: Connection, page: str, span: Span) -> None:
    """Take a mark back."""
    connection.execute(delete(name_marks).where(name_marks.c.document == page, name_marks.c.first == span.start, name_marks.c.last == span.end))
