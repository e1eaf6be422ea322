"""Points gathered to the cells of a grid, for maps that hold more than can be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from riwaya.store import codes, dialect
from riwaya.store.columns import Rows
from riwaya.store.tables import events


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map in degrees; both edges count."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Cell:
    """What lies in one cell: the mean of its points, how many, by sub-event type and (of events) by grade.

    `radius_km` is the widest uncertainty of its points, None where none is told; `event` is the id where the cell holds one event only.
    """

    lat: float
    lon: float
    number: int
    kinds: Mapping[str, int]
    grades: Mapping[str, int]
    radius_km: float | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a box, the fullest first, their size in degrees, and how many that were found have no point, or one outside the box."""

    cells: tuple[Cell, ...]
    size: float
    unplaced: int
    outside: int


def grid(connection: Connection, rows: Rows, box: Box, size: float) -> Grid:
    """Gather rows of claims or events to cells of `size` degrees whose edges lie at multiples of it."""
    placed = rows[~np.isnan(rows["lat"])]
    inside = placed[_within(placed, box)]
    if not len(inside):
        return Grid((), size, len(rows) - len(placed), len(placed))
    keys = np.floor(inside["lat"] / size).astype("i8") * (1 << 32) + np.floor(inside["lon"] / size).astype("i8")
    _, places, numbers = np.unique(keys, return_inverse=True, return_counts=True)
    cells = _cells(connection, inside, places, numbers)
    return Grid(tuple(sorted(cells, key=lambda cell: (-cell.number, cell.lat, cell.lon))), size, len(rows) - len(placed), len(placed) - len(inside))


def _within(rows: Rows, box: Box) -> NDArray[np.bool_]:
    within: NDArray[np.bool_] = (rows["lat"] >= box.south) & (rows["lat"] <= box.north) & (rows["lon"] >= box.west) & (rows["lon"] <= box.east)
    return within


def _cells(connection: Connection, rows: Rows, places: NDArray[np.intp], numbers: NDArray[np.intp]) -> list[Cell]:
    """Return the cells; `places` say of each row in which cell it lies, `numbers` how many each cell has."""
    lats, lons = (np.bincount(places, rows[axis]) / numbers for axis in ("lat", "lon"))
    radius = np.full(len(numbers), -1.0)
    np.maximum.at(radius, places, np.nan_to_num(rows["radius"], nan=-1.0))
    kinds = _by_value(connection, rows, places, "sub_event_type", len(numbers))
    graded = "grade" in (rows.dtype.names or ())
    grades = _by_value(connection, rows, places, "grade", len(numbers)) if graded else [{}] * len(numbers)
    alone = _alone(connection, rows, places, numbers) if graded else {}
    return [
        Cell(lat, lon, number, kinds[cell], grades[cell], None if widest < 0 else round(widest, 3), alone.get(cell))
        for cell, (lat, lon, number, widest) in enumerate(zip(lats.tolist(), lons.tolist(), numbers.tolist(), radius.tolist(), strict=True))
    ]


def _by_value(connection: Connection, rows: Rows, places: NDArray[np.intp], facet: str, count: int) -> list[dict[str, int]]:
    """Return for each cell how many of its rows have which value, the most frequent first."""
    both, numbers = np.unique(places.astype("i8") << 32 | rows[facet], return_counts=True)
    names = codes.names(connection, np.unique(rows[facet]).tolist())
    found: list[dict[str, int]] = [{} for _ in range(count)]
    told = [(key >> 32, names.get(key & 0xFFFFFFFF), number) for key, number in zip(both.tolist(), numbers.tolist(), strict=True)]
    for cell, name, number in sorted(told, key=lambda one: (-one[2], one[1] or "")):
        if name:
            found[cell][name] = number
    return found


def _alone(connection: Connection, rows: Rows, places: NDArray[np.intp], numbers: NDArray[np.intp]) -> dict[int, str]:
    """Return the ids of events that have a cell to themselves, by cell."""
    single = numbers[places] == 1
    cells = dict(zip(rows["number"][single].tolist(), places[single].tolist(), strict=True))
    held = connection.execute(select(events.c.number, events.c.id).where(dialect.among(events.c.number, list(cells))))
    return {cells[number]: name for number, name in held}
