"""Events follow what people judged of two claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from riwaya import lexicon, link
from riwaya.link import Knowledge
from riwaya.model import Judgement
from riwaya.service.linking import out_of_step, relink
from riwaya.store import Reading, Run, Store, judgements


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return link.knowledge(lexicon.load())


def judge(store: Store, one: Judgement) -> None:
    with store.writing() as connection:
        judgements.add(connection, one)


def test_two_claims_are_one_event_or_two_as_people_judged_last(store: Store, made: Callable[..., Reading], run: Run, known: Knowledge) -> None:
    pages = [made(), made("page-2", "اشتباك في السهل", kind="armed-clash")]
    store.add(pages, run)
    left, right = (page.claims[0].id for page in pages)
    assert relink(store, known) == 2
    same = Judgement("same", (left, right), "سلمى", "2024-01-01")
    judge(store, same)
    assert out_of_step(store, known) != []
    assert relink(store, known) == 1
    judge(store, Judgement("undo", (same.id,), "ليلى", "2024-01-02"))
    assert relink(store, known) == 2
    assert out_of_step(store, known) == []
