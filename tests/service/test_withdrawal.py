"""A withdrawn page is nowhere, its id says why, and it can be brought back with all that was judged of it."""

from __future__ import annotations

import pytest
from madeup import CHIEF, LAYLA, RUN, SALMA, claim, filled, intake

from riwaya.errors import BadInput
from riwaya.link.knowledge import Knowledge
from riwaya.model import Reason, Rejected
from riwaya.people import Denied
from riwaya.service import review, withdrawal
from riwaya.service.linking import catch_up
from riwaya.store import Query, Store, withdrawn


def everything(store: Store) -> str:
    """All that a store shows, as text."""
    found = store.find(Query())
    return str([store.events(), found.claims, store.facets(Query()), store.days(Query()), store.read()])


def test_a_withdrawn_page_is_gone_at_once_and_its_id_says_why(store: Store, known: Knowledge) -> None:
    first, *_ = filled(store, known)
    assert "وكالة p0" in everything(store)
    withdrawal.withdraw(store, LAYLA, "p0", "طلب من العائلة")
    assert "وكالة p0" not in everything(store)
    assert store.page("p0") == Rejected("p0", Reason.WITHDRAWN, "طلب من العائلة")
    assert (store.body("p0"), store.claims_of("p0")) == (None, {})
    assert store.problems() == []
    catch_up(store, known)
    assert "وكالة p0" not in everything(store)
    assert "وكالة p1" in everything(store)
    assert store.problems() == []
    with pytest.raises(BadInput, match="withdrawn"):
        review.show(store, SALMA, first)
    assert first not in {case.held.id for case in review.waiting(store, SALMA)}
    with store.reading() as connection:
        assert [(one.page, one.by) for one in withdrawn.every(connection)] == [("p0", "ليلى")]


def test_a_restored_page_is_as_it_was_with_its_judgements(store: Store, known: Knowledge) -> None:
    first, *_ = filled(store, known)
    made = review.judge(store, SALMA, "accept", [first])
    before = everything(store)
    withdrawal.withdraw(store, LAYLA, "p0", "شبهة خدعة")
    catch_up(store, known)
    withdrawal.restore(store, LAYLA, "p0", "ثبتت صحته")
    catch_up(store, known)
    assert everything(store) == before
    assert review.show(store, SALMA, first).judgements == (made,)
    assert store.problems() == []


def test_a_withdrawn_page_does_not_come_back_with_new_bytes_or_by_being_put_in_again(store: Store, known: Knowledge) -> None:
    filled(store, known)
    withdrawal.withdraw(store, LAYLA, "p0", "خدعة")
    assert store.put(store.begin_run(RUN), [intake("p0")]).known == 1
    store.put(store.begin_run(RUN), [intake("p0", claim("p0", 3, 9), text="نص آخر طويل بما يكفي")])
    assert "وكالة p0" not in everything(store)
    assert isinstance(store.page("p0~2"), Rejected)
    withdrawal.restore(store, LAYLA, "p0")
    assert [page.id for page, _ in store.read()] == ["p0~2", "p1", "p2"]


@pytest.mark.parametrize(("page", "why", "told"), [("nowhere", "x", "no such page"), ("p0", " ", "needs its reason")])
def test_a_withdrawal_names_a_page_and_a_reason(store: Store, known: Knowledge, page: str, why: str, told: str) -> None:
    filled(store, known)
    with pytest.raises(BadInput, match=told):
        withdrawal.withdraw(store, LAYLA, page, why)
    with pytest.raises(BadInput, match="is not withdrawn"):
        withdrawal.restore(store, CHIEF, "p0")
    with pytest.raises(Denied):
        withdrawal.withdraw(store, SALMA, "p0", "x")
