"""Puts a new reading of a held page in place of the old one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from riwaya.model import Claim, Document, Page
from riwaya.store import dialect, judgements
from riwaya.store.judgement_tables import readings
from riwaya.store.judgements import Held
from riwaya.store.packing import document_record, pack, unsqueeze
from riwaya.store.pages import claim_row, row_id
from riwaya.store.tables import bodies, claims, event_claims, pages
from riwaya.store.words import indexed


def held_pages(connection: Connection) -> list[str]:
    """Return the ids of the current pages whose bytes are held and that were read."""
    wanted = select(pages.c.id).where(pages.c.current, pages.c.rejected.is_(None), pages.c.sha256.is_not(None))
    return list(connection.scalars(wanted.order_by(pages.c.id)))


def page(connection: Connection, identity: str) -> Page | None:
    """Return a held page as it came, under its own name; None where its bytes are not held."""
    query = select(pages, bodies.c.body, bodies.c.media).join(bodies, bodies.c.sha256 == pages.c.sha256).where(pages.c.id == identity, pages.c.current)
    row = connection.execute(query).first()
    return Page(row.name, unsqueeze(row.body), row.media, row.url, row.outlet, row.title, row.published) if row else None


def by_row_id(found: Sequence[Claim], page: str) -> dict[str, Claim]:
    """Return a page's claims by the ids that the store gives them."""
    return {row_id(one, page): one for one in found}


def held_of(connection: Connection, page: str) -> dict[str, Held]:
    """Return the claims of a page as the store holds them."""
    return judgements.held(connection, list(connection.scalars(select(claims.c.id).where(claims.c.page == page).order_by(claims.c.number))))


def replace(  # a page's two readings
    connection: Connection, identity: str, document: Document, after: Mapping[str, Claim], *, gone: Collection[str], untouched: Collection[str], run: int
) -> None:
    """Delete the claims that are gone, change those that read otherwise, add the new ones; the `untouched` are a person's matter."""
    told = document_record(document)
    columns = {"run": run, "title": document.title, "published": document.published, "language": document.language, "outlet": document.outlet}
    connection.execute(update(pages).where(pages.c.id == identity).values(document=pack(told), **columns))
    numbers = {row.id: row.number for row in connection.execute(select(claims.c.id, claims.c.number).where(claims.c.page == identity))}
    for name in sorted(gone):
        dialect.drop_words(connection, [numbers[name]])
        connection.execute(delete(event_claims).where(event_claims.c.claim == name))
        connection.execute(delete(readings).where(readings.c.claim == name))
        connection.execute(delete(claims).where(claims.c.id == name))
    for name, claim in after.items():
        if name not in numbers:
            _add(connection, identity, document, name, claim)
        elif name not in untouched:
            row = {key: value for key, value in claim_row(claim, identity).items() if key not in {"id", "page"}}
            connection.execute(update(claims).where(claims.c.id == name).values(row))


def _add(connection: Connection, identity: str, document: Document, name: str, claim: Claim) -> None:
    connection.execute(insert(claims).values({**claim_row(claim, identity), "id": name}))
    number = connection.scalar(select(claims.c.number).where(claims.c.id == name)) or 0
    dialect.put_words(connection, [(number, indexed(" ".join(span.of(document.text) for span in claim.evidence)))])
