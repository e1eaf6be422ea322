"""Events: derived from claims, so they may be thrown away and made anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import nan

import numpy as np
from sqlalchemy import ColumnElement, Connection, delete, select, update

from riwaya.contract.read import Answer
from riwaya.model import Event, Link, Report
from riwaya.store import codes, columns, dialect, packing
from riwaya.store.claims import codes_of, day_of, free_numbers, number_of, relink
from riwaya.store.columns import EVENT_FACETS
from riwaya.store.linkage import Linked
from riwaya.store.pages import chunks
from riwaya.store.tables import claims, documents, event_claims, events, unlinked
from riwaya.store.values import column


def clear(connection: Connection) -> None:
    """Throw all events away; the claims of none of them wait to be linked anew because of it."""
    connection.execute(delete(event_claims))
    connection.execute(delete(events))
    for name in ("events", "links"):
        columns.replace(connection, name, columns.rows_of(name, []))


def remove(connection: Connection, names: Sequence[str]) -> None:
    """Throw events away."""
    links, own = _removed(connection, names)
    columns.add(connection, "links", columns.gone("links", links))
    columns.add(connection, "events", columns.gone("events", own))


def _removed(connection: Connection, names: Sequence[str]) -> tuple[list[int], list[int]]:
    """Throw events away but for their columns, and return the numbers of their claims and their own."""
    links: list[int] = []
    own: list[int] = []
    for some in chunks(names):
        links += _released(connection, event_claims.c.event.in_(some))
        own += connection.scalars(select(events.c.number).where(events.c.id.in_(some)))
        connection.execute(delete(events).where(events.c.id.in_(some)))
    return links, own


def _released(connection: Connection, condition: ColumnElement[bool]) -> Sequence[int]:
    """Take claims out of their events, and return their numbers."""
    held = event_claims.join(claims, claims.c.id == event_claims.c.claim)
    numbers = connection.scalars(select(claims.c.number).select_from(held).where(condition)).all()
    connection.execute(delete(event_claims).where(condition))
    return numbers


def replace(
    connection: Connection, names: Sequence[str], found: Sequence[Event], held: Mapping[str, Linked], standing: Iterable[Linked], lost: Sequence[str]
) -> None:
    """Put events in place of others; rows of those that keep their names stay, and so do rows of claims.

    `held` are by id the claims as they stood, `standing` those of which anything is to be noted anew, `lost` the ids of those that are in no event any more.
    """
    before = {row.id: row.number for row in connection.execute(_NUMBERS, {"among": sorted({*names, *(one.id for one in found)})}).all()}
    numbers = _numbers(connection, found, before)
    _put(connection, found, numbers)
    rows = [{"claim": one.id, "event": one.event, "component": one.component, "signs": one.signs, "scores": one.scores} for one in standing]
    dialect.put_many(connection, event_claims, rows)
    out = list(_released(connection, dialect.among(event_claims.c.claim, lost))) if lost else []
    connection.execute(_REMOVED, {"among": [name for name in names if name not in numbers]})
    left = [number for name, number in before.items() if numbers.get(name) != number]
    fresh = _columns(connection, found, numbers, held, before)
    for name, gone in (("links", out), ("events", left)):
        columns.add(connection, name, np.concatenate([columns.gone(name, gone), fresh[name]]))


def _numbers(connection: Connection, found: Sequence[Event], before: Mapping[str, int]) -> dict[str, int]:
    """Return the numbers of events by their names: those that they had before, unless their days are others."""
    wanted = {one.id: number_of(one.id, one.date) for one in found}
    stay = {name: before[name] for name, number in wanted.items() if name in before and day_of(before[name]) == day_of(number)}
    return stay | free_numbers(connection, {name: number for name, number in wanted.items() if name not in stay}, events.c.number)


def _put(connection: Connection, found: Sequence[Event], numbers: Mapping[str, int]) -> None:
    """Store events but for their columns."""
    rows = [
        {
            "id": one.id, "day": one.date.start.toordinal() if one.date else 0, "grade": one.grade.scale, "accounts": len(one.accounts),
            "record": packing.packed_event(one), "number": numbers[one.id],
        }
        for one in found
    ]  # fmt: skip
    dialect.put_many(connection, events, rows)


def _columns(
    connection: Connection, found: Sequence[Event], numbers: Mapping[str, int], held: Mapping[str, Linked], before: Mapping[str, int]
) -> dict[str, columns.Rows]:
    """Return the rows of events, and those of claims whose event, or its number, is another than before."""
    told = {one.id: [held[report.id] for report in one.reports] for one in found}
    units = codes.names(connection, {code for some in told.values() for one in some for code in (one.country, one.admin1)})
    slots = {one.id: _slots(one, [(units.get(claim.country), units.get(claim.admin1)) for claim in told[one.id]]) for one in found}
    known = codes.codes(connection, [(facet, value) for row in slots.values() for facet in EVENT_FACETS if (value := row[facet])])
    own = [(numbers[one.id], True, *codes_of(slots[one.id], EVENT_FACETS, known), *_point(one)) for one in found]
    links = [(one.number, True, numbers[name]) for name, some in told.items() for one in some if one.event != name or before[name] != numbers[name]]
    return {"links": columns.rows_of("links", links), "events": columns.rows_of("events", own)}


def _slots(one: Event, units: Sequence[tuple[str | None, str | None]]) -> dict[str, str | None]:
    """Return an event's facets; country and governorate are what most of its claims have."""
    counted = Counter(unit for unit in units if unit[0])
    country, admin1 = min(counted, key=lambda unit: (-counted[unit], unit[0] or "", unit[1] or ""), default=(None, None))
    kinds = {"event_type": column(one.event_type), "sub_event_type": column(one.sub_event_type)}
    return {"grade": one.grade.scale, **kinds, "country": country, "admin1": admin1}


