"""What several readings of one page agree on: the claims that most of them make, each with the slots that most of those say.

Readings by weights that were learned from different pages err differently, and are right alike: what only one of them sees is mostly wrong
(majority voting, Hansen & Salamon 1990). What no reading says of one claim together (a party on both sides, a toll and a part of it), more than half of them
cannot say each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from riwaya.contract.pairs import amount, fillers, fold_name, pair, who
from riwaya.extract.keys import key_of
from riwaya.model import Casualty, Claim

T = TypeVar("T")


def voted(readings: Sequence[Sequence[Claim]]) -> tuple[Claim, ...]:
    """Return the claims that more than half of the readings of a page make, in the order of their words; one reading alone is told as it is.

    What most see happen but under two event types, by none of which most take it, is told with that which more of them give it.
    """
    if len(readings) == 1:
        return tuple(readings[0])
    groups = _groups(readings)
    told = [group for group in groups if _by_most(group, readings)]
    agreed = {id(claim) for group in told for claim in group}
    left = [[claim for claim in reading if id(claim) not in agreed] for reading in readings]
    told += [group for group in _groups(left, any_type=True) if _by_most(group, readings)]
    return tuple(sorted((_agreed(group, len(readings)) for group in told), key=lambda claim: claim.evidence))


def _by_most(group: Sequence[Claim], readings: Sequence[object]) -> bool:
    return 2 * len(group) > len(readings)


def _groups(readings: Sequence[Sequence[Claim]], *, any_type: bool = False) -> list[list[Claim]]:
    """Put the claims of different readings together that tell of one thing, one of each reading at most."""
    groups: list[list[Claim]] = []
    for reading in readings:
        pairs = {other: group for group, other in pair([group[0] for group in groups], reading, any_type=any_type)}
        for number, claim in enumerate(reading):
            if number in pairs:
                groups[pairs[number]].append(claim)
            else:
                groups.append([claim])
    return groups


def _agreed(group: Sequence[Claim], readings: int) -> Claim:
    """Return the claim of a group that has most in common with the others, each slot filled as most fill it, of equal votes as that one does.

    Its last rule says how many of the readings make it.
    """
    says = [Counter(fillers(claim)) for claim in group]
    best = max(range(len(group)), key=lambda number: sum((says[number] & other).total() for other in says))
    ordered = [group[best], *(claim for number, claim in enumerate(group) if number != best)]
    event_type, sub_event_type = _most([(claim.event_type, claim.sub_event_type) for claim in ordered], str)
    return replace(
        group[best],
        event_type=event_type,
        sub_event_type=sub_event_type,
        stance=_most([claim.stance for claim in ordered], str),
        background=_most([claim.background for claim in ordered], bool),
        sources=_most([claim.sources for claim in ordered], lambda chain: who(chain[-1]) if chain else None),
        actors=_shared([claim.actors for claim in ordered], key_of),
        targets=_shared([claim.targets for claim in ordered], key_of),
        places=_shared([claim.places for claim in ordered], lambda place: fold_name(place.name)),
        date=next(iter(_shared([[claim.date] if claim.date else [] for claim in ordered], lambda when: (when.start, when.end))), None),
        casualties=tuple(_grouped(one, ordered) for one in _shared([claim.casualties for claim in ordered], _lost)),
        equipment=_shared([claim.equipment for claim in ordered], lambda one: (one.item, one.outcome, amount(one.figure))),
        rules=(*group[best].rules, f"vote:{len(group)}/{readings}"),
    )


def _lost(one: Casualty) -> Hashable:
    return one.outcome, amount(one.figure)


def _grouped(one: Casualty, claims: Sequence[Claim]) -> Casualty:
    """Return a loss with the group that most of the claims give it."""
    return replace(one, group=_most([other.group for claim in claims for other in claim.casualties if _lost(other) == _lost(one)], str))


def _most(values: Sequence[T], key: Callable[[T], Hashable]) -> T:
    """Return the value that stands most often, of several the first."""
    counts = Counter(map(key, values))
    return max(values, key=lambda one: counts[key(one)])


def _shared(lists: Sequence[Iterable[T]], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    """Return the fillers that more than half of the lists have, in the order of the first that has them."""
    first: dict[Hashable, T] = {}
    counts: Counter[Hashable] = Counter()
    for some in lists:
        counts.update({key(one) for one in some})
        for one in some:
            first.setdefault(key(one), one)
    return tuple(one for name, one in first.items() if 2 * counts[name] > len(lists))
