"""What people decided of claims, as a condition that searches can have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Select, select

from riwaya.store.judgement_tables import claim_states
from riwaya.store.pages import chunks
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


def rejected(connection: Connection, names: Sequence[str]) -> frozenset[str]:
    """Return those of the claims that people rejected."""
    told = (select(claim_states.c.claim).where(claim_states.c.claim.in_(some), claim_states.c.decision == "rejected") for some in chunks(names))
    return frozenset(claim for wanted in told for claim in connection.scalars(wanted))


def _in(condition: ColumnElement[bool]) -> Select[tuple[str]]:
    return select(claim_states.c.claim).where(condition)
