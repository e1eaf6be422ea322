"""A better reading changes no judgement; where it differs from a person's word, that is listed."""

from __future__ import annotations

from dataclasses import replace

from riwaya.contract import claim_record
from riwaya.model import Claim, Judgement, Place, Span, Verdict
from riwaya.review import states
from riwaya.review.reread import compare
from riwaya.review.slots import text

BEFORE = {f"c{number}": Claim("page", (Span(number, 90),), "battles", "armed-clash", places=(Place("تل النخيل"),)) for number in range(4)}


def judged(verdict: Verdict, claim: str, **more: str) -> Judgement:
    return Judgement(verdict, (claim,), "سلمى", f"2024-01-01 {claim}", read=text(claim_record(BEFORE[claim])), **more)


def test_a_reading_that_says_the_same_differs_nowhere() -> None:
    held = states([judged("accept", "c0"), judged("reject", "c1")])
    found = compare(BEFORE, BEFORE, held)
    assert (found.kept, found.differences) == ((), ())


def test_a_judged_claim_that_is_no_longer_read_is_kept_and_listed() -> None:
    held = states([judged("accept", "c0"), judged("correct", "c1", slot="stance", value=text({"stance": "denied"}))])
    found = compare(BEFORE, {}, held)
    assert found.kept == ("c0", "c1")
    assert [(one.claim, one.slot) for one in found.differences] == [("c0", "claim"), ("c1", "claim")]


def test_a_rejected_claim_that_is_no_longer_read_is_kept_but_is_no_difference() -> None:
    found = compare(BEFORE, {}, states([judged("reject", "c0")]))
    assert (found.kept, found.differences) == (("c0",), ())


def test_claims_that_nobody_judged_come_and_go() -> None:
    noted = states([Judgement("note", ("c0",), "سلمى", "2024-01-01", "انتبه")])
    assert compare(BEFORE, {}, noted).kept == ()


def test_an_accepted_slot_that_now_reads_otherwise_is_listed_with_both_values() -> None:
    after = {**BEFORE, "c0": replace(BEFORE["c0"], places=(Place("عين البستان"),))}
    (one,) = compare(BEFORE, after, states([judged("accept", "c0")])).differences
    assert (one.claim, one.slot) == ("c0", "places")
    assert "تل النخيل" in one.judged
    assert "عين البستان" in one.now


def test_a_correction_that_the_reading_now_agrees_with_or_never_did_is_not_listed() -> None:
    held = states([judged("correct", "c0", slot="stance", value=text({"stance": "denied"}))])
    assert compare(BEFORE, {**BEFORE, "c0": replace(BEFORE["c0"], stance="denied")}, held).differences == ()
    assert compare(BEFORE, BEFORE, held).differences == ()
    assert [one.slot for one in compare(BEFORE, {**BEFORE, "c0": replace(BEFORE["c0"], stance="planned")}, held).differences] == ["stance"]


def test_other_slots_of_a_corrected_claim_that_nobody_accepted_may_change() -> None:
    held = states([judged("correct", "c0", slot="stance", value=text({"stance": "denied"}))])
    after = {**BEFORE, "c0": replace(BEFORE["c0"], places=(Place("عين البستان"),))}
    assert compare(BEFORE, after, held).differences == ()


def test_points_and_spans_are_no_difference() -> None:
    after = {**BEFORE, "c0": replace(BEFORE["c0"], places=(Place("تل النخيل", span=Span(4, 9), lat=35.0, lon=36.0, id="gn:1"),))}
    assert compare(BEFORE, after, states([judged("accept", "c0")])).differences == ()
