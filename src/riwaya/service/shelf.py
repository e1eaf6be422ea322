"""What faces show of a store beside searches: pages with what they say, claims with their words, pages that were not read."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riwaya.errors import BadInput
from riwaya.link.reports import report_of
from riwaya.model import Claim, Document, Event, Rejected, Report
from riwaya.store import Store, Withdrawal, decided, listing
from riwaya.store import claims as kept
from riwaya.store.listing import Entry, Version

MOST = 500  # of anything on one page of a list
_PARTS = "\x1f"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the page that tells it and, where it was linked, its event; `rejected` where people decided that the page does not say so."""

    report: Report
    document: Document
    event: str | None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its claims, in the order in which they stand on it, and the ids of those that people rejected."""

    document: Document
    reports: tuple[Report, ...]
    version: Version
    rejected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pages:
    """One page of the list of pages; `next` is the mark of the following one, None on the last."""

    entries: tuple[Entry, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Unread:
    """One page of the list of pages that were not read."""

    rejected: tuple[Rejected, ...]
    next: str | None


def pages(store: Store, limit: int = 20, after: str | None = None) -> Pages:
    """Return a page of the list of current pages, by id. Raises BadInput for a mark or a size that is none."""
    with store.reading() as connection:
        found = listing.current_pages(connection, _size(limit) + 1, *_place(after, 1))
    return Pages(tuple(found[:limit]), _mark(found[limit - 1].id) if len(found) > limit else None)


def unread(store: Store, limit: int = 20, after: str | None = None) -> Unread:
    """Return a page of the list of pages that were not read, by id. Raises BadInput for a mark or a size that is none."""
    name, key = _place(after, 2)
    with store.reading() as connection:
        found = listing.rejected_pages(connection, _size(limit) + 1, (name, key))
    last = found[limit - 1] if len(found) > limit else None
    return Unread(tuple(one for _, one in found[:limit]), _mark(last[1].id, last[0]) if last else None)


def page(store: Store, name: str) -> Page | None:
    """Return a page with its claims, None where there is none of that id."""
    document = store.document(name)
    with store.reading() as connection:
        version = listing.version_of(connection, name)
    if document is None or version is None:
        return None
    held = [(one, claim) for one in store.claims_of(name) if (claim := store.claim(one))]
    told = sorted((report_of(identity, claim, document) for identity, claim in held), key=lambda one: (one.claim.evidence, one.id))
    return Page(document, tuple(told), version, rejected(store, [one.id for one in told]))


def claim(store: Store, name: str) -> Told | None:
    """Return a claim with its page and event, None where there is none of that id."""
    held = store.claim(name)
    document = store.document(held.document) if held else None
    if held is None or document is None:
        return None
    event = next((one.id for one in store.events_named(name) if name in {report.id for report in one.reports}), None)
    return Told(report_of(name, held, document), document, event, bool(rejected(store, [name])))


def rejected(store: Store, names: Sequence[str]) -> frozenset[str]:
    """Return those of the claims that people rejected: they keep their address, and no search has them."""
    with store.reading() as connection:
        return decided.rejected(connection, names)


def grave_of_claim(store: Store, name: str) -> Withdrawal | None:
    """Return why the page of a claim is withdrawn, None where it is not."""
    with store.reading() as connection:
        held = kept.claim(connection, name)
    return store.tombstone(held.document) if held else None


def event(store: Store, name: str) -> Event | None:
    """Return the event of an id, None where there is none."""
    with store.reading() as connection:
        return listing.event(connection, name)


def told(store: Store, claims: Iterable[tuple[str, Claim]]) -> list[Told]:
    """Return claims, each by its id, with their pages."""
    given = list(claims)
    pages = documents(store, (one.document for _, one in given))
    return [Told(report_of(name, one, pages[one.document]), pages[one.document], None) for name, one in given if one.document in pages]


def documents(store: Store, names: Iterable[str]) -> dict[str, Document]:
    """Return documents by id."""
    with store.reading() as connection:
        return listing.documents_of(connection, list(names))


def pulse(store: Store) -> tuple[int, ...]:
    """Return numbers that differ after every change of the store."""
    with store.reading() as connection:
        return listing.pulse(connection)


def _size(limit: int) -> int:
    if not 1 <= limit <= MOST:
        raise BadInput(f"{limit}: a page has 1 to {MOST} lines")
    return limit


def _mark(*parts: str) -> str:
    return base64.urlsafe_b64encode(_PARTS.join(parts).encode()).decode().rstrip("=")


def _place(mark: str | None, parts: int) -> list[str]:
    if mark is None:
        return [""] * parts
    try:
        found = base64.b64decode(mark + "=" * (-len(mark) % 4), altchars=b"-_", validate=True).decode().split(_PARTS)
    except ValueError as error:
        raise BadInput(f"{mark}: not a mark of a next page; take it from the page before, or leave it out") from error
    if len(found) != parts or any("\x00" in one for one in found):
        raise BadInput(f"{mark}: not a mark of a next page; take it from the page before, or leave it out")
    return found
