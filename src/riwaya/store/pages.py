"""Writes pages with their claims, once each, and reads them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, Row, func, insert, select, update

from riwaya.contract.read import claim_of
from riwaya.contract.write import claim_record
from riwaya.model import Claim, Document, Page, Rejected
from riwaya.store import dialect
from riwaya.store.intake import Intake, Run, Taken
from riwaya.store.packing import document_of, document_record, pack, squeeze, unpack, unsqueeze
from riwaya.store.tables import bodies, claims, pages, runs
from riwaya.store.words import indexed


def begin_run(connection: Connection, run: Run) -> int:
    """Write down a run and return its number."""
    number = connection.execute(insert(runs).values(started=run.started, riwaya=run.riwaya, lexicon=run.lexicon)).inserted_primary_key
    return int(number[0]) if number else 0


def known(connection: Connection, name: str, sha256: str | None, url: str | None, outlet: str | None) -> bool:
    """Whether a page is held already: under its name, or the same bytes of the same address and outlet under another one."""
    named = select(pages.c.id).where(pages.c.name == name, pages.c.sha256.is_not_distinct_from(sha256))
    alike = select(pages.c.id).where(pages.c.sha256 == sha256, pages.c.url.is_not_distinct_from(url), pages.c.outlet.is_not_distinct_from(outlet))
    return any(connection.execute(one.limit(1)).first() for one in (named, *((alike,) if sha256 else ())))


def put(connection: Connection, run: int, given: Sequence[Intake]) -> Taken:
    """Store pages that are not held yet; what is held is counted and left alone."""
    taken = Taken()
    for one in given:
        source = one.page or one.outcome
        if known(connection, one.name, one.sha256, source.url, source.outlet):
            taken.known += 1
        else:
            _put(connection, run, one, taken)
    return taken


def _put(connection: Connection, run: int, one: Intake, taken: Taken) -> None:
    version = 1 + (connection.scalar(select(func.max(pages.c.version)).where(pages.c.name == one.name)) or 0)
    identity = one.name if version == 1 else f"{one.name}~{version}"
    if one.page:
        _put_body(connection, one.page)
    connection.execute(update(pages).where(pages.c.name == one.name).values(current=False))
    connection.execute(insert(pages).values(id=identity, name=one.name, version=version, current=True, sha256=one.sha256, run=run, **_columns(one)))
    taken.stored += 1
    taken.versions += version > 1
    if isinstance(one.outcome, Rejected):
        taken.rejected += 1
    else:
        taken.claims += _put_claims(connection, identity, one.outcome, one.claims)


def _put_body(connection: Connection, page: Page) -> None:
    if not connection.execute(select(bodies.c.sha256).where(bodies.c.sha256 == page.sha256)).first():
        connection.execute(insert(bodies).values(sha256=page.sha256, media=page.media, size=len(page.body), body=squeeze(page.body)))


def _columns(one: Intake) -> dict[str, object]:
    outcome = one.outcome
    if isinstance(outcome, Rejected):
        title = one.page.title if one.page else None
        return {"url": outcome.url, "outlet": outcome.outlet, "title": title, "rejected": outcome.reason, "detail": outcome.detail, "document": pack({})}
    return {
        "url": outcome.url,
        "outlet": outcome.outlet,
        "title": outcome.title,
        "published": outcome.published,
        "language": outcome.language,
        "document": pack(document_record(outcome)),
    }


def _put_claims(connection: Connection, page: str, document: Document, found: Sequence[Claim]) -> int:
    once = {row_id(one, page): one for one in found}
    if once:
        connection.execute(insert(claims), [claim_row(one, page) for one in once.values()])
        numbers = dict(connection.execute(select(claims.c.id, claims.c.number).where(claims.c.page == page)).all())
        texts = {identity: " ".join(span.of(document.text) for span in one.evidence) for identity, one in once.items()}
        dialect.put_words(connection, [(numbers[identity], indexed(text)) for identity, text in texts.items()])
    return len(once)


def row_id(claim: Claim, page: str) -> str:
    """Return the id of a claim in the store: its own; that of a page's later version carries the version."""
    return claim.id if page == claim.document else f"{claim.id}~{page.rpartition('~')[2]}"


def claim_row(claim: Claim, page: str) -> dict[str, object]:
    """Return the row of a claim."""
    where, when = next(iter(claim.places), None), claim.date
    voice = claim.sources[-1] if claim.sources else None
    return {
        "id": row_id(claim, page),
        "page": page,
        "event_type": claim.event_type,
        "sub_event_type": claim.sub_event_type,
        "stance": claim.stance,
        "background": claim.background,
        "speaker": (voice.actor or voice.name) if voice else None,
        "first_day": when.start if when else None,
        "last_day": when.end if when else None,
        "place": where.name if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "record": pack(claim_record(claim)),
    }


def read(connection: Connection) -> Iterator[tuple[Document, Mapping[str, Claim]]]:
    """Yield every page that is current and was read, with its claims by their ids, in the order of ids."""
    rows = connection.execute(select(pages).where(pages.c.current, pages.c.rejected.is_(None)).order_by(pages.c.id)).all()
    for row in rows:
        yield document_of(row, unpack(row.document)), of_page(connection, row.id)


def of_page(connection: Connection, page: str) -> dict[str, Claim]:
    """Return the claims of a page by their ids, in page order."""
    rows = connection.execute(select(claims.c.id, claims.c.record).where(claims.c.page == page).order_by(claims.c.number))
    return {row.id: claim_of(unpack(row.record), page) for row in rows}


def one_page(connection: Connection, identity: str) -> Document | Rejected | None:
    """Return a page's document or rejection by its id; None where there is none."""
    row = connection.execute(select(pages).where(pages.c.id == identity)).first()
    if row is None:
        return None
    return _rejected(row) if row.rejected else document_of(row, unpack(row.document))


def _rejected(row: Row[tuple[object, ...]]) -> Rejected:
    return Rejected(row.id, row.rejected, row.detail, row.url, row.outlet)


def body(connection: Connection, identity: str) -> bytes | None:
    """Return a page's bytes as they came; None where they are not held."""
    found = connection.scalar(select(bodies.c.body).join(pages, pages.c.sha256 == bodies.c.sha256).where(pages.c.id == identity))
    return unsqueeze(found) if found else None
