"""A table of columns: what a cell may hold, and how text is made harmless to spreadsheets and whole again."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Cell = str | int | float | bool | None
Kind = Literal["text", "integer", "number", "boolean"]
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # what a spreadsheet takes for the start of a formula (OWASP, CSV injection)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_BROKEN = re.compile(r"[\x00\ud800-\udfff]")  # NUL and halves of surrogate pairs: no table format can hold them


class Column(NamedTuple):
    """One column: its name in the file, by which rule it is filled, what it holds, and its HXL tag."""

    name: str
    rule: str
    kind: Kind = "text"
    hxl: str = ""


def whole(cell: Cell) -> Cell:
    """Return a cell whose text every table format can hold: a character that none can becomes U+FFFD."""
    return _BROKEN.sub("\ufffd", cell) if isinstance(cell, str) else cell


def safe(cell: Cell) -> Cell:
    """Return a cell that a spreadsheet does not run as a formula: such text gets an apostrophe before it, numbers stay, in text too."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unsafe(text: str) -> str:
    """Take back what `safe` put before a text."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
