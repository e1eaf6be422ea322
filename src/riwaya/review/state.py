"""The state of a claim: a function of its judgements alone, in whatever order they are given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from riwaya.model import Claim, Judgement
from riwaya.review.slots import SLOTS, filled, plain, slot_record

Decision = Literal["open", "accepted", "rejected"]
DECIDES: Mapping[str, Decision] = {"accept": "accepted", "reject": "rejected"}
PERSON = "person."  # before a slot's name in `Claim.rules`: the slot is as a person put it


@dataclass(frozen=True, slots=True)
class State:
    """What holds of a claim: its decision, the judgement that made it, one correction a slot, notes, who is asked to look, and each person's last decision."""

    decision: Decision = "open"
    decided: Judgement | None = None
    corrections: tuple[Judgement, ...] = ()
    notes: tuple[Judgement, ...] = ()
    assignee: str = ""
    opinions: tuple[Judgement, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether two people decided differently."""
        return len({one.verdict for one in self.opinions}) > 1

    @property
    def corrected(self) -> frozenset[str]:
        """The slots that a person corrected."""
        return frozenset(one.slot for one in self.corrections)

    @property
    def touched(self) -> bool:
        """Whether the claim is a person's as much as the reading's: decided or corrected."""
        return self.decision != "open" or bool(self.corrections)


OPEN = State()


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that are not taken back by their id, the earliest first; an `undo` that is itself taken back takes nothing back.

    An `undo` of one judgement holds over no claim itself and is left out; an `undo` of a pair stands.
    """
    every = {one.id: one for one in judgements}
    gone = taken_back(every.values())
    held = [one for one in every.values() if one.id not in gone and not (one.verdict == "undo" and len(one.targets) == 1)]
    return tuple(sorted(held, key=order))


def taken_back(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Return the ids that an `undo` that stands takes back. An id holds the ids it speaks of, so that chains have an end."""
    takers: dict[str, list[str]] = {}
    for one in {one.id: one for one in judgements}.values():
        if one.verdict == "undo" and len(one.targets) == 1:
            takers.setdefault(one.targets[0], []).append(one.id)
    stands: dict[str, bool] = {}
    stack = list(takers)
    while stack:
        name = stack[-1]
        waiting = [taker for taker in takers.get(name, ()) if taker not in stands]
        if waiting and name not in stands:
            stack += waiting
            continue
        stands[name] = not any(stands[taker] for taker in takers.get(name, ()))
        stack.pop()
    return frozenset(name for name, holds in stands.items() if not holds)


def order(one: Judgement) -> tuple[str, str]:
    """Return what judgements are ordered by: their time, then their id."""
    return (one.at, one.id)


def states(judgements: Iterable[Judgement]) -> dict[str, State]:
    """Return the state of every claim that a standing judgement of one claim speaks of."""
    of_claim: dict[str, list[Judgement]] = {}
    for one in standing(judgements):
        if len(one.targets) == 1:
            of_claim.setdefault(one.targets[0], []).append(one)
    return {claim: _folded(said) for claim, said in of_claim.items()}


def state(claim: str, judgements: Iterable[Judgement]) -> State:
    """Return the state of one claim."""
    return states(judgements).get(claim, OPEN)


def _folded(said: Iterable[Judgement]) -> State:
    held = OPEN
    for one in said:
        match one.verdict:
            case "accept" | "reject":
                opinions = (*(other for other in held.opinions if other.by != one.by), one)
                held = replace(held, decision=DECIDES[one.verdict], decided=one, opinions=opinions)
            case "correct":
                held = replace(held, corrections=(*(other for other in held.corrections if other.slot != one.slot), one))
            case "note":
                held = replace(held, notes=(*held.notes, one))
            case "assign":
                held = replace(held, assignee=one.value)
            case "same" | "different" | "undo":
                pass  # of two claims: linking's matter
    return held


def judged_claim(claim: Claim, held: State) -> Claim:
    """Return a claim as people have it: accepted slots as they were accepted, corrected ones as corrected, each named in `rules`.

    Where an accepted slot reads the same today but for spans and points, today's reading of it is kept: those are no person's judgement.
    """
    record = json.loads(held.decided.read) if held.decided and held.decision == "accepted" and held.decided.read else {}
    for slot in SLOTS:
        if record and plain(slot, record) != plain(slot, slot_record(claim, slot)):
            claim = _put(claim, slot, {key: record[key] for key in slot_record(claim, slot)})
    for one in held.corrections:
        claim = _put(claim, one.slot, json.loads(one.value))
    return claim


def _put(claim: Claim, slot: str, value: Mapping[str, object]) -> Claim:
    return replace(filled(claim, value), rules=(*(rule for rule in claim.rules if rule != PERSON + slot), PERSON + slot))
