"""From records of several tables to places: one place with all its names, ids and units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.gazetteer import earth
from riwaya.gazetteer.record import UNITS, Entry, Record
from riwaya.gazetteer.spelling import loose, skeleton

# Whose word counts first for kind and point; tables not named here (a user's own) go before all.
_ORDER = {"ocha": 1, "whosonfirst": 2, "geonames": 3, "riwaya": 4}
_SCHEMES = ("gn", "pcode", "wd", "wof", "riwaya", "own")  # which of several ids names the place: the one that most others know
_LEVEL = {
    "country": "country",
    "governorate": "admin1",
    "district": "admin2",
    "subdistrict": "admin3",
    "city": "settled",
    "town": "settled",
    "village": "settled",
}
_APART = {"settled": 4.0, "admin1": 200.0, "admin2": 60.0, "admin3": 30.0, "country": 5000.0}  # km between two tables' points of one place
_ROUNDED = 8.0  # km more where one of the points is ours, which are rounded
_SIZES = ("city", "town", "village")
_REACH = {
    "country": 400.0,
    "governorate": 50.0,
    "district": 20.0,
    "subdistrict": 10.0,
    "region": 25.0,
    "city": 5.0,
    "town": 2.0,
    "mountain": 10.0,
    "water": 20.0,
}
_LARGE, _HUGE = 1_000_000, 10.0  # inhabitants, km
_FEW = 5  # places below which a unit's spread says nothing


@dataclass(slots=True)
class _Groups:
    """Records that are one place, by union and find."""

    parent: list[int]

    def root(self, at: int) -> int:
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, one: int, other: int) -> None:
        self.parent[self.root(one)] = self.root(other)


def merge(records: Sequence[Record], aliases: Iterable[tuple[str, str]] = ()) -> list[Entry]:
    """Return the places of all records; a place that no table gives a point and nothing lies in is left out."""
    named = _with_aliases(records, aliases)
    groups = _Groups(list(range(len(named))))
    _join_by_id(named, groups)
    _join_by_name(named, groups)
    sets: dict[int, list[Record]] = defaultdict(list)
    for at, record in enumerate(named):
        sets[groups.root(at)].append(record)
    ranked = [sorted(one, key=lambda record: (_ORDER.get(record.source, 0), record.id)) for one in sets.values()]
    own = _ids(ranked)
    ids = {alias: key for key, one in zip(own, ranked, strict=True) for record in one for alias in record.ids}
    ids |= {record.id: key for key, one in zip(own, ranked, strict=True) for record in one}
    entries = [_entry(key, one, ids) for key, one in zip(own, ranked, strict=True)]
    return _measured([entry for entry in entries if entry], {entry.id for entry in entries if entry})


def _with_aliases(records: Sequence[Record], aliases: Iterable[tuple[str, str]]) -> list[Record]:
    further: dict[str, list[str]] = defaultdict(list)
    for key, name in aliases:
        further[key].append(name)
    if not further:
        return list(records)
    return [_named(record, [name for key in (record.id, *record.ids) for name in further.get(key, ())]) for record in records]


def _named(record: Record, names: list[str]) -> Record:
    if not names:
        return record
    wikidata = [name for name in names if name.startswith("wd:")]
    arabic = [name for name in names if "\u0621" <= name[0] <= "\u064a"]
    latin = [name for name in names if name not in wikidata and name not in arabic]
    return replace(
        record,
        arabic=tuple(dict.fromkeys((*record.arabic, *arabic))),
        latin=tuple(dict.fromkeys((*record.latin, *latin))),
        ids=tuple(dict.fromkeys((*record.ids, *wikidata))),
    )


def _join_by_id(records: Sequence[Record], groups: _Groups) -> None:
    owner: dict[str, int] = {}
    for at, record in enumerate(records):
        for one in (record.id, *record.ids):
            if one in owner and _level(records[owner[one]].kind) == _level(record.kind):
                groups.join(at, owner[one])
            else:
                owner.setdefault(one, at)


def _level(kind: str) -> str:
    return _LEVEL.get(kind, kind)


def _join_by_name(records: Sequence[Record], groups: _Groups) -> None:
    """Join records of different tables that share a spelling, a level and a country, and lie near each other; never two of one table."""
    shelves: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, record in enumerate(records):
        level = _level(record.kind)
        keys = {loose(bare_unit(name) if level.startswith("admin") else name) for name in record.arabic}
        keys |= {f"~{skeleton(bare_unit(name))}" for name in record.latin} if level.startswith("admin") else set()
        for key in keys - {"", "~"}:
            shelves[record.country, level, key].append(at)
    tables: dict[int, set[str]] = defaultdict(set)
    for at, record in enumerate(records):
        tables[groups.root(at)].add(record.source)
    for (_, level, _), shelf in shelves.items():
        for index, one in enumerate(shelf):
            for other in shelf[index + 1 :]:
                if records[one].source != records[other].source and _near(records[one], records[other], level):
                    _join_apart(groups, tables, one, other)


def _join_apart(groups: _Groups, tables: dict[int, set[str]], one: int, other: int) -> None:
    first, second = groups.root(one), groups.root(other)
    if first != second and tables[first].isdisjoint(tables[second]):
        groups.join(first, second)
        tables[second] |= tables[first]


def _near(one: Record, other: Record, level: str) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return level.startswith("admin")
    km = _APART.get(level, 3.0) + (_ROUNDED if "riwaya" in {one.source, other.source} else 0.0)
    return earth.near_distance((one.lat, one.lon), (other.lat, other.lon)) <= km


_UNIT_WORDS = (
    "محافظة", "ولاية", "قضاء", "مديرية", "ناحية", "منطقة", "مركز", "إقليم", "شعبية", "معتمدية", "دائرة", "مدينة", "بلدية", "قسم", "أمانة",
    "Governorate", "Province", "District", "Markaz", "Qada", "Muhafazat", "Wilaya", "State", "Mudiriyat", "Nahiyat",
)  # fmt: skip


def bare_unit(name: str) -> str:
    """Return a unit's name without the word for its kind: «محافظة حماة» is حماة."""
    words = name.split()
    while len(words) > 1 and words[0].removeprefix("ال") in _UNIT_WORDS:
        words = words[1:]
    while len(words) > 1 and words[-1] in _UNIT_WORDS:
        words = words[:-1]
    return " ".join(words)


