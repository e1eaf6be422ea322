"""OCHA common operational datasets of administrative boundaries (COD-AB), in the three generations of their column names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from riwaya.gazetteer.record import Record
from riwaya.gazetteer.tables import checks
from riwaya.gazetteer.tables.rows import Row

_KINDS = {0: "country", 1: "governorate", 2: "district", 3: "subdistrict", 4: "village", 5: "quarter"}
_CODE = re.compile(r"(?:admin|adm)(\d)_?(?:pcode?|pcod|cod)$")
_OWN = ("pcode", "hay_pcode")  # first generation: the row's own code stands apart from those of its units
_POINTS = (("latitude", "longitude"), ("lat", "lon"), ("center_lat", "center_lon"), ("y", "x"), ("point_y", "point_x"))


def recognised(columns: frozenset[str]) -> bool:
    """Whether the columns are those of a COD-AB table of any generation."""
    return any(one in columns for one in _OWN) or any(map(_CODE.match, columns))


def record(row: Row, country: str) -> Record:
    """Return the place of a row: its narrowest unit. `country` serves codes that do not begin with one. Raises BadRow."""
    cells = row.cells
    codes = {int(match[1]): cells[column].strip() for column in cells if (match := _CODE.match(column)) and cells[column].strip()}
    own = next((cells[column].strip() for column in _OWN if cells.get(column, "").strip()), "")
    level = _level(cells, codes, own)
    names = _names(row, level, own=bool(own))
    code = own or codes[level]
    first = (codes.get(1) or codes.get(2) or code)[:2]
    wider = [codes[one] for one in sorted(codes) if 0 < one < level and codes[one] != code]
    lat, lon = _point(row)
    return Record(
        id=f"pcode:{code}",
        source="ocha",
        kind="town" if level == 4 and cells.get("capit_lvl") else _KINDS.get(level, "village"),
        country=checks.country(country if country and not re.fullmatch(r"[A-Z]{2}\d+", code) else first),
        lat=lat,
        lon=lon,
        arabic=tuple(dict.fromkeys(one for one in names if checks.arabic_script(one))),
        latin=tuple(dict.fromkeys(one for one in names if checks.latin_script(one))),
        within=tuple(f"pcode:{one}" for one in wider[:2]) or ((f"pcode:{cells['city_pcode']}",) if cells.get("city_pcode") else ()),
    )


def _level(cells: Mapping[str, str], codes: Mapping[int, str], own: str) -> int:
    if "hay_pcode" in cells:
        return 5
    if own:
        return max(codes, default=0) + 1
    if not codes:
        raise checks.BadRow("no P-code in the row", "fill the column of P-codes, such as admin1Pcode")
    return max(codes)


def _names(row: Row, level: int, *, own: bool) -> list[str]:
    prefix = ("name_ara", "name_en", "nam_en_ref", "hay_en", "hay_ar") if own else _prefixed(row, level)
    checks.whole(row, *prefix)
    found = [one.strip() for column in prefix for one in re.split(r"[_/]", row.cells.get(column, "")) if one.strip()]
    if not found:
        raise checks.BadRow("no name in the row", f"fill one of the columns {', '.join(prefix[:4])}")
    return found


def _prefixed(row: Row, level: int) -> tuple[str, ...]:
    wanted = re.compile(rf"(?:admin|adm){level}_?(?:name|alt|ref|en$|ar$).*|(?:admin|adm){level}_(?:en|ar)")
    return tuple(column for column in row.cells if wanted.match(column))


def _point(row: Row) -> tuple[float | None, float | None]:
    for lat, lon in _POINTS:
        if row.cells.get(lat, "").strip():
            return checks.point(row, lat, lon)
    return None, None  # a unit without a point gets the middle of the places in it
