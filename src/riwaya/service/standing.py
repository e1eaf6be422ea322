"""How outlets stand in events: alone, supported, contradicted, and with whom they carry the same accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from riwaya.model import Account, Event


@dataclass(frozen=True, slots=True)
class Standing:
    """One outlet in `events`: in how many nobody else tells (`alone`), others say the same (`supported`), accounts contradict each other (`contradicted`)."""

    outlet: str
    events: int
    alone: int
    supported: int
    contradicted: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Two outlets that carried `shared` accounts of one origin; in `before` of them the left one published on an earlier day, in `after` the right one."""

    left: str
    right: str
    shared: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Standings:
    """What was reckoned over `events` events: outlets, those in most events first, and ties, the closest first."""

    events: int
    outlets: tuple[Standing, ...]
    ties: tuple[Tie, ...]


def standings(events: Iterable[Event]) -> Standings:
    """Reckon over events."""
    counts: dict[str, Counter[str]] = {}
    shared: dict[tuple[str, str], Counter[str]] = {}
    number = 0
    for event in events:
        number += 1
        for outlet, sign in _signs(event):
            counts.setdefault(outlet, Counter()).update(sign)
        for account in event.accounts:
            for pair, first in _pairs(account):
                shared.setdefault(pair, Counter()).update(["shared", first])
    outlets = [Standing(outlet, held["events"], held["alone"], held["supported"], held["contradicted"]) for outlet, held in counts.items()]
    ties = [Tie(*pair, held["shared"], held["before"], held["after"]) for pair, held in shared.items()]
    by_events = sorted(outlets, key=lambda one: (-one.events, one.outlet))
    return Standings(number, tuple(by_events), tuple(sorted(ties, key=lambda one: (-one.shared, one.left, one.right))))


def _signs(event: Event) -> Iterator[tuple[str, list[str]]]:
    """Yield each outlet of an event with what the event counts for it as."""
    told = sorted({report.outlet for report in event.reports if report.outlet})
    contradicted = any(one.agreement == "contradicted" for one in event.comparisons)
    alone = len({account.origin for account in event.accounts}) == 1
    supported = not alone and event.grade.scale in {"confirmed", "fair"}
    signs = ["events", *(name for name, held in (("alone", alone), ("supported", supported), ("contradicted", contradicted)) if held)]
    yield from ((outlet, signs) for outlet in told)


def _pairs(account: Account) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield each two outlets that carry an account, and which of them was first: before, after, or neither that days can tell."""
    days = _first_days(account)
    for left, right in combinations(sorted(days), 2):
        one, other = days[left], days[right]
        known = one is not None and other is not None and one != other
        yield (left, right), ("before" if known and one < other else "after" if known else "same")  # type: ignore[operator]  # known says that both are days


def _first_days(account: Account) -> Mapping[str, date | None]:
    found: dict[str, date | None] = {}
    for report in account.reports:
        if report.outlet:
            held = found.get(report.outlet)
            found[report.outlet] = min((day for day in (held, report.published) if day), default=None)
    return found
