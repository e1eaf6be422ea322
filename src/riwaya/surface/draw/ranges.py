"""Figures as ranges on one scale: from low to high, open where no bound is told."""

from __future__ import annotations

from riwaya.surface.draw.columns import nice
from riwaya.surface.draw.svg import INK, RULE, Drawing, Label, tag

WIDTH, HEIGHT, _EDGE, _OPEN = 260.0, 14.0, 6.0, 26.0  # _OPEN: length of an arrow, whatever the figure


def ruler(most: int, title: str = "") -> Drawing:
    """Draw the scale that all ranges share."""
    labels = tuple(Label(_x(one, most), 9, str(one), "middle", "tick", 8) for one in nice(most))
    ticks = tuple(tag("line", x1=_x(one, most), x2=_x(one, most), y1=11, y2=14, stroke=RULE, class_="rule") for one in nice(most))
    return Drawing(WIDTH, HEIGHT, ticks, labels, title)


def span(low: int, high: int | None, most: int, tone: str = INK, title: str = "") -> Drawing:
    """Draw one range; `most` is the largest figure of all ranges that are drawn together. An exact figure is a dot, an open one is an arrow of one length."""
    start, end = _x(low, most), _x(low if high is None else high, most)
    lines = [tag("line", x1=_x(one, most), x2=_x(one, most), y1=0, y2=HEIGHT, stroke=RULE, stroke_width=0.6, class_="rule") for one in nice(most)]
    if high is None:
        end = min(WIDTH - 1, start + _OPEN)
        head = f"{end - 5},{HEIGHT / 2 - 3.5} {end},{HEIGHT / 2} {end - 5},{HEIGHT / 2 + 3.5}"
        lines += [_line(start, end - 4, tone, "3 2"), tag("polygon", points=head, fill=tone, class_="range")]
    elif high > low:
        lines.append(_line(start, end, tone))
        lines.append(_dot(end, tone))
    return Drawing(WIDTH, HEIGHT, (*lines, _dot(start, tone)), (), title)


def _line(start: float, end: float, tone: str, dashes: str | None = None) -> str:
    middle = HEIGHT / 2
    return tag("line", x1=start, x2=end, y1=middle, y2=middle, stroke=tone, stroke_width=4, stroke_opacity=0.45, stroke_dasharray=dashes, class_="range")


def _dot(x: float, tone: str) -> str:
    return tag("circle", cx=x, cy=HEIGHT / 2, r=3.6, fill=tone, class_="range")


def _x(figure: int, most: int) -> float:
    """Return where a figure stands; the scale ends at the last tick."""
    return _EDGE + (WIDTH - 2 * _EDGE - _OPEN / 2) * min(1.0, figure / max(nice(most)[-1], 1))
