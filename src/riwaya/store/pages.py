"""Pages, the documents read from them in all their versions, and the pages that were not read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select, update

from riwaya.model import Document, Reason, Rejected
from riwaya.store import dialect, packing, withdrawn
from riwaya.store.tables import claims, documents, pages, rejections, runs
from riwaya.store.values import Filed, Reading, Refusal, Run

_AT_ONCE = 500  # values in one IN (...)


def known(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Return those of the keys that are stored, as a document or as a rejection."""
    given = list(keys)
    return {one for table in (documents, rejections) for one in connection.scalars(select(table.c.key).where(dialect.among(table.c.key, given)))}


def chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """Cut into parts that one statement can take."""
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


def add_run(connection: Connection, run: Run) -> None:
    """Keep what a run was, once."""
    dialect.insert_new(connection, runs, [{name: getattr(run, name) for name in ("id", "riwaya", "lexicon", "started", "inputs")}])


def add_refusals(connection: Connection, given: Sequence[Refusal], run: Run) -> None:
    """Keep pages that were not read."""
    _add_bodies(connection, [one.body for one in given if one.body is not None])
    rows = [
        {
            "key": one.key, "id": one.rejected.id, "page": _sha(one.body), "run": run.id, "reason": str(one.rejected.reason), "detail": one.rejected.detail,
            "url": one.rejected.url, "outlet": one.rejected.outlet, "text": packing.squeezed(one.rejected.text.encode("utf-8", "surrogatepass")),
        }
        for one in given
    ]  # fmt: skip
    dialect.insert_new(connection, rejections, rows)


def add_documents(connection: Connection, given: Sequence[Reading], run: Run) -> tuple[list[Reading], list[str]]:
    """Keep documents; return the readings under the ids that they got, and the ids of the documents that are no longer current."""
    placed: list[Reading] = []
    hidden: list[str] = []
    rows: list[dict[str, Any]] = []
    taken, versions = _versions(connection, [one.document.id for one in given])
    taken_down = {one.page for one in withdrawn.every(connection)}
    for one in given:
        base = one.document.id
        older = versions.setdefault(base, {})
        version, name = _next(base, max(older.values(), default=0) + 1, taken)
        hidden += [*older, name] if base in taken_down else older
        taken.add(name)
        older[name] = version
        placed.append(renamed(one, name))
        rows.append(_row(placed[-1], base, version, run))
    _add_bodies(connection, [one.body for one in given if one.body is not None])
    dialect.insert_many(connection, documents, rows)
    for some in chunks(hidden):
        connection.execute(update(documents).where(documents.c.id.in_(some)).values(shown=0))
    return placed, hidden


def _versions(connection: Connection, bases: Sequence[str]) -> tuple[set[str], dict[str, dict[str, int]]]:
    """Return the ids that are taken, and for each page's own id its versions by document id."""
    taken: set[str] = set()
    found: dict[str, dict[str, int]] = {}
    for column in (documents.c.base, documents.c.id):
        for name, base, version in connection.execute(select(documents.c.id, documents.c.base, documents.c.version).where(dialect.among(column, bases))):
            taken.add(name)
            found.setdefault(base, {})[name] = version
    return taken, found


def _next(base: str, version: int, taken: set[str]) -> tuple[int, str]:
    """Return the first version from `version` on whose id is free: a page may itself be named like a version of another."""
    while (name := base if version == 1 else f"{base}~{version}") in taken:
        version += 1
    return version, name


def renamed(reading: Reading, name: str) -> Reading:
    """Return a reading under another document id; claims whose id is their own hash get the hash of the new one."""
    if name == reading.document.id:
        return reading
    return replace(reading, document=replace(reading.document, id=name), claims=tuple(_moved(one, name) for one in reading.claims))


def _moved(filed: Filed, name: str) -> Filed:
    claim = replace(filed.claim, document=name)
    own = filed.id == filed.claim.id
    return replace(filed, claim=claim, id=claim.id if own else f"{filed.id}~{name}")


