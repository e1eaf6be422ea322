"""What a briefing is made of: the events of a time and place, as they may leave the house, and what must be known to tell of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from riwaya.gazetteer import Entry
from riwaya.lexicon import Actor
from riwaya.model import Event
from riwaya.people import Person
from riwaya.service import exporting
from riwaya.service.query import Query
from riwaya.service.terms import Ground
from riwaya.store import Store, pages

_LONGEST = timedelta(days=62)  # searching goes by the first day of a claim: what began so long before may still go on


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


def material(store: Store, person: Person, ground: Ground, since: date | None = None, until: date | None = None, place: str | None = None) -> Material:
    """Return what a briefing needs of the events from a day to a day in a place, as far as the person may see it and it may leave the house.

    Events without a day lie in no span of days. Raises BadInput, Denied.
    """
    query = Query(since=since and since - _LONGEST, until=until, place=place)
    told = list(exporting.events(store, query, ground, exporting.sights(store, person, ground)))
    events = [one.value for one in told if one.value and _on_time(one.value, since, until)]
    return Material(
        events,
        ground.lexicon.actors,
        _addresses(store, events),
        ground.known.amounts,
        {entry.id: _names(entry) for entry in _entries(events, ground)},
        [(one.lat, one.lon, *_names(one)) for one in ground.atlas.countries()],
        len(store.rejected()),
        sum((Counter(one.counts) for one in told), Counter()),
    )


def _on_time(event: Event, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return event.date is not None and event.date.end >= (since or date.min) and event.date.start <= (until or date.max)


def _addresses(store: Store, events: Iterable[Event]) -> dict[str, str]:
    with store.reading() as connection:
        found = pages.several(connection, {name for event in events for name in event.docs})
    return {name: page.url for name, page in found.items() if page.url}


def _entries(events: Iterable[Event], ground: Ground) -> Iterator[Entry]:
    for key in dict.fromkeys(place.id for event in events for place in event.places if place.id):
        if entry := ground.atlas.get(key):
            yield entry


def _names(entry: Entry) -> tuple[str, str]:
    """Return a place's Arabic and Latin name, one for the other where there is but one."""
    return (entry.arabic or entry.latin or ("",))[0], (entry.latin or entry.arabic or ("",))[0]
