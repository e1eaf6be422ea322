"""From the values of `model` to the contract's JSON objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riwaya.model import Casualty, Claim, Document, Equipment, Figure, Party, Place, Rejected, Span, Voice, When

Record = dict[str, Any]


def page_record(document: Document, claims: Sequence[Claim]) -> Record:
    """Return the object for a page that was read."""
    return {
        "doc": document.id,
        "url": document.url,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "text": document.text,
        "claims": [claim_record(claim) for claim in claims],
        "rejected": None,
    }


def rejected_record(rejected: Rejected) -> Record:
    """Return the object for a page that was not read; `rejected` says why."""
    return {
        "doc": rejected.id,
        "url": rejected.url,
        "outlet": rejected.outlet,
        "text": rejected.text,
        "claims": [],
        "rejected": f"{rejected.reason}: {rejected.detail}",
    }


def claim_record(claim: Claim) -> Record:
    """Return the object for one claim."""
    return {
        "id": claim.id,
        "evidence": [[span.start, span.end] for span in claim.evidence],
        "event_type": claim.event_type,
        "sub_event_type": claim.sub_event_type,
        "stance": claim.stance,
        "background": claim.background,
        "sources": [voice_record(voice) for voice in claim.sources],
        "actors": [_party(party) for party in claim.actors],
        "targets": [_party(party) for party in claim.targets],
        "places": [place_record(place) for place in claim.places],
        "date": when_record(claim.date),
        "casualties": [_casualty(casualty) for casualty in claim.casualties],
        "equipment": [_equipment(equipment) for equipment in claim.equipment],
        "rules": list(claim.rules),
    }


def voice_record(voice: Voice) -> Record:
    """Return the object for one source."""
    return {"name": voice.name, "actor": voice.actor, "channel": voice.channel, **_span(voice.span)}


def _party(party: Party) -> Record:
    return {"actor": party.actor, "name": party.name, **_span(party.span)}


def place_record(place: Place) -> Record:
    """Return the object for one place."""
    resolved = {"lat": place.lat, "lon": place.lon, "radius_km": place.radius_km, "where_prec": place.where_prec, "id": place.id}
    return {"name": place.name, "within": place.within, "relation": place.relation, **resolved, **_span(place.span)}


def when_record(when: When | None) -> Record | None:
    """Return the object for the days of an event."""
    if when is None:
        return None
    return {"start": when.start.isoformat(), "end": when.end.isoformat(), "precision": when.precision, "basis": when.basis, **_span(when.span)}


def _casualty(casualty: Casualty) -> Record:
    return {"outcome": casualty.outcome, "group": casualty.group, **_figure(casualty.figure)}


def _equipment(equipment: Equipment) -> Record:
    return {"item": equipment.item, "outcome": equipment.outcome, **_figure(equipment.figure)}


def _figure(figure: Figure) -> Record:
    return {"low": figure.low, "high": figure.high, "quantity": figure.quantity, **_span(figure.span)}


def _span(span: Span | None) -> Record:
    return {} if span is None else {"span": [span.start, span.end]}
