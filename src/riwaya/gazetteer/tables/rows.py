"""Rows of a table, whatever file it comes in: CSV, tab-separated, XLSX, GeoJSON, or one of them in a ZIP."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.errors import BadInput

LARGEST = 2_000_000_000  # bytes; no country's table comes near, a wrong file may
Cells = dict[str, str]
_TABLES = frozenset({".txt", ".csv", ".tsv", ".geojson", ".json", ".xlsx", ".xlsm"})
_FILES = _TABLES | {".zip"}
_ASIDE = ("readme", "iso-language")  # in the names of files that lie beside tables and are none
_NO_TABLES = frozenset({"source", "sources", "license", "licence", "licenses", "licences"})  # whole names of such


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `number` as a person counts in that file (a feature of a GeoJSON counts from 1), cells by lower-case column."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Table:
    """A table by the name of its file; `columns` are lower-case, or "1", "2", … where the file has no header."""

    path: str
    columns: tuple[str, ...]
    rows: Iterator[Row]

    def bad(self, number: int, what: str, cure: str) -> BadInput:
        """Return the error for a row: file, row, what is wrong, what to do."""
        return BadInput(f"{self.path}:{number}: {what}; {cure}")


def files(path: Path) -> list[Path]:
    """Return the files of tables that a path stands for: itself, or those in a folder and its folders, by name. Raises BadInput for a folder without any."""
    if not path.is_dir():
        return [path]
    named = (one for one in path.rglob("*") if one.suffix.lower() in _FILES and not one.name.startswith((".", "~$")))
    found = sorted(one for one in named if one.is_file() and not _aside(one.name))
    if not found:
        raise BadInput(f"{path}: no table in this folder; it needs files that end in {', '.join(sorted(_FILES))}")
    return found


def read(path: Path) -> Iterator[Table]:
    """Yield the tables of a file: one, or one a sheet or member. Raises BadInput."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path}: larger than {LARGEST // 1_000_000} MB; give one country's table at a time")
        yield from _tables(path.name, path.read_bytes(), str(path))
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise BadInput(f"{path}: cannot be read as a table: {error}; give CSV, tab-separated text, XLSX, GeoJSON, or a ZIP of one of them") from error


def _tables(name: str, body: bytes, path: str) -> Iterator[Table]:
    suffix = Path(name).suffix.lower()
    if suffix == ".zip":
        yield from _members(body, path)
    elif suffix in {".xlsx", ".xlsm"}:
        yield from _sheets(body, path)
    elif suffix in {".json", ".geojson"}:
        yield _features(body, path)
    else:
        yield _lines(body, path)


def _members(body: bytes, path: str) -> Iterator[Table]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        wanted = [one for one in archive.infolist() if Path(one.filename).suffix.lower() in _TABLES]
        for member in wanted:
            if _aside(member.filename):
                continue
            if member.file_size > LARGEST:
                raise BadInput(f"{path}: {member.filename} unpacks to more than {LARGEST // 1_000_000} MB; give one country's table at a time")
            yield from _tables(member.filename, archive.read(member), f"{path}/{member.filename}")


def _aside(name: str) -> bool:
    file = Path(name.lower())
    return file.stem in _NO_TABLES or any(part in file.name for part in _ASIDE)


def _sheets(body: bytes, path: str) -> Iterator[Table]:
    from openpyxl import load_workbook  # noqa: PLC0415  # takes half a second to import: for workbooks only

    for sheet in load_workbook(io.BytesIO(body), read_only=True, data_only=True).worksheets:
        lines = sheet.iter_rows(values_only=True)
        header = next(lines, None)
        if header and any(header):
            columns = tuple(_text(cell).strip().lower() for cell in header)
            yield Table(f"{path}#{sheet.title}", columns, _numbered(columns, ([_text(cell) for cell in line] for line in lines), 2))


def _text(cell: Any) -> str:  # noqa: ANN401  # a cell of a workbook or a JSON value holds anything
    return "" if cell is None else str(cell)


def _features(body: bytes, path: str) -> Table:
    try:
        features = json.loads(body.decode("utf-8-sig", errors="replace"))["features"]
        records = [_flat(feature) for feature in features]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(f"{path}: not a GeoJSON FeatureCollection ({error!r}); export the layer again as GeoJSON") from error
    columns = dict.fromkeys(column for record in records for column in record)
    return Table(path, tuple(columns), (Row(number, record) for number, record in enumerate(records, 1)))


def _flat(feature: dict[str, Any]) -> Cells:
    """Return a feature's properties, and the middle of its outline as `lon`, `lat` where they do not tell it."""
    cells = {key.lower(): _text(value) for key, value in feature["properties"].items()}
    if not any(one in cells for one in ("lat", "latitude", "center_lat")) and feature.get("geometry"):
        corners = list(_corners(feature["geometry"]["coordinates"]))
        if corners:
            cells["lon"] = str((min(one[0] for one in corners) + max(one[0] for one in corners)) / 2)
            cells["lat"] = str((min(one[1] for one in corners) + max(one[1] for one in corners)) / 2)
    return cells


def _corners(coordinates: Sequence[Any]) -> Iterator[Sequence[float]]:
    waiting = [coordinates]
    while waiting:
        one = waiting.pop()
        if one and isinstance(one[0], (int, float)):
            yield one
        else:
            waiting.extend(one)


def _lines(body: bytes, path: str) -> Table:
    if not body.strip():
        raise BadInput(f"{path}: empty; give a table with at least one row")
    text = body.decode("utf-8-sig", errors="replace")
    first = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=first.count)
    bare = first.split("\t")
    plain = len(bare) in {10, 19} and bare[0].strip().isdigit()  # GeoNames files have neither header nor quoting
    file = io.StringIO(text, newline="")
    lines = csv.reader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE) if plain else csv.reader(file, delimiter=delimiter)
    columns = tuple(str(number) for number in range(1, len(bare) + 1)) if plain else tuple(one.strip().lower() for one in next(lines))
    return Table(path, columns, _numbered(columns, lines, 1 if plain else 2))


def _numbered(columns: Sequence[str], lines: Iterator[list[str]], first: int) -> Iterator[Row]:
    """Yield the rows with their numbers; the second header of the HXL standard, every cell a #tag, is left out."""
    for number, cells in enumerate(lines, first):
        filled = [cell for cell in cells if cell.strip()]
        if filled and not all(cell.strip().startswith("#") for cell in filled):
            yield Row(number, dict(zip(columns, cells, strict=False)) | ({"": "short"} if len(cells) < len(columns) else {}))
