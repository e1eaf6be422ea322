"""GeoJSON (RFC 7946): a feature a row; what has no point has no geometry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from riwaya.policy import Withheld
from riwaya.surface.export.delimited import Rows
from riwaya.surface.export.format import Layout, Setting
from riwaya.surface.export.lines import json_bytes
from riwaya.surface.export.table import Cell, Column


def geojson_layout(columns: tuple[Column, ...], rows: Rows) -> Layout:
    """Return the layout of a table as one FeatureCollection; all columns are properties, the first is also the feature's id."""
    names = [column.name for column in columns]

    def write(given: Iterable[Withheld[Any]], setting: Setting, out: BinaryIO) -> int:
        out.write(b'{"type":"FeatureCollection","features":[')
        count = 0
        for row in rows(given, setting):
            out.write((b",\n" if count else b"\n") + json_bytes(_feature(dict(zip(names, row, strict=True)))))
            count += 1
        out.write(b"\n]}\n")
        return count

    return Layout(columns, write)


def _feature(row: dict[str, Cell]) -> dict[str, Any]:
    lon, lat = row["lon"], row["lat"]
    point = None if lon is None or lat is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": next(iter(row.values())), "geometry": point, "properties": row}
