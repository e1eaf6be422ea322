"""A format as a table of columns, written as CSV one row after the other."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TextIO, TypeVar

Cell = str | int | float | None
Row = TypeVar("Row")


class Column(NamedTuple):
    """One column: its name in the file, and by which rule it is filled."""

    name: str
    rule: str


def safe(cell: Cell) -> Cell:
    """Return a cell that a spreadsheet does not run as a formula: such text gets an apostrophe before it, numbers stay."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell


def write_csv(rows: Iterable[Row], columns: Sequence[Column], cells: Callable[[Row], Sequence[Cell]], out: TextIO) -> int:
    """Write a header and a line for each row, holding one row at a time; return how many rows were written."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.name for column in columns)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  # the number of the last row is the count
        writer.writerow(map(safe, cells(row)))
    return count
