"""Events as one row each, in riwaya's own terms, with ids that lead back to claims and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from riwaya.contract import event_record
from riwaya.model import Event
from riwaya.policy import Withheld
from riwaya.surface.export import losses
from riwaya.surface.export.format import Setting, held
from riwaya.surface.export.spot import spot, told_places
from riwaya.surface.export.table import Cell, Column

COLUMNS = (
    Column("event", "the event's id", hxl="#event+id"),
    Column("event_type", "as in docs/contract.md", hxl="#event+type"),
    Column("sub_event_type", "as in docs/contract.md", hxl="#event+type+sub"),
    Column("start", "first day, ISO; empty where no claim says one", hxl="#date+start"),
    Column("end", "last day, ISO", hxl="#date+end"),
    Column("place", "the first place's name as the page writes it, of several one with a point", hxl="#loc+name"),
    Column("country", "ISO 3166-1, two letters; empty where the place was not found", hxl="#country+code"),
    Column("admin1", "governorate that holds the place", hxl="#adm1+name"),
    Column("admin2", "district that holds the place", hxl="#adm2+name"),
    Column("lat", "degrees north; empty where the place was not found", "number", "#geo+lat"),
    Column("lon", "degrees east", "number", "#geo+lon"),
    Column("radius_km", "how far the event may lie from the point, kilometres", "number", "#geo+radius"),
    Column("where_prec", "UCDP's code, 1 to 7", "integer", "#geo+precision"),
    Column("grade", "as in docs/grades.md", hxl="#severity+grade"),
    Column("admiralty", "source letter and information digit", hxl="#severity+admiralty"),
    Column("accounts", "number of accounts", "integer", "#meta+accounts+num"),
    Column("contradicted", "slots in which accounts contradict each other, joined by '; '", hxl="#meta+contradicted"),
    Column("killed_low", "sum over groups, or the figure without a group where that is larger", "integer", "#affected+killed+min"),
    Column("killed_best", "as killed_low", "integer", "#affected+killed"),
    Column("killed_high", "as killed_low; empty where a bound is open", "integer", "#affected+killed+max"),
    Column("injured_low", "as killed_low", "integer", "#affected+injured+min"),
    Column("injured_best", "as killed_low", "integer", "#affected+injured"),
    Column("injured_high", "as killed_high", "integer", "#affected+injured+max"),
    Column("outlets", "names, joined by '; '", hxl="#meta+source+name"),
    Column("claims", "claim ids, joined by '; '", hxl="#meta+claims"),
    Column("docs", "page ids, joined by '; '", hxl="#meta+docs"),
    Column("urls", "addresses of pages, joined by ' '", hxl="#meta+url"),
    Column("withheld", "kinds of things that the policy withheld from this row: names, points, unpublished", hxl="#meta+withheld"),
)


def rows(given: Iterable[Withheld[Event]], setting: Setting) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each event in the order of `COLUMNS`."""
    return (_cells(event, withheld, setting) for event, withheld in held(given, setting))


def _cells(event: Event, withheld: str, setting: Setting) -> tuple[Cell, ...]:
    found, when, grade = spot(told_places(event), setting.atlas), event.date, event.grade
    place = found.place
    point = (place.lat, place.lon, place.radius_km, place.where_prec) if place else (None,) * 4
    days = (when.start.isoformat(), when.end.isoformat()) if when else (None, None)
    apart = "; ".join(one.slot for one in event.comparisons if one.agreement == "contradicted")
    attested = (grade.scale, f"{grade.source}{grade.information}", len(event.accounts), apart or None)
    killed, injured = losses.of_event(event, "killed"), losses.of_event(event, "wounded")
    ids = (outlets(event) or None, "; ".join(report.id for report in event.reports), "; ".join(event.docs), " ".join(urls(event)) or None)
    where = (place.name if place else None, *found.names, *point)
    return (event.id, event.event_type, event.sub_event_type, *days, *where, *attested, *killed, *injured, *ids, withheld or None)


def outlets(event: Event) -> str:
    """Return the outlets that tell of an event, each once, joined by '; '."""
    return "; ".join(sorted({report.outlet for report in event.reports if report.outlet}))


def urls(event: Event) -> list[str]:
    """Return the addresses of the pages that tell of an event, each once."""
    return sorted({report.url for report in event.reports if report.url})


def record(event: Event, withheld: str) -> dict[str, Any]:
    """Return an event as one JSON object, as docs/events.md has it."""
    return {**event_record(event), "withheld": withheld.split("; ") if withheld else []}
