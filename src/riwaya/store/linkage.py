"""What a store keeps so that linking takes in a page without looking at all others: what waits, what hangs together, under which keys claims are filed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Column, Connection, Select, delete, select

from riwaya.contract.read import Answer
from riwaya.model import Document
from riwaya.store import dialect, packing
from riwaya.store.tables import claims, documents, event_claims, link_days, unlinked

_JOINED = claims.join(event_claims, event_claims.c.claim == claims.c.id)
_ENTRY = np.dtype([("key", "u4"), ("claim", "i8")])
Entries = NDArray[np.void]  # of this type, in the order of keys
_NONE: Entries = np.empty(0, _ENTRY)
Keys = frozenset[int]
Days = Mapping[int, Entries]


class Linked(NamedTuple):
    """A current claim with its event, the least number of what it hangs together with, its signs and its scores, packed; None where it has none.

    `country` and `admin1` are codes (`codes`).
    """

    number: int
    id: str
    document: str
    country: int
    admin1: int
    event: str | None
    component: int | None
    signs: bytes | None
    scores: bytes | None


def waiting(connection: Connection, most: int) -> list[int]:
    """Return the first claims that wait to be linked, in the order of numbers."""
    return list(connection.scalars(select(unlinked.c.claim).order_by(unlinked.c.claim).limit(most)))


def done(connection: Connection, numbers: Sequence[int]) -> None:
    """Note that claims wait no more."""
    connection.execute(_WAITED, {"among": numbers})


def all_wait(connection: Connection) -> None:
    """Let all current claims wait, and forget under which keys they are filed."""
    connection.execute(delete(link_days))
    connection.execute(delete(unlinked))
    connection.execute(unlinked.insert().from_select(["claim"], select(claims.c.number).where(claims.c.shown == 1)))


def of_numbers(connection: Connection, numbers: Iterable[int]) -> dict[int, Linked]:
    """Return current claims by their numbers; others are left out."""
    return _linked(connection, _NUMBERED, numbers)


def of_documents(connection: Connection, names: Iterable[str]) -> dict[int, Linked]:
    """Return the current claims of documents by their numbers."""
    return _linked(connection, _ON_PAGES, names)


def of_ids(connection: Connection, names: Iterable[str]) -> dict[int, Linked]:
    """Return current claims by their numbers."""
    return _linked(connection, _NAMED, names)


def of_components(connection: Connection, components: Iterable[int]) -> dict[int, Linked]:
    """Return all current claims of components by their numbers."""
    return _linked(connection, _TOGETHER, components)


def _linked(connection: Connection, wanted: Select[Any], values: Iterable[int] | Iterable[str]) -> dict[int, Linked]:
    among = sorted(values)
    return {row[0]: Linked._make(row) for row in connection.execute(wanted, {"among": among}).all()} if among else {}


def _wanted(column: Column[Any]) -> Select[Any]:
    """Ask for current claims by a column; by one of `claims` those too that stand in no event (an outer join would be no way from events to claims)."""
    joined = claims.join(event_claims, event_claims.c.claim == claims.c.id, isouter=column.table is claims)
    own = (claims.c[slot] for slot in ("number", "id", "document", "country", "admin1"))
    linked = (event_claims.c[slot] for slot in ("event", "component", "signs", "scores"))
    return select(*own, *linked).select_from(joined).where(dialect.among(column), claims.c.shown == 1)


def components_of(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Return the components of claims, those of claims that are no longer current too."""
    return set(connection.scalars(_COMPONENTS, {"among": numbers}))


def events_of(connection: Connection, components: Iterable[int]) -> dict[str, frozenset[str]]:
    """Return the ids of the claims of each event of some components, claims that are no longer current too."""
    found: dict[str, set[str]] = {}
    for event, claim in connection.execute(_EVENTS, {"among": sorted(components)}).all():
        found.setdefault(event, set()).add(claim)
    return {event: frozenset(held) for event, held in found.items()}


