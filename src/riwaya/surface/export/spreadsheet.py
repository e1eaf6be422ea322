"""Excel workbooks, written row by row, so that memory stays the same however many rows there are."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from riwaya.policy import Withheld
from riwaya.surface.export.delimited import Rows
from riwaya.surface.export.format import Layout, Setting
from riwaya.surface.export.table import Cell, Column, safe, whole

MOST_ROWS = 1_048_576  # of a sheet; what is more goes to further sheets
MOST_LETTERS = 32_767  # of a cell, in UTF-16 units
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001  # Excel's times know no zone; a fixed one: the same values give the same bytes


def excel_layout(columns: tuple[Column, ...], rows: Rows) -> Layout:
    """Return the layout of a table as a workbook: sheets of rows, then a sheet that says how each column is filled."""

    def write(given: Iterable[Withheld[Any]], setting: Setting, out: BinaryIO) -> int:
        import xlsxwriter  # noqa: PLC0415  # commands that write no workbook must not wait for it

        with tempfile.TemporaryDirectory() as folder, xlsxwriter.Workbook(out, {**_OPTIONS, "tmpdir": folder}) as book:
            book.set_properties({"created": _MADE})
            sheets = _Sheets(book, columns, setting)
            for row in rows(given, setting):
                sheets.add(row)
            sheets.explain()
            return sheets.count

    return Layout(columns, write)


class _Sheets:
    """The sheets of one workbook; a new one begins when one is full."""

    def __init__(self, book: Any, columns: Sequence[Column], setting: Setting) -> None:  # noqa: ANN401  # xlsxwriter has no types
        self.book, self.columns, self.setting = book, columns, setting
        self.count, self.bold = 0, book.add_format({"bold": True})
        self.sheet, self.next = self._begin("rows")

    def _begin(self, name: str) -> tuple[Any, int]:
        sheet = self.book.add_worksheet(name)
        heads = [[one.name for one in self.columns]] + ([[one.hxl for one in self.columns]] if self.setting.hxl else [])
        for number, head in enumerate(heads):
            sheet.write_row(number, 0, head, self.bold)
        sheet.freeze_panes(len(heads), 1)
        return sheet, len(heads)

    def add(self, row: Sequence[Cell]) -> None:
        if self.next == MOST_ROWS:
            self.sheet, self.next = self._begin(f"rows {self.count // MOST_ROWS + 2}")
        for number, cell in enumerate(self._told(row)):
            if isinstance(cell, str):
                self.sheet.write_string(self.next, number, cell)
            elif cell is not None:
                self.sheet.write(self.next, number, cell)
        self.count, self.next = self.count + 1, self.next + 1

    def _told(self, row: Sequence[Cell]) -> Iterator[Cell]:
        for cell in map(safe, map(whole, row)):
            if isinstance(cell, str) and len(cell.encode("utf-16-le")) > 2 * MOST_LETTERS:
                self.setting.leave(str(row[0]), "too-long")
                yield cell[: MOST_LETTERS // 2] + "…"
            else:
                yield cell

    def explain(self) -> None:
        """Add the sheet of rules."""
        sheet = self.book.add_worksheet("columns")
        for number, one in enumerate(self.columns):
            sheet.write_row(number, 0, [one.name, one.rule])
