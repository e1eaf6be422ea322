"""Lists of what is kept, page by page in a stable order, and one short sign of all that may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, or_, select

from riwaya.model import Document, Event, Reason, Rejected
from riwaya.store import packing
from riwaya.store.judgement_tables import judgements
from riwaya.store.pages import chunks
from riwaya.store.people_tables import audit
from riwaya.store.tables import documents, rejections, runs
from riwaya.store.tables import events as happenings


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a list: `id` of its version, `base` of the page."""

    id: str
    base: str
    version: int
    url: str | None
    outlet: str | None
    title: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of a page a document is, whether it is the current one, and by which run it was read."""

    base: str
    version: int
    current: bool
    riwaya: str
    lexicon: str
    read: str


def current_pages(connection: Connection, limit: int, after: str = "") -> list[Entry]:
    """Return the current pages whose ids come after `after`, by id."""
    columns = (documents.c[name] for name in ("id", "base", "version", "url", "outlet", "title", "published"))
    found = select(*columns).where(documents.c.shown == 1, documents.c.id > after).order_by(documents.c.id).limit(limit)
    return [
        Entry(row.id, row.base, row.version, row.url, row.outlet, row.title, date.fromisoformat(row.published) if row.published else None)
        for row in connection.execute(found)
    ]


def version_of(connection: Connection, name: str) -> Version | None:
    """Return what version a document is; None where there is none of that id."""
    columns = (documents.c.base, documents.c.version, documents.c.shown, runs.c.riwaya, runs.c.lexicon, runs.c.started)
    row = connection.execute(select(*columns).join(runs, runs.c.id == documents.c.run).where(documents.c.id == name)).first()
    return Version(row.base, row.version, bool(row.shown), row.riwaya, row.lexicon, row.started) if row else None


def documents_of(connection: Connection, names: Sequence[str]) -> dict[str, Document]:
    """Return documents by id."""
    found: dict[str, Document] = {}
    for some in chunks(list(dict.fromkeys(names))):
        found |= {row.id: packing.document_of(row) for row in connection.execute(select(documents).where(documents.c.id.in_(some)))}
    return found


def rejected_pages(connection: Connection, limit: int, after: tuple[str, str] = ("", "")) -> list[tuple[str, Rejected]]:
    """Return the pages that were not read, by id and key, those after `after`; each with its key."""
    name, key = after
    later = or_(rejections.c.id > name, and_(rejections.c.id == name, rejections.c.key > key))
    rows = connection.execute(select(rejections).where(later).order_by(rejections.c.id, rejections.c.key).limit(limit))
    return [(row.key, Rejected(row.id, Reason(row.reason), row.detail, row.url, row.outlet)) for row in rows]


def event(connection: Connection, name: str) -> Event | None:
    """Return the event of an id."""
    body = connection.scalar(select(happenings.c.record).where(happenings.c.id == name))
    return packing.unpacked_event(body) if body is not None else None


def pulse(connection: Connection) -> tuple[int, ...]:
    """Return numbers of which at least one differs after every change that people may want to hear of; cheap enough to be asked every second."""
    counted = [select(func.count()).select_from(table) for table in (documents, runs, happenings)]
    latest = [select(func.coalesce(func.max(column), 0)) for column in (judgements.c.number, audit.c.number)]
    return tuple(int(connection.scalar(one) or 0) for one in (*counted, *latest))