def _point(one: Event) -> tuple[float, float, float]:
    place = next((place for place in one.places if place.lat is not None and place.lon is not None), None)
    if place is None or place.lat is None or place.lon is None:
        return nan, nan, nan
    return place.lat, place.lon, nan if place.radius_km is None else place.radius_km


def unlink(connection: Connection, names: Sequence[str]) -> None:
    """Delete the events that claims stand in: they no longer hold, and linking forms them anew, with all that hangs together with them."""
    for some in chunks(names):
        gone = connection.scalars(select(event_claims.c.event).where(event_claims.c.claim.in_(some)).distinct()).all()
        components = select(event_claims.c.component).where(event_claims.c.claim.in_(some))
        together = claims.join(event_claims, event_claims.c.claim == claims.c.id)
        relink(connection, connection.scalars(select(claims.c.number).select_from(together).where(event_claims.c.component.in_(components))).all())
        relink(connection, connection.scalars(select(claims.c.number).where(claims.c.id.in_(some))).all())
        # what others of the component scored with these must not count where they are linked anew in another step
        known = connection.scalars(components).all()
        connection.execute(update(event_claims).where(event_claims.c.component.in_(known)).values(scores=None))
        remove(connection, gone)


def complete(connection: Connection) -> bool:
    """Whether no claim waits to be linked."""
    return connection.scalar(select(unlinked.c.claim).limit(1)) is None


def every(connection: Connection) -> Iterator[Event]:
    """Yield all events, in the order of their ids."""
    for body in connection.scalars(select(events.c.record).order_by(events.c.id)):
        yield packing.unpacked_event(body)


def page(connection: Connection, after: str, limit: int) -> list[Event]:
    """Return the events whose ids come after one, in the order of their ids, `limit` at most."""
    wanted = select(events.c.record).where(events.c.id > after).order_by(events.c.id).limit(limit)
    return [packing.unpacked_event(body) for body in connection.scalars(wanted)]


def of_claims(connection: Connection, names: Sequence[str]) -> list[Event]:
    """Return the events that claims stand in, in the order of their ids."""
    found: dict[str, Event] = {}
    for some in chunks(names):
        wanted = select(events.c.id, events.c.record).join(event_claims, event_claims.c.event == events.c.id).where(event_claims.c.claim.in_(some))
        found |= {row.id: packing.unpacked_event(row.record) for row in connection.execute(wanted)}
    return [found[name] for name in sorted(found)]


def parts(connection: Connection, names: Sequence[str]) -> Iterator[tuple[Iterable[Report], Iterable[Link]]]:
    """Yield the reports and links of events by their ids."""
    return map(packing.unpacked_parts, connection.scalars(_BODIES, {"among": names}).all())


def named(connection: Connection, name: str) -> list[Event]:
    """Return the events whose id begins so, or that hold the claim of this id."""
    begun = connection.scalars(select(events.c.record).where(events.c.id.startswith(name, autoescape=True)).order_by(events.c.id).limit(6)).all()
    return [packing.unpacked_event(one) for one in begun] or of_claims(connection, [name])


def answers(connection: Connection) -> Iterator[Answer]:
    """Yield the current documents with their claims, as linking takes them, in the order of ids."""
    for row in connection.execute(select(documents).where(documents.c.shown == 1).order_by(documents.c.id)).all():
        held = connection.execute(select(claims.c.id, claims.c.record).where(claims.c.document == row.id, claims.c.shown == 1).order_by(claims.c.id)).all()
        if held:
            found = packing.document_of(row)
            told = tuple(packing.unpacked_claim(one.record, row.id)[1] for one in held)
            yield Answer(row.id, found.text or None, told, tuple(one.id for one in held), found.outlet, found.published, found.title, found.url)


# made once, each: `dialect.among`
_NUMBERS = select(events.c.id, events.c.number).where(dialect.among(events.c.id))
_BODIES = select(events.c.record).where(dialect.among(events.c.id))
_REMOVED = delete(events).where(dialect.among(events.c.id))
