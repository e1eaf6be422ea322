"""From scored pairs to clusters by average linkage: two clusters join only while the mean over all their pairs speaks for it.

One report that fits two happenings therefore cannot chain them together, as single linkage would (Sneath & Sokal 1973, UPGMA).
All sums are whole numbers and ties are settled by id, so the order in which anything is given changes nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

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
    heap = [offered for group in groups.values() for other in group.sums if group.name < other and (offered := _offer(group, groups[other]))]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one in groups and other in groups and other not in groups[one].apart and -negative == _mean(groups[one], groups[other]):
            _merge(groups, one, other)
            for offered in filter(None, [_offer(groups[one], groups[name]) for name in groups[one].sums]):
                heapq.heappush(heap, offered)
    return sorted(tuple(sorted(group.members)) for group in groups.values())


def _all_for_it(nodes: AbstractSet[str], edges: Edges) -> bool:
    """Whether every pair speaks for it: then every mean does at every step, and all end in one cluster."""
    least = len(nodes) - 1
    return all(len(near := edges.get(node, {})) >= least and nodes - {node} <= {other for other, score in near.items() if score > 0} for node in nodes)


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


def _offer(one: _Cluster, other: _Cluster) -> tuple[int, str, str] | None:
    """Return a pair of clusters that may join with the mean that speaks for it, the highest first in order."""
    mean = _mean(one, other)
    if mean <= 0 or other.name in one.apart:
        return None
    return (-mean, one.name, other.name) if one.name < other.name else (-mean, other.name, one.name)


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
