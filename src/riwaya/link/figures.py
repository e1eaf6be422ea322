"""Low, best and high of each kind of loss, by a rule that the user picks, and what every other rule would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from riwaya.model import Account, Toll

Rule = Literal["likely", "conservative", "informative", "recent"]
Amounts = Mapping[str, tuple[int | None, int | None]]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as the latest word of one origin: `low` and `high` never both None; `detail` counts what its claim tells of losses."""

    origin: str
    day: str
    low: int
    high: int | None
    exact: bool
    vague: bool
    detail: int


def tolls(accounts: Sequence[Account], rule: Rule, amounts: Amounts) -> tuple[Toll, ...]:
    """Return the tolls of an event. Within an origin the latest figure supersedes earlier ones; denied and planned losses are left out."""
    stated: dict[tuple[str, str | None], dict[str, Stated]] = {}
    for account in accounts:
        for key, figure in _stated(account, amounts):
            held = stated.setdefault(key, {})
            if figure.origin not in held or _later(figure, held[figure.origin]):
                held[figure.origin] = figure
    return tuple(_toll(key, list(held.values()), rule) for key, held in sorted(_grouped(stated).items(), key=lambda item: (item[0][0], item[0][1] or "")))


def _stated(account: Account, amounts: Amounts) -> list[tuple[tuple[str, str | None], Stated]]:
    found = []
    for report in account.reports:
        claim = report.claim
        for one in claim.casualties if claim.stance in {"asserted", "possible"} else ():
            low, high = amounts.get(one.figure.quantity or "", (one.figure.low, one.figure.high))
            if low is None and high is None:
                continue
            least = low if low is not None else 0
            exact = low == high and one.figure.quantity is None
            day = report.published.isoformat() if report.published else ""
            figure = Stated(account.origin, day, least, high, exact, one.figure.quantity is not None, len(claim.casualties))
            found.append(((one.outcome, one.group), figure))
    return found


def _later(one: Stated, other: Stated) -> bool:
    """Whether a figure supersedes another of its origin: published later; on one day, firmer and then higher."""
    return (one.day, not one.vague, one.low) > (other.day, not other.vague, other.low)


def _grouped(stated: Mapping[tuple[str, str | None], dict[str, Stated]]) -> dict[tuple[str, str | None], dict[str, Stated]]:
    """Lay figures that name no group to the only group named for their outcome, where there is but one."""
    found = {key: dict(held) for key, held in stated.items()}
    for outcome, group in stated:
        named = [key for key in stated if key[0] == outcome and key[1]]
        if group is None and len(named) == 1:
            found[named[0]] = found.pop((outcome, None)) | found[named[0]]
    return found


def _toll(key: tuple[str, str | None], figures: list[Stated], rule: Rule) -> Toll:
    figures = sorted(figures, key=lambda one: (one.low, one.origin))
    by_rule = tuple((name, choose(figures)) for name, choose in RULES.items())
    low = min(one.low for one in figures)
    high = max(one.low if one.high is None else one.high for one in figures)
    return Toll(key[0], key[1], low, dict(by_rule)[rule], high, by_rule)


def likely(figures: Sequence[Stated]) -> int:
    """Return what most origins say; of several such the middle one (UCDP's "best" is the most likely estimate)."""
    counts = Counter(one.low for one in _firm(figures))
    most = max(counts.values())
    modes = sorted(value for value, count in counts.items() if count == most)
    return modes[(len(modes) - 1) // 2]


def conservative(figures: Sequence[Stated]) -> int:
    """Return the lowest firm figure (ACLED: the most conservative where reports differ)."""
    return min(one.low for one in _firm(figures))


def informative(figures: Sequence[Stated]) -> int:
    """Return the most exact figure, of the claim that tells most of losses; then the latest, then the lower."""
    latest = sorted(_firm(figures), key=lambda one: (one.low, one.origin))
    return max(latest, key=lambda one: (one.exact, one.detail, one.day, -one.low)).low


def recent(figures: Sequence[Stated]) -> int:
    """Return the figure published last; of several the lower."""
    return max(_firm(figures), key=lambda one: (one.day, -one.low)).low


def _firm(figures: Sequence[Stated]) -> Sequence[Stated]:
    """Leave out vague words where somebody gives a number."""
    return [one for one in figures if not one.vague] or figures


RULES: Mapping[str, Callable[[Sequence[Stated]], int]] = {"likely": likely, "conservative": conservative, "informative": informative, "recent": recent}
