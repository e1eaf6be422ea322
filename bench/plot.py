"""Draws lines over claims, both axes logarithmic, as SVG that a browser and GitHub show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log10

Point = tuple[float, float]
Lines = Mapping[str, Sequence[Point]]
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 420, 70, 40, 360
COLOURS = ("#0b6", "#06c", "#c60", "#939")
MARGIN = 0.2  # of a power of ten


def plot(title: str, measured: Lines, bound: Lines, unit: str) -> str:
    """Draw what was measured, each point with its value, beside dashed lines of what is reckoned."""
    scale = _Scale([point for line in (*measured.values(), *bound.values()) for point in line])
    drawn = [_line(scale, line, 'stroke="#999" stroke-dasharray="6 4"') for line in bound.values()]
    for colour, line in zip(COLOURS, measured.values(), strict=False):
        drawn += [_line(scale, line, f'stroke="{colour}" stroke-width="2"'), *(_label(scale, point, unit, colour) for point in line)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
            f'<text x="{LEFT}" y="22" font-size="14">{title}</text>',
            f'<path d="M{LEFT},{TOP} V{BOTTOM} H{WIDTH - 20}" fill="none" stroke="#555"/>',
            *drawn,
            *_names(measured, bound),
            "</svg>",
        ]
    )


class _Scale:
    """Where a point lies on the picture."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.first, self.last = (log10(end(x for x, _ in points)) for end in (min, max))
        self.lowest, self.highest = log10(min(y for _, y in points)) - MARGIN, log10(max(y for _, y in points)) + MARGIN

    def at(self, point: Point) -> Point:
        x, y = map(log10, point)
        return LEFT + (WIDTH - LEFT - 30) * (x - self.first) / (self.last - self.first), BOTTOM - (BOTTOM - TOP) * (y - self.lowest) / (
            self.highest - self.lowest
        )


def _line(scale: _Scale, line: Sequence[Point], look: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(scale.at, line))
    return f'<polyline points="{points}" fill="none" {look}/>'


def _label(scale: _Scale, point: Point, unit: str, colour: str) -> str:
    x, y = scale.at(point)
    anchor = "end" if x > WIDTH * 0.6 else "start"
    text = f"{point[0]:,.0f}: {point[1]:,.0f} {unit}"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/><text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="{anchor}">{text}</text>'


def _names(measured: Lines, bound: Lines) -> list[str]:
    """Name the lines under the picture."""
    names = [*zip(measured, COLOURS, strict=False), *((name, "#777") for name in bound)]
    starts = [LEFT]
    for (before, _), _after in pairwise(names):
        starts.append(starts[-1] + 20 + 7 * len(before))
    return [f'<text x="{x}" y="{HEIGHT - 20}" fill="{colour}">{name}</text>' for x, (name, colour) in zip(starts, names, strict=True)]
