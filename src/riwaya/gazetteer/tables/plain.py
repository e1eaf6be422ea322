"""A table of the user's own: a name, a point, and whatever else is known."""

from __future__ import annotations

import hashlib

from riwaya.gazetteer.record import KINDS, Record
from riwaya.gazetteer.tables import checks
from riwaya.gazetteer.tables.rows import Row

NAMES = ("name", "name_ar", "name_en")
POINTS = (("lat", "lon"), ("latitude", "longitude"))


def recognised(columns: frozenset[str]) -> bool:
    """Whether the columns are a name and a point."""
    return not columns.isdisjoint(NAMES) and any(lat in columns and lon in columns for lat, lon in POINTS)


def record(row: Row, country: str) -> Record:
    """Return the place of a row; `within` holds ids or names of units, the widest first. Raises BadRow."""
    cells = {key: value.strip() for key, value in row.cells.items()}
    checks.whole(row, *NAMES, "names", "within")
    names = [one.strip() for column in (*NAMES, "names") for one in cells.get(column, "").split("|") if one.strip()]
    if not names:
        raise checks.BadRow("no name in the row", "fill the column name, name_ar or name_en")
    kind = cells.get("kind") or "village"
    if kind not in KINDS:
        raise checks.BadRow(f"the kind {kind!r} is not known", f"use one of {', '.join(sorted(KINDS))}")
    lat, lon = next(checks.point(row, *pair) for pair in POINTS if pair[0] in cells)
    digest = hashlib.sha256(f"{names[0]}\x1f{lat:.4f}\x1f{lon:.4f}".encode()).hexdigest()[:12]
    return Record(
        id=f"own:{cells.get('id') or digest}",
        source="own-table",
        kind=kind,
        country=checks.country(cells.get("country") or country),
        lat=lat,
        lon=lon,
        arabic=tuple(dict.fromkeys(one for one in names if checks.arabic_script(one))),
        latin=tuple(dict.fromkeys(one for one in names if checks.latin_script(one))),
        ids=tuple(one for one in cells.get("ids", "").split("|") if ":" in one),
        within=tuple(filter(None, cells.get("within", "").split("|"))),
        population=checks.number(cells.get("population", "")),
        listed=True,
    )
