"""A withdrawn page is nowhere, its id says why, and it can be brought back with all that was judged of it."""

from __future__ import annotations

import pytest
from madeup import CHIEF, LAYLA, RUN, SALMA, claim, filled, reading

from riwaya.errors import BadInput
from riwaya.model import Reason, Rejected
from riwaya.people import Denied
from riwaya.service import withdrawal
from riwaya.service.linking import catch_up
from riwaya.service.query import Query
from riwaya.service.review import Review
from riwaya.service.search import count, find
from riwaya.service.terms import Ground
from riwaya.store import Refusal, Store


def everything(store: Store, ground: Ground) -> str:
    """All that a store shows, as text."""
    found = find(store, Query(), ground, 100)
    with store.reading() as connection:
        answers = list(store.answers(connection))
    return str([store.events(), found.hits, count(store, Query(), ground), count(store, Query(words="الجيش"), ground), answers, store.rejected()])


def test_a_withdrawn_page_is_gone_at_once_and_its_id_says_why(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    assert "وكالة p0" in everything(store, ground)
    withdrawal.withdraw(store, LAYLA, "p0", "طلب من العائلة")
    assert "وكالة p0" not in everything(store, ground)
    stone = store.tombstone("p0")
    assert stone
    assert (stone.page, stone.by, stone.why) == ("p0", "ليلى", "طلب من العائلة")
    assert (store.document("p0"), store.body("p0"), store.claims_of("p0"), store.claim(first)) == (None, None, [], None)
    assert store.faults() == []
    catch_up(store, ground.known)
    assert "وكالة p0" not in everything(store, ground)
    assert "وكالة p1" in everything(store, ground)
    assert store.faults() == []
    with pytest.raises(BadInput, match="withdrawn"):
        review.show(SALMA, first)
    assert first not in {case.held.id for case in review.waiting(SALMA)}
    with pytest.raises(BadInput, match="withdrawn"):
        review.judge(SALMA, "accept", [first])
    assert withdrawal.withdrawals(store, LAYLA) == [stone]


def test_a_restored_page_is_as_it_was_with_its_judgements(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    made = review.judge(SALMA, "accept", [first])
    before = everything(store, ground)
    withdrawal.withdraw(store, LAYLA, "p0", "شبهة خدعة")
    catch_up(store, ground.known)
    withdrawal.restore(store, LAYLA, "p0", "ثبتت صحته")
    catch_up(store, ground.known)
    assert everything(store, ground) == before
    assert review.show(SALMA, first).judgements == (made,)
    assert store.faults() == []


def test_a_withdrawn_page_does_not_come_back_with_new_bytes_or_by_being_put_in_again(store: Store, ground: Ground) -> None:
    filled(store, ground)
    withdrawal.withdraw(store, LAYLA, "p0", "خدعة")
    assert store.add([reading("p0", ground)], RUN).known == 1
    store.add([reading("p0", ground, claim("p0", 3, 9), text="نص آخر طويل بما يكفي")], RUN)
    assert "وكالة p0" not in everything(store, ground)
    assert (store.document("p0~2"), store.tombstone("p0~2")) == (None, store.tombstone("p0"))
    assert store.faults() == []
    withdrawal.restore(store, LAYLA, "p0")
    assert {hit.claim.document for hit in find(store, Query(), ground).hits} == {"p0~2", "p1", "p2"}
    assert store.faults() == []


def test_a_page_that_was_not_read_is_withdrawn_too(store: Store) -> None:
    store.add([Refusal("k", Rejected("r", Reason.TOO_SHORT, "three words", text="اسم فلان هنا"))], RUN)
    withdrawal.withdraw(store, LAYLA, "r", "طلب")
    assert store.rejected() == []
    withdrawal.restore(store, LAYLA, "r")
    assert [one.id for one in store.rejected()] == ["r"]


@pytest.mark.parametrize(("page", "why", "told"), [("nowhere", "x", "no such page"), ("p0", " ", "needs its reason")])
def test_a_withdrawal_names_a_page_and_a_reason(store: Store, ground: Ground, page: str, why: str, told: str) -> None:
    filled(store, ground)
    with pytest.raises(BadInput, match=told):
        withdrawal.withdraw(store, LAYLA, page, why)
    with pytest.raises(BadInput, match="is not withdrawn"):
        withdrawal.restore(store, CHIEF, "p0")
    with pytest.raises(Denied):
        withdrawal.withdraw(store, SALMA, "p0", "x")