def _ids(groups: Sequence[Sequence[Record]]) -> list[str]:
    """Return an id for each place: the one that most others know, unless another place has it (some tables give a town the id of its district)."""
    rows = {record.id for records in groups for record in records}
    taken: set[str] = set()
    chosen = []
    for records in groups:
        own = {record.id for record in records}
        every = sorted(own | {one for record in records for one in record.ids}, key=_rank)
        chosen.append(next(one for one in every if one in own or (one not in taken and one not in rows)))
        taken.add(chosen[-1])
    return chosen


def _rank(key: str) -> tuple[int, int, str]:
    scheme = key.split(":", maxsplit=1)[0]
    return (_SCHEMES.index(scheme) if scheme in _SCHEMES else len(_SCHEMES), len(key), key)


def _entry(own: str, records: Sequence[Record], ids: Mapping[str, str]) -> Entry | None:
    """Return the place of records that are one, without a point where a unit still lacks it (lat and lon 999)."""
    pointed = next((record for record in records if record.lat is not None), None)
    first = records[0]
    if pointed is None and first.kind not in UNITS:
        return None
    within = [ids.get(one, "") for record in records for one in record.within[:1]]
    nested = [ids.get(one, "") for record in records for one in record.within[1:2]]
    population = max(record.population for record in records)
    kind = _size(records) if first.kind in _SIZES else first.kind
    names = [name for record in records for name in record.arabic]
    if kind in UNITS:
        names = [*(bare_unit(name) for name in names), *names]
    return Entry(
        id=own,
        kind=kind,
        country=first.country,
        lat=pointed.lat if pointed and pointed.lat is not None else 999.0,
        lon=pointed.lon if pointed and pointed.lon is not None else 999.0,
        radius_km=_HUGE if kind == "city" and population >= _LARGE else _REACH.get(kind, 1.0),
        arabic=tuple(dict.fromkeys(names)),
        latin=tuple(dict.fromkeys(name for record in records for name in record.latin)),
        ids=tuple(dict.fromkeys(one for record in records for one in (record.id, *record.ids))),
        admin1=next((one for one in within if one and one != own), ""),
        admin2=next((one for one in nested if one and one != own), ""),
        population=population,
        listed=any(record.listed for record in records),
        sources=tuple(dict.fromkeys(record.source for record in records)),
    )


def _size(records: Sequence[Record]) -> str:
    """Return the largest that a table calls a settlement; our own list, which calls every place a city or town, only where no other has it."""
    told = [record.kind for record in records if record.source != "riwaya"] or [record.kind for record in records]
    return min((kind for kind in told if kind in _SIZES), key=_SIZES.index)


def _measured(entries: list[Entry], known: set[str]) -> list[Entry]:
    """Give units the reach of the places in them, and a point where they have none."""
    held: dict[str, list[earth.Point]] = defaultdict(list)
    for entry in entries:
        if entry.kind not in UNITS and entry.lat != 999.0:
            for unit in {entry.admin1, entry.admin2} & known:
                held[unit].append((entry.lat, entry.lon))
    return [measured for entry in entries if (measured := _with_reach(entry, held.get(entry.id, [])))]


def _with_reach(entry: Entry, points: list[earth.Point]) -> Entry | None:
    if entry.lat == 999.0:
        if not points:
            return None
        lat, lon = earth.middle(points)
        entry = replace(entry, lat=lat, lon=lon)
    if entry.kind in {"governorate", "district", "subdistrict"} and len(points) >= _FEW:
        return replace(entry, radius_km=round(max(3.0, earth.spread((entry.lat, entry.lon), points)), 1))
    return entry
