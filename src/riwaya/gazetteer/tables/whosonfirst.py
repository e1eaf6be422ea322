"""Who's On First records, flattened to one row each (https://whosonfirst.org)."""

from __future__ import annotations

from riwaya.gazetteer.record import Record
from riwaya.gazetteer.tables import checks
from riwaya.gazetteer.tables.rows import Row
from riwaya.gazetteer.tables.settled import settlement

COLUMNS = frozenset({"wof_id", "placetype", "country", "lat", "lon"})
_KINDS = {
    "country": "country", "region": "governorate", "county": "district", "localadmin": "subdistrict", "neighbourhood": "quarter",
    "macrohood": "quarter", "microhood": "quarter", "borough": "quarter", "campus": "site",
}  # fmt: skip


def record(row: Row, _default: str) -> Record | None:
    """Return the place of a row; None for a type that no report names (an empire, a time zone). Raises BadRow."""
    cells = row.cells
    checks.whole(row, "name", "names_ar", "name_ar")
    population = checks.number(cells.get("population", ""))
    kind = settlement(population, cells.get("gn_feature_code", "")) if cells["placetype"] == "locality" else _KINDS.get(cells["placetype"], "")
    if not kind:
        return None
    if not cells["wof_id"].isdigit():
        raise checks.BadRow(f"the wof_id {cells['wof_id']!r} is no number", "export the row again from Who's On First")
    lat, lon = checks.point(row, "lat", "lon")
    names = [one.strip() for column in ("name_ar", "names_ar", "name", "names_latin") for one in cells.get(column, "").split("|") if one.strip()]
    arabic = tuple(dict.fromkeys(one for one in names if checks.arabic_script(one)))
    return Record(
        id=f"wof:{cells['wof_id']}",
        source="whosonfirst",
        kind=_site(names) if kind == "site" else kind,
        country=checks.country(cells["country"]),
        lat=lat,
        lon=lon,
        arabic=arabic,
        latin=tuple(dict.fromkeys(one for one in names if checks.latin_script(one))),
        ids=_elsewhere(row),
        within=tuple(f"wof:{cells[column]}" for column in ("region_id", "county_id") if cells.get(column, "").isdigit() and cells[column] != cells["wof_id"]),
        population=population,
    )


def _site(names: list[str]) -> str:
    return "airport" if any(word in name.lower() for name in names for word in ("airport", "air base", "airbase", "مطار")) else "site"


def _elsewhere(row: Row) -> tuple[str, ...]:
    geonames, wikidata = row.cells.get("geonames_id", ""), row.cells.get("wikidata", "")
    return tuple([f"gn:{geonames}"] * geonames.isdigit() + [f"wd:{wikidata}"] * wikidata.startswith("Q"))
