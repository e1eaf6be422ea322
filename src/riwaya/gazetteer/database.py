"""The gazetteer as a file: SQLite, written beside the old one and put in its place when it is whole."""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

import msgpack

from riwaya import arabic
from riwaya.errors import BadInput
from riwaya.gazetteer.caution import imported_caution
from riwaya.gazetteer.record import Entry, Record
from riwaya.gazetteer.spelling import loose, skeleton

FILE = "gazetteer.sqlite"
FORM = 1  # of the tables below; a file of another form is built anew from its records
_SCHEMA = """
CREATE TABLE record (id TEXT PRIMARY KEY, source TEXT NOT NULL, cells BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE alias (id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (id, name)) STRICT, WITHOUT ROWID;
CREATE TABLE source (id TEXT PRIMARY KEY, licence TEXT NOT NULL) STRICT;
CREATE TABLE place (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, country TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  radius_km REAL NOT NULL, arabic TEXT NOT NULL, latin TEXT NOT NULL, ids TEXT NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL,
  population INTEGER NOT NULL, listed INTEGER NOT NULL, sources TEXT NOT NULL) STRICT;
CREATE TABLE name (loose TEXT NOT NULL, backward TEXT NOT NULL, spelling TEXT NOT NULL, caution INTEGER NOT NULL, place INTEGER NOT NULL) STRICT;
CREATE TABLE sound (skeleton TEXT NOT NULL, place INTEGER NOT NULL) STRICT;
CREATE TABLE reach (first TEXT PRIMARY KEY, words INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX name_loose ON name (loose);
CREATE INDEX name_backward ON name (backward);
CREATE INDEX sound_skeleton ON sound (skeleton);
CREATE INDEX place_country ON place (country, kind);
CREATE INDEX place_admin1 ON place (admin1);
CREATE INDEX place_admin2 ON place (admin2);
"""
_ENTRY = tuple(field.name for field in fields(Entry))
_LISTS = {"arabic", "latin", "ids", "sources"}


def in_memory(entries: Sequence[Entry]) -> sqlite3.Connection:
    """Return a gazetteer that lives in this process only; its names carry no caution, extraction has that of the lexicon."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection, entries, cautious=False)
    return connection


def write(
    path: Path, entries: Sequence[Entry], records: Iterable[Record] = (), aliases: Iterable[tuple[str, str]] = (), licences: Mapping[str, str] | None = None
) -> None:
    """Write a gazetteer: all of it or, if anything fails, none, the old one untouched. Raises BadInput."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            _fill(connection, entries, cautious=licences is not None)
            connection.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", ((one.id, one.source, msgpack.packb(astuple(one))) for one in records))
            connection.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?)", aliases)
            connection.executemany("INSERT INTO source VALUES (?, ?)", (licences or {}).items())
            connection.execute("ANALYZE")
            connection.commit()
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise BadInput(
            f"{path}: the gazetteer cannot be written ({error}); the old one, if any, is still in place. Free some disk or name another folder"
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, entries: Sequence[Entry], *, cautious: bool) -> None:
    connection.executescript(_SCHEMA)
    connection.execute(f"PRAGMA user_version = {FORM}")
    marks = ", ".join("?" * (len(_ENTRY) + 1))
    columns = ", ".join(("number", *_ENTRY))
    connection.executemany(f"INSERT INTO place ({columns}) VALUES ({marks})", (_row(number, entry) for number, entry in enumerate(entries)))  # noqa: S608  # our own column names
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", _names(entries, cautious=cautious))
    connection.executemany("INSERT INTO sound VALUES (?, ?)", _sounds(entries))
    connection.executemany("INSERT INTO reach VALUES (?, ?)", _reach(entries))
    connection.executescript(_INDEXES)
    connection.commit()


def _row(number: int, entry: Entry) -> tuple[object, ...]:
    return (number, *("|".join(getattr(entry, name)) if name in _LISTS else getattr(entry, name) for name in _ENTRY))


def entry_of(row: Sequence[Any]) -> Entry:
    """Return the place of a row of `place`, without its number."""
    key, kind, country, lat, lon, radius, arabic_names, latin, ids, admin1, admin2, population, listed, sources = row
    return Entry(
        id=key,
        kind=kind,
        country=country,
        lat=lat,
        lon=lon,
        radius_km=radius,
        arabic=_cells(arabic_names),
        latin=_cells(latin),
        ids=_cells(ids),
        admin1=admin1,
        admin2=admin2,
        population=population,
        listed=bool(listed),
        sources=_cells(sources),
    )


def _cells(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("|")) if joined else ()


def _names(entries: Sequence[Entry], *, cautious: bool) -> Iterator[tuple[str, str, str, int, int]]:
    for number, entry in enumerate(entries):
        written: dict[str, str] = {}
        for name in entry.arabic:
            written.setdefault(arabic.key(name), name)
        for spelling in written:
            key = loose(spelling)
            yield key, key[::-1], spelling, imported_caution(spelling, entry.kind, entry.population) if cautious else 0, number


def _sounds(entries: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    for number, entry in enumerate(entries):
        for key in {skeleton(name) for name in entry.latin} - {""}:
            yield key, number


def _reach(entries: Sequence[Entry]) -> Iterable[tuple[str, int]]:
    reach: dict[str, int] = defaultdict(int)
    for entry in entries:
        for name in entry.arabic:
            words = arabic.key(name).split()
            if words:
                reach[words[0]] = max(reach[words[0]], len(words))
    return reach.items()


def kept(folder: Path) -> tuple[list[Record], list[tuple[str, str]], dict[str, str]]:
    """Return the records, further names and licences of earlier imports into `folder`. Raises BadInput."""
    path = folder / FILE
    if not path.is_file():
        return [], [], {}
    try:
        with closing(connect(path)) as connection:
            records = [_record(cells) for (cells,) in connection.execute("SELECT cells FROM record")]
            aliases = [(str(key), str(name)) for key, name in connection.execute("SELECT id, name FROM alias")]
            return records, aliases, {str(key): str(licence) for key, licence in connection.execute("SELECT id, licence FROM source")}
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise BadInput(f"{path}: not a gazetteer that this riwaya can read ({error}); delete it and import your tables again") from error


def _record(cells: bytes) -> Record:
    unpacked: list[Any] = [tuple(cell) if isinstance(cell, list) else cell for cell in msgpack.unpackb(cells)]
    return Record(*unpacked)


def connect(path: Path) -> sqlite3.Connection:
    """Open a gazetteer for reading. Raises BadInput."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        form = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise BadInput(f"{path}: not a gazetteer ({error}); delete it and import your tables again") from error
    if form != FORM:
        connection.close()
        raise BadInput(f"{path}: a gazetteer of form {form}, this riwaya reads form {FORM}; delete it and import your tables again")
    return connection
