"""Events as one plain row each, in riwaya's own terms, with ids that lead back to claims and pages."""

from __future__ import annotations

from collections.abc import Iterable

from riwaya.model import Event
from riwaya.surface.export.table import Cell, Column

COLUMNS = (
    Column("event", "the event's id"),
    Column("event_type", "as in docs/contract.md"),
    Column("sub_event_type", "as in docs/contract.md"),
    Column("start", "first day, ISO; empty where no claim says one"),
    Column("end", "last day, ISO"),
    Column("place", "the first place's name as the page writes it"),
    Column("lat", "degrees north; empty where the place was not found"),
    Column("lon", "degrees east"),
    Column("radius_km", "how far the event may lie from the point, kilometres"),
    Column("where_prec", "UCDP's code, 1 to 7"),
    Column("grade", "as in docs/grades.md"),
    Column("admiralty", "source letter and information digit"),
    Column("accounts", "number of accounts"),
    Column("killed_low", "sum over groups, or the figure without a group where that is larger"),
    Column("killed_best", "as killed_low"),
    Column("killed_high", "as killed_low; empty where a bound is open"),
    Column("outlets", "names, joined by '; '"),
    Column("claims", "claim ids, joined by '; '"),
    Column("docs", "page ids, joined by '; '"),
)


def cells(event: Event) -> tuple[Cell, ...]:
    """Return an event's cells in the order of `COLUMNS`."""
    place, when, grade = next(iter(event.places), None), event.date, event.grade
    where = (place.name, place.lat, place.lon, place.radius_km, place.where_prec) if place else (None,) * 5
    days = (when.start.isoformat(), when.end.isoformat()) if when else (None, None)
    attested = (grade.scale, f"{grade.source}{grade.information}", len(event.accounts))
    ids = ("; ".join(report.id for report in event.reports), "; ".join(event.docs))
    return (event.id, event.event_type, event.sub_event_type, *days, *where, *attested, *killed(event), outlets(event), *ids)


def killed(event: Event) -> tuple[int | None, int | None, int | None]:
    """Return the deaths, low, best and high; None where no number is told, or a bound is open."""
    tolls = [toll for toll in event.tolls if toll.outcome == "killed"]
    whole = [toll for toll in tolls if toll.group is None]
    parts = [toll for toll in tolls if toll.group is not None]
    low = _larger((toll.low for toll in whole), (toll.low for toll in parts))
    best = _larger((toll.best for toll in whole), (toll.best for toll in parts))
    is_open = any(toll.high is None for toll in tolls)
    return low, best, None if is_open else _larger((toll.high for toll in whole), (toll.high for toll in parts))


def _larger(whole: Iterable[int | None], parts: Iterable[int | None]) -> int | None:
    sums = [sum(told) for told in ([one for one in figures if one is not None] for figures in (whole, parts)) if told]
    return max(sums, default=None)


def outlets(event: Event) -> str:
    """Return the outlets that tell of an event, each once, joined by '; '."""
    return "; ".join(sorted({report.outlet for report in event.reports if report.outlet}))
