"""Agreement of two people, in percent and beyond chance."""

from __future__ import annotations

import pytest

from riwaya.contract import claim_record
from riwaya.model import Claim, Judgement, Span, Verdict
from riwaya.review.agreement import agreement, kappa
from riwaya.review.slots import text

CLAIMS = {f"c{number}": Claim(f"page-{number}", (Span(0, 9),), "battles", "armed-clash") for number in range(4)}
COUNTER = iter(range(10**6))


def said(by: str, verdict: Verdict, claim: str, **more: str) -> Judgement:
    return Judgement(verdict, (claim,), by, f"2024-01-01T00:00:00.{next(COUNTER):06d}", read=text(claim_record(CLAIMS[claim])), **more)


def test_kappa_is_as_in_cohens_table() -> None:
    # 20 both yes, 5 and 10 apart, 15 both no: (0.7 - 0.5) / (1 - 0.5)
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_where_chance_explains_all_there_is_no_kappa() -> None:
    assert kappa([]) is None
    assert kappa([("yes", "yes")] * 5) is None
    assert kappa([("yes", "no"), ("no", "yes")]) == pytest.approx(-1.0)


def test_decisions_and_slots_are_counted_for_claims_that_both_judged() -> None:
    given = [said(by, "accept", claim) for by in ("سلمى", "ليلى") for claim in ("c0", "c1")]
    given += [said("سلمى", "reject", "c2"), said("ليلى", "accept", "c2"), said("ليلى", "accept", "c3")]
    given.append(said("ليلى", "correct", "c1", slot="stance", value=text({"stance": "denied"})))
    rows = {one.slot: one for one in agreement(given, CLAIMS)}
    assert (rows["decision"].claims, rows["decision"].alike) == (3, 2)
    assert rows["decision"].percent == pytest.approx(200 / 3)
    assert (rows["stance"].claims, rows["stance"].alike) == (2, 1)
    assert (rows["type"].claims, rows["type"].alike, rows["type"].kappa) == (2, 2, None)
    assert {(one.left, one.right) for one in rows.values()} == {("سلمى", "ليلى")}


def test_a_decision_that_was_taken_back_is_not_counted() -> None:
    mine, other = said("سلمى", "accept", "c0"), said("ليلى", "reject", "c0")
    undo = Judgement("undo", (other.id,), "ليلى", "2025-01-01")
    assert agreement([mine, other], CLAIMS)
    assert agreement([mine, other, undo], CLAIMS) == ()


def test_one_person_alone_agrees_with_nobody() -> None:
    assert agreement([said("سلمى", "accept", "c0")], CLAIMS) == ()
