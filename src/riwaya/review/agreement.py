"""How far two people who judged the same claims agree: in percent, and beyond chance (Cohen's kappa), decision and slot by slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from riwaya.model import Claim, Judgement
from riwaya.review.slots import SLOTS, plain, slot_record
from riwaya.review.state import OPEN, judged_claim, standing, states


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of `claims` that both people judged, how many they judged alike in a slot ("decision": accept or reject).

    `kappa` is None where chance alone would make them agree on all, so that nothing can be told.
    """

    left: str
    right: str
    slot: str
    claims: int
    alike: int
    kappa: float | None

    @property
    def percent(self) -> float:
        """The share judged alike, 0 to 100."""
        return 100 * self.alike / self.claims


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of paired answers (nominal categories); None for no pairs, or where both gave one and the same answer throughout."""
    if not pairs:
        return None
    left, right = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum(count * right[answer] for answer, count in left.items()) / len(pairs) ** 2
    seen = sum(one == other for one, other in pairs) / len(pairs)
    return None if chance == 1 else (seen - chance) / (1 - chance)


def agreement(judgements: Iterable[Judgement], claims: Mapping[str, Claim]) -> tuple[Agreement, ...]:
    """Return, for each two people who decided the same claims, how far they agree; slots count where neither rejected the claim.

    `claims` are the claims as they were read, by id; one that is not there counts for its decision only.
    """
    answers = _answers(judgements, claims)
    return tuple(_row(left, right, slot, pairs) for left, right in combinations(sorted(answers), 2) for slot, pairs in _paired(answers[left], answers[right]))


Answers = dict[str, dict[str, str]]  # by claim: the decision, and the value of each slot


def _answers(judgements: Iterable[Judgement], claims: Mapping[str, Claim]) -> dict[str, Answers]:
    by: dict[str, list[Judgement]] = {}
    for one in standing(judgements):
        by.setdefault(one.by, []).append(one)
    return {who: _answers_of(said, claims) for who, said in by.items()}


def _answers_of(said: Sequence[Judgement], claims: Mapping[str, Claim]) -> Answers:
    found: Answers = {}
    for claim, held in states(said).items():
        if held.decision == "open":
            continue
        found[claim] = {"decision": held.decision}
        if held.decision == "accepted" and claim in claims:
            mine = judged_claim(claims[claim], held if held.decided else OPEN)
            found[claim] |= {slot: plain(slot, slot_record(mine, slot)) for slot in SLOTS}
    return found


def _paired(left: Answers, right: Answers) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    both = sorted(left.keys() & right.keys())
    for slot in ("decision", *SLOTS):
        pairs = [(left[claim][slot], right[claim][slot]) for claim in both if slot in left[claim] and slot in right[claim]]
        if pairs:
            yield slot, pairs


def _row(left: str, right: str, slot: str, pairs: Sequence[tuple[str, str]]) -> Agreement:
    return Agreement(left, right, slot, len(pairs), sum(one == other for one, other in pairs), kappa(pairs))
