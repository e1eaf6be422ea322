"""Writes docs/exports.md from the registry of formats: python scripts/exports_doc.py."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from riwaya.surface.export import FORMATS, Format
from riwaya.surface.export.table import Column

FILE = Path(__file__).parents[1] / "docs" / "exports.md"
HEAD = """# Exports
Written by `python scripts/exports_doc.py` from `src/riwaya/surface/export`; do not edit by hand.

```
riwaya export                                                        # all events of the store as CSV
riwaya export قصف --since 2024-06-01 --place حماة --format geojson -o map.geojson
riwaya export --what claims --format parquet -o claims.parquet
riwaya export --format acled --hxl -o acled.csv
riwaya export --from events.jsonl --format ucdp -o ucdp.csv          # a file of `riwaya link --format jsonl`
```
Words and filters choose claims as `riwaya search` does; for events, those in which such a claim stands. Without `-o` the file goes to standard output; with it,
it stands under its name only once it is whole. The same values give the same bytes: no file holds the time at which it was written.

- **What a form cannot hold** is told on standard error, with the ids of what was left out.
- **What was withheld** by the store's policy ([people.md](people.md)) is told there too, and row by row in `withheld` (in ACLED's table in `tags`).
- **Links back**: `claim`, `event` and `doc` are the ids that `riwaya show`, the API and the web pages know.
- **Formulas**: in CSV and Excel, text that a spreadsheet would run gets an apostrophe before it; `riwaya import` takes it off again.
- `--hxl` adds a second row of [HXL](https://hxlstandard.org) tags to CSV and Excel; off by default, since programs that do not know
  HXL then take numbers for text.

## Back again
`riwaya import FILE` reads claims of `csv`, `parquet` and `jsonl`, and the claims of events of `jsonl`, into a store, and links them. Their ids come along.
A page that the store has stays as it is; claims that it lacks are named. Of a page that it has not, the evidence is kept at its offsets and the rest is
blank. In tables `record` is what is read; a row whose type or stance was changed beside it is refused with its line.

## Forms
| form | claims | events | file | needs |
| --- | --- | --- | --- | --- |
"""


def text() -> str:
    """Return the whole page."""
    return HEAD + "".join(map(_row, FORMATS.values())) + "".join(map(_part, FORMATS.values()))


def _row(form: Format) -> str:
    has = " | ".join("yes" if what in form.layouts else "–" for what in ("claims", "events"))
    return f"| [{form.name}](#{form.name}) | {has} | `.{form.extension}`, {form.media} | {f'`riwaya[{form.extra}]`' if form.extra else '–'} |\n"


def _part(form: Format) -> str:
    note = f"{form.note}\n" if form.note else ""
    return f"\n## {form.name}\n{note}" + "".join(f"\n{_table(form, what, layout.columns)}" for what, layout in form.layouts.items())


def _table(form: Format, what: str, columns: Sequence[Column]) -> str:
    first = next(name for name, one in FORMATS.items() if columns in [layout.columns for layout in one.layouts.values()])
    if first != form.name:
        return f"{what.capitalize()}: the columns of [{first}](#{first}).\n"
    rows = "".join(f"| {one.name} | {one.rule} |\n" for one in columns)
    return f"{what.capitalize()}:\n\n| column | how it is filled |\n| --- | --- |\n{rows}"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
