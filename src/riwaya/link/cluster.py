"""From scored pairs to clusters by average linkage: two clusters join only while the mean over all their pairs speaks for it.

One report that fits two happenings therefore cannot chain them together, as single linkage would (Sneath & Sokal 1973, UPGMA).
All sums are whole numbers and ties are settled by id, so the order in which anything is given changes nothing.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import accumulate

from riwaya.link.judged import roots

UNCOMPARED = -400  # hundredths of nats: what two reports that share no block, or differ plainly, speak against their clusters
MOST = 600  # one pair counts for no more than this, either way
Edges = Mapping[str, Mapping[str, int]]


@dataclass(slots=True, eq=False)
class _Cluster:
    name: str
    members: list[str]
    sums: dict[str, int] = field(default_factory=dict)  # by neighbour: how far the compared pairs exceed UNCOMPARED
    apart: set[str] = field(default_factory=set)  # neighbours that a judgement keeps apart


def clusters(nodes: AbstractSet[str], edges: Edges, same: Sequence[tuple[str, str]] = (), different: Sequence[tuple[str, str]] = ()) -> list[tuple[str, ...]]:
    """Part `nodes` into clusters. `edges` hold hundredths of nats both ways; `same` and `different` are judgements and always hold."""
    if not different and _all_for_it(nodes, edges):
        return [tuple(sorted(nodes))]
    home = _joined(nodes, same)
    groups = _groups(home, edges, different)
    heap = [offered for group in groups.values() for offered in _offers(group, groups) if offered[1] == group.name]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one in groups and other in groups and other not in groups[one].apart and -negative == _mean(groups[one], groups[other]):
            _merge(groups, one, other)
            for offered in _offers(groups[one], groups):
                heapq.heappush(heap, offered)
    return sorted(tuple(sorted(group.members)) for group in groups.values())


def _all_for_it(nodes: AbstractSet[str], edges: Edges) -> bool:
    """Whether all end in one cluster because no part of them can stand apart; False does not say that they end in several.

    Where joining stops at several clusters no mean between two of them speaks for it, so what crosses between all of them adds up to 0 at most, and so does
    what leaves one of them, which has half of the nodes at most (or is met by all that leaves the others, each of which has). But of `size` nodes, each has
    all others but `size` - 1 across: the weakest of these, of those nodes where they are weakest, are the least that can leave a part of that size.
    """
    count = len(nodes)
    weakest = [_weakest(node, nodes, edges) for node in nodes]
    if all(sum(one[: count - count // 2]) > 0 for one in weakest):  # then more of any node's pairs add up to more, and each such sum is 1 at least
        return True
    sums = [list(accumulate(one)) for one in weakest]
    return all(sum(sorted([one[count - size - 1] for one in sums])[:size]) >= size for size in range(1, count // 2 + 1))  # 0 would do but for rounding of means


def _weakest(node: str, nodes: AbstractSet[str], edges: Edges) -> list[int]:
    """Return what a node's pairs with all others count, the weakest first."""
    scores = [score for other, score in edges.get(node, {}).items() if other in nodes]
    scores += [UNCOMPARED] * (len(nodes) - 1 - len(scores))
    scores.sort()
    low, high = bisect_left(scores, -MOST), bisect_left(scores, MOST)
    return [-MOST] * low + scores[low:high] + [MOST] * (len(scores) - high)


def _joined(nodes: AbstractSet[str], same: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Name for every node the least node that it is judged to belong with."""
    home = roots(pair for pair in same if pair[0] in nodes and pair[1] in nodes)
    return {node: home.get(node, node) for node in nodes}


def _groups(home: Mapping[str, str], edges: Edges, different: Sequence[tuple[str, str]]) -> dict[str, _Cluster]:
    groups: dict[str, _Cluster] = {}
    for node, name in home.items():
        groups.setdefault(name, _Cluster(name, [])).members.append(node)
    for node, name in home.items():
        sums = groups[name].sums
        for neighbour, score in edges.get(node, {}).items():
            other = home.get(neighbour)
            if other is not None and other != name:
                sums[other] = sums.get(other, 0) + (score if -MOST <= score <= MOST else MOST if score > 0 else -MOST) - UNCOMPARED
    for one, other in different:
        if one in home and other in home:
            groups[home[one]].apart.add(home[other])
            groups[home[other]].apart.add(home[one])
    return groups


def _mean(one: _Cluster, other: _Cluster) -> int:
    """Return the mean over all pairs of two clusters in millionths of hundredths, rounded down."""
    return one.sums.get(other.name, 0) * 1_000_000 // (len(one.members) * len(other.members)) + UNCOMPARED * 1_000_000


def _offers(one: _Cluster, groups: Mapping[str, _Cluster]) -> Iterator[tuple[int, str, str]]:
    """Yield the pairs of a cluster with others that may join with the means that speak for it, so that in order the highest come first."""
    name, size = one.name, len(one.members)
    for other, total in one.sums.items():
        mean = total * 1_000_000 // (size * len(groups[other].members)) + UNCOMPARED * 1_000_000  # `_mean`: called for each pair it takes twice the time
        if mean > 0 and other not in one.apart:
            yield (-mean, name, other) if name < other else (-mean, other, name)


def _merge(groups: dict[str, _Cluster], one: str, other: str) -> None:
    """Take the cluster `other` into `one`, whose name is the lesser."""
    kept, gone = groups[one], groups.pop(other)
    kept.members += gone.members
    kept.sums.pop(other, None)
    gone.sums.pop(one, None)
    for name, total in gone.sums.items():
        groups[name].sums.pop(other)
        kept.sums[name] = groups[name].sums[one] = kept.sums.get(name, 0) + total
    for name in gone.apart:  # never `one`: what is kept apart is not merged
        groups[name].apart.discard(other)
        groups[name].apart.add(one)
        kept.apart.add(name)
