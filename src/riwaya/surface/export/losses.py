"""Losses of claims and events as numbers for tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from riwaya.model import Casualty, Event, Figure, Toll


class Range(NamedTuple):
    """A number of people: None where no number is told, `high` also where a bound is open."""

    low: int | None
    best: int | None
    high: int | None


def of_event(event: Event, outcome: str) -> Range:
    """Return how many were lost so: the sum over groups, or the figure without a group where that is larger."""
    tolls = [toll for toll in event.tolls if toll.outcome == outcome]
    return _added(tolls)


def of_claim(casualties: Iterable[Casualty], outcome: str) -> Range:
    """Return how many a claim says were lost so, added up as for events; `best` is the lower bound, else the upper."""
    tolls = [Toll(one.outcome, one.group, one.figure.low, _best(one.figure), one.figure.high, ()) for one in casualties if one.outcome == outcome]
    return _added(tolls)


def _best(figure: Figure) -> int | None:
    return figure.low if figure.low is not None else figure.high


def _added(tolls: list[Toll]) -> Range:
    whole = [toll for toll in tolls if toll.group is None]
    parts = [toll for toll in tolls if toll.group is not None]
    low = _larger((toll.low for toll in whole), (toll.low for toll in parts))
    best = _larger((toll.best for toll in whole), (toll.best for toll in parts))
    is_open = any(toll.high is None for toll in tolls)
    return Range(low, best, None if is_open else _larger((toll.high for toll in whole), (toll.high for toll in parts)))


def _larger(whole: Iterable[int | None], parts: Iterable[int | None]) -> int | None:
    sums = [sum(told) for told in ([one for one in figures if one is not None] for figures in (whole, parts)) if told]
    return max(sums, default=None)


def deaths_told(event: Event) -> bool:
    """Whether some claim that does not deny tells of deaths, with or without a number."""
    told = (one for report in event.reports if report.claim.stance in {"asserted", "possible"} for one in report.claim.casualties)
    return any(one.outcome == "killed" for one in told) or any(toll.outcome == "killed" for toll in event.tolls)