def _row(reading: Reading, base: str, version: int, run: Run) -> dict[str, Any]:
    document = reading.document
    return {
        "id": document.id, "base": base, "version": version, "shown": 1, "key": reading.key, "page": _sha(reading.body), "run": run.id, "url": document.url,
        "outlet": document.outlet, "title": document.title, "published": document.published.isoformat() if document.published else None,
        "body": packing.document_bytes(document),
    }  # fmt: skip


def _add_bodies(connection: Connection, bodies: Sequence[bytes]) -> None:
    rows = {_sha(body): {"sha256": _sha(body), "size": len(body), "body": packing.squeezed(body)} for body in bodies}
    dialect.insert_new(connection, pages, list(rows.values()))


def _sha(body: bytes | None) -> str | None:
    return None if body is None else hashlib.sha256(body).hexdigest()


def document(connection: Connection, name: str) -> Document | None:
    """Return a document, a withdrawn one too; None where there is none of that id."""
    row = connection.execute(select(documents).where(documents.c.id == name)).first()
    return packing.document_of(row) if row else None


def several(connection: Connection, names: Iterable[str]) -> dict[str, Document]:
    """Return documents by their ids; those that are not there are left out."""
    found = (row for some in chunks(list(names)) for row in connection.execute(select(documents).where(documents.c.id.in_(some))))
    return {row.id: packing.document_of(row) for row in found}


def body_of(connection: Connection, name: str) -> bytes | None:
    """Return the bytes that a document was read from, None where only claims were given."""
    found = connection.scalar(select(pages.c.body).join(documents, documents.c.page == pages.c.sha256).where(documents.c.id == name))
    return packing.opened(found) if found is not None else None


def rejected(connection: Connection) -> list[Rejected]:
    """Return the pages that were not read and are not withdrawn, in the order of their ids."""
    rows = connection.execute(select(rejections).where(rejections.c.id.not_in(withdrawn.bases())).order_by(rejections.c.id, rejections.c.key))
    return [Rejected(row.id, Reason(row.reason), row.detail, row.url, row.outlet, packing.opened(row.text).decode("utf-8", "surrogatepass")) for row in rows]


def claim_ids(connection: Connection, name: str) -> list[str]:
    """Return the ids of a document's claims."""
    return list(connection.scalars(select(claims.c.id).where(claims.c.document == name).order_by(claims.c.id)))


def claims_of_pages(connection: Connection, keys: Sequence[str]) -> list[str]:
    """Return the ids of the current claims of the pages of these keys."""
    found: list[str] = []
    for some in chunks(keys):
        held = select(claims.c.id).join(documents, documents.c.id == claims.c.document).where(documents.c.key.in_(some), claims.c.shown == 1)
        found += connection.scalars(held.order_by(claims.c.id))
    return found


def bases(connection: Connection, names: Sequence[str]) -> Mapping[str, str]:
    """Return the id that all versions of a page share, by the ids of documents."""
    found: dict[str, str] = {}
    for some in chunks(names):
        found |= {row.id: row.base for row in connection.execute(select(documents.c.id, documents.c.base).where(documents.c.id.in_(some)))}
    return found


def origins_of(connection: Connection, names: Sequence[str]) -> Mapping[str, tuple[str | None, str | None]]:
    """Return the address of each document and the SHA-256 of the bytes that it was read from (None where they were not given)."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for some in chunks(names):
        rows = connection.execute(
            select(documents.c.id, documents.c.url, pages.c.sha256).outerjoin(pages, pages.c.sha256 == documents.c.page).where(documents.c.id.in_(some))
        )
        found |= {row.id: (row.url, row.sha256) for row in rows}
    return found


def claims_of_base(connection: Connection, base: str) -> list[str]:
    """Return the ids of the claims of all versions of a page."""
    joined = claims.join(documents, documents.c.id == claims.c.document)
    return list(connection.scalars(select(claims.c.id).select_from(joined).where(documents.c.base == base).order_by(claims.c.id)))
