"""Places with points: a small database built from tables, and the one that ships with riwaya."""

from __future__ import annotations

import hashlib
import sqlite3
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

from riwaya.errors import BadInput
from riwaya.gazetteer import database
from riwaya.gazetteer.atlas import Atlas, Found, Match
from riwaya.gazetteer.merge import merge
from riwaya.gazetteer.record import Entry, Part, Record
from riwaya.gazetteer.tables import Harvest, harvest

__all__ = ["Atlas", "Entry", "Found", "Match", "Part", "Source", "built_in", "import_tables", "imported", "open_atlas", "sources"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where places come from, under which licence, and what it asks for."""

    id: str
    name: str
    licence: str
    attribution: str
    url: str
    note: str


def sources(folder: Path | None = None) -> Mapping[str, Source]:
    """Return the sources that riwaya knows, with the licences that imports into `folder` named."""
    text = (files("riwaya.gazetteer") / "data" / "sources.toml").read_text(encoding="utf-8")
    known = {key: Source(key, **cells) for key, cells in tomllib.loads(text).items()}
    licences = database.kept(folder)[2] if folder else {}
    named = {key: Source(key, key, licence or known["own-table"].licence, "", "", "") for key, licence in licences.items() if key not in known}
    return known | named


def built_in() -> list[Record]:
    """Return the places that ship with riwaya."""
    text = (files("riwaya.gazetteer") / "data" / "places.tsv").read_text(encoding="utf-8")
    return [_shipped(line.split("\t")) for line in text.splitlines()[1:]]


def _shipped(cells: list[str]) -> Record:
    key, kind, country, lat, lon, *lists, population, listed, source = cells
    arabic, latin, ids, within = (tuple(one.split("|")) if one else () for one in lists)
    return Record(key, source, kind, country, float(lat), float(lon), arabic, latin, ids, within, int(population), listed == "1")


def imported(folder: Path | None) -> bool:
    """Whether tables have been imported into a folder."""
    return folder is not None and (folder / database.FILE).is_file()


def open_atlas(folder: Path | None = None) -> Atlas:
    """Open the gazetteer of a folder, or the built-in one where nothing has been imported there. Raises BadInput.

    The built-in one takes a second to put together; it is kept in the folder, where that can be written to, so that it takes it once.
    """
    if folder is None:
        return Atlas(lambda: database.in_memory(merge(built_in())))
    path = folder / (database.FILE if imported(folder) else f"built-in-{_digest()}.sqlite")
    if not path.is_file():
        return Atlas(partial(_kept, path))
    connection = database.connect(path)
    return Atlas(lambda: connection)


def _kept(path: Path) -> sqlite3.Connection:
    """Put the built-in gazetteer together and keep it at `path`; where that cannot be written to, the next process puts it together again."""
    entries = merge(built_in())
    try:
        database.write(path, entries)
    except BadInput:
        return database.in_memory(entries)
    return database.connect(path)


def _digest() -> str:
    table = (files("riwaya.gazetteer") / "data" / "places.tsv").read_bytes()
    return hashlib.sha256(table + str(database.FORM).encode()).hexdigest()[:12]


def import_tables(folder: Path, paths: list[Path], *, country: str = "", source: str = "", licence: str = "", skip_bad_rows: bool = False) -> Harvest:
    """Add tables to the gazetteer of a folder; a row whose id it has already replaces the older one.

    `country` serves tables that do not tell it; `source` and `licence` are of a table of the user's own. Returns what the tables gave. Raises BadInput, and
    then the old gazetteer is as it was.
    """
    found = harvest(paths, country=country.upper(), source=source, skip_bad_rows=skip_bad_rows)
    records, aliases, licences = database.kept(folder)
    every = {record.id: record for record in (*records, *found.records)}
    names = list(dict.fromkeys((*aliases, *found.aliases)))
    licences |= {record.source: licence for record in found.records if licence or record.source not in licences}
    entries = merge([*every.values(), *built_in()], names)
    database.write(folder / database.FILE, entries, every.values(), names, licences)
    return found
