"""What a store holds, in figures, and whether it is sound."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from riwaya.contract.read import claim_of
from riwaya.store import dialect, judged, packing
from riwaya.store.claims import ALL, FACETS, day_of
from riwaya.store.pages import chunks
from riwaya.store.tables import claims, day_counts, documents, events, pages, rejections, sources

_COUNTED = {"pages": pages, "documents": documents, "rejections": rejections, "claims": claims, "sources": sources, "events": events}


def stats(connection: Connection) -> dict[str, int]:
    """Return how much of everything there is; the same for the same content, whatever the order in which it came."""
    found = {name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in _COUNTED.items()}
    for name, table in (("documents.current", documents), ("claims.current", claims)):
        found[name] = connection.scalar(select(func.count()).select_from(table).where(table.c.shown == 1)) or 0
    kinds = select(claims.c.event_type, func.count()).where(claims.c.shown == 1).group_by(claims.c.event_type).order_by(claims.c.event_type)
    return found | {f"claims.{kind}": number for kind, number in connection.execute(kinds)}


def faults(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, nothing where the store is sound."""
    yield from dialect.faults(connection)
    stored, filed = connection.scalar(select(func.count()).select_from(claims)), dialect.indexed(connection)
    if stored != filed:
        yield f"search index: {filed} claims filed, {stored} stored"
    yield from _counts(connection)
    yield from _versions(connection)
    yield from _records(connection)
    yield from _bodies(connection)
    yield from judged.faults(connection)


def _bodies(connection: Connection) -> Iterator[str]:
    for some in chunks(connection.scalars(select(pages.c.sha256).order_by(pages.c.sha256)).all()):
        for row in connection.execute(select(pages.c.sha256, pages.c.body).where(pages.c.sha256.in_(some))):
            if hashlib.sha256(packing.opened(row.body)).hexdigest() != row.sha256:
                yield f"page {row.sha256}: its bytes are not what its digest says"


def _counts(connection: Connection) -> Iterator[str]:
    for facet in (ALL, *FACETS):
        kept = connection.scalar(select(func.coalesce(func.sum(day_counts.c.claims), 0)).where(day_counts.c.facet == facet))
        held = select(func.count()).where(claims.c.shown == 1)
        told = connection.scalar(held if facet == ALL else held.where(claims.c[facet].is_not(None), claims.c[facet] != ""))
        if kept != told:
            yield f"counts by day: {facet}: {kept} counted, {told} stored"


def _versions(connection: Connection) -> Iterator[str]:
    twice = select(documents.c.base).where(documents.c.shown == 1).group_by(documents.c.base).having(func.count() > 1)
    yield from (f"document {base}: more than one version is current" for base in connection.scalars(twice))
    astray = select(claims.c.id).join(documents, documents.c.id == claims.c.document).where(claims.c.shown > documents.c.shown)
    yield from (f"claim {name}: is current, its document is not" for name in connection.scalars(astray))
    named = select(documents.c.id, documents.c.base, documents.c.version)
    for row in connection.execute(named):
        if row.id != (row.base if row.version == 1 else f"{row.base}~{row.version}"):
            yield f"document {row.id}: its id is not that of version {row.version} of {row.base}"


def _records(connection: Connection) -> Iterator[str]:
    """Read every record once: it opens, and says the same id and day as the columns."""
    numbers = connection.scalars(select(claims.c.number).order_by(claims.c.number)).all()
    for some in chunks(numbers):
        for row in connection.execute(select(claims.c.number, claims.c.id, claims.c.document, claims.c.record).where(claims.c.number.in_(some))):
            try:
                record = packing.unpacked_claim(row.record)
                claim = claim_of(record, row.document)
            except Exception as error:  # noqa: BLE001  # whatever a broken record raises is the finding
                yield f"claim {row.id}: its record cannot be read ({error})"
                continue
            if record["id"] != row.id:
                yield f"claim {row.id}: its record is of {record['id']}"
            if (claim.date.start.toordinal() if claim.date else 0) != day_of(row.number):
                yield f"claim {row.id}: filed under another day than its own"
