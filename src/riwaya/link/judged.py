"""What people decided of pairs of claims, and whether it can all hold at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from riwaya.errors import BadInput
from riwaya.model import Judgement
from riwaya.review.state import standing

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs of claim ids, the lesser first: those that are one event, and those that are not."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()


def judged(judgements: Iterable[Judgement]) -> Judged:
    """Return what holds: the latest judgement of each pair. Raises BadInput where judgements contradict each other."""
    latest: dict[Pair, Judgement] = {}
    of_pairs = (one for one in standing(judgements) if len(one.targets) == 2)
    for one in sorted(of_pairs, key=lambda one: (one.at, one.by, one.verdict, one.targets)):
        latest[pair(*one.targets)] = one
    same = frozenset(both for both, one in latest.items() if one.verdict == "same")
    different = frozenset(both for both, one in latest.items() if one.verdict == "different")
    home = roots(same)
    for left, right in sorted(different):
        if home.get(left, left) == home.get(right, right):
            one = latest[left, right]
            raise BadInput(
                f"judgement of {one.by} at {one.at}: {left} and {right} are told apart, but other judgements make them one event; take one of them back (undo)"
            )
    return Judged(same, different)


def pair(left: str, right: str) -> Pair:
    """Return two ids in their order."""
    return (left, right) if left <= right else (right, left)


def roots(same: Iterable[Pair]) -> dict[str, str]:
    """Return for every judged claim the least claim that it is one event with."""
    home: dict[str, str] = {}

    def root(node: str) -> str:
        while home.setdefault(node, node) != node:
            home[node] = node = home[home[node]]  # shortens the way for the next
        return node

    for one, other in same:
        low, high = sorted((root(one), root(other)))
        home[high] = low
    return {node: root(node) for node in home}
