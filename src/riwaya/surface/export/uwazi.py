"""Tables for Uwazi's import of CSV: headers are names of a template's properties, several values are parted by "|"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.model import Claim, Event, Place, Report, When
from riwaya.policy import Withheld
from riwaya.surface.export import losses
from riwaya.surface.export.claims import parties
from riwaya.surface.export.format import Setting, held
from riwaya.surface.export.naming import link, title
from riwaya.surface.export.plain import outlets, urls
from riwaya.surface.export.spot import told_places
from riwaya.surface.export.table import Cell, Column

_SHARED = (
    Column("title", "ACLED's word for the type, place, day; Uwazi asks for it"),
    Column("riwaya_id", "the claim's or event's id; text"),
    Column("event_type", "ACLED's word for the sub-type; select"),
    Column("date_range", "first and last day with ':' between them; date range"),
    Column("geolocation", "latitude|longitude; geolocation"),
    Column("places", "places as the pages write them; multi-select"),
    Column("killed_low", "lowest figure told; numeric"),
    Column("killed_high", "highest figure told, empty where a bound is open; numeric"),
    Column("outlets", "multi-select"),
    Column("source_link", "label|address of the first page, else of the claim or event on this riwaya; link"),
    Column("description", "the evidence; text"),
    Column("withheld", "kinds of things that the policy withheld; multi-select"),
)
CLAIMS = (*_SHARED, Column("stance", "select"), Column("doers", "ids or names; text"), Column("targets", "the same"), Column("page", "id of the page; text"))
EVENTS = (*_SHARED, Column("grade", "select"), Column("admiralty", "select"), Column("claims", "claim ids; multi-select"))


def claim_rows(given: Iterable[Withheld[Report]], setting: Setting) -> Iterator[tuple[Cell, ...]]:
    """Yield a row a claim, in the order of `CLAIMS`."""
    for report, withheld in held(given, setting):
        claim = report.claim
        killed = losses.of_claim(claim.casualties, "killed")
        source = _link(report.title or "", report.url or link("claim", report.id, setting))
        told = (_many([report.outlet or ""]), source, report.words or None, _many(withheld.split("; ")))
        own = (claim.stance, parties(claim.actors), parties(claim.targets), claim.document)
        yield (title(claim, claim.places, setting), report.id, *_happened(claim, claim.places, setting), killed.low, killed.high, *told, *own)


def event_rows(given: Iterable[Withheld[Event]], setting: Setting) -> Iterator[tuple[Cell, ...]]:
    """Yield a row an event, in the order of `EVENTS`."""
    for event, withheld in held(given, setting):
        places, killed = told_places(event), losses.of_event(event, "killed")
        words = " / ".join(dict.fromkeys(report.words for report in event.reports if report.words))
        source = _link(event.id, next(iter(urls(event)), "") or link("event", event.id, setting))
        told = (_many(outlets(event).split("; ")), source, words or None, _many(withheld.split("; ")))
        own = (event.grade.scale, f"{event.grade.source}{event.grade.information}", _many(report.id for report in event.reports))
        yield (title(event, places, setting), event.id, *_happened(event, places, setting), killed.low, killed.high, *told, *own)


def _happened(told: Claim | Event, places: tuple[Place, ...], setting: Setting) -> tuple[Cell, ...]:
    place = next(iter(places), None)
    point = f"{place.lat}|{place.lon}" if place and place.lat is not None else None
    return (setting.kinds.get(told.sub_event_type, told.sub_event_type), _range(told.date), point, _many(one.name for one in places))


def _range(when: When | None) -> str | None:
    return f"{when.start.isoformat()}:{when.end.isoformat()}" if when else None


def _link(label: str, address: str) -> str | None:
    """Return label and address; Uwazi takes a bar for the end of the label."""
    return f"{_plain(label) or address}|{address}" if address else None


def _many(values: Iterable[str]) -> str | None:
    return "|".join(dict.fromkeys(_plain(value) for value in values if value)) or None


def _plain(value: str) -> str:
    return value.replace("|", "/")
