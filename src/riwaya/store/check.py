"""What a store holds, in figures, and whether it is sound."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, func, select

from riwaya.store import columns, dialect, judged, packing
from riwaya.store.claims import day_of
from riwaya.store.columns import FACETS, Cache
from riwaya.store.judgement_tables import readings
from riwaya.store.pages import chunks
from riwaya.store.tables import claims, documents, event_claims, events, facet_values, pages, rejections

_COUNTED = {"pages": pages, "documents": documents, "rejections": rejections, "claims": claims, "events": events}


def stats(connection: Connection) -> dict[str, int]:
    """Return how much of everything there is; the same for the same content, whatever the order in which it came."""
    found = {name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in _COUNTED.items()}
    for name, table in (("documents.current", documents), ("claims.current", claims)):
        found[name] = connection.scalar(select(func.count()).select_from(table).where(table.c.shown == 1)) or 0
    found["sources"] = connection.scalar(select(func.count()).where(facet_values.c.facet.in_(("outlet", "speaker")))) or 0
    named = claims.join(facet_values, facet_values.c.code == claims.c.event_type)
    kinds = (
        select(facet_values.c.value, func.count()).select_from(named).where(claims.c.shown == 1).group_by(facet_values.c.value).order_by(facet_values.c.value)
    )
    return found | {f"claims.{kind}": number for kind, number in connection.execute(kinds)}


def faults(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, nothing where the store is sound."""
    yield from dialect.faults(connection)
    stored, filed = connection.scalar(select(func.count()).select_from(claims)), dialect.indexed(connection)
    if stored != filed:
        yield f"search index: {filed} claims filed, {stored} stored"
    yield from _columns(connection)
    yield from _links(connection)
    yield from _versions(connection)
    yield from _records(connection)
    yield from _bodies(connection)
    yield from judged.faults(connection)


def _bodies(connection: Connection) -> Iterator[str]:
    for some in chunks(connection.scalars(select(pages.c.sha256).order_by(pages.c.sha256)).all()):
        for row in connection.execute(select(pages.c.sha256, pages.c.body).where(pages.c.sha256.in_(some))):
            if hashlib.sha256(packing.opened(row.body)).hexdigest() != row.sha256:
                yield f"page {row.sha256}: its bytes are not what its digest says"


def _columns(connection: Connection) -> Iterator[str]:
    """Compare the columns that are counted with the claims themselves."""
    kept = columns.whole(connection, "claims", Cache())
    shown = select(claims.c.number, claims.c.lat, *(claims.c[facet] for facet in FACETS)).where(claims.c.shown == 1).order_by(claims.c.number)
    held = connection.execute(shown).mappings().all()
    if kept["number"].tolist() != [row["number"] for row in held]:
        yield f"columns: {len(kept)} claims counted, {len(held)} stored, or others"
        return
    for facet in FACETS:
        astray = sum(code != row[facet] for code, row in zip(kept[facet].tolist(), held, strict=True))
        if astray:
            yield f"columns: {facet}: {astray} claims are counted under another value than they have"
    if np.isnan(kept["lat"]).tolist() != [row["lat"] is None for row in held]:
        yield "columns: some claims have a point in the columns or in their row only"


def _links(connection: Connection) -> Iterator[str]:
    """Compare the columns that lead from claims to events with the claims of events."""
    kept = columns.whole(connection, "links", Cache())
    joined = event_claims.join(claims, claims.c.id == event_claims.c.claim).join(events, events.c.id == event_claims.c.event)
    held = connection.execute(select(claims.c.number, events.c.number).select_from(joined).order_by(claims.c.number)).all()
    if list(zip(kept["number"].tolist(), kept["event"].tolist(), strict=True)) != [tuple(row) for row in held]:
        yield "columns: some claims are counted for another event than theirs, or for none"


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
    """Read every record once: it opens, and says the same id and day as the columns; the claim's id is that of how it was read."""
    joined = claims.join(documents, documents.c.id == claims.c.document).outerjoin(readings, readings.c.claim == claims.c.id)
    wanted = (claims.c.number, claims.c.id, claims.c.document, claims.c.record, documents.c.page, readings.c.record.label("read"))
    for some in chunks(connection.scalars(select(claims.c.number).order_by(claims.c.number)).all()):
        for row in connection.execute(select(*wanted).select_from(joined).where(claims.c.number.in_(some))):
            try:
                yield from _faults_of(row)
            except Exception as error:  # noqa: BLE001  # whatever a broken record raises is the finding
                yield f"claim {row.id}: its record cannot be read ({error})"


def _faults_of(row: Row[*tuple[Any, ...]]) -> Iterator[str]:
    name, claim = packing.unpacked_claim(row.record, row.document)
    if name != row.id:
        yield f"claim {row.id}: its record is of {name}"
    if (claim.date.start.toordinal() if claim.date else 0) != day_of(row.number):
        yield f"claim {row.id}: filed under another day than its own"
    read = packing.unpacked_claim(row.read, row.document)[1] if row.read else claim
    if row.page is not None and row.id != read.id:  # claims that came ready-made may have any id
        yield f"claim {row.id}: its id is not that of what was read"
