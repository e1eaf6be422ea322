"""Pages that are held, to be read again, and the document of a new reading put in place of the old one."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from riwaya.model import Document
from riwaya.store import packing, pages
from riwaya.store.tables import documents
from riwaya.store.values import Run


def held_pages(connection: Connection) -> list[str]:
    """Return the ids of the current documents whose pages' bytes are held."""
    return list(connection.scalars(select(documents.c.id).where(documents.c.shown == 1, documents.c.page.is_not(None)).order_by(documents.c.id)))


def replace(connection: Connection, name: str, document: Document, run: Run) -> bool:
    """Put a new reading's document in place of the one of an id; its text must be the same, since evidence points into it.

    Return whether it has another title, outlet or day of publication, on which the events of its claims rest.
    """
    pages.add_run(connection, run)
    row = {"title": document.title, "outlet": document.outlet, "published": document.published.isoformat() if document.published else None}
    before = connection.execute(select(*(documents.c[slot] for slot in row)).where(documents.c.id == name)).one()
    connection.execute(update(documents).where(documents.c.id == name).values(run=run.id, body=packing.document_bytes(document), **row))
    return tuple(before) != tuple(row.values())
