"""Events of a store: formed anew from what came, and from all that hangs together with it; the same as if everything were linked at once.

A claim's event depends on the claims of its component alone: those to which chains of firm scores and judgements lead (`link.linker`). So a new claim is
compared with those that share a key with it, and the components that it hangs together with are linked anew; no other event can change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy import Connection

from riwaya import link
from riwaya.contract import event_record
from riwaya.link import Knowledge, Linker, meeting, nearby
from riwaya.link.assemble import JUDGED
from riwaya.link.judged import Judged, Pair
from riwaya.link.kept import row, signs_of
from riwaya.link.linker import FIRM, Scored
from riwaya.link.reports import page_reports
from riwaya.link.signs import Signs, signs
from riwaya.model import Event, Link, Report
from riwaya.review.doubt import points_of
from riwaya.store import Store, events, judgements, linkage, packing, queue, uncollected
from riwaya.store.linkage import Days, Linked

AT_ONCE = 2000  # claims a transaction


def relink(store: Store, known: Knowledge) -> int:
    """Throw all events away and link the current claims, as people judged pairs of them; return how many events there are.

    Some thousand claims are one transaction: a kill loses nothing, the next linking goes on.
    """
    with store.writing() as connection:
        events.clear(connection)
        linkage.all_wait(connection)
    catch_up(store, known)
    return store.stats()["events"]


def catch_up(store: Store, known: Knowledge) -> bool:
    """Link the claims that wait: new ones, and those whose events a judgement or a withdrawal dissolved. Whether there were any."""
    if store.linked():
        return False
    more = True
    while more:
        with uncollected(), store.writing() as connection:
            more = _step(connection, known)
    return True


def _step(connection: Connection, known: Knowledge) -> bool:
    """Link the first claims that wait; whether there may be more."""
    waiting = linkage.waiting(connection, AT_ONCE)
    hood = _Neighbourhood(connection, known)
    hood.take(linkage.of_numbers(connection, waiting))
    gone = linkage.components_of(connection, waiting)
    hood.take(linkage.of_components(connection, gone))
    fresh = {number: one for number, one in hood.held.items() if one.component is None}
    hood.meet(fresh)
    judged = hood.follow_judgements()
    _replace(hood, hood.linker(judged), {hood.held[number].id for number in waiting if number in hood.held}, gone)
    linkage.file(connection, hood.days, {number: nearby.filed(hood.signs[one.id]) for number, one in fresh.items()})
    linkage.done(connection, waiting)
    return len(waiting) == AT_ONCE


@dataclass(slots=True, eq=False)
class _Neighbourhood:
    """Whole components of claims, as far as they can change: `held` by number, signs by id (`bodies`: as they are kept), reports where needed.

    `met` are the pairs of fresh claims with others that were found comparable, held or not; `noted` by its first claim each pair that no claim has noted yet;
    `days` what is filed under all days of fresh claims; `scores` by number what claims noted of their pairs with others, by the numbers of these, and
    nothing where any of it is wanting.
    """

    connection: Connection
    known: Knowledge
    held: dict[int, Linked] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    signs: dict[str, Signs] = field(default_factory=dict)
    bodies: dict[str, bytes | None] = field(default_factory=dict)
    met: list[Scored] = field(default_factory=list)
    noted: dict[str, list[Scored]] = field(default_factory=dict)
    days: Days = field(default_factory=dict)
    scores: dict[int, dict[int, int]] = field(default_factory=dict)

    def take(self, given: Mapping[int, Linked]) -> None:
        """Take claims in."""
        self.look_at(given.values())
        self.held |= given

    def look_at(self, given: Iterable[Linked]) -> None:
        """Get the signs of claims without taking them in: as they are kept, or worked out."""
        stamp = self.known.stamp
        without = []
        for one in given:
            if one.id not in self.signs:
                kept = packing.unpacked_signs(one.signs, stamp)
                if kept is None:
                    without.append(one)
                else:
                    self.signs[one.id], self.bodies[one.id] = signs_of(one.id, one.document, kept, self.known), one.signs
        for report in self.load(without, sentences=True):
            self.signs[report.id] = made = signs(report, self.known)
            self.bodies[report.id] = packing.packed_signs(row(made, report.claim.places), stamp)

    def load(self, given: Iterable[Linked], *, sentences: bool = False) -> list[Report]:
        """Get the reports of claims, and return those that were not held."""
        answers = linkage.answers(self.connection, [one for one in given if one.id not in self.reports])
        found = [report for answer in answers for report in page_reports(answer, sentences=sentences)]
        self.reports |= {one.id: one for one in found}
        return found

    def meet(self, fresh: Mapping[int, Linked]) -> None:
        """Compare fresh claims with all that they are to be compared with, and take in the components of those with which they hang together."""
        asked = {number: nearby.asked(self.signs[one.id]) for number, one in fresh.items()}
        self.days = linkage.days(self.connection, asked.values())
        pairs = linkage.near(self.days, asked)
        found = linkage.of_numbers(self.connection, set().union(*pairs.values()) - self.held.keys())
        found |= linkage.of_documents(self.connection, {one.document for one in fresh.values()})
        others = {number: one for number, one in (found | self.held).items() if one.component is not None}
        self.look_at(others.values())
        by_page: dict[str, set[str]] = {}
        for one in others.values():
            by_page.setdefault(one.document, set()).add(one.id)
        wanted = {one.id: {others[other].id for other in pairs[number] if other in others} | by_page.get(one.document, set()) for number, one in fresh.items()}
        self.met += meeting.met([self.signs[one.id] for one in fresh.values()], self.signs, wanted, self.known)
        firm = {other for _, other, score in self.met if score >= FIRM}
        near = {one.component for one in others.values() if one.id in firm} - {one.component for one in self.held.values()}
        self.take(linkage.of_components(self.connection, {component for component in near if component is not None}))

    def follow_judgements(self) -> Judged:
        """Take in the components of all claims that people judged to be one event with one that is held; return all that is judged of those held."""
        while True:
            ids = {one.id for one in self.held.values()}
            judged = link.judged(judgements.of_claims(self.connection, sorted(ids)))
            beyond = {other for both in judged.same for other in both} - ids
            found = linkage.of_ids(self.connection, beyond)
            components = {one.component for one in found.values() if one.component is not None}
            if not components:
                return judged
            self.take(linkage.of_components(self.connection, components))

    def linker(self, judged: Judged) -> Linker:
        """Link what is held."""
        made = Linker(self.known)
        made.judge(judged)
        found = self.scored(judged)
        for pair in found:
            self.noted.setdefault(pair[0], []).append(pair)
        made.take([self.signs[one.id] for one in self.held.values()], chain(self.kept(), found))
        return made

    def scored(self, judged: Judged) -> list[Scored]:
        """Read the scores that are kept inside components, and return those of all other pairs held on which anything hangs."""
        stamp = self.known.scored
        components: dict[int, list[Linked]] = {}
        for one in self.held.values():
            if one.component is not None:
                components.setdefault(one.component, []).append(one)
        linked = [one for members in components.values() for one in members]
        if any(one.scores is None or not one.scores.startswith(stamp) for one in linked):
            return list(meeting.across([[self.signs[one.id]] for one in self.held.values()], self.known))
        self.scores = {one.number: dict(packing.unpacked_scores(one.scores or stamp, stamp)) for one in linked}
        ids = {one.id for one in self.held.values()}
        found = [one for one in self.met if one[1] in ids]
        fresh = [self.signs[one.id] for one in self.held.values() if one.component is None]
        return meeting.together([[self.signs[one.id] for one in members] for members in components.values()], fresh, found, judged.same, self.known)

    def kept(self) -> Iterator[Scored]:
        """Yield the scores that are kept of pairs inside components, once each or twice; those with claims that are gone are left out."""
        ids = {number: one.id for number, one in self.held.items() if one.component is not None}
        for number, scores in self.scores.items():
            claim = ids[number]
            yield from [(claim, ids[other], score) for other, score in scores.items() if other in ids]

    def recall(self, names: Iterable[str], touched: AbstractSet[str]) -> dict[Pair, Link]:
        """Take the reports of claims that did not change from events that are formed anew, and return the links between these that still hold."""
        found: dict[Pair, Link] = {}
        for told, links in events.parts(self.connection, sorted(names)):
            self.reports |= {one.id: one for one in told if one.id not in touched}
            if self.scores:
                found |= {(one.left, one.right): one for one in links if one.reasons != JUDGED and touched.isdisjoint((one.left, one.right))}
        return found


def _replace(hood: _Neighbourhood, linker: Linker, touched: set[str], gone: set[int]) -> None:
    """Put the events of a neighbourhood in place of those that its claims stand in; those that stay the same are left alone."""
    connection = hood.connection
    ids = {one.id for one in hood.held.values()}
    before = linkage.events_of(connection, gone | {one.component for one in hood.held.values() if one.component is not None})
    whole = {event: held for event, held in before.items() if held.isdisjoint(touched) and held <= ids} if hood.scores else {}
    kept = {event: held for event, held in whole.items() if frozenset(linker.cluster_of(min(held))) == held}
    stay = {claim: event for event, held in kept.items() for claim in held}
    fresh = [cluster for cluster in linker.clusters() if stay.keys().isdisjoint(cluster)]
    linker.links = hood.recall(before.keys() - kept.keys(), touched)
    hood.load([one for one in hood.held.values() if one.id not in stay])
    linker.reports = hood.reports
    formed = [link.assemble(cluster, linker) for cluster in fresh]
    home = stay | {report.id: event.id for event in formed for report in event.reports}
    lost = sorted(set().union(*before.values()) - ids)
    held = {one.id: one for one in hood.held.values()}
    events.replace(connection, sorted(before.keys() - kept.keys()), formed, held, _standing(hood, linker, home), lost)
    queue.renew_doubts(connection, {claim: found for event in formed for claim, found in points_of(event)})


def _standing(hood: _Neighbourhood, linker: Linker, home: Mapping[str, str]) -> list[Linked]:
    """Return the claims of which other things are to be noted than are; `home` are the events of all."""
    numbers = {one.id: number for number, one in hood.held.items()}
    least = {component: min(numbers[one] for one in component) for component in set(map(linker.component_of, numbers))}
    anew = frozenset(number for number, one in hood.held.items() if one.component is None)  # their pages may say other days than when they were compared

    def now(one: Linked) -> Linked:
        together = linker.component_of(one.id)
        found = {numbers[other]: score for _, other, score in hood.noted.get(one.id, ()) if other in together}
        scores = one.scores
        if found or one.number not in hood.scores or not anew.isdisjoint(hood.scores[one.number]):
            held = hood.scores.get(one.number, {})
            scores = packing.packed_scores({number: score for number, score in held.items() if number not in anew} | found, hood.known.scored)
        return Linked(one.number, one.id, one.document, one.country, one.admin1, home[one.id], least[together], hood.bodies[one.id], scores)

    return [fresh for one in hood.held.values() if (fresh := now(one)) != one]


def out_of_step(store: Store, known: Knowledge) -> list[str]:
    """Return where the stored events are not what linking everything at once gives."""
    with store.reading() as connection:
        wanted = {event.id: event for event in _formed(store, connection, known)}
        held = {event.id: event for event in events.every(connection)}
    lacking = [f"event {name}: is not stored; run riwaya db link" for name in sorted(wanted.keys() - held.keys())]
    astray = [f"event {name}: is stored, but its claims do not make it; run riwaya db link" for name in sorted(held.keys() - wanted.keys())]
    both = sorted(wanted.keys() & held.keys())
    return lacking + astray + [f"event {name}: says another thing than its claims; run riwaya db link" for name in both if not _same(wanted[name], held[name])]


def _formed(store: Store, connection: Connection, known: Knowledge) -> tuple[Event, ...]:
    return link.link(link.reports(store.answers(connection)), known, judgements.of_pairs(connection))


def _same(one: Event, other: Event) -> bool:
    return event_record(one) == event_record(other)
