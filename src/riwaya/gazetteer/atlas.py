"""Looks places up: by any spelling of a name, by id, and the parts of units."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from enum import IntEnum
from typing import Any

from riwaya import arabic
from riwaya.gazetteer.database import entry_of
from riwaya.gazetteer.earth import Point
from riwaya.gazetteer.parts import part
from riwaya.gazetteer.record import SETTLED, Entry, Part
from riwaya.gazetteer.spelling import SHORTEST_SLIP, loose, one_slip, skeleton

_COLUMNS = ", ".join(field.name for field in fields(Entry))
_MOST = 60  # places of one name that are looked at; more than the most common village name of a country has
_REMEMBERED = 20_000
_SHORTEST_SOUND = 3  # consonants


class Match(IntEnum):
    """How a name was found: the higher, the further from what is written."""

    EXACT = 0
    LOOSE = 1  # but for the article, spaces, the last letter
    SOUND = 2  # by its consonants, in the other script
    SLIP = 3  # but for one letter


@dataclass(frozen=True, slots=True)
class Found:
    """A place and how its name was found."""

    entry: Entry
    match: Match


@dataclass(slots=True)
class Atlas:
    """A gazetteer open for reading, with a memory of what was looked up; `opens` is called when the first place is."""

    opens: Callable[[], sqlite3.Connection]
    _connection: sqlite3.Connection | None = None
    _found: dict[str, tuple[Found, ...]] = field(default_factory=dict)
    _entries: dict[str, Entry | None] = field(default_factory=dict)
    _parts: dict[tuple[str, str], Part] = field(default_factory=dict)

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, opened by now."""
        if self._connection is None:
            self._connection = self.opens()
        return self._connection

    def find(self, name: str) -> tuple[Found, ...]:
        """Return the places that a name may mean: those of the nearest way of matching that gives any."""
        key = arabic.key(name)
        known = self._found.get(key)
        if known is None:
            known = self._look_up(key, name)
            if len(self._found) < _REMEMBERED:
                self._found[key] = known
        return known

    def get(self, key: str) -> Entry | None:
        """Return the place of an id, None where there is none."""
        if key not in self._entries:
            row = self.connection.execute(f"SELECT {_COLUMNS} FROM place WHERE id = ?", (key,)).fetchone()  # noqa: S608  # our own column names
            self._entries[key] = entry_of(row) if row else None
        return self._entries[key]

    def country(self, code: str) -> Entry | None:
        """Return the country of an ISO code, None where the gazetteer lacks it."""
        key = f"iso:{code}"
        if key not in self._entries:
            query = f"SELECT {_COLUMNS} FROM place WHERE kind = 'country' AND country = ?"  # noqa: S608  # our own column names
            row = self.connection.execute(query, (code,)).fetchone()
            self._entries[key] = entry_of(row) if row else None
        return self._entries[key]

    def by_alias(self, key: str) -> Entry | None:
        """Return the place that some table knows by an id (`pcode:SY05`, `wof:85678363`); slower than `get`."""
        query = f"SELECT {_COLUMNS} FROM place WHERE '|' || ids || '|' LIKE ?"  # noqa: S608  # our own column names
        row = self.connection.execute(query, (f"%|{key}|%",)).fetchone()
        return entry_of(row) if row else None

    def countries(self) -> tuple[Entry, ...]:
        """Return all countries, in the order of their codes."""
        rows = self.connection.execute(f"SELECT {_COLUMNS} FROM place WHERE kind = 'country' ORDER BY country, id")  # noqa: S608  # our own column names
        return tuple(map(entry_of, rows))

    def counts(self, country: str = "") -> list[tuple[str, str, int]]:
        """Return how many places there are by country and kind, of one country or of all."""
        return self.connection.execute(
            "SELECT country, kind, count(*) FROM place WHERE ? IN ('', country) GROUP BY country, kind ORDER BY country, count(*) DESC", (country,)
        ).fetchall()

    def part(self, unit: Entry, side: str) -> Part:
        """Return the part of a governorate or district on a side ("n", "sw", …; "" its countryside as a whole)."""
        at = unit.id, side
        if at not in self._parts:
            self._parts[at] = part(unit, self._seat(unit), self._settlements(unit), side)
        return self._parts[at]

    def _seat(self, unit: Entry) -> Entry | None:
        """Return the town that a unit is named after: sides are told as seen from it."""
        same = {
            found.entry.id: found.entry for name in unit.arabic for found in self.find(name) if found.entry.kind in SETTLED and found.entry.lies_in(unit.id)
        }
        return max(same.values(), key=lambda one: (one.population, one.kind == "city", one.listed, one.id), default=None)

    def _settlements(self, unit: Entry) -> list[Point]:
        column = "admin1" if unit.kind == "governorate" else "admin2"
        query = f"SELECT lat, lon FROM place WHERE {column} = ? AND kind IN ('city', 'town', 'village')"  # noqa: S608  # one of two columns
        return self.connection.execute(query, (unit.id,)).fetchall()

    def _look_up(self, key: str, name: str) -> tuple[Found, ...]:
        if not key:
            return ()
        form = loose(key)
        rows = self._rows("SELECT place, spelling FROM name WHERE loose = ?", (form,))
        if rows:
            exact = [place for place, spelling in rows if spelling == key]
            others = [place for place, spelling in rows if place not in set(exact)]
            return (*self._entries_of(exact, Match.EXACT), *self._entries_of(others, Match.LOOSE))
        return self._by_sound(name) or self._by_slip(form)

    def _by_sound(self, name: str) -> tuple[Found, ...]:
        sounds = skeleton(name)
        latin = not any("\u0621" <= letter <= "\u064a" for letter in name)
        if not sounds or (len(sounds) < _SHORTEST_SOUND and not latin):
            return ()
        found = self._entries_of([place for (place,) in self._rows("SELECT place FROM sound WHERE skeleton = ?", (sounds,))], Match.SOUND)
        if latin:
            same = tuple(Found(one.entry, Match.EXACT) for one in found if arabic.key(name) in map(arabic.key, one.entry.latin))
            return same or tuple(one for one in found if len(sounds) >= _SHORTEST_SOUND)
        # An Arabic name is looked for by sound only among places whose Arabic name no table gives.
        return tuple(one for one in found if not one.entry.arabic)

    def _by_slip(self, form: str) -> tuple[Found, ...]:
        """One slip leaves the first or the second half of a name as it is."""
        if len(form) < SHORTEST_SLIP:
            return ()
        half = len(form) // 2
        rows: list[tuple[int, str]] = []
        for column, start in (("loose", form[:half]), ("backward", form[::-1][:half])):
            rows += self._rows(f"SELECT place, loose FROM name WHERE {column} >= ? AND {column} < ?", (start, start + "\uffff"))  # noqa: S608  # one of two columns
        return self._entries_of([place for place, other in rows if one_slip(form, other)], Match.SLIP)

    def _rows(self, query: str, values: Sequence[str]) -> list[Any]:
        return self.connection.execute(query, values).fetchall()

    def _entries_of(self, numbers: Iterable[int], match: Match) -> tuple[Found, ...]:
        wanted = list(dict.fromkeys(numbers))[:1000]
        if not wanted:
            return ()
        marks = ", ".join("?" * len(wanted))
        order = "listed DESC, population DESC, id"
        query = f"SELECT {_COLUMNS} FROM place WHERE number IN ({marks}) ORDER BY {order} LIMIT {_MOST}"  # noqa: S608  # marks and our own column names
        return tuple(Found(entry_of(row), match) for row in self.connection.execute(query, wanted))
