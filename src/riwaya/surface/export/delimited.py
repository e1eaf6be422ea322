"""CSV, one row after the other."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any, BinaryIO

from riwaya.policy import Withheld
from riwaya.surface.export.format import Layout, Setting, Write
from riwaya.surface.export.table import Cell, Column, safe, whole

Rows = Callable[[Iterable[Withheld[Any]], Setting], Iterable[Sequence[Cell]]]


def csv_layout(columns: tuple[Column, ...], rows: Rows) -> Layout:
    """Return the layout of a table as CSV: UTF-8 without a byte order mark, commas, lines ending in LF."""
    return Layout(columns, _writer(columns, rows))


def _writer(columns: Sequence[Column], rows: Rows) -> Write:
    def write(given: Iterable[Withheld[Any]], setting: Setting, out: BinaryIO) -> int:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
        try:
            return _write(rows(given, setting), columns, text, hxl=setting.hxl)
        finally:
            text.detach()  # the caller's stream stays open; this also flushes

    return write


def _write(rows: Iterable[Sequence[Cell]], columns: Sequence[Column], text: io.TextIOWrapper, *, hxl: bool) -> int:
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    if hxl:
        writer.writerow([column.hxl for column in columns])
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  # the number of the last row is the count
        writer.writerow([_told(cell) for cell in row])
    return count


def _told(cell: Cell) -> Cell:
    """Return a cell as CSV says it: booleans as every reader of CSV knows them."""
    return str(cell).lower() if isinstance(cell, bool) else safe(whole(cell))