def answers(connection: Connection, given: Iterable[Linked]) -> list[Answer]:
    """Return claims with what linking needs of their pages, page by page."""
    held = {one.number: one for one in given}
    if not held:
        return []
    pages: dict[str, list[tuple[str, bytes]]] = {}
    for number, record in connection.execute(_RECORDS, {"among": sorted(held)}).all():
        pages.setdefault(held[number].document, []).append((held[number].id, record))
    found = connection.execute(_PAGES, {"among": sorted(pages)}).all()
    return [_answer(packing.document_of(row), pages[row.id]) for row in found]


def _answer(page: Document, held: Sequence[tuple[str, bytes]]) -> Answer:
    told = tuple(packing.unpacked_claim(record, page.id)[1] for _, record in held)
    return Answer(page.id, page.text or None, told, tuple(name for name, _ in held), page.outlet, page.published, page.title, page.url)


def days(connection: Connection, asked: Iterable[Mapping[int, Keys]]) -> Days:
    """Return all claims that are filed under some days."""
    wanted = {day for keys in asked for day in keys}
    held = {day: np.frombuffer(packing.opened(body), _ENTRY) for day, body in connection.execute(_FILED, {"among": sorted(wanted)}).all()}
    return {day: held.get(day, _NONE) for day in wanted}


def near(held: Days, asked: Mapping[int, Mapping[int, Keys]]) -> dict[int, set[int]]:
    """Return for each claim asked for (by number: its keys by day) the numbers of the claims filed under one of them, itself left out."""
    found: dict[int, set[int]] = {number: set() for number in asked}
    for day, entries in _by_day(asked).items():
        for number, other in _pairs(entries, held[day]):
            if number != other:
                found[number].add(other)
    return found


def _by_day(given: Mapping[int, Mapping[int, Keys]]) -> dict[int, Entries]:
    found: dict[int, list[tuple[int, int]]] = {}
    for number, keys in given.items():
        for day, some in keys.items():
            found.setdefault(day, []).extend((key, number) for key in some)
    return {day: np.array(sorted(entries), _ENTRY) for day, entries in found.items()}


def _pairs(wanted: Entries, entries: Entries) -> Iterable[tuple[int, int]]:
    """Return each claim that asks with each that is filed under its key; `entries` stand in the order of keys."""
    first, last = (np.searchsorted(entries["key"], wanted["key"], side) for side in ("left", "right"))
    asking = np.repeat(wanted["claim"], last - first)
    places = np.arange(len(asking)) - np.repeat(np.cumsum(last - first) - (last - first), last - first) + np.repeat(first, last - first)
    return zip(asking.tolist(), entries["claim"][places].tolist(), strict=True)


def file(connection: Connection, held: Days, keys: Mapping[int, Mapping[int, Keys]]) -> None:
    """File claims (by number) under their keys by day, given all that is filed under these days, in place of what they were filed under there."""
    rows = [{"day": day, "body": packing.squeezed(_with(held[day], fresh).tobytes())} for day, fresh in _by_day(keys).items()]
    dialect.put_many(connection, link_days, rows)


def _with(held: Entries, fresh: Entries) -> Entries:
    """Return entries with others, in the order of keys: put into their places they take a third of the time of sorting."""
    others = held[~np.isin(held["claim"], list(set(fresh["claim"].tolist())))]
    return np.insert(others, np.searchsorted(others["key"], fresh["key"]), fresh)


# made once, each: `dialect.among`
_WAITED = delete(unlinked).where(dialect.among(unlinked.c.claim))
_NUMBERED, _ON_PAGES, _NAMED, _TOGETHER = map(_wanted, (claims.c.number, claims.c.document, claims.c.id, event_claims.c.component))
_COMPONENTS = select(event_claims.c.component).select_from(_JOINED).where(dialect.among(claims.c.number)).distinct()
_EVENTS = select(event_claims.c.event, event_claims.c.claim).where(dialect.among(event_claims.c.component))
_RECORDS = select(claims.c.number, claims.c.record).where(dialect.among(claims.c.number)).order_by(claims.c.number)
_PAGES = select(documents).where(dialect.among(documents.c.id))
_FILED = select(link_days.c.day, link_days.c.body).where(dialect.among(link_days.c.day))
