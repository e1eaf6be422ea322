"""What a briefing is made of: the events of a time and place, as they may leave the house, and what must be known to tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from riwaya import arabic
from riwaya.gazetteer import Entry
from riwaya.lexicon import Actor
from riwaya.model import Event, Place
from riwaya.service.terms import Ground
from riwaya.store import Store


@dataclass(frozen=True, slots=True)
class Material:
    """Events as the reader may see them, and what must be known to tell of them.

    `addresses` of pages by document id; `amounts` are the bounds of vague words; `places` Arabic and Latin names by id; `countries` latitude, longitude,
    Arabic and Latin name; `unread` how many pages could not be read; `withheld` how often each kind of thing was.
    """

    events: Sequence[Event]
    actors: Mapping[str, Actor]
    addresses: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    countries: Sequence[tuple[float, float, str, str]] = ()
    unread: int = 0
    withheld: Mapping[str, int] = field(default_factory=dict)


def material(store: Store, ground: Ground, since: date | None = None, until: date | None = None, place: str | None = None) -> Material:
    """Return what a briefing needs of the events from a day to a day in a place, None asking for nothing. Events without a day lie in no span of days."""
    events = [event for event in store.events() if _on_time(event, since, until) and (place is None or _in(event, place, ground))]
    documents = {name: store.document(name) for name in dict.fromkeys(name for event in events for name in event.docs)}
    return Material(
        events,
        ground.lexicon.actors,
        {name: one.url for name, one in documents.items() if one and one.url},
        ground.known.amounts,
        {entry.id: _names(entry) for entry in _entries((one for event in events for one in event.places), ground)},
        [(one.lat, one.lon, *_names(one)) for one in ground.atlas.countries()],
        len(store.rejected()),
    )


def _on_time(event: Event, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return event.date is not None and event.date.end >= (since or date.min) and event.date.start <= (until or date.max)


def _in(event: Event, name: str, ground: Ground) -> bool:
    """Whether somebody puts an event at a place, or in it: by name, or by what the gazetteer says of its place."""
    places = [place for report in event.reports for place in report.claim.places]
    key = arabic.key(name)
    if any(key in arabic.key(told) for place in places for told in (place.name, place.within) if told):
        return True
    own = ground.atlas.get(name)
    wanted = [own] if own else [found.entry for found in ground.atlas.find(name)]
    return any(one.lies_in(unit.id) or (unit.kind == "country" and one.country == unit.country) for one in _entries(places, ground) for unit in wanted)


def _entries(places: Iterable[Place], ground: Ground) -> Iterator[Entry]:
    for key in dict.fromkeys(place.id for place in places if place.id):
        if entry := ground.atlas.get(key):
            yield entry


def _names(entry: Entry) -> tuple[str, str]:
    """Return a place's Arabic and Latin name, one for the other where there is but one."""
    return (entry.arabic or entry.latin or ("",))[0], (entry.latin or entry.arabic or ("",))[0]
