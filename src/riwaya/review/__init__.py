"""What people decided of claims, and what follows from it: pure functions of judgements (docs/review.md)."""

from __future__ import annotations

from riwaya.review.state import OPEN, State, judged_claim, standing, state, states

__all__ = ["OPEN", "State", "judged_claim", "standing", "state", "states"]
