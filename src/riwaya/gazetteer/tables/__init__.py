"""From a table's rows to records; the format is told by the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from riwaya.errors import BadInput
from riwaya.gazetteer.record import Record
from riwaya.gazetteer.tables import geonames, ocha, plain, whosonfirst
from riwaya.gazetteer.tables.checks import BadRow, Seen
from riwaya.gazetteer.tables.rows import Row, Table, files, read

__all__ = ["Harvest", "harvest"]

Reads = Callable[[Row, str], Record | None]
_GEONAMES, _ALIASES = tuple(map(str, range(1, 20))), tuple(map(str, range(1, 11)))


@dataclass(slots=True)
class Harvest:
    """What tables gave: records, further names by id (a Wikidata id among them begins with `wd:`), and the rows left out, each with its fault."""

    records: list[Record] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def harvest(paths: Iterable[Path], *, country: str = "", source: str = "", skip_bad_rows: bool = False) -> Harvest:
    """Read tables, a folder being those in it. `country` serves tables that do not tell it, `source` names a table of the user's own.

    Raises BadInput with file, row and cure at the first row that cannot be used; with `skip_bad_rows` such rows are left out and told.
    """
    found = Harvest()
    for path in chain.from_iterable(map(files, paths)):
        before = len(found.records) + len(found.aliases)
        for table in read(path):
            _take(table, country, source, found, skip=skip_bad_rows)
        if len(found.records) + len(found.aliases) == before:
            raise BadInput(
                next((fault for fault in found.left_out if fault.startswith(str(path))), f"{path}: no row that names a place; is it the right file?")
            )
    return found


def _take(table: Table, country: str, source: str, found: Harvest, *, skip: bool) -> None:
    reads = None if table.columns == _ALIASES else _reader(table)
    seen = Seen()
    for row in table.rows:
        try:
            _row(table, row, country, source, reads, seen, found)
        except BadRow as fault:
            error = table.bad(row.number, fault.what, fault.cure)
            if not skip:
                raise error from fault
            found.left_out.append(str(error))


def _row(table: Table, row: Row, country: str, source: str, reads: Reads | None, seen: Seen, found: Harvest) -> None:  # one loop's body
    if "" in row.cells:
        raise BadRow(f"fewer cells than the {len(table.columns)} columns", "a line break or a quotation mark may stand inside a cell: save the table again")
    if reads is None:
        alias = geonames.alias(row)
        found.aliases += [alias] if alias else []
        return
    record = reads(row, country)
    if record:
        seen.add(row, record.id)
        found.records.append(replace(record, source=source) if source and record.source == "own-table" else record)


def _reader(table: Table) -> Reads:
    columns = frozenset(table.columns)
    if columns >= whosonfirst.COLUMNS:
        return whosonfirst.record
    if columns >= {"wof_id", "placetype", "country"} and "name_ar" in columns:
        return whosonfirst.record
    if table.columns == _GEONAMES:
        return geonames.record
    if ocha.recognised(columns):
        return ocha.record
    if plain.recognised(columns):
        return plain.record
    raise BadInput(
        f"{table.path}:1: the columns {', '.join(table.columns[:8])} are none that is known; a table of your own needs name (or name_ar), lat, lon, country, "
        "and may have kind, names, population, within, id (docs/places.md lists the other formats)"
    )
