"""Distances, bearings and points on the sphere: kilometres and degrees clockwise from north."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

RADIUS_KM = 6371.0
Point = tuple[float, float]  # latitude, longitude in degrees


def distance(one: Point, other: Point) -> float:
    """Return the great-circle distance (haversine formula)."""
    north, east = radians(other[0] - one[0]), radians(other[1] - one[1])
    chord = sin(north / 2) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(east / 2) ** 2
    return 2 * RADIUS_KM * asin(sqrt(min(1.0, chord)))


def near_distance(one: Point, other: Point) -> float:
    """Return the distance as on a flat map: within 1 % of the sphere up to some 500 km, and four times as quick."""
    return hypot(other[0] - one[0], (other[1] - one[1]) * cos(radians((one[0] + other[0]) / 2))) * 111.195


def bearing(start: Point, end: Point) -> float:
    """Return the initial bearing from one point to another, 0 to 360."""
    east = radians(end[1] - start[1])
    north = cos(radians(start[0])) * sin(radians(end[0])) - sin(radians(start[0])) * cos(radians(end[0])) * cos(east)
    return degrees(atan2(sin(east) * cos(radians(end[0])), north)) % 360


def moved(start: Point, angle: float, km: float) -> Point:
    """Return the point `km` away in the direction of `angle`."""
    arc, turn, lat, lon = km / RADIUS_KM, radians(angle), radians(start[0]), radians(start[1])
    there = asin(sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(turn))
    east = atan2(sin(turn) * sin(arc) * cos(lat), cos(arc) - sin(lat) * sin(there))
    return degrees(there), (degrees(lon + east) + 540) % 360 - 180


def middle(points: Sequence[Point]) -> Point:
    """Return the mean of points that lie near each other."""
    return sum(point[0] for point in points) / len(points), sum(point[1] for point in points) / len(points)


def spread(centre: Point, points: Sequence[Point], share: float = 0.9) -> float:
    """Return the radius around `centre` that holds this share of the points."""
    ranked = sorted(near_distance(centre, point) for point in points)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))]
