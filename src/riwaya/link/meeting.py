"""The scores of claims that come to a store with those that it holds: each pair compared once, and none on which nothing hangs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from riwaya.link.block import Block, blocks, days, topics
from riwaya.link.cluster import UNCOMPARED
from riwaya.link.judged import Pair, roots
from riwaya.link.knowledge import Knowledge
from riwaya.link.linker import FIRM, Scored
from riwaya.link.score import score
from riwaya.link.signs import Signs


def met(fresh: Iterable[Signs], others: Mapping[str, Signs], pairs: Mapping[str, Iterable[str]], known: Knowledge) -> Iterator[Scored]:
    """Yield the pairs of a fresh report and another that are found comparable; `pairs` say by ids which may be."""
    for one in fresh:
        sides = _sides(one)
        for other in pairs.get(one.id, ()):
            found = score(one, others[other], known)
            if found > UNCOMPARED and (one.doc == others[other].doc or _meets(sides, others[other])):
                yield one.id, other, found


def _sides(one: Signs) -> dict[Block, bool]:
    """Return the blocks of a report, and of each whether it stands in their open side."""
    held: dict[Block, bool] = {}
    for block, is_open in blocks(one):
        held[block] = held.get(block, False) or is_open
    return held


def _meets(held: Mapping[Block, bool], other: Signs) -> bool:
    """Whether a report meets one of another page, whose blocks are given, in one of them, at least one of the two in its open side."""
    spans = list(days(other))
    return any((kind, day, value) in held and (is_open or held[kind, day, value]) for (kind, value), is_open in topics(other) for day in spans)


def across(parts: Iterable[Sequence[Signs]], known: Knowledge) -> Iterator[Scored]:
    """Yield the pairs of reports of different parts that are found comparable."""
    held: dict[tuple[Block, bool], list[Signs]] = {}
    for part in parts:
        filed = [(one, list(blocks(one))) for one in part]
        for one, sides in filed:
            near: dict[str, Signs] = {}
            for block, is_open in sides:
                for side in (True, False) if is_open else (True,):
                    near |= {other.id: other for other in held.get((block, side), ())}
            for other in near.values():
                found = score(one, other, known)
                if found > UNCOMPARED:
                    yield one.id, other.id, found
        for one, sides in filed:
            for place in sides:
                held.setdefault(place, []).append(one)


def together(components: Iterable[Sequence[Signs]], fresh: Sequence[Signs], found: Iterable[Scored], same: Iterable[Pair], known: Knowledge) -> list[Scored]:
    """Return the scores that are wanting where fresh reports come to components; `found` are theirs with those of components (`met`).

    Two components are compared only if firm pairs with what is fresh, or judgements of sameness, bring them together: nothing else hangs on their pairs.
    """
    scored = [*found, *across([[one] for one in fresh], known)]
    parts = list(components)
    chains = [(part[0].id, one.id) for part in parts for one in part[1:]]
    home = roots([*chains, *same, *((one, other) for one, other, score in scored if score >= FIRM)])
    joined: dict[str, list[Sequence[Signs]]] = {}
    for part in parts:
        joined.setdefault(home.get(part[0].id, part[0].id), []).append(part)
    return [*scored, *(pair for some in joined.values() if len(some) > 1 for pair in across(some, known))]
