"""Judgements on every kind of store: each is kept, each works at once, each can be taken back."""

from __future__ import annotations

import pytest
from madeup import CHIEF, GUEST, LAYLA, RUN, SALMA, claim, filled, intake, later
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from riwaya import contract
from riwaya.errors import BadInput
from riwaya.lexicon import Lexicon
from riwaya.link.knowledge import Knowledge
from riwaya.model import Judgement
from riwaya.people import Denied
from riwaya.service import review
from riwaya.service.linking import catch_up, relink
from riwaya.store import Query, Store
from riwaya.store import judgements as kept
from riwaya.store import people as accounts
from riwaya.store.judgement_tables import claim_states, judgements


def test_a_judgement_is_kept_as_it_was_made_and_in_the_audit_trail(store: Store, known: Knowledge) -> None:
    first, *_ = filled(store, known)
    made = review.judge(store, SALMA, "accept", [first], why="رأيت الصورة", now=later(0))
    assert review.all_judgements(store) == [made]
    case = review.show(store, SALMA, first)
    assert (case.state.decision, case.state.decided, case.judgements) == ("accepted", made, (made,))
    with store.reading() as connection:
        (deed,) = accounts.deeds(connection)
    assert (deed.who, deed.action, deed.target, deed.detail) == ("سلمى", "accept", first, made.id)
    assert contract.judgement_of(contract.judgement_record(made)) == made
    assert store.problems() == []


def test_a_rejected_claim_leaves_search_and_events_and_comes_back_when_undone(store: Store, known: Knowledge) -> None:
    first, *_ = filled(store, known)
    made = review.judge(store, SALMA, "reject", [first], why="خدعة")
    assert catch_up(store, known)
    assert first not in {report.id for event in store.events() for report in event.reports}
    assert first not in {name for name, _, _ in store.find(Query()).claims}
    assert [name for name, _, _ in store.find(Query(decision="rejected")).claims] == [first]
    assert store.problems() == []
    review.undo(store, SALMA, made.id)
    catch_up(store, known)
    assert first in {report.id for event in store.events() for report in event.reports}
    assert store.problems() == []
    assert not catch_up(store, known)


def test_a_corrected_slot_is_searched_and_linked_as_corrected_and_marked_as_a_persons(store: Store, known: Knowledge, words: Lexicon) -> None:
    first, *_ = filled(store, known)
    made = review.correct(store, SALMA, first, "places", [{"name": "عين البستان"}], review.terms(words))
    catch_up(store, known)
    assert [name for name, _, _ in store.find(Query(place="عين البستان")).claims] == [first]
    held = review.show(store, SALMA, first).held
    assert held.claim.places[0].name == "عين البستان"
    assert "person.places" in held.claim.rules
    assert held.read.places[0].name == "تل النخيل"
    assert store.problems() == []
    review.undo(store, SALMA, made.id)
    assert review.show(store, SALMA, first).held.claim == held.read
    assert store.problems() == []


def test_a_claim_keeps_its_id_when_its_type_or_source_is_corrected(store: Store, known: Knowledge, words: Lexicon) -> None:
    first, *_ = filled(store, known)
    review.correct(store, SALMA, first, "type", "attack", review.terms(words))
    review.correct(store, SALMA, first, "sources", [{"name": "شاهد"}], review.terms(words))
    catch_up(store, known)
    assert review.show(store, SALMA, first).held.claim.sub_event_type == "attack"
    assert first in {report.id for event in store.events() for report in event.reports}
    assert store.problems() == []


def test_what_is_judged_different_is_two_events_and_what_is_judged_same_is_one(store: Store, known: Knowledge) -> None:
    first, _, second, third = filled(store, known)

    def event_of(name: str) -> str:
        return next(event.id for event in store.events() for report in event.reports if report.id == name)

    assert event_of(first) == event_of(second) == event_of(third)
    apart = review.judge(store, LAYLA, "different", [first, second], now=later(0))
    catch_up(store, known)
    assert event_of(first) != event_of(second)
    review.undo(store, LAYLA, apart.id, now=later(1))
    catch_up(store, known)
    assert event_of(first) == event_of(second)
    assert store.problems() == []


def test_judgements_that_cannot_all_hold_are_refused_and_leave_no_trace(store: Store, known: Knowledge) -> None:
    first, _, second, third = filled(store, known)
    review.judge(store, LAYLA, "same", [first, second])
    review.judge(store, LAYLA, "same", [second, third])
    with pytest.raises(BadInput, match="take one of them back"):
        review.judge(store, LAYLA, "different", [first, third])
    assert len(review.all_judgements(store)) == 2
    with store.reading() as connection:
        assert len(accounts.deeds(connection)) == 2


