"""The values of facets, each under a small number that columns hold in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, func, select

from riwaya.store import dialect
from riwaya.store.tables import facet_values

NONE = 0  # the code of no value
Value = tuple[str, str]  # facet, value
_CODES = select(facet_values.c.facet, facet_values.c.value, facet_values.c.code).where(dialect.among(facet_values.c.value))
_VALUES = select(facet_values.c.code, facet_values.c.value).where(dialect.among(facet_values.c.code))


def codes(connection: Connection, given: Iterable[Value]) -> Mapping[Value, int]:
    """Return the codes of values, new ones for those that have none yet; to be called while writing."""
    wanted = set(given)
    found = _held(connection, wanted)
    fresh = sorted(wanted - found.keys())
    if fresh:
        last = connection.scalar(select(func.max(facet_values.c.code))) or NONE
        made = {value: code for code, value in enumerate(fresh, last + 1)}
        dialect.insert_many(connection, facet_values, [{"code": code, "facet": facet, "value": value} for (facet, value), code in made.items()])
        found |= made
    return found


def _held(connection: Connection, wanted: set[Value]) -> dict[Value, int]:
    rows = connection.execute(_CODES, {"among": sorted({value for _, value in wanted})})
    found: dict[Value, int] = {(row.facet, row.value): row.code for row in rows.all()}
    return {one: code for one, code in found.items() if one in wanted}


def names(connection: Connection, given: Iterable[int]) -> Mapping[int, str]:
    """Return the values of codes."""
    return {row.code: row.value for row in connection.execute(_VALUES, {"among": sorted(given)})}


def code(connection: Connection, value: Value) -> int:
    """Return the code of a value, one that no row has where it has none."""
    return _held(connection, {value}).get(value, -1)


def seen(connection: Connection, facet: str) -> list[str]:
    """Return all values of a facet that any claim has or had, in order."""
    return sorted(connection.scalars(select(facet_values.c.value).where(facet_values.c.facet == facet)))
