"""The state of linking: reports in their blocks, the scores between them, and the clusters they form.

Pages come and go one by one; only the reports that a page's claims can be compared with are looked at, and only the clusters that they
touch are formed anew. The clusters depend on the set of reports and judgements alone, never on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from riwaya.link.block import Block, blocks
from riwaya.link.cluster import UNCOMPARED, clusters
from riwaya.link.judged import Judged, Pair
from riwaya.link.knowledge import Knowledge
from riwaya.link.score import score
from riwaya.link.signs import Signs, signs
from riwaya.model import Link, Report

Cluster = tuple[str, ...]
Scored = tuple[str, str, int]  # the ids of a pair of reports, and its score in hundredths of nats
FIRM = 100  # hundredths of nats: clusters form only along pairs that are at least so likely; weaker ones count in the mean, but join nothing


@dataclass(slots=True)
class _Bucket:
    """The reports of one block: those compared with all, and those compared with the former only."""

    open: dict[str, None] = field(default_factory=dict)
    closed: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Linker:
    """Holds what linking needs to take in the next page; changed by `put`, `take`, `remove` and `judge`, its reports and links also by who has them kept."""

    known: Knowledge
    reports: dict[str, Report] = field(default_factory=dict)
    links: dict[Pair, Link] = field(default_factory=dict)
    _signs: dict[str, Signs] = field(default_factory=dict)
    _pages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _buckets: dict[Block, _Bucket] = field(default_factory=dict)
    _edges: dict[str, dict[str, int]] = field(default_factory=dict)
    _clusters: dict[str, Cluster] = field(default_factory=dict)
    _components: dict[str, frozenset[str]] = field(default_factory=dict)
    _judged: Judged = field(default_factory=Judged)
    _bonds: dict[str, set[str]] = field(default_factory=dict)

    def put(self, reports: Sequence[Report]) -> frozenset[Cluster]:
        """Take in the reports of one or more pages, in place of what is held of these pages; return the clusters that are new."""
        pages: dict[str, list[str]] = {}
        for report in reports:
            pages.setdefault(report.claim.document, []).append(report.id)
        fresh = {report.id: report for report in reports}
        touched = set()
        for doc, ids in pages.items():
            if not self._held(doc, ids, fresh):
                touched |= self._withdraw(doc)
                touched.update(self._file(signs(fresh[one], self.known)) for one in dict.fromkeys(ids))
                self.reports |= {one: fresh[one] for one in ids}
        return self._recluster(touched)

    def take(self, given: Iterable[Signs], scored: Iterable[Scored]) -> frozenset[Cluster]:
        """Take in claims by their signs alone, with the scores of their pairs; return the clusters that are new.

        They are compared with nothing, neither now nor later, and before an event is assembled, its `reports` are to be added; `links` may be, whose reasons
        need not be told anew.
        """
        fresh = {one.id: one for one in given}
        self._signs |= fresh
        self._edges |= {one: {} for one in fresh}
        edges = self._edges
        for one, other, found in scored:
            edges[one][other] = edges[other][one] = found
        return self._recluster(fresh)

    def remove(self, doc: str) -> frozenset[Cluster]:
        """Forget a page; return the clusters that are new because of it."""
        return self._recluster(self._withdraw(doc))

    def judge(self, judged: Judged) -> frozenset[Cluster]:
        """Put all judgements in place of those held; return the clusters that are new."""
        changed = (judged.same ^ self._judged.same) | (judged.different ^ self._judged.different)
        self._judged = judged
        touched = {one for both in changed for one in both}
        for one in touched:
            self._bonds.pop(one, None)
        for left, right in judged.same:
            self._bonds.setdefault(left, set()).add(right)
            self._bonds.setdefault(right, set()).add(left)
        return self._recluster(touched)

    def clusters(self) -> list[Cluster]:
        """Return all clusters, in the order of their first claim ids."""
        return sorted(set(self._clusters.values()))

    def cluster_of(self, claim: str) -> Cluster:
        """Return the cluster that holds a claim."""
        return self._clusters[claim]

    def component_of(self, claim: str) -> frozenset[str]:
        """Return the claims that hang together with one over firm scores and judgements: no others can change its cluster."""
        return self._components[claim]

    def signs_of(self, claim: str) -> Signs:
        """Return what of a claim is compared."""
        return self._signs[claim]

    def scores(self, claim: str) -> Mapping[str, int]:
        """Return the claims that one was found comparable with, and the scores in hundredths of nats."""
        return self._edges.get(claim, {})

    @property
    def judged(self) -> Judged:
        """The judgements that hold."""
        return self._judged

    def _held(self, doc: str, ids: Sequence[str], fresh: Mapping[str, Report]) -> bool:
        return self._pages.get(doc) == tuple(dict.fromkeys(ids)) and all(self.reports.get(one) == fresh[one] for one in ids)

    def _withdraw(self, doc: str) -> set[str]:
        """Take a page's reports out; return those of other pages whose clusters held them."""
        gone = set(self._pages.pop(doc, ()))
        touched: set[str] = set()
        for one in gone:
            touched.update(self._clusters.pop(one))
            self._components.pop(one)
            for other in self._edges.pop(one):
                self._edges[other].pop(one)
                touched.add(other)
            for block, _ in blocks(self._signs.pop(one)):
                bucket = self._buckets[block]
                bucket.open.pop(one, None)
                bucket.closed.pop(one, None)
            self.reports.pop(one, None)
        return touched - gone

    def _file(self, mine: Signs) -> str:
        """Put a report into its blocks and score it against those it meets there."""
        self._signs[mine.id] = mine
        self._pages[mine.doc] = (*self._pages.get(mine.doc, ()), mine.id)
        met: dict[str, None] = {}
        for block, is_open in blocks(mine):
            bucket = self._buckets.get(block) or self._buckets.setdefault(block, _Bucket())
            met |= bucket.open
            if is_open:
                met |= bucket.closed
            (bucket.open if is_open else bucket.closed)[mine.id] = None
        met.pop(mine.id, None)
        edges = self._edges.setdefault(mine.id, {})
        for other in met:
            found = score(mine, self._signs[other], self.known)
            if found > UNCOMPARED:
                edges[other] = found
                self._edges[other][mine.id] = found
        return mine.id

    def _recluster(self, touched: Iterable[str]) -> frozenset[Cluster]:
        """Form anew the clusters of everything that hangs together with the reports touched."""
        done: set[str] = set()
        found = set()
        for start in sorted(touched):
            if start in done or start not in self._signs:
                continue
            component = self._component(start)
            done |= component
            self._components |= dict.fromkeys(component, component)
            same, different = self._judged_within(component)
            for cluster in clusters(component, self._edges, same, different):
                if self._clusters.get(cluster[0]) != cluster:
                    found.add(cluster)
                for one in cluster:
                    self._clusters[one] = cluster
        return frozenset(found)

    def _component(self, start: str) -> frozenset[str]:
        """Return what hangs together with a report over firm scores and judgements of sameness."""
        seen, stack = {start}, [start]
        while stack:
            one = stack.pop()
            near = [other for other, found in self._edges[one].items() if found >= FIRM]
            near += [other for other in self._bonds.get(one, ()) if other in self._signs]
            fresh = [other for other in near if other not in seen]
            seen.update(fresh)
            stack += fresh
        return frozenset(seen)

    def _judged_within(self, component: frozenset[str]) -> tuple[list[Pair], list[Pair]]:
        if not (self._judged.same or self._judged.different):
            return [], []
        same, different = (
            [both for both in sorted(pairs) if both[0] in component and both[1] in component] for pairs in (self._judged.same, self._judged.different)
        )
        return same, different
