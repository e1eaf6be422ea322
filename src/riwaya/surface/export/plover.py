"""Events as JSON records of PLOVER (manual 0.8), one a line; an event that PLOVER cannot hold is left out and said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from riwaya.model import Event
from riwaya.policy import Withheld
from riwaya.surface.export import losses
from riwaya.surface.export.countries import countries
from riwaya.surface.export.format import Setting, held
from riwaya.surface.export.plain import outlets, urls
from riwaya.surface.export.sides import Actors, Side, kind_of, lineage, name_of, sides
from riwaya.surface.export.spot import latin, spot, told_places
from riwaya.surface.export.table import Column

COLUMNS = (
    Column("id", "riwaya's event id"),
    Column("has_event", "true"),
    Column("date, enddate", "first and last day, ISO; events without a day are left out"),
    Column(
        "event", "PLOVER's type by sub-event type; types that PLOVER has no place for (other, change to group or activity, disrupted weapons use) are left out"
    ),
    Column(
        "mode", "by sub-event type: aerial, heavy-weapons, explosives, suicide-attack, unconventional, sexual, abduct, arrest, seize, demo, riot, crowd-control"
    ),
    Column("quad_code", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"),
    Column(
        "actor",
        "the doer that most accounts name and who acts together with it: code (ISO 3166-1, three letters), sector, entity_text, identifier_id; required",
    ),
    Column("recipient", "the target in the same form"),
    Column("event_loc", "place, country, latitude and longitude; absent where no place is told"),
    Column("size", "dead, injured, arrested: best figures, where told"),
    Column("event_text", "the evidence of the first claim"),
    Column("text, link, cite_info", "evidence of all claims; the first address; outlets"),
    Column("coder, comment", "riwaya; grade, claim ids, and what was withheld"),
)
# PLOVER's type and modes of ACLED's sub-event types; what is not here has no place in PLOVER
TYPES: Mapping[str, tuple[str, str]] = {
    "armed-clash": ("ASSAULT", ""),
    "government-regains-territory": ("ASSAULT", ""),
    "non-state-actor-overtakes-territory": ("ASSAULT", ""),
    "chemical-weapon": ("ASSAULT", "unconventional"),
    "air-drone-strike": ("ASSAULT", "aerial"),
    "suicide-bomb": ("ASSAULT", "suicide-attack"),
    "shelling-artillery-missile-attack": ("ASSAULT", "heavy-weapons"),
    "remote-explosive-landmine-ied": ("ASSAULT", "explosives"),
    "grenade": ("ASSAULT", "explosives"),
    "sexual-violence": ("ASSAULT", "sexual"),
    "attack": ("ASSAULT", ""),
    "abduction-forced-disappearance": ("ASSAULT", "abduct"),
    "peaceful-protest": ("PROTEST", "demo"),
    "protest-with-intervention": ("PROTEST", "demo"),
    "excessive-force-against-protesters": ("ASSAULT", "crowd-control"),
    "violent-demonstration": ("PROTEST", "riot"),
    "mob-violence": ("ASSAULT", ""),
    "agreement": ("AGREE", ""),
    "arrests": ("COERCE", "arrest"),
    "headquarters-or-base-established": ("MOBILIZE", ""),
    "looting-property-destruction": ("COERCE", "seize"),
    "non-violent-transfer-of-territory": ("RETREAT", ""),
}
QUAD: Mapping[str, int] = {"AGREE": 1, "RETREAT": 2, "PROTEST": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4}
# sectors: as CAMEO, whose codes PLOVER keeps
SECTORS: Mapping[str, str] = {
    "government": "GOV",
    "military": "MIL",
    "police": "COP",
    "armed-group": "REB",
    "militia": "UAF",
    "political-party": "PTY",
    "civil-organisation": "NGO",
    "monitor": "NGO",
    "international-organisation": "IGO",
    "outlet": "MED",
    "civilians": "CVL",
    "protesters": "CVL",
    "rioters": "CVL",
}


def records(given: Iterable[Withheld[Event]], setting: Setting) -> Iterator[dict[str, Any]]:
    """Yield the record of each event that PLOVER can hold."""
    return (_record(event, withheld, setting) for event, withheld in held(given, setting, _lacking(setting.actors)))


def _lacking(actors: Actors) -> Callable[[Event], str]:
    def lacks(event: Event) -> str:
        if event.grade.scale == "discounted":
            return "not-asserted"
        if event.date is None:
            return "no-day"
        if event.sub_event_type not in TYPES:
            return "no-type"
        return "" if _parties(event, actors)[0].first else "no-actor"  # "actor" is required: four killed in a bombing without a doer is no PLOVER event

    return lacks


def _parties(event: Event, actors: Actors) -> tuple[Side, Side]:
    """Return actor and recipient: of a protest the crowd acts, whoever steps in."""
    one, two = sides(event, actors)
    if TYPES[event.sub_event_type][0] == "PROTEST" and kind_of(two.first, actors) in {"protesters", "rioters"}:
        return two, one
    return one, two


def _record(event: Event, withheld: str, setting: Setting) -> dict[str, Any]:
    kind, mode = TYPES[event.sub_event_type]
    actor, recipient = (_entities(side, setting.actors) for side in _parties(event, setting.actors))
    words = list(dict.fromkeys(report.words for report in event.reports if report.words))
    grade = f"graded {event.grade.scale} ({event.grade.source}{event.grade.information}); claims {', '.join(report.id for report in event.reports)}"
    record = {
        "id": event.id,
        "has_event": True,
        "date": event.date.start.isoformat() if event.date else None,
        "enddate": event.date.end.isoformat() if event.date and event.date.end != event.date.start else None,
        "event": [kind],
        "mode": [mode] if mode else [],
        "quad_code": QUAD[kind],
        "actor": actor,
        "recipient": recipient,
        "event_loc": _location(event, setting),
        "size": _size(event),
        "event_text": words[:1],
        "text": " / ".join(words),
        "link": next(iter(urls(event)), None),
        "cite_info": outlets(event),
        "coder": "riwaya",
        "comment": f"{grade}; withheld: {withheld}" if withheld else grade,
    }
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def _entities(side: Side, actors: Actors) -> list[dict[str, str]]:
    return [_entity(party, actors) for party in (side.first, *side.others) if party]


def _entity(party: str, actors: Actors) -> dict[str, str]:
    row = actors.get(party)
    country = countries().get(next((actors[one].country for one in lineage(party, actors) if one in actors and actors[one].country), ""))
    entity = {
        "code": country.iso3 if country else "",
        "sector": SECTORS.get(row.kind, "") if row else "",
        "entity_text": name_of(party, actors),
        "identifier_id": party if row else "",
    }
    return {key: value for key, value in entity.items() if value}


def _location(event: Event, setting: Setting) -> dict[str, Any]:
    found = spot(told_places(event), setting.atlas)
    if found.place is None:
        return {}
    country = countries().get(found.country)
    place = {"text": found.place.name, "name": latin(found.entry), "country": country.iso3 if country else "", "adm1": found.admin1}
    return {key: value for key, value in {**place, "lat": found.place.lat, "lon": found.place.lon}.items() if value not in (None, "")}


def _size(event: Event) -> dict[str, int]:
    told = {name: losses.of_event(event, outcome).best for name, outcome in (("dead", "killed"), ("injured", "wounded"), ("arrested", "detained"))}
    return {name: best for name, best in told.items() if best is not None}
