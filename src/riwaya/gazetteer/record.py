"""What a gazetteer holds: records as their tables have them, and places merged from them."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = frozenset({
    "country", "governorate", "district", "subdistrict", "region", "city", "town", "village", "quarter", "camp", "airport", "base", "crossing",
    "site", "road", "port", "mountain", "water", "island",
})  # fmt: skip
SETTLED = frozenset({"city", "town", "village"})
UNITS = ("country", "governorate", "district", "subdistrict")  # from the widest; they hold other places


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table: `id` as `scheme:value`, `ids` the same place elsewhere, `within` ids of the units that hold it, widest first.

    `lat`, `lon` are WGS84 degrees, None for a unit whose table gives no point. `listed` tells that the table's maker marks the place as one that reports name.
    """

    id: str
    source: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    arabic: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    population: int = 0
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer, merged from the records of `sources`.

    `radius_km` is how far the place reaches around its point; `admin1`, `admin2` are ids of the governorate and district that hold it, "" if unknown.
    """

    id: str
    kind: str
    country: str
    lat: float
    lon: float
    radius_km: float
    arabic: tuple[str, ...]
    latin: tuple[str, ...]
    ids: tuple[str, ...]
    admin1: str
    admin2: str
    population: int
    listed: bool
    sources: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name to show: Arabic where there is one."""
        return (self.arabic or self.latin or (self.id,))[0]

    def lies_in(self, unit: str) -> bool:
        """Whether the place is, or lies in, the unit of this id."""
        return unit in {self.id, self.admin1, self.admin2}


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a unit on one side of its main town: middle of the places there, and how far they spread (km)."""

    lat: float
    lon: float
    radius_km: float
