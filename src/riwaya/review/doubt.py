"""How doubtful a claim is: points for each sign of it, with its reason in words; docs/review.md has the table."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.model import Claim, Event, Party, Reasoned, Report

POINTS: Mapping[str, float] = {
    "contradicted": 2.0,  # a slot in which this claim's account and another contradict each other
    "contested": 2.0,
    "discounted": 1.5,
    "weak": 1.0,
    "fair": 0.5,
    "confirmed": 0.0,
    "no-place": 1.0,
    "place-unresolved": 0.5,
    "no-date": 1.0,
    "no-actor": 0.5,
    "actor-unresolved": 0.5,
    "vague-figure": 0.5,
    "spread": 1.0,  # the rules for the best figure of an event differ
    "toll": 0.5,  # times the decimal logarithm of the people killed by this claim
}


Sign = tuple[str, tuple[tuple[str, str], ...], float]


@dataclass(frozen=True, slots=True)
class Doubt:
    """How doubtful a claim is, in points, and the reasons that add up to it."""

    claim: str
    points: float
    reasons: tuple[tuple[Reasoned, float], ...]


def doubt(report: Report, event: Event | None) -> Doubt:
    """Reckon the doubt of a claim by itself and, where it stands in one, by its event."""
    signs = [*_of_claim(report.claim), *(_of_event(event, _spoken(report, event), losses=bool(report.claim.casualties)) if event else ())]
    return Doubt(report.id, _sum(signs), tuple((Reasoned(f"doubt.{key}", parts), points) for key, parts, points in signs if points))


def points_of(event: Event) -> Iterator[tuple[str, float]]:
    """Reckon how doubtful the claims of an event are: the points of their doubts, without the reasons."""
    for number, account in enumerate(event.accounts):
        spoken = _contradicted(event, {number})
        shared = {losses: _of_event(event, spoken, losses=losses) for losses in (False, True)}
        yield from [(report.id, _sum([*_of_claim(report.claim), *shared[bool(report.claim.casualties)]])) for report in account.reports]


def _sum(signs: Sequence[Sign]) -> float:
    return round(sum([points for _, _, points in signs]), 3)


def _sign(key: str, **parts: str) -> Sign:
    return key, tuple(parts.items()), POINTS[key]


def _of_claim(claim: Claim) -> Iterator[Sign]:
    if not claim.places:
        yield _sign("no-place")
    elif all(place.lat is None and place.id is None for place in claim.places):
        yield _sign("place-unresolved", name=claim.places[0].name)
    if claim.date is None:
        yield _sign("no-date")
    yield from _of_actors(claim.actors)
    figures = [*(one.figure for one in claim.casualties), *(one.figure for one in claim.equipment)]
    if any(figure.quantity for figure in figures):
        yield _sign("vague-figure")
    killed = max((one.figure.low or one.figure.high or 0 for one in claim.casualties if one.outcome == "killed"), default=0)
    if killed > 1:
        yield "toll", (("number", str(killed)),), round(POINTS["toll"] * math.log10(killed), 3)


def _of_actors(actors: Sequence[Party]) -> Iterator[Sign]:
    if not actors:
        yield _sign("no-actor")
    elif unknown := [one.name for one in actors if one.actor is None]:
        yield _sign("actor-unresolved", name=unknown[0] or "?")


def _of_event(event: Event, spoken: Sequence[Sign], *, losses: bool) -> list[Sign]:
    """Return the signs of a claim's event, of a claim that tells of losses or not."""
    spread = losses and any(toll.spread for toll in event.tolls)
    return [_sign(event.grade.scale), *spoken, *([_sign("spread")] if spread else ())]


def _spoken(report: Report, event: Event) -> list[Sign]:
    return _contradicted(event, {number for number, account in enumerate(event.accounts) if any(one.id == report.id for one in account.reports)})


def _contradicted(event: Event, mine: set[int]) -> list[Sign]:
    """Return the slots in which accounts, given by their numbers, speak and are contradicted."""
    return [
        ("contradicted", (("slot", one.slot),), POINTS["contradicted"])
        for one in event.comparisons
        if one.agreement == "contradicted" and any(mine.intersection(who) for _, who in one.values)
    ]
