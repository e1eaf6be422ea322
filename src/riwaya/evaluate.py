"""Compares claims with annotated claims: precision, recall and F1 of claims and of every slot.

Claims are paired one to one, best first, only where the event type agrees and the evidence overlaps. Then each
filler of each slot is right, missing or spurious; the claims left over are missing or spurious with all they say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from riwaya.contract.pairs import Filler, contract_actors, fillers, fold_name, pair
from riwaya.model import Claim

SLOTS = ("type", "stance", "source", "actor", "target", "place", "date", "casualty", "equipment")
RECORD = SLOTS[:-1]  # what the headline figure counts
Outcome = Literal["right", "missing", "spurious"]
Tally = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and F1 over `items` annotated items."""

    precision: float
    recall: float
    f1: float
    items: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What one page's claims get wrong: claims that were missed or invented, and fillers that differ in paired ones."""

    missed: tuple[Claim, ...]
    invented: tuple[Claim, ...]
    slots: tuple[tuple[Claim, Claim, tuple[Filler, ...], tuple[Filler, ...]], ...]


def _source_names(claim: Claim) -> frozenset[str]:
    """Return every way in which the innermost source may be named."""
    if not claim.sources:
        return frozenset({"outlet"})
    last = claim.sources[-1]
    names = {"name:" + fold_name(last.name)} if last.name else set()
    return frozenset(names | {actor for actor in (last.actor,) if actor in contract_actors() and actor})


def compare(gold: Sequence[Claim], system: Sequence[Claim]) -> Tally:
    """Count (slot, outcome) for one page; slot "claim" counts the claims themselves."""
    tally: Tally = Counter()
    pairs = pair(gold, system)
    for i, j in pairs:
        tally["claim", "right"] += 1
        tally["evidence", "annotated"] += sum(span.end - span.start for span in gold[i].evidence)
        tally["evidence", "found"] += sum(span.end - span.start for span in system[j].evidence)
        tally.update(_compare_pair(gold[i], system[j]))
    missed, invented = _left_over(gold, {i for i, _ in pairs}), _left_over(system, {j for _, j in pairs})
    for claims, outcome in ((missed, "missing"), (invented, "spurious")):
        tally["claim", outcome] += len(claims)
        tally.update((slot, outcome) for claim in claims for slot, _ in fillers(claim))
    return tally


def _compare_pair(gold: Claim, system: Claim) -> Tally:
    tally: Tally = Counter()
    expected, found = Counter(fillers(gold)), Counter(fillers(system))
    if _source_names(gold) & _source_names(system):
        tally["source", "right"] += 1
        expected, found = (Counter({key: n for key, n in one.items() if key[0] != "source"}) for one in (expected, found))
    for outcome, counted in (("right", expected & found), ("missing", expected - found), ("spurious", found - expected)):
        for (slot, _), n in counted.items():
            tally[slot, outcome] += n
    return tally


def _left_over(claims: Sequence[Claim], used: Collection[int]) -> tuple[Claim, ...]:
    return tuple(claim for number, claim in enumerate(claims) if number not in used)


def differences(gold: Sequence[Claim], system: Sequence[Claim]) -> Difference:
    """Say what differs on one page, claim by claim."""
    pairs = pair(gold, system)
    slots = []
    for i, j in sorted(pairs):
        expected, found = Counter(fillers(gold[i])), Counter(fillers(system[j]))
        lacks, extra = tuple((expected - found).elements()), tuple((found - expected).elements())
        if _source_names(gold[i]) & _source_names(system[j]):
            lacks, extra = (tuple(one for one in both if one[0] != "source") for both in (lacks, extra))
        if lacks or extra:
            slots.append((gold[i], system[j], lacks, extra))
    return Difference(_left_over(gold, {i for i, _ in pairs}), _left_over(system, {j for _, j in pairs}), tuple(slots))


def rate(tally: Tally, slots: Sequence[str]) -> Rate:
    """Sum up the slots to one rate."""
    right, missing, spurious = (sum(tally[slot, outcome] for slot in slots) for outcome in ("right", "missing", "spurious"))
    precision = right / (right + spurious) if right + spurious else 0.0
    recall = right / (right + missing) if right + missing else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Rate(precision, recall, f1, right + missing)


def rates(tally: Tally) -> dict[str, Rate]:
    """Return the rate of the claims, of every slot, and of the whole record (the headline)."""
    return {"claims": rate(tally, ("claim",)), **{slot: rate(tally, (slot,)) for slot in SLOTS}, "record": rate(tally, RECORD)}
