"""What people decided of claims, as a condition that searches can have."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import ColumnElement, Select, select

from riwaya.store.judgement_tables import claim_states
from riwaya.store.tables import claims, documents

Decided = Literal["open", "accepted", "corrected", "rejected"]


def having(state: Decided) -> ColumnElement[bool]:
    """Return the condition that a claim is open (nobody decided it), accepted, corrected in some slot, or rejected (which no other search shows)."""
    if state == "rejected":
        current = select(documents.c.id).where(documents.c.shown == 1)
        return claims.c.id.in_(_in(claim_states.c.decision == "rejected")) & claims.c.document.in_(current)
    if state == "open":
        return (claims.c.shown == 1) & claims.c.id.not_in(_in(claim_states.c.decision != "open"))
    return (claims.c.shown == 1) & claims.c.id.in_(_in(claim_states.c.corrected if state == "corrected" else claim_states.c.decision == state))


def _in(condition: ColumnElement[bool]) -> Select[tuple[str]]:
    return select(claim_states.c.claim).where(condition)
