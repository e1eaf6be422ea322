"""From events to messages: which events are told of, to whom, and what is said of them.

A message says nothing that could point at a person or a moment to come: no quotes, no names but of places, outlets and known actors, no points on a map.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from riwaya import arabic
from riwaya.gazetteer import Atlas
from riwaya.model import Event
from riwaya.service.watch.plan import Rule
from riwaya.service.watch.rules import Prepared, figures, matches
from riwaya.service.withholding import Sight
from riwaya.store import events, pages, watching
from riwaya.store.watching import Alert


def reserve(connection: Connection, claims: Sequence[str], rules: Sequence[Prepared], seen: Sight, atlas: Atlas, now: datetime) -> list[str]:
    """Put messages into the outbox for the events of claims that a rule speaks of and spoke not of before; return "rule event" of each.

    `seen` is what may leave the house: of what is withheld nothing is told, and no rule speaks of it.
    """
    found = list(seen.events(events.of_claims(connection, claims))) if rules else []
    meant = ((one.rule, event) for event in found for one in rules if matches(one, event, atlas, now.date()))
    return [f"{rule.name} {event.id}" for rule, event in meant if _reserved(connection, rule, event, now)]


def _reserved(connection: Connection, rule: Rule, event: Event, now: datetime) -> bool:
    shared = pages.bases(connection, event.docs)
    urls = [url for url, _ in pages.origins_of(connection, event.docs).values() if url]
    made = now.astimezone(UTC).isoformat(timespec="seconds")
    told = {**summary(event, urls), "rule": rule.name, "made": made}
    messages = [_message(told, rule, event, made, receiver) for receiver in _receivers(rule)]
    return watching.reserve(connection, rule.name, _marks(event, shared), messages)


def _receivers(rule: Rule) -> Iterator[tuple[watching.Channel, str]]:
    yield from (("mail", one) for one in rule.mail)
    yield from (("webhook", one) for one in rule.webhooks)


def _message(told: Mapping[str, Any], rule: Rule, event: Event, made: str, receiver: tuple[watching.Channel, str]) -> Alert:
    channel, target = receiver
    name = hashlib.sha256(f"{rule.name}\x1f{event.id}\x1f{made}\x1f{channel}\x1f{target}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return Alert(name, rule.name, event.id, channel, target, json.dumps({"id": name, **told}, ensure_ascii=False), made)


def _marks(event: Event, shared: Mapping[str, str]) -> Iterator[str]:
    """Yield what an event is known by later: its claims; and, since a page that is edited has new claims, page, kind, day and place of each."""
    for report in event.reports:
        claim = report.claim
        place = claim.places[0] if claim.places else None
        where = (place.id or arabic.key(place.name)) if place else ""
        day = claim.date.start.isoformat() if claim.date else ""
        yield f"claim {report.id}"
        yield f"page {shared.get(claim.document, claim.document)} {claim.sub_event_type} {day} {where}"


def summary(event: Event, urls: Iterable[str]) -> dict[str, Any]:
    """Return what is said of an event, as JSON; `pages` are addresses of the pages that tell of it."""
    place = event.places[0] if event.places else None
    return {
        "event": event.id,
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "place": {"name": place.name, "within": place.within} if place else None,
        "date": {"start": event.date.start.isoformat(), "end": event.date.end.isoformat()} if event.date else None,
        "grade": {"scale": event.grade.scale, "source": event.grade.source, "information": event.grade.information},
        "figures": dict(figures(event)),
        "accounts": [{"outlets": list(one.outlets), "speaker": one.speaker.actor if one.speaker else None, "position": one.position} for one in event.accounts],
        "pages": sorted(set(urls)),
    }
