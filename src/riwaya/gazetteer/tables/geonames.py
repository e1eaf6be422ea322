"""GeoNames country dumps and alternateNamesV2: tab-separated, no header (https://download.geonames.org/export/dump/readme.txt)."""

from __future__ import annotations

from riwaya.gazetteer.record import Record
from riwaya.gazetteer.tables import checks
from riwaya.gazetteer.tables.rows import Row
from riwaya.gazetteer.tables.settled import settlement

_ADMIN = {"PCLI": "country", "PCL": "country", "PCLD": "country", "ADM1": "governorate", "ADM2": "district", "ADM3": "subdistrict"}
_SITES = {
    **dict.fromkeys(["S.AIRB", "S.AIRF", "S.AIRP", "S.AIRH"], "airport"),
    **dict.fromkeys(["L.MILB", "S.MILB", "S.FT", "S.BSTN", "L.FLDI"], "base"),
    **dict.fromkeys(["S.CMP", "S.CMPRF", "S.CMPO"], "camp"),
    **dict.fromkeys(["S.CTRB", "S.PSTB", "S.CSTM"], "crossing"),
    **dict.fromkeys(["S.BDG", "S.DAM", "S.HSP", "S.PRN", "S.OILR", "S.PS", "S.MSQE", "S.CH", "S.MSTY", "S.CSTL", "S.PAL", "L.OILF", "L.GASF"], "site"),
    **dict.fromkeys(["T.MT", "T.MTS", "T.HLL", "T.HLLS", "T.PK", "T.VAL", "H.WAD", "T.PLN", "T.DSRT", "T.PASS", "T.RDGE"], "mountain"),
    **dict.fromkeys(["T.ISL", "T.ISLS", "T.ISLET"], "island"),
    **dict.fromkeys(["H.STM", "H.LK", "H.RSV", "H.SEA", "H.GULF", "H.STRT", "H.BAY"], "water"),
    **dict.fromkeys(["L.PRT", "S.PRT", "H.HBR"], "port"),
    **dict.fromkeys(["L.RGN", "L.AREA"], "region"),
    "R.RD": "road",
}  # fmt: skip
# Languages whose Arabic-script names are Arabic; Persian, Urdu, Kurdish names look like them.
_ARABIC = frozenset({"ar", "arz", "apc", "acm", "ayl", "apd", "ajp", "aeb", "arq", "ary"})


def record(row: Row, _default: str) -> Record | None:
    """Return the place of a row of a country dump; None for features that no report names. Raises BadRow."""
    cells = row.cells
    checks.whole(row, "2", "4")
    kind = _kind(cells["7"], cells["8"], checks.number(cells["15"]))
    if not kind:
        return None
    lat, lon = checks.point(row, "5", "6")
    country = checks.country(cells["9"])
    names = [one.strip() for one in (cells["2"], cells["3"], *cells["4"].split(",")) if one.strip()]
    return Record(
        id=f"gn:{cells['1']}",
        source="geonames",
        kind=kind,
        country=country,
        lat=lat,
        lon=lon,
        arabic=tuple(dict.fromkeys(one for one in names if checks.arabic_script(one))),
        latin=tuple(dict.fromkeys(one for one in names if checks.latin_script(one))),
        ids=_unit(kind, country, cells),
        within=_within(kind, country, cells),
        population=checks.number(cells["15"]),
    )


def _kind(feature_class: str, code: str, population: int) -> str:
    if feature_class == "P":
        return "" if code in {"PPLH", "PPLQ", "PPLW"} else settlement(population, code)
    return _ADMIN.get(code, "") if feature_class == "A" else _SITES.get(f"{feature_class}.{code}", "")


def _unit(kind: str, country: str, cells: dict[str, str]) -> tuple[str, ...]:
    """Return the code by which other rows name this unit."""
    if kind == "country":
        return (f"iso:{country}",)
    depth = {"governorate": 1, "district": 2}.get(kind, 0)
    return (".".join((f"adm:{country}", *(cells[str(10 + level)] for level in range(1, depth + 1)))),) if depth else ()


def _within(kind: str, country: str, cells: dict[str, str]) -> tuple[str, ...]:
    if kind in {"country", "governorate"} or not cells["11"]:
        return ()
    first = f"adm:{country}.{cells['11']}"
    return (first,) if kind == "district" or not cells["12"] else (first, f"{first}.{cells['12']}")


def alias(row: Row) -> tuple[str, str] | None:
    """Return (GeoNames id, name or Wikidata id) of a row of alternateNamesV2 that names a place in Arabic or Latin letters; None for the rest."""
    checks.whole(row, "4")
    language, name = row.cells["3"], row.cells["4"].strip()
    key = f"gn:{row.cells['2']}"
    if language == "wkdt":
        return key, f"wd:{name}"
    if row.cells.get("8") == "1" or not name:  # historic names are another time's
        return None
    if checks.arabic_script(name):
        return (key, name) if language in _ARABIC or not language else None
    return (key, name) if language in {"", "en", "fr"} and checks.latin_script(name) else None
