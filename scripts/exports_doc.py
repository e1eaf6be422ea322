"""Writes docs/exports.md from the tables of columns: python scripts/exports_doc.py."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from riwaya.surface.export import acled, plain
from riwaya.surface.export.table import Column

FILE = Path(__file__).parents[1] / "docs" / "exports.md"
HEAD = """# Exports
Written by `python scripts/exports_doc.py` from the columns in `src/riwaya/surface/export`; do not edit by hand.

`riwaya export --from events.jsonl --format csv|acled -o FILE` writes one row for each event. Text that a spreadsheet would run as a formula gets an
apostrophe before it. Standard error says what the table cannot hold.
"""
LIMITS = """
Limits of the ACLED table: the country is not filled in, so that forces of another state have code 1, not 8; actor names lack ACLED's country and period;
`notes` is not ACLED's sentence; a contested event is one row like any other, its grade stands in `tags`. Competing accounts
are merged: the sides are those that most claims name, and whom a rival claim accuses is not told. Events without a day
have no `event_date`; whoever needs one leaves these rows out.
"""


def text() -> str:
    """Return the whole page."""
    return HEAD + _table("csv", plain.COLUMNS) + _table("acled", acled.COLUMNS) + LIMITS


def _table(name: str, columns: Sequence[Column]) -> str:
    rows = "".join(f"| {column.name} | {column.rule} |\n" for column in columns)
    return f"\n## {name}\n| column | how it is filled |\n| --- | --- |\n{rows}"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
