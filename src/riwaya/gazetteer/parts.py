"""The parts of a unit: its countryside to the north, the south-west, …, as the middle of the places there."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.gazetteer import earth
from riwaya.gazetteer.record import Entry, Part

SIDES = {"n": 0.0, "ne": 45.0, "e": 90.0, "se": 135.0, "s": 180.0, "sw": 225.0, "w": 270.0, "nw": 315.0}  # degrees clockwise from north
_HALF = {1: 50.0, 2: 35.0}  # degrees on either side: «الشمالي» is wider than «الشمالي الغربي»
_FEW = 3  # places that make a part; below, it is guessed from the unit's reach
_MIDDLE = 0.6  # of the reach: how far out the middle of a guessed part lies


def part(unit: Entry, seat: Entry | None, settled: Sequence[earth.Point], side: str) -> Part:
    """Return the part of a governorate or district on a side, "" for its countryside as a whole; `settled` are the settlements in it, `seat` its main town."""
    if not side:
        return _part(settled) if len(settled) >= _FEW else Part(unit.lat, unit.lon, unit.radius_km)
    centre = (seat.lat, seat.lon) if seat else (unit.lat, unit.lon)
    there = [point for point in settled if point != centre and _towards(centre, point, SIDES[side], _HALF[len(side)])]
    return _part(there) if len(there) >= _FEW else guessed(centre, unit.radius_km, side)


def _towards(centre: earth.Point, point: earth.Point, angle: float, half: float) -> bool:
    turn = abs(earth.bearing(centre, point) - angle) % 360
    return min(turn, 360 - turn) <= half


def _part(points: Sequence[earth.Point]) -> Part:
    centre = earth.middle(points)
    return Part(round(centre[0], 5), round(centre[1], 5), round(max(2.0, earth.spread(centre, points)), 1))


def guessed(centre: earth.Point, reach: float, side: str) -> Part:
    """Return the part of a place whose surroundings are not known: a circle on that side, reaching back to the centre."""
    lat, lon = earth.moved(centre, SIDES[side], reach * _MIDDLE)
    return Part(round(lat, 5), round(lon, 5), round(reach * _MIDDLE, 1))
