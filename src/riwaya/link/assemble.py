"""From a cluster of reports to an event: its accounts, their agreement, its tolls, its grade, and why its claims belong together."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from riwaya.link.accounts import accounts, comparisons, days
from riwaya.link.figures import Rule, tolls
from riwaya.link.grade import grade
from riwaya.link.knowledge import SCALE
from riwaya.link.linker import Cluster, Linker
from riwaya.link.origins import origins
from riwaya.link.score import reasons
from riwaya.model import Account, Event, Link, Place, Report, When

JUDGED = (("judged.same", 0.0),)


def assemble(cluster: Cluster, linker: Linker, rule: Rule = "likely") -> Event:
    """Return the event that a cluster of report ids stands for."""
    reports = tuple(sorted((linker.reports[one] for one in cluster), key=_order))
    told = accounts(reports, origins(reports, {one: linker.signs_of(one).sentences for one in cluster}), linker.known)
    compared = comparisons(told, linker.known)
    kind = _most(told, lambda report: [report.claim.sub_event_type])
    return Event(
        id=event_id(reports[:1]),
        event_type=next(report.claim.event_type for report in reports if report.claim.sub_event_type == kind),
        sub_event_type=kind,
        reports=reports,
        accounts=told,
        comparisons=compared,
        tolls=tolls(told, rule, linker.known.amounts),
        grade=grade(told, compared, linker.known),
        links=tuple(links(cluster, linker)),
        places=_places(told),
        date=_date(told),
    )


def _order(report: Report) -> tuple[date, str, str]:
    return (report.published or date.max, report.claim.document, report.id)


def event_id(reports: Sequence[Report]) -> str:
    """Name an event after its earliest report: later reports that join it leave its name as it was."""
    return "e" + hashlib.sha256(min(reports, key=_order).id.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def links(cluster: Cluster, linker: Linker) -> Iterable[Link]:
    """Yield the strongest links that hold a cluster together, judged ones first: a spanning tree, as far as scores reach."""
    inside = set(cluster)
    judged = {both for both in linker.judged.same if inside.issuperset(both)}
    scored = [(-score, one, other) for one in cluster for other, score in linker.scores(one).items() if one < other and other in inside]
    home = {one: [one] for one in cluster}  # the claims that each is linked with by now, one list for all of them
    for negative, one, other in [*((0, *both) for both in sorted(judged)), *sorted(scored)]:
        if home[one] is home[other]:
            continue
        home[one] += home[other]
        home |= dict.fromkeys(home[other], home[one])
        if (one, other) in judged:
            yield Link(one, other, 0.0, JUDGED)
        else:
            yield linker.links.get((one, other)) or _link(one, other, -negative, linker)
        if len(home[one]) == len(cluster):
            return


def _link(one: str, other: str, score: int, linker: Linker) -> Link:
    signs = reasons(linker.signs_of(one), linker.signs_of(other), linker.known)
    return Link(one, other, score / SCALE, tuple((name, weight / SCALE) for name, weight in signs))


def _most(told: Sequence[Account], values: Callable[[Report], Iterable[str]]) -> str:
    """Return the value that most accounts give, each account counting once a value; of several the first by name, "" where none is given."""
    counts = Counter(value for account in told for value in {value for report in account.reports for value in values(report)})
    return min(counts, key=lambda value: (-counts[value], value), default="")


def _places(told: Sequence[Account]) -> tuple[Place, ...]:
    """Return the places of the name that most accounts give, resolved ones before others."""
    name = _most(told, lambda report: [place.name for place in report.claim.places])
    named = [place for account in told for report in account.reports for place in report.claim.places if place.name == name]
    return tuple(sorted(named, key=lambda place: (place.where_prec or 9, place.lat is None, place.within or "", place.relation)))[:1]


def _date(told: Sequence[Account]) -> When | None:
    """Return the days that most accounts give."""
    most = _most(told, lambda report: days(report.claim))
    return next((report.claim.date for account in told for report in account.reports if days(report.claim) == [most]), None)
