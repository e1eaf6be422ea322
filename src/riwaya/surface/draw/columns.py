"""Counts over time: a column a day, week or month, stacked by kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.surface.draw.svg import MUTED, RULE, Drawing, Label, tag

_LEFT, _TOP, _BOTTOM = 26.0, 8.0, 18.0
_GAP = 0.28  # of a column's width
_LABEL = 5.2  # width of a letter


@dataclass(frozen=True, slots=True)
class Column:
    """One step of time and how many there are of each kind."""

    label: str
    parts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many there are of all kinds."""
        return sum(self.parts.values())


def columns(found: Sequence[Column], tones: Mapping[str, str], title: str, width: float = 680, height: float = 170) -> Drawing:
    """Draw the columns from left to right; `tones` gives a colour to each kind, in the order in which they are stacked."""
    most = max((one.total for one in found), default=0)
    ticks = nice(most)
    scale = (height - _TOP - _BOTTOM) / max(ticks[-1], 1)
    step = min(34.0, (width - _LEFT) / max(len(found), 1))
    base = height - _BOTTOM
    lines = [tag("line", x1=_LEFT, x2=width, y1=base - one * scale, y2=base - one * scale, stroke=RULE, stroke_width=0.6, class_="rule") for one in ticks]
    bars = [shape for place, one in enumerate(found) for shape in _stack(one, tones, _LEFT + place * step, step, base, scale)]
    marks = [Label(_LEFT - 6, base - one * scale + 3, str(one), "end", "tick", 8) for one in ticks]
    return Drawing(width, height, (*lines, *bars), (*marks, *_days(found, step, height - 5)), title)


def _stack(one: Column, tones: Mapping[str, str], left: float, step: float, base: float, scale: float) -> Iterator[str]:
    top = base
    for kind, tone in tones.items():
        if number := one.parts.get(kind, 0):
            top -= number * scale
            yield tag("rect", x=left + step * _GAP / 2, y=top, width=step * (1 - _GAP), height=number * scale, fill=tone, class_=f"kind-{kind}")


def _days(found: Sequence[Column], step: float, y: float) -> Iterator[Label]:
    """Label as many columns as there is room for."""
    longest = max((len(one.label) for one in found), default=0) * _LABEL + 8
    every = max(1, -int(-longest // step))
    for place in range(0, len(found), every):
        yield Label(_LEFT + (place + 0.5) * step, y, found[place].label, "middle", "tick", 8, MUTED)


def nice(most: int) -> list[int]:
    """Return round numbers from 0 to at least `most`, five steps at most."""
    step = next(size * 10**power for power in range(12) for size in (1, 2, 5) if size * 10**power * 4 >= most)
    return list(range(0, max(most, 1) + step, step))[: -(-max(most, 1) // step) + 1]
