"""Claims and events as entities and statements of followthemoney, for Aleph and OpenSanctions.

Only organisations of the lexicon become entities of their own: riwaya names no private person as a party of an event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from riwaya.model import Account, Claim, Event, Place, Report
from riwaya.policy import Withheld
from riwaya.surface.export import losses
from riwaya.surface.export.claims import parties
from riwaya.surface.export.format import Setting, held
from riwaya.surface.export.naming import link, title
from riwaya.surface.export.plain import outlets, urls
from riwaya.surface.export.sides import CROWD, STATE
from riwaya.surface.export.spot import Spot, latin, spot, told_places
from riwaya.surface.export.table import Cell, Column, safe, whole

DATASET = "riwaya"
COLUMNS = (
    Column("Event", "a claim or an event; id is riwaya's"),
    Column("Event: name", "ACLED's word for the type, place, day"),
    Column("Event: startDate, endDate", "first and last day, ISO"),
    Column("Event: location, addressEntity, country", "places as the pages write them; an Address where there is a point; ISO 3166-1, two letters"),
    Column("Event: involved", "organisations of the lexicon that claims name as doers or targets; crowds, civilians and people are not entities"),
    Column("Event: summary", "people killed and injured, low, best and high"),
    Column("Event: description", "the evidence, outlet by outlet"),
    Column("Event: notes", "for a claim its stance and who says it; for an event grade, accounts and claim ids; what was withheld"),
    Column("Event: publisher, sourceUrl, recordId, keywords", "outlets, addresses, riwaya's id, types"),
    Column("Organization, PublicBody", "an organisation: name in English and Arabic, country; once a file"),
    Column("Address", "the first place with a point: full, country, state, latitude, longitude"),
)
STATEMENT = (
    Column("id", "SHA-1 of dataset, entity, property and value, as followthemoney makes it"),
    Column("entity_id", "the entity, as in ftm"),
    Column("canonical_id", "the same: riwaya merges nothing here"),
    Column("schema", "Event, Organization, PublicBody, Address"),
    Column("prop", "name of the property"),
    Column("dataset", DATASET),
    Column("value", "one value"),
    Column("lang", "left empty"),
    Column("original_value", "left empty"),
    Column("external", "f"),
    Column("first_seen", "left empty: a file does not hold the time at which it was written"),
    Column("last_seen", "left empty"),
)
Entity = dict[str, Any]
Properties = Mapping[str, Sequence[str]]


def entities(given: Iterable[Withheld[Any]], setting: Setting) -> Iterator[Entity]:
    """Yield the entities of each claim or event: its organisations when they are first named, its place, itself."""
    told: set[str] = set()
    for value, withheld in held(given, setting):
        own, claims, places = _own(value, setting)
        involved = _organisations(claims, setting)
        yield from (_organisation(party, setting) for party in involved if party not in told)
        told.update(involved)
        found = spot(places, setting.atlas)
        address = _address(value.id, found)
        yield from address
        where = {"location": [place.name for place in places], "country": [found.country.lower()], "addressEntity": [one["id"] for one in address]}
        notes = [*own["notes"], f"Withheld: {withheld}" if withheld else ""]
        yield _entity(value.id, "Event", {**own, **where, "involved": [_id(party) for party in involved], "notes": notes})


def statements(given: Iterable[Withheld[Any]], setting: Setting) -> Iterator[tuple[Cell, ...]]:
    """Yield one row for each value of each property."""
    for entity in entities(given, setting):
        for prop, values in entity["properties"].items():
            for value in values:
                yield _statement(entity, prop, str(whole(value)))


def _statement(entity: Entity, prop: str, value: str) -> tuple[Cell, ...]:
    written = safe(value)  # as it will stand in the file, of which the id is to be right
    key = hashlib.sha1(f"{DATASET}.{entity['id']}.{prop}.{written}".encode(), usedforsecurity=False).hexdigest()
    return (key, entity["id"], entity["id"], entity["schema"], prop, DATASET, value, None, None, "f", None, None)


def _entity(identity: str, schema: str, properties: Properties) -> Entity:
    told = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return {"id": identity, "schema": schema, "properties": {name: values for name, values in told.items() if values}, "datasets": [DATASET]}


def _own(value: Report | Event, setting: Setting) -> tuple[dict[str, list[str]], list[Claim], tuple[Place, ...]]:
    """Return what is told of a claim or event itself, the claims that name parties, and its places."""
    if isinstance(value, Report):
        return _of_claim(value, setting), [value.claim], value.claim.places
    return _of_event(value, setting), [report.claim for report in value.reports if report.claim.stance != "denied"], told_places(value)


def _of_claim(report: Report, setting: Setting) -> dict[str, list[str]]:
    claim = report.claim
    speaker = claim.sources[-1].actor if claim.sources else None
    sides = f"doers: {parties(claim.actors) or '-'}; targets: {parties(claim.targets) or '-'}"
    killed, injured = (losses.of_claim(claim.casualties, outcome) for outcome in ("killed", "wounded"))
    return {
        **_common(claim, title(claim, claim.places, setting), killed, injured),
        "description": [report.words],
        "notes": [f"stance: {claim.stance}", f"told by: {speaker}" if speaker else "", sides, f"page: {claim.document}"],
        "publisher": [report.outlet or ""],
        "sourceUrl": _addresses([report.url or "", link("claim", report.id, setting)]),
        "recordId": [report.id],
    }


def _of_event(event: Event, setting: Setting) -> dict[str, list[str]]:
    grade = event.grade
    positions = (f"{account.position}: {_teller(account)}" for account in event.accounts)
    claims, pages = ", ".join(report.id for report in event.reports), ", ".join(event.docs)
    return {
        **_common(event, title(event, told_places(event), setting), losses.of_event(event, "killed"), losses.of_event(event, "wounded")),
        "description": [f"{report.outlet or report.claim.document}: {report.words}" for report in event.reports if report.words],
        "notes": [f"graded {grade.scale} ({grade.source}{grade.information})", *positions, f"claims: {claims}", f"pages: {pages}"],
        "publisher": outlets(event).split("; "),
        "sourceUrl": _addresses([*urls(event), link("event", event.id, setting)]),
        "recordId": [event.id],
    }


def _teller(account: Account) -> str:
    """Return who tells an account: an actor or an outlet by name, a person by no name."""
    kind, _, name = account.origin.partition(":")
    return "a named or nameless source" if kind == "name" else name


def _common(told: Claim | Event, name: str, killed: losses.Range, injured: losses.Range) -> dict[str, list[str]]:
    days = [told.date.start.isoformat(), told.date.end.isoformat()] if told.date else ["", ""]
    lost = [f"{word}: {lost.low} / {lost.best} / {lost.high} (low, best, high)" for word, lost in (("killed", killed), ("injured", injured)) if any(lost)]
    return {"name": [name], "startDate": days[:1], "endDate": days[1:], "summary": lost, "keywords": [told.event_type, told.sub_event_type]}


def _addresses(given: Iterable[str]) -> list[str]:
    return [one for one in given if one.startswith(("https://", "http://"))]


def _organisations(claims: Iterable[Claim], setting: Setting) -> list[str]:
    """Return the listed organisations among the parties of claims, each once."""
    named = (party.actor for claim in claims for party in (*claim.actors, *claim.targets) if party.actor)
    return [party for party in dict.fromkeys(named) if party in setting.actors and setting.actors[party].kind not in CROWD | {"civilians"}]


def _id(party: str) -> str:
    return f"{DATASET}-actor-{party}"


def _organisation(party: str, setting: Setting) -> Entity:
    row = setting.actors[party]
    schema = "PublicBody" if row.kind in STATE else "Organization"
    return _entity(_id(party), schema, {"name": [row.name_en, row.name_ar], "country": [row.country.lower()]})


def _address(identity: str, found: Spot) -> list[Entity]:
    """Return the address of a place with a point, as a list of one; an empty one without."""
    place = found.place
    if place is None or place.lat is None or place.lon is None:
        return []
    full = ", ".join(dict.fromkeys(part for part in (place.name, latin(found.entry), found.admin2, found.admin1) if part))
    point = {"latitude": [str(place.lat)], "longitude": [str(place.lon)]}
    return [_entity(f"{identity}-place", "Address", {"full": [full], "country": [found.country.lower()], "state": [found.admin1], **point})]
