"""The state of a claim follows from its judgements, whatever their order; nothing is ever lost, all can be taken back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.contract import claim_record
from riwaya.model import Claim, Judgement, Party, Place, Span, Verdict
from riwaya.review import OPEN, judged_claim, standing, state, states
from riwaya.review.slots import text

CLAIM = Claim("page", (Span(0, 9),), "battles", "armed-clash", places=(Place("تل النخيل", span=Span(2, 5)),), actors=(Party(None, "المسلحون"),))
READ = text(claim_record(CLAIM))


def said(verdict: Verdict, number: int, *targets: str, by: str = "سلمى", **more: str) -> Judgement:
    return Judgement(verdict, targets or ("c1",), by, f"2024-01-01T00:00:{number:02d}", **more)


def test_a_claim_of_which_nobody_spoke_is_open() -> None:
    assert state("c1", []) == OPEN


def test_the_latest_decision_holds_and_each_persons_own_is_kept() -> None:
    held = state("c1", [said("reject", 2, by="ليلى"), said("accept", 1)])
    assert (held.decision, held.disputed) == ("rejected", True)
    assert [one.by for one in held.opinions] == ["سلمى", "ليلى"]


def test_what_is_taken_back_holds_no_more_and_the_one_before_holds_again() -> None:
    first, second = said("accept", 1), said("reject", 2)
    undo = said("undo", 3, second.id)
    assert state("c1", [first, second, undo]).decision == "accepted"
    assert state("c1", [first, second, undo, said("undo", 4, undo.id)]).decision == "rejected"


def test_taking_back_what_nobody_said_changes_nothing() -> None:
    assert state("c1", [said("accept", 1), said("undo", 2, "j-nowhere")]).decision == "accepted"


def test_one_correction_a_slot_holds_the_latest() -> None:
    denied, planned = (said("correct", number, slot="stance", value=text({"stance": one})) for number, one in ((1, "denied"), (2, "planned")))
    held = state("c1", [planned, denied])
    assert judged_claim(CLAIM, held).stance == "planned"
    assert judged_claim(CLAIM, held).rules == ("person.stance",)
    assert judged_claim(CLAIM, state("c1", [planned, denied, said("undo", 3, planned.id)])).stance == "denied"


def test_a_corrected_claim_is_the_claim_but_for_its_corrected_slots() -> None:
    value = text({"actors": [{"actor": "sy.armed-forces", "name": "الجيش"}]})
    corrected = judged_claim(CLAIM, state("c1", [said("correct", 1, slot="actors", value=value)]))
    assert replace(corrected, actors=CLAIM.actors, rules=()) == CLAIM
    assert corrected.actors == (Party("sy.armed-forces", "الجيش"),)


def test_an_accepted_slot_stays_as_accepted_when_the_reading_changes() -> None:
    held = state("c1", [said("accept", 1, read=READ)])
    again = judged_claim(replace(CLAIM, stance="denied"), held)
    assert (again.stance, again.rules) == ("asserted", ("person.stance",))


def test_points_and_spans_of_an_accepted_place_are_todays() -> None:
    held = state("c1", [said("accept", 1, read=READ)])
    resolved = replace(CLAIM, places=(replace(CLAIM.places[0], lat=35.1, lon=36.2, id="gn:1", span=Span(3, 6)),))
    assert judged_claim(resolved, held) == resolved


def test_notes_and_the_person_asked_are_kept() -> None:
    held = state("c1", [said("note", 1, why="راجع الصورة"), said("assign", 2, value="ليلى"), said("note", 3, why="تم")])
    assert ([one.why for one in held.notes], held.assignee) == (["راجع الصورة", "تم"], "ليلى")
    assert held.decision == "open"
    assert not held.touched


def test_judgements_of_two_claims_leave_the_state_of_each_alone() -> None:
    assert states([said("same", 1, "c1", "c2")]) == {}
    assert len(standing([said("same", 1, "c1", "c2")])) == 1


VERDICTS = st.sampled_from(["accept", "reject", "note", "assign", "correct"])


@given(verdicts=st.lists(VERDICTS, min_size=1, max_size=8), undone=st.lists(st.integers(0, 30), max_size=8), data=st.data())
def test_order_and_repetition_do_not_matter(verdicts: list[Verdict], undone: list[int], data: st.DataObject) -> None:
    made: list[Judgement] = [said(one, number % 5, slot="stance", value=text({"stance": "denied"})) for number, one in enumerate(verdicts)]
    for number, index in enumerate(undone):
        made.append(said("undo", 10 + number, made[index % len(made)].id))
    shuffled = data.draw(st.permutations([*made, *made]))
    assert states(shuffled) == states(made)


@given(depth=st.integers(1, 40))
def test_undoing_an_undo_turns_it_over_each_time(depth: int) -> None:
    made = [said("accept", 0)]
    for number in range(depth):
        made.append(said("undo", number + 1, made[-1].id))
    assert (state("c1", made).decision == "accepted") == (depth % 2 == 0)


def test_a_thousand_undos_of_undos_are_no_matter() -> None:
    made = [said("accept", 0)]
    for _ in range(3000):
        made.append(said("undo", 1, made[-1].id))
    assert state("c1", made).decision == "accepted"


def test_the_same_judgement_said_twice_has_one_id_and_any_other_another() -> None:
    one = said("note", 1, why="a")
    assert one.id == said("note", 1, why="a").id
    others = [said("note", 2, why="a"), said("note", 1, why="b"), said("note", 1, "c2", why="a"), said("note", 1, why="a", by="x")]
    assert one.id not in {other.id for other in others}


@pytest.mark.parametrize("value", [json.dumps({"places": []}), json.dumps({"date": None})])
def test_a_slot_can_be_emptied(value: str) -> None:
    slot = next(iter(json.loads(value)))
    assert not getattr(judged_claim(CLAIM, state("c1", [said("correct", 1, slot=slot, value=value)])), slot)
