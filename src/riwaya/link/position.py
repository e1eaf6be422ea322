"""How a teller stands to what is told: admitting a loss of its own side, claiming one of the enemy's, denying, explaining otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from riwaya.link.knowledge import Knowledge
from riwaya.link.signs import NAMELESS, lineage
from riwaya.model import Claim, Position, Voice

PARTIES = {"military", "armed-group", "militia", "government", "police", "political-party"}  # kinds of actors that have a side in a conflict
HARMED = {"killed", "wounded", "killed-or-wounded", "captured", "missing"}


def position(speaker: Voice | None, claims: Sequence[Claim], known: Knowledge) -> Position:
    """Say how the speaker of an account stands to it; an outlet without a known side is a third party."""
    if any(claim.stance == "denied" for claim in claims):
        return "explains-otherwise" if any(_affirms(claim) for claim in claims) else "denies"
    actor = speaker.actor if speaker else None
    row = known.actors.get(actor or "")
    if actor is None or row is None or row.kind not in PARTIES:
        return "third-party"
    mine = set(lineage(actor, known))
    found = [_stands(mine, claim, known) for claim in claims]
    order: tuple[Position, ...] = ("admits-loss", "claims-deed", "claims-enemy-loss", "accuses", "told-by-side")
    return next(one for one in order if one in found)


def _affirms(claim: Claim) -> bool:
    """Whether a claim still says that something happened: a loss, or another cause than the one denied."""
    return claim.stance != "denied" or bool(claim.casualties or claim.equipment)


def _stands(mine: set[str], claim: Claim, known: Knowledge) -> Position:
    doers, victims = _ids(one.actor for one in claim.actors), _ids(one.actor for one in claim.targets)
    lost = _ids(one.group for one in claim.casualties if one.outcome in HARMED and one.figure.quantity != "none")
    did = bool(doers) and all(_kin(mine, {doer}, known) for doer in doers)
    if _kin(mine, lost, known) or (_kin(mine, victims, known) and claim.equipment):  # dead of no told side are no admission: an attack may have been repelled
        return "admits-loss"
    party = did or _kin(mine, doers | victims, known)
    if party and (lost - NAMELESS or (did and victims - NAMELESS and (claim.casualties or claim.equipment))):
        return "claims-enemy-loss"
    if did:
        return "claims-deed"
    return "accuses" if doers else "told-by-side"


def _ids(given: Iterable[str | None]) -> set[str]:
    return {one for one in given if one}


def _kin(mine: set[str], others: set[str], known: Knowledge) -> bool:
    return any(not mine.isdisjoint(lineage(one, known)) for one in others)