def test_an_undo_that_would_let_judgements_contradict_is_refused(store: Store, known: Knowledge) -> None:
    first, _, second, third = filled(store, known)
    review.judge(store, LAYLA, "same", [first, second])
    joined = review.judge(store, LAYLA, "same", [second, third])
    undone = review.undo(store, LAYLA, joined.id)
    review.judge(store, LAYLA, "different", [first, third])
    with pytest.raises(BadInput, match="take one of them back"):
        review.undo(store, LAYLA, undone.id)


def test_what_was_taken_back_is_not_taken_back_twice(store: Store, known: Knowledge) -> None:
    first, *_ = filled(store, known)
    made = review.judge(store, SALMA, "accept", [first])
    review.undo(store, SALMA, made.id)
    with pytest.raises(BadInput, match="taken back already"):
        review.undo(store, SALMA, made.id)


def test_another_persons_judgement_is_taken_back_by_a_reviewer_only(store: Store, known: Knowledge) -> None:
    first, *_ = filled(store, known)
    made = review.judge(store, LAYLA, "accept", [first])
    with pytest.raises(Denied, match="reviewer"):
        review.undo(store, SALMA, made.id)
    mine = review.judge(store, SALMA, "reject", [first])
    assert review.undo(store, LAYLA, mine.id[:8]).targets == (mine.id,)


def test_who_lacks_the_right_judges_nothing(store: Store, known: Knowledge, words: Lexicon) -> None:
    first, _, second, _ = filled(store, known)
    for deed in (
        lambda: review.judge(store, GUEST, "accept", [first]),
        lambda: review.judge(store, GUEST, "note", [first], why="x"),
        lambda: review.correct(store, GUEST, first, "stance", "denied", review.terms(words)),
        lambda: review.judge(store, SALMA, "same", [first, second]),
        lambda: review.judge(store, SALMA, "assign", [first], value="ليلى"),
        lambda: review.waiting(store, GUEST),
        lambda: review.agreements(store, SALMA),
    ):
        with pytest.raises(Denied, match="needs the role"):
            deed()
    assert review.all_judgements(store) == []


def test_a_claim_that_is_not_there_or_named_twice_is_refused(store: Store, known: Knowledge) -> None:
    first, *_ = filled(store, known)
    for targets in (["nowhere"], [first, "nowhere"], [first, first]):
        with pytest.raises(BadInput):
            review.judge(store, LAYLA, "same" if len(targets) == 2 else "accept", targets)
    with pytest.raises(BadInput, match="no such judgement"):
        review.undo(store, LAYLA, "j0")


def test_the_queue_gives_the_most_doubtful_first_and_no_decided_ones(store: Store, known: Knowledge) -> None:
    first, denied, *others = filled(store, known)
    store.put(store.begin_run(RUN), [intake("vague", claim("vague", places=(), date=None, actors=()), text="خبر آخر بعيد كل البعد عن غيره من الأخبار هنا.")])
    relink(store, known)
    cases = review.waiting(store, SALMA)
    points = [case.doubt.points for case in cases]
    assert {case.held.id for case in cases} > {first, denied, *others}
    assert points == sorted(points, reverse=True)
    assert points[0] > points[-1]
    assert all(case.doubt.reasons for case in cases)
    review.judge(store, SALMA, "accept", [cases[0].held.id])
    assert cases[0].held.id not in {case.held.id for case in review.waiting(store, SALMA)}


def test_who_is_asked_sees_the_claim_first_even_when_another_decided_it(store: Store, known: Knowledge) -> None:
    *_, last = filled(store, known)
    review.judge(store, LAYLA, "accept", [last], now=later(0))
    review.judge(store, LAYLA, "assign", [last], value="سلمى", now=later(1))
    assert review.waiting(store, SALMA, 1)[0].held.id == last
    assert last not in {case.held.id for case in review.waiting(store, LAYLA)}
    review.judge(store, SALMA, "reject", [last], now=later(2))
    assert last not in {case.held.id for case in review.waiting(store, SALMA)}
    assert review.show(store, SALMA, last).state.disputed


