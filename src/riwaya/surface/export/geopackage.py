"""GeoPackage 1.3 (OGC 12-128r17): an SQLite file with one table of points, as GIS programs open it. The schema and the bytes of points are the standard's."""

from __future__ import annotations

import shutil
import sqlite3
import struct
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

from riwaya.policy import Withheld
from riwaya.surface.export.delimited import Rows
from riwaya.surface.export.format import Layout, Setting, What
from riwaya.surface.export.table import Cell, Column, whole

_WGS84 = 4326
_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "DOUBLE", "boolean": "BOOLEAN"}
_UNCHANGED = "1970-01-01T00:00:00.000Z"  # the standard wants a time; a fixed one: the same values give the same bytes
_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],'
    'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
    ("WGS 84 geodetic", _WGS84, "EPSG", _WGS84, _WKT),
)
_SCHEMA = """
PRAGMA application_id = 1196444487;  -- "GPKG"
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name), column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id), z TINYINT NOT NULL, m TINYINT NOT NULL,
  PRIMARY KEY (table_name, column_name));
"""


def geopackage_layout(what: What, columns: tuple[Column, ...], rows: Rows) -> Layout:
    """Return the layout of a table as the points of a GeoPackage; rows without a point have no geometry."""

    def write(given: Iterable[Withheld[Any]], setting: Setting, out: BinaryIO) -> int:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "export.gpkg"
            with closing(sqlite3.connect(file)) as database:
                count = _fill(database, what, columns, rows(given, setting))
            with file.open("rb") as made:
                shutil.copyfileobj(made, out)
        return count

    return Layout(columns, write)


def _fill(database: sqlite3.Connection, table: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> int:
    database.executescript("PRAGMA journal_mode = OFF;" + _SCHEMA)  # the file is thrown away if it is cut off
    database.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", _SYSTEMS)
    fields = ", ".join(f'"{column.name}" {_TYPES[column.kind]}' for column in columns)
    database.execute(f'CREATE TABLE "{table}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, {fields})')
    marks = ", ".join("?" * (len(columns) + 1))
    names = ", ".join(f'"{column.name}"' for column in columns)
    with database:
        database.executemany(f'INSERT INTO "{table}" (geom, {names}) VALUES ({marks})', _points(rows, columns))  # noqa: S608  # our own names
        found = database.execute(f'SELECT count(*), min(lon), min(lat), max(lon), max(lat) FROM "{table}"').fetchone()  # noqa: S608  # the same
        database.execute("INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)", (table, table, _UNCHANGED, *found[1:], _WGS84))
        database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (table, _WGS84))
    return int(found[0])


def _points(rows: Iterable[Sequence[Cell]], columns: Sequence[Column]) -> Iterator[list[Cell | bytes]]:
    names = [column.name for column in columns]
    lon, lat = names.index("lon"), names.index("lat")
    for row in rows:
        x, y = row[lon], row[lat]
        point = None if x is None or y is None else _point(float(x), float(y))
        yield [point, *map(whole, row)]


def _point(lon: float, lat: float) -> bytes:
    """Return a point as the standard has it: "GP", version 0, flags (little-endian, no envelope), reference system, then WKB."""
    return struct.pack("<2sBBi", b"GP", 0, 1, _WGS84) + struct.pack("<BIdd", 1, 1, lon, lat)
