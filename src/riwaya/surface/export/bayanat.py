"""Tables for Bayanat's import of spreadsheets: claims as bulletins, events as incidents. Its column mapping is set once and may be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.model import Claim, Event, Place, Report
from riwaya.policy import Withheld
from riwaya.surface.export import losses
from riwaya.surface.export.format import Setting, held
from riwaya.surface.export.naming import link, title
from riwaya.surface.export.plain import outlets, urls
from riwaya.surface.export.spot import told_places
from riwaya.surface.export.table import Cell, Column

_HAPPENED = (
    Column("event_title", "the same as title"),
    Column("event_type", "ACLED's word for the sub-type"),
    Column("event_location", "the first place as the page writes it"),
    Column("event_from_date", "first day, ISO"),
    Column("event_to_date", "last day, ISO"),
    Column("event_estimated", "whether the event is told for more than one day", "boolean"),
    Column("lat", "degrees north", "number"),
    Column("lng", "degrees east", "number"),
)
_END = (
    Column("comments", "ids of riwaya, figures, and what was withheld"),
    Column("status", "Machine Created, as Bayanat calls what no person has looked at"),
)
BULLETINS = (
    Column("originid", "the claim's id"),
    Column("title", "ACLED's word for the type, place, day"),
    Column("title_ar", "headline of the page"),
    Column("source_link", "address of the page, else the claim's on this riwaya"),
    Column("publish_date", "day of the page, ISO"),
    Column("sources", "outlet"),
    Column("labels", "type and stance, quoted and joined by ', '"),
    Column("locations", "places as the page writes them, in the same form"),
    Column("description", "the evidence"),
    *_HAPPENED,
    *_END,
)
INCIDENTS = (
    Column("originid", "the event's id"),
    Column("title", "ACLED's word for the type, place, day"),
    Column("source_link", "the event's address on this riwaya, else the first page's"),
    Column("sources", "outlets, quoted and joined by ', '"),
    Column("labels", "type and grade, in the same form"),
    Column("locations", "places as the pages write them, in the same form"),
    Column("description", "the evidence, outlet by outlet"),
    *_HAPPENED,
    *_END,
)
_STATUS = "Machine Created"


def bulletins(given: Iterable[Withheld[Report]], setting: Setting) -> Iterator[tuple[Cell, ...]]:
    """Yield a bulletin a claim, in the order of `BULLETINS`."""
    return (_bulletin(report, withheld, setting) for report, withheld in held(given, setting))


def incidents(given: Iterable[Withheld[Event]], setting: Setting) -> Iterator[tuple[Cell, ...]]:
    """Yield an incident an event, in the order of `INCIDENTS`."""
    return (_incident(event, withheld, setting) for event, withheld in held(given, setting))


def _bulletin(report: Report, withheld: str, setting: Setting) -> tuple[Cell, ...]:
    claim = report.claim
    name = title(claim, claim.places, setting)
    page = (report.title, report.url or link("claim", report.id, setting) or None, report.published.isoformat() if report.published else None)
    told = (report.outlet, _list([_kind(claim, setting), claim.stance]), _list([place.name for place in claim.places]), report.words or None)
    comments = _comments([f"page {claim.document}"], losses.of_claim(claim.casualties, "killed"), losses.of_claim(claim.casualties, "wounded"), withheld)
    return (report.id, name, *page, *told, *_happened(claim, name, claim.places, setting), comments, _STATUS)


def _incident(event: Event, withheld: str, setting: Setting) -> tuple[Cell, ...]:
    places = told_places(event)
    name = title(event, places, setting)
    source = link("event", event.id, setting) or next(iter(urls(event)), None)
    words = " / ".join(f"{report.outlet or report.claim.document}: {report.words}" for report in event.reports if report.words)
    told = (_list(outlets(event).split("; ")), _list([_kind(event, setting), event.grade.scale]), _list([place.name for place in places]), words or None)
    ids = [f"claims {', '.join(report.id for report in event.reports)}", f"pages {', '.join(event.docs)}"]
    comments = _comments(ids, losses.of_event(event, "killed"), losses.of_event(event, "wounded"), withheld)
    return (event.id, name, source, *told, *_happened(event, name, places, setting), comments, _STATUS)


def _kind(told: Claim | Event, setting: Setting) -> str:
    return setting.kinds.get(told.sub_event_type, told.sub_event_type)


def _happened(told: Claim | Event, name: str, places: tuple[Place, ...], setting: Setting) -> tuple[Cell, ...]:
    place, when = next(iter(places), None), told.date
    days = (when.start.isoformat(), when.end.isoformat(), when.start != when.end) if when else (None, None, None)
    point = (place.lat, place.lon) if place else (None, None)
    return (name, _kind(told, setting), place.name if place else None, *days, *point)


def _list(values: Iterable[str]) -> str | None:
    """Join values as Bayanat parts them: by commas, each quoted where there are several."""
    told = [value.replace('"', "'") for value in dict.fromkeys(values) if value]
    return ", ".join(f'"{value}"' for value in told) if len(told) > 1 else next(iter(told), None)


def _comments(ids: list[str], killed: losses.Range, injured: losses.Range, withheld: str) -> str:
    lost = [f"{word} {one.low} / {one.best} / {one.high} (low, best, high)" for word, one in (("killed", killed), ("injured", injured)) if any(one)]
    return "; ".join([*lost, *ids, *([f"withheld: {withheld}"] if withheld else [])])
