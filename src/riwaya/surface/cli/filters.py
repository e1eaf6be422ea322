"""Which events a person asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from riwaya import arabic
from riwaya.lexicon import Actor
from riwaya.model import Event


@dataclass(frozen=True, slots=True)
class Filter:
    """What an event must have; None asks for nothing. Names are compared in any spelling and may be parts of names."""

    kind: str | None = None
    place: str | None = None
    actor: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    grade: str | None = None
    accounts: int = 1

    def holds(self, event: Event, actors: Mapping[str, Actor]) -> bool:
        """Whether an event has all of it; an event without a day is outside every span of days."""
        return (
            len(event.accounts) >= self.accounts
            and self.kind in {None, event.event_type, event.sub_event_type}
            and self.grade in {None, event.grade.scale}
            and self._on_time(event)
            and (self.place is None or any(_named(self.place, name) for name in _places(event)))
            and (self.outlet is None or any(_named(self.outlet, outlet) for account in event.accounts for outlet in account.outlets))
            and (self.actor is None or any(_is_actor(self.actor, actor, name, actors) for actor, name in _parties(event)))
        )

    def _on_time(self, event: Event) -> bool:
        if self.since is None and self.until is None:
            return True
        return event.date is not None and event.date.end >= (self.since or date.min) and event.date.start <= (self.until or date.max)


def names_of(events: Iterable[Event]) -> dict[str, set[str]]:
    """Return the places and outlets that events name, by the filter that asks for them."""
    held = list(events)
    return {
        "place": {name for event in held for name in _places(event)},
        "outlet": {outlet for event in held for account in event.accounts for outlet in account.outlets},
    }


def _places(event: Event) -> set[str]:
    return {name for report in event.reports for place in report.claim.places for name in (place.name, place.within) if name}


def _parties(event: Event) -> set[tuple[str | None, str | None]]:
    return {(party.actor, party.name) for report in event.reports for party in (*report.claim.actors, *report.claim.targets)}


def _is_actor(wanted: str, actor: str | None, name: str | None, actors: Mapping[str, Actor]) -> bool:
    row = actors.get(actor or "")
    return wanted == actor or any(_named(wanted, one) for one in (name, row and row.name_ar, row and row.name_en) if one)


def _named(wanted: str, name: str) -> bool:
    return arabic.key(wanted) in arabic.key(name)
