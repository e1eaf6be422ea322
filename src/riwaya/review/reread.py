"""What a new reading of a page does to what people decided of the old one: nothing is lost, and where they now differ is listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from riwaya.model import Claim
from riwaya.review.slots import SLOTS, plain, slot_record
from riwaya.review.state import State, judged_claim


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim, or one slot of it, in which a person's word and a new reading differ.

    `slot` is "claim" where the reading no longer has the claim at all: then `judged` is its type, and `now` is empty. Values are slots in the
    contract's form, as JSON.
    """

    claim: str
    document: str
    slot: str
    judged: str
    now: str


@dataclass(frozen=True, slots=True)
class Reread:
    """What becomes of a page's claims: `kept` by the ids that people touched and the reading has no more, and the differences."""

    kept: tuple[str, ...]
    differences: tuple[Difference, ...]


def compare(before: Mapping[str, Claim], after: Mapping[str, Claim], held: Mapping[str, State]) -> Reread:
    """Compare two readings of one page, both by claim id, with what people decided of the claims of the first.

    A judged claim (accepted, rejected or corrected) that the new reading lacks is kept; a rejected one is no difference: the reading agrees now.
    """
    kept, found = [], []
    for name, claim in sorted(before.items()):
        state = held.get(name)
        if state is None or not state.touched:
            continue
        if name not in after:
            kept.append(name)
            found += [] if state.decision == "rejected" else [Difference(name, claim.document, "claim", _said(judged_claim(claim, state), "type"), "")]
        elif state.decision != "rejected":
            found += _slots(name, claim, after[name], state)
    return Reread(tuple(kept), tuple(found))


def _slots(name: str, before: Claim, after: Claim, held: State) -> list[Difference]:
    """Return the judged slots that read otherwise than before, and not as the person has them."""
    judged = judged_claim(before, held)
    wanted = SLOTS if held.decision == "accepted" else held.corrected
    found = []
    for slot in SLOTS:
        was, now, put = (_said(one, slot) for one in (before, after, judged))
        if slot in wanted and now not in {was, put}:
            found.append(Difference(name, after.document, slot, put, now))
    return found


def _said(claim: Claim, slot: str) -> str:
    return plain(slot, slot_record(claim, slot))
