"""The figures of an event drawn to scale: one line an account, from the least to the most that it says."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.model import Account, Event, Figure, Report, Toll

Amounts = Mapping[str, tuple[int | None, int | None]]
_FULL = 100.0  # positions are per cent of the drawing's width


@dataclass(frozen=True, slots=True)
class Line:
    """One account's figure. `start` and `end` are per cent of the width; `open` where the account sets no upper bound, `vague` where it gives a word."""

    account: int
    report: Report
    figure: Figure
    start: float
    end: float
    open: bool
    vague: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """One toll: its lines, its ticks (per cent, number), and where low, best and high stand."""

    toll: Toll
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, int], ...]
    low: float
    best: float
    high: float


def charts(event: Event, amounts: Amounts) -> tuple[Chart, ...]:
    """Return a chart for each toll of an event that is told as a number."""
    return tuple(_chart(toll, event.accounts, amounts) for toll in event.tolls if toll.best is not None)


def _chart(toll: Toll, accounts: Sequence[Account], amounts: Amounts) -> Chart:
    told = list(_told(toll, accounts))
    bounds = [_bounds(figure, amounts) for _, _, figure in told]
    most = max([toll.high or 0, toll.best or 0, 1, *(high if high is not None else low for low, high in bounds)])
    step = _step(most)
    full = step * math.ceil(most * 1.08 / step)
    lines = tuple(
        Line(number, report, figure, _at(low, full), _at(high if high is not None else full, full), high is None, figure.quantity is not None)
        for (number, report, figure), (low, high) in zip(told, bounds, strict=True)
    )
    ticks = tuple((_at(number, full), number) for number in range(0, full + 1, step))
    return Chart(toll, lines, ticks, _at(toll.low or 0, full), _at(toll.best or 0, full), _at(toll.high or 0, full))


def _told(toll: Toll, accounts: Sequence[Account]) -> Iterator[tuple[int, Report, Figure]]:
    """Yield every figure that accounts give for a toll, one of a kind an account."""
    for number, account in enumerate(accounts):
        seen = set()
        for report in account.reports:
            for one in report.claim.casualties:
                key = (one.figure.low, one.figure.high, one.figure.quantity)
                if one.outcome == toll.outcome and one.group in {toll.group, None} and key not in seen:
                    seen.add(key)
                    yield number, report, one.figure


def _bounds(figure: Figure, amounts: Amounts) -> tuple[int, int | None]:
    low, high = amounts.get(figure.quantity or "", (figure.low, figure.high))
    return low or 0, high


def _step(most: int) -> int:
    """Return a round distance between ticks that gives four to six of them."""
    rough = max(1.0, most / 4)
    power = int(10 ** math.floor(math.log10(rough)))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)


def _at(number: int, full: int) -> float:
    return round(_FULL * min(number, full) / full, 2)