def test_two_reviewers_agreement_is_counted(store: Store, known: Knowledge, words: Lexicon) -> None:
    first, denied, second, third = filled(store, known)
    for name in (first, denied, second, third):
        review.judge(store, SALMA, "accept", [name])
        review.judge(store, LAYLA, "reject" if name == third else "accept", [name])
    review.correct(store, LAYLA, first, "stance", "possible", review.terms(words))
    rows = {one.slot: one for one in review.agreements(store, LAYLA)}
    assert (rows["decision"].claims, rows["decision"].alike) == (4, 3)
    assert (rows["stance"].claims, rows["stance"].alike) == (3, 2)


def test_time_never_runs_backwards_in_the_order_of_judgements(store: Store, known: Knowledge) -> None:
    first, *_ = filled(store, known)
    review.judge(store, SALMA, "accept", [first], now=later(100))
    late = review.judge(store, SALMA, "reject", [first], now=later(0))
    assert review.show(store, SALMA, first).state.decided == late
    assert [one.at for one in review.all_judgements(store)] == sorted(one.at for one in review.all_judgements(store))


def test_the_database_itself_refuses_to_change_or_delete_judgements(store: Store, known: Knowledge) -> None:
    first, *_ = filled(store, known)
    review.judge(store, SALMA, "accept", [first])
    for statement in (update(judgements).values(by="x"), delete(judgements)):
        with pytest.raises(DBAPIError, match="never changed"), store.writing() as connection:
            connection.execute(statement)
    assert [one.by for one in review.all_judgements(store)] == ["سلمى"]


def test_a_store_out_of_step_with_its_judgements_is_found_out(store: Store, known: Knowledge) -> None:
    first, *_ = filled(store, known)
    review.judge(store, SALMA, "accept", [first])
    with store.writing() as connection:
        connection.execute(update(claim_states).values(decision="rejected"))
    assert any("not what its judgements say" in one for one in store.problems())


@pytest.mark.parametrize("text", ["'; DROP TABLE judgements; --", "=HYPERLINK(1)", "<script>", "سطر\nثان", "a\x00b\x1b[31m"])
def test_a_note_is_text_whatever_is_in_it(store: Store, known: Knowledge, text: str) -> None:
    first, *_ = filled(store, known)
    review.judge(store, SALMA, "note", [first], why=text)
    (note,) = review.show(store, SALMA, first).state.notes
    assert note.why == text.replace("\x00", "").replace("\x1b", "")
    with pytest.raises(BadInput, match="at most"):
        review.judge(store, SALMA, "note", [first], why="ا" * 10_001)


def test_an_assignee_must_be_an_account_that_may_review_once_there_are_accounts(store: Store, known: Knowledge) -> None:
    first, *_ = filled(store, known)
    with store.writing() as connection:
        accounts.add(connection, accounts.User("زائر", "viewer", "-", disabled=False, made="2024"))
    for name in ("زائر", "nobody"):
        with pytest.raises(BadInput, match="no account that may review"):
            review.judge(store, LAYLA, "assign", [first], value=name)


def test_a_judgement_added_twice_is_one(store: Store, known: Knowledge) -> None:
    first, *_ = filled(store, known)
    one = Judgement("note", (first,), "سلمى", "2024-01-01T00:00:00+00:00", "مرة")
    for _ in range(2):
        with store.writing() as connection:
            kept.add(connection, one)
    assert review.all_judgements(store) == [one]


def test_an_admin_may_do_all_that_others_may(store: Store, known: Knowledge) -> None:
    first, _, second, _ = filled(store, known)
    review.judge(store, CHIEF, "same", [first, second])
    assert len(review.waiting(store, CHIEF)) == 4


@pytest.mark.parametrize("name", ["\x00", "\ud800", "' OR 1=1 --", "%"])
def test_an_id_that_is_none_is_refused_whatever_is_in_it(store: Store, known: Knowledge, name: str) -> None:
    filled(store, known)
    for deed in (lambda: review.show(store, SALMA, name), lambda: review.undo(store, LAYLA, name), lambda: review.judge(store, SALMA, "accept", [name])):
        with pytest.raises(BadInput):
            deed()


@pytest.mark.parametrize("name", ["a\x00", "\ud800", "سطر\nثان"])
def test_a_corrected_name_is_one_line_of_text(store: Store, known: Knowledge, words: Lexicon, name: str) -> None:
    first, *_ = filled(store, known)
    with pytest.raises(BadInput, match="in one line"):
        review.correct(store, SALMA, first, "actors", [{"name": name}], review.terms(words))
