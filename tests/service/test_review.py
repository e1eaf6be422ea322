"""Judgements on every kind of store: each is kept, each works at once, each can be taken back."""

from __future__ import annotations

import pytest
from madeup import CHIEF, GUEST, LAYLA, RUN, SALMA, claim, filled, reading
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DBAPIError

from riwaya import contract
from riwaya.errors import BadInput
from riwaya.model import Judgement
from riwaya.people import Denied
from riwaya.service.linking import catch_up, out_of_step, relink
from riwaya.service.query import Query
from riwaya.service.review import Review
from riwaya.service.search import count, find
from riwaya.service.terms import Ground
from riwaya.store import Store, queue
from riwaya.store import judgements as kept
from riwaya.store import people as accounts
from riwaya.store.judgement_tables import claim_states, doubts, judgements


def ids(store: Store, query: Query, ground: Ground) -> list[str]:
    """The ids that a search finds; facets and days count as many."""
    found = [hit.id for hit in find(store, query, ground, 100).hits]
    counted = count(store, query, ground)
    assert counted.claims == len(found) == sum(counted.days.values())
    return found


def test_a_judgement_is_kept_as_it_was_made_and_in_the_audit_trail(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    made = review.judge(SALMA, "accept", [first], why="رأيت الصورة")
    assert review.judgements(SALMA) == [made]
    case = review.show(SALMA, first)
    assert (case.state.decision, case.state.decided, case.judgements) == ("accepted", made, (made,))
    with store.reading() as connection:
        (deed,) = accounts.deeds(connection)
    assert (deed.who, deed.action, deed.target, deed.detail) == ("سلمى", "accept", first, made.id)
    assert contract.judgement_of(contract.judgement_record(made)) == made
    assert store.faults() == []


def test_a_rejected_claim_leaves_search_and_events_and_comes_back_when_undone(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    made = review.judge(SALMA, "reject", [first], why="خدعة")
    assert catch_up(store, ground.known)
    assert first not in {report.id for event in store.events() for report in event.reports}
    assert first not in set(ids(store, Query(), ground))
    assert ids(store, Query(state="rejected"), ground) == [first]
    assert store.faults() == []
    review.undo(SALMA, made.id)
    catch_up(store, ground.known)
    assert first in {report.id for event in store.events() for report in event.reports}
    assert store.faults() == []
    assert not catch_up(store, ground.known)


def test_a_corrected_slot_is_searched_and_linked_as_corrected_and_marked_as_a_persons(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    made = review.correct(SALMA, first, "places", [{"name": "عين البستان"}])
    catch_up(store, ground.known)
    assert ids(store, Query(place="عين البستان"), ground) == [first]
    held = review.show(SALMA, first).held
    assert held.claim.places[0].name == "عين البستان"
    assert "person.places" in held.claim.rules
    assert held.read.places[0].name == "تل النخيل"
    assert store.faults() == []
    review.undo(SALMA, made.id)
    assert review.show(SALMA, first).held.claim == held.read
    assert store.faults() == []


def test_a_claim_keeps_its_id_when_its_type_or_source_is_corrected(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    review.correct(SALMA, first, "type", "attack")
    review.correct(SALMA, first, "sources", [{"name": "شاهد"}])
    catch_up(store, ground.known)
    assert review.show(SALMA, first).held.claim.sub_event_type == "attack"
    assert first in {report.id for event in store.events() for report in event.reports}
    assert store.faults() == []


def test_what_is_judged_different_is_two_events_and_what_is_judged_same_is_one(store: Store, review: Review, ground: Ground) -> None:
    first, _, second, third = filled(store, ground)

    def event_of(name: str) -> str:
        return next(event.id for event in store.events() for report in event.reports if report.id == name)

    assert event_of(first) == event_of(second) == event_of(third)
    apart = review.judge(LAYLA, "different", [first, second])
    catch_up(store, ground.known)
    assert event_of(first) != event_of(second)
    review.undo(LAYLA, apart.id)
    catch_up(store, ground.known)
    assert event_of(first) == event_of(second)
    assert store.faults() == []


def test_judgements_that_cannot_all_hold_are_refused_and_leave_no_trace(store: Store, review: Review, ground: Ground) -> None:
    first, _, second, third = filled(store, ground)
    review.judge(LAYLA, "same", [first, second])
    review.judge(LAYLA, "same", [second, third])
    with pytest.raises(BadInput, match="take one of them back"):
        review.judge(LAYLA, "different", [first, third])
    assert len(review.judgements(SALMA)) == 2
    with store.reading() as connection:
        assert len(accounts.deeds(connection)) == 2


def test_an_undo_that_would_let_judgements_contradict_is_refused(store: Store, review: Review, ground: Ground) -> None:
    first, _, second, third = filled(store, ground)
    review.judge(LAYLA, "same", [first, second])
    joined = review.judge(LAYLA, "same", [second, third])
    undone = review.undo(LAYLA, joined.id)
    review.judge(LAYLA, "different", [first, third])
    with pytest.raises(BadInput, match="take one of them back"):
        review.undo(LAYLA, undone.id)


def test_what_was_taken_back_is_not_taken_back_twice(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    made = review.judge(SALMA, "accept", [first])
    review.undo(SALMA, made.id)
    with pytest.raises(BadInput, match="taken back already"):
        review.undo(SALMA, made.id)


def test_another_persons_judgement_is_taken_back_by_a_reviewer_only(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    made = review.judge(LAYLA, "accept", [first])
    with pytest.raises(Denied, match="reviewer"):
        review.undo(SALMA, made.id)
    mine = review.judge(SALMA, "reject", [first])
    assert review.undo(LAYLA, mine.id[:8]).targets == (mine.id,)


def test_who_lacks_the_right_judges_nothing(store: Store, review: Review, ground: Ground) -> None:
    first, _, second, _ = filled(store, ground)
    for deed in (
        lambda: review.judge(GUEST, "accept", [first]),
        lambda: review.judge(GUEST, "note", [first], why="x"),
        lambda: review.correct(GUEST, first, "stance", "denied"),
        lambda: review.judge(SALMA, "same", [first, second]),
        lambda: review.judge(SALMA, "assign", [first], value="ليلى"),
        lambda: review.waiting(GUEST),
        lambda: review.agreements(SALMA),
    ):
        with pytest.raises(Denied, match="needs the role"):
            deed()
    assert review.judgements(SALMA) == []


def test_a_claim_that_is_not_there_or_named_twice_is_refused(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    for targets in (["nowhere"], [first, "nowhere"], [first, first]):
        with pytest.raises(BadInput):
            review.judge(LAYLA, "same" if len(targets) == 2 else "accept", targets)
    with pytest.raises(BadInput, match="no such judgement"):
        review.undo(LAYLA, "j0")


def test_the_queue_gives_the_most_doubtful_first_and_no_decided_ones(store: Store, review: Review, ground: Ground) -> None:
    first, denied, *others = filled(store, ground)
    store.add([reading("vague", ground, claim("vague", places=(), date=None, actors=()), text="خبر آخر بعيد كل البعد عن غيره من الأخبار هنا.")], RUN)
    relink(store, ground.known)
    cases = review.waiting(SALMA)
    points = [case.doubt.points for case in cases]
    assert {case.held.id for case in cases} > {first, denied, *others}
    assert points == sorted(points, reverse=True)
    assert points[0] > points[-1]
    assert all(case.doubt.reasons for case in cases)
    review.judge(SALMA, "accept", [cases[0].held.id])
    assert cases[0].held.id not in {case.held.id for case in review.waiting(SALMA)}


def test_who_is_asked_sees_the_claim_first_even_when_another_decided_it(store: Store, review: Review, ground: Ground) -> None:
    *_, last = filled(store, ground)
    review.judge(LAYLA, "accept", [last])
    review.judge(LAYLA, "assign", [last], value="سلمى")
    assert review.waiting(SALMA, 1)[0].held.id == last
    assert last not in {case.held.id for case in review.waiting(LAYLA)}
    review.judge(SALMA, "reject", [last])
    assert last not in {case.held.id for case in review.waiting(SALMA)}
    assert review.show(SALMA, last).state.disputed


def test_two_reviewers_agreement_is_counted(store: Store, review: Review, ground: Ground) -> None:
    first, denied, second, third = filled(store, ground)
    for name in (first, denied, second, third):
        review.judge(SALMA, "accept", [name])
        review.judge(LAYLA, "reject" if name == third else "accept", [name])
    review.correct(LAYLA, first, "stance", "possible")
    rows = {one.slot: one for one in review.agreements(LAYLA)}
    assert (rows["decision"].claims, rows["decision"].alike) == (4, 3)
    assert (rows["stance"].claims, rows["stance"].alike) == (3, 2)


def test_time_never_runs_backwards_in_the_order_of_judgements(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    review.judge(SALMA, "accept", [first])
    late = review.judge(SALMA, "reject", [first])
    assert review.show(SALMA, first).state.decided == late
    assert [one.at for one in review.judgements(SALMA)] == sorted(one.at for one in review.judgements(SALMA))


def test_the_database_itself_refuses_to_change_or_delete_judgements(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    review.judge(SALMA, "accept", [first])
    for statement in (update(judgements).values(by="x"), delete(judgements)):
        with pytest.raises(DBAPIError, match="never changed"), store.writing() as connection:
            connection.execute(statement)
    assert [one.by for one in review.judgements(SALMA)] == ["سلمى"]


def test_a_store_out_of_step_with_its_judgements_is_found_out(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    review.judge(SALMA, "accept", [first])
    with store.writing() as connection:
        connection.execute(update(claim_states).values(decision="rejected"))
    assert any("not what its judgements say" in one for one in store.faults())


@pytest.mark.parametrize("text", ["'; DROP TABLE judgements; --", "=HYPERLINK(1)", "<script>", "سطر\nثان", "a\x00b\x1b[31m"])
def test_a_note_is_text_whatever_is_in_it(store: Store, review: Review, ground: Ground, text: str) -> None:
    first, *_ = filled(store, ground)
    review.judge(SALMA, "note", [first], why=text)
    (note,) = review.show(SALMA, first).state.notes
    assert note.why == text.replace("\x00", "").replace("\x1b", "")
    with pytest.raises(BadInput, match="at most"):
        review.judge(SALMA, "note", [first], why="ا" * 10_001)


def test_an_assignee_must_be_an_account_that_may_review_once_there_are_accounts(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    with store.writing() as connection:
        accounts.add(connection, accounts.User("زائر", "viewer", "-", disabled=False, made="2024"))
    for name in ("زائر", "nobody"):
        with pytest.raises(BadInput, match="no account that may review"):
            review.judge(LAYLA, "assign", [first], value=name)


def test_doubts_stand_as_soon_as_events_do(store: Store, ground: Ground) -> None:
    filled(store, ground)
    current = store.stats()["claims.current"]
    with store.reading() as connection:
        assert queue.undoubted(connection) == []
        assert connection.scalar(select(func.count()).select_from(doubts)) == current


def test_those_who_may_be_given_a_claim_are_told_to_who_may_give_it(store: Store, review: Review) -> None:
    assert review.reviewers(LAYLA) == []
    with store.writing() as connection:
        for name, role, disabled in (("زائر", "viewer", False), ("هند", "coder", False), ("سعاد", "coder", True), ("أمل", "reviewer", False)):
            accounts.add(connection, accounts.User(name, role, "-", disabled=disabled, made="2024"))
    assert set(review.reviewers(LAYLA)) == {"هند", "أمل"}
    with pytest.raises(Denied):
        review.reviewers(SALMA)


def test_a_judgement_added_twice_is_one(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    one = Judgement("note", (first,), "سلمى", "2024-01-01T00:00:00+00:00", "مرة")
    for _ in range(2):
        with store.writing() as connection:
            kept.add(connection, one)
    assert review.judgements(SALMA) == [one]


def test_an_admin_may_do_all_that_others_may(store: Store, review: Review, ground: Ground) -> None:
    first, _, second, _ = filled(store, ground)
    review.judge(CHIEF, "same", [first, second])
    catch_up(store, ground.known)
    assert len(review.waiting(CHIEF)) == 4


@pytest.mark.parametrize("name", ["\x00", "\ud800", "' OR 1=1 --", "%"])
def test_an_id_that_is_none_is_refused_whatever_is_in_it(store: Store, review: Review, ground: Ground, name: str) -> None:
    filled(store, ground)
    for deed in (lambda: review.show(SALMA, name), lambda: review.undo(LAYLA, name), lambda: review.judge(SALMA, "accept", [name])):
        with pytest.raises(BadInput):
            deed()


@pytest.mark.parametrize("name", ["a\x00", "\ud800", "سطر\nثان"])
def test_a_corrected_name_is_one_line_of_text(store: Store, review: Review, ground: Ground, name: str) -> None:
    first, *_ = filled(store, ground)
    with pytest.raises(BadInput, match="in one line"):
        review.correct(SALMA, first, "actors", [{"name": name}])


def test_an_event_is_split_into_two_and_merged_again(store: Store, review: Review, ground: Ground) -> None:
    first, denied, second, third = filled(store, ground)
    (event,) = store.events()
    split = review.split(LAYLA, event.id, [second, third], why="يومان")
    catch_up(store, ground.known)
    parts = {frozenset(report.id for report in one.reports) for one in store.events()}
    assert parts == {frozenset({first, denied}), frozenset({second, third})}
    assert [one.verdict for one in split] == ["same", "same", "different"]
    review.merge(LAYLA, *(one.id for one in store.events()))
    catch_up(store, ground.known)
    assert [len(one.reports) for one in store.events()] == [4]
    assert store.faults() == out_of_step(store, ground.known) == []


def test_an_event_that_is_none_is_neither_split_nor_merged(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    (event,) = store.events()
    for deed in (
        lambda: review.merge(LAYLA, event.id, "nowhere"),
        lambda: review.merge(LAYLA, event.id, event.id),
        lambda: review.split(LAYLA, event.id, []),
        lambda: review.split(LAYLA, event.id, ["nowhere"]),
        lambda: review.split(LAYLA, event.id, [report.id for report in event.reports]),
    ):
        with pytest.raises(BadInput):
            deed()
    with pytest.raises(Denied):
        review.split(SALMA, event.id, [first])
    assert review.judgements(SALMA) == []
