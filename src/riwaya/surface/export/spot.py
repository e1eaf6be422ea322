"""Where a claim or event lies, in the terms of tables: its first place, and the units that hold it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from riwaya.gazetteer import Atlas, Entry
from riwaya.model import Event, Place


class Spot(NamedTuple):
    """The first place, its entry of the gazetteer, and the country (ISO 3166-1, two letters) and names of units that hold it, "" where not known."""

    place: Place | None = None
    entry: Entry | None = None
    country: str = ""
    admin1: str = ""
    admin2: str = ""

    @property
    def names(self) -> tuple[str | None, str | None, str | None]:
        """Country and units as cells: None where not known."""
        return self.country or None, self.admin1 or None, self.admin2 or None


def spot(places: Iterable[Place], atlas: Atlas | None) -> Spot:
    """Return where the first of several places lies. What a place without an entry lies in is taken from the unit that the page names around it."""
    place = next(iter(places), None)
    if place is None or atlas is None:
        return Spot(place)
    entry = atlas.get(place.id) if place.id else None
    holder = entry or _unit_around(place, atlas)
    if holder is None:
        return Spot(place)
    own = {"governorate": "admin1", "district": "admin2"}.get(holder.kind)
    admin1, admin2 = (holder if own == unit else atlas.get(key) if key else None for unit, key in (("admin1", holder.admin1), ("admin2", holder.admin2)))
    return Spot(place, entry, holder.country, latin(admin1), latin(admin2))


def _unit_around(place: Place, atlas: Atlas) -> Entry | None:
    """Return the only unit that the name of the wider place can mean, where the place's point shows that it was taken so."""
    if not place.within or place.lat is None:
        return None
    units = [found.entry for found in atlas.find(place.within) if found.entry.kind in {"country", "governorate", "district"}]
    return units[0] if len({unit.country for unit in units}) == 1 else None


def latin(entry: Entry | None) -> str:
    """Return a place's name in Latin letters, without marks where it has such a one, else as it has one; "" for none."""
    if entry is None:
        return ""
    plain = (name for name in entry.latin if name.isascii())
    return next(plain, (entry.latin or (entry.name,))[0])


def told_places(event: Event) -> tuple[Place, ...]:
    """Return the places of an event, those with a point first."""
    return tuple(sorted(event.places, key=lambda place: place.lat is None))
