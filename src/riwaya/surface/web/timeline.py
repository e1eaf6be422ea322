"""Bars over time, of one length a day, week, month or year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

HEIGHT = 72  # units of a drawing
_MOST = 400  # bars: more than a screen can tell apart
_LABELS = 6
_WIDEST = 6.0  # per cent: a single bar is a bar, no wall


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its days, how many there are, its place and width in per cent, its height in units."""

    first: date
    last: date
    number: int
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in order of time; `labels` are (per cent, day) under them; `undated` have no day."""

    step: str
    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, date], ...]
    most: int
    undated: int


def timeline(days: Mapping[int, int], step: str = "", *, mirrored: bool = False) -> Timeline:
    """Draw numbers by day (ordinal, 0 for none); without a `step` the finest that can be told apart; `mirrored` for pages that run right to left."""
    dated = {date.fromordinal(day): number for day, number in days.items() if day > 0 and number}
    undated = days.get(0, 0)
    if not dated:
        return Timeline(step or "day", (), (), 0, undated)
    first, last = min(dated), max(dated)
    fits = [one for one in _STEPS if _count(first, last, one) <= (_MOST if one == step else 120)]
    chosen = step if step in fits else next(iter(fits), "year")
    starts = _starts(first, last, chosen)[-_MOST:]
    counts: Counter[date] = Counter()
    for day, number in dated.items():
        counts[_STEPS[chosen](day)] += number
    most = max(counts.values())
    width = min(100 / len(starts), _WIDEST)

    def place(number: int) -> float:
        return round(100 - (number + 1) * width if mirrored else number * width, 3)

    bars = tuple(
        Bar(start, _next(start, chosen) - timedelta(days=1), counts[start], place(number), round(width, 3), _height(counts[start], most))
        for number, start in enumerate(starts)
    )
    gap = max(1, len(starts) // _LABELS)
    labels = tuple((round(place(number) + (width if mirrored else 0), 2), start) for number, start in enumerate(starts) if number % gap == 0)
    return Timeline(chosen, bars, labels[:_LABELS], most, undated)


def _height(number: int, most: int) -> float:
    return round(max(2.0, HEIGHT * number / most), 1) if number else 0.0


def _week(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


_STEPS: Mapping[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": _week,
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}


def _next(start: date, step: str) -> date:
    if step in {"day", "week"}:
        return date.fromordinal(min(start.toordinal() + (7 if step == "week" else 1), date.max.toordinal()))
    months = start.year * 12 + start.month - 1 + (12 if step == "year" else 1)
    return date(months // 12, months % 12 + 1, 1) if months // 12 <= date.max.year else date.max


def _count(first: date, last: date, step: str) -> int:
    days = (last - first).days + 1
    return days // {"day": 1, "week": 7, "month": 30, "year": 365}[step] + 1


def _starts(first: date, last: date, step: str) -> list[date]:
    found = [_STEPS[step](first)]
    while (following := _next(found[-1], step)) <= last and following > found[-1]:
        found.append(following)
    return found
