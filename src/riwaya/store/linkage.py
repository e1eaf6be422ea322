"""What a store keeps so that linking takes in a page without looking at all others: what waits, what hangs together, under which keys claims are filed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Column, Connection, delete, select

from riwaya.contract.read import Answer
from riwaya.model import Document
from riwaya.store import dialect, packing
from riwaya.store.tables import claims, documents, event_claims, link_days, unlinked

_ENTRY = np.dtype([("key", "u4"), ("claim", "i8")])
Entries = NDArray[np.void]  # of this type


@dataclass(frozen=True, slots=True)
class Linked:
    """A current claim with its event, the least number of what it hangs together with, its signs and its scores, packed; None where it has none."""

    number: int
    id: str
    document: str
    event: str | None
    component: int | None
    signs: bytes | None
    scores: bytes | None


def waiting(connection: Connection, most: int) -> list[int]:
    """Return the first claims that wait to be linked, in the order of numbers."""
    return list(connection.scalars(select(unlinked.c.claim).order_by(unlinked.c.claim).limit(most)))


def done(connection: Connection, numbers: Sequence[int]) -> None:
    """Note that claims wait no more."""
    connection.execute(delete(unlinked).where(dialect.among(connection, unlinked.c.claim, numbers)))


def all_wait(connection: Connection) -> None:
    """Let all current claims wait, and forget under which keys they are filed."""
    connection.execute(delete(link_days))
    connection.execute(delete(unlinked))
    connection.execute(unlinked.insert().from_select(["claim"], select(claims.c.number).where(claims.c.shown == 1)))


def of_numbers(connection: Connection, numbers: Iterable[int]) -> dict[int, Linked]:
    """Return current claims by their numbers; others are left out."""
    return _linked(connection, claims.c.number, sorted(numbers))


def of_documents(connection: Connection, names: Iterable[str]) -> dict[int, Linked]:
    """Return the current claims of documents by their numbers."""
    return _linked(connection, claims.c.document, sorted(names))


def of_ids(connection: Connection, names: Iterable[str]) -> dict[int, Linked]:
    """Return current claims by their numbers."""
    return _linked(connection, claims.c.id, sorted(names))


def of_components(connection: Connection, components: Iterable[int]) -> dict[int, Linked]:
    """Return all current claims of components by their numbers."""
    return _linked(connection, event_claims.c.component, sorted(components))


def _linked(connection: Connection, column: Column[Any], values: Sequence[int] | Sequence[str]) -> dict[int, Linked]:
    """Return current claims by a column; by one of `claims` those too that stand in no event (an outer join would be no way from events to claims)."""
    if not values:
        return {}
    joined = claims.join(event_claims, event_claims.c.claim == claims.c.id, isouter=column.table is claims)
    slots = (claims.c.number, claims.c.id, claims.c.document, event_claims.c.event, event_claims.c.component, event_claims.c.signs, event_claims.c.scores)
    found = select(*slots).select_from(joined).where(dialect.among(connection, column, values), claims.c.shown == 1)
    rows = connection.execute(found).all()
    return {row[0]: Linked(*row) for row in rows}


def components_of(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Return the components of claims, those of claims that are no longer current too."""
    joined = claims.join(event_claims, event_claims.c.claim == claims.c.id)
    found = select(event_claims.c.component).select_from(joined).where(dialect.among(connection, claims.c.number, numbers)).distinct()
    return set(connection.scalars(found))


def events_of(connection: Connection, components: Iterable[int]) -> dict[str, frozenset[str]]:
    """Return the ids of the claims of each event of some components, claims that are no longer current too."""
    rows = connection.execute(select(event_claims.c.event, event_claims.c.claim).where(dialect.among(connection, event_claims.c.component, sorted(components))))
    found: dict[str, set[str]] = {}
    for event, claim in rows.all():
        found.setdefault(event, set()).add(claim)
    return {event: frozenset(held) for event, held in found.items()}


def answers(connection: Connection, given: Iterable[Linked]) -> list[Answer]:
    """Return claims with what linking needs of their pages, page by page."""
    held = {one.number: one for one in given}
    if not held:
        return []
    pages: dict[str, list[tuple[str, bytes]]] = {}
    rows = connection.execute(
        select(claims.c.number, claims.c.record).where(dialect.among(connection, claims.c.number, sorted(held))).order_by(claims.c.number)
    )
    for number, record in rows.all():
        pages.setdefault(held[number].document, []).append((held[number].id, record))
    found = connection.execute(select(documents).where(dialect.among(connection, documents.c.id, sorted(pages))))
    return [_answer(packing.document_of(row), pages[row.id]) for row in found.all()]


def _answer(page: Document, held: Sequence[tuple[str, bytes]]) -> Answer:
    told = tuple(packing.unpacked_claim(record, page.id)[1] for _, record in held)
    return Answer(page.id, page.text or None, told, tuple(name for name, _ in held), page.outlet, page.published, page.title, page.url)


def near(connection: Connection, asked: Mapping[int, Mapping[int, frozenset[int]]]) -> dict[int, set[int]]:
    """Return for each claim asked for (by number: its keys by day) the numbers of the claims filed under one of them, itself left out."""
    by_day: dict[int, list[tuple[int, int]]] = {}
    for number, keys in asked.items():
        for day, some in keys.items():
            by_day.setdefault(day, []).extend((key, number) for key in some)
    found: dict[int, set[int]] = {number: set() for number in asked}
    for day, entries in _days(connection, by_day).items():
        for number, other in _pairs(np.array(by_day[day], _ENTRY), entries):
            if number != other:
                found[number].add(other)
    return found


def _pairs(wanted: Entries, entries: Entries) -> Iterable[tuple[int, int]]:
    """Return each claim that asks with each that is filed under its key; `entries` stand in the order of keys."""
    first, last = (np.searchsorted(entries["key"], wanted["key"], side) for side in ("left", "right"))
    asking = np.repeat(wanted["claim"], last - first)
    places = np.arange(len(asking)) - np.repeat(np.cumsum(last - first) - (last - first), last - first) + np.repeat(first, last - first)
    return zip(asking.tolist(), entries["claim"][places].tolist(), strict=True)


def file(connection: Connection, keys: Mapping[int, Mapping[int, frozenset[int]]]) -> None:
    """File claims (by number) under their keys by day; what is filed already stays."""
    by_day: dict[int, list[tuple[int, int]]] = {}
    for number, days in keys.items():
        for day, some in days.items():
            by_day.setdefault(day, []).extend((key, number) for key in some)
    held = _days(connection, by_day)
    rows = [{"day": day, "body": _packed(held.get(day), np.array(entries, _ENTRY))} for day, entries in by_day.items()]
    connection.execute(delete(link_days).where(dialect.among(connection, link_days.c.day, sorted(by_day))))
    dialect.insert_many(connection, link_days, rows)


def _days(connection: Connection, days: Iterable[int]) -> dict[int, Entries]:
    rows = connection.execute(select(link_days.c.day, link_days.c.body).where(dialect.among(connection, link_days.c.day, sorted(days))))
    return {day: np.frombuffer(packing.opened(body), _ENTRY) for day, body in rows.all()}


def _packed(held: Entries | None, fresh: Entries) -> bytes:
    every = np.concatenate([held, fresh]) if held is not None else fresh
    every = every[np.lexsort((every["claim"], every["key"]))]  # many times as fast as sorting pairs
    again = np.zeros(len(every), bool)
    again[1:] = (every["key"][1:] == every["key"][:-1]) & (every["claim"][1:] == every["claim"][:-1])
    return packing.squeezed(every[~again].tobytes())
