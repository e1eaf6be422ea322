from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from riwaya.store import Reading, Run, Store
from riwaya.store.match import Either, Every, Match, Phrase, Without, has
from riwaya.store.search import Near, Wanted

_WADI = Phrase(("الوادي",))


@pytest.fixture
def filled(store: Store, made: Callable[..., Reading], run: Run) -> Store:
    store.add(
        [
            made("a", "قصف قرية الوادي"),
            made("b", "قصف مدينة السهل", day=date(2031, 6, 1)),
            made("c", "اشتباك في الوادي", kind="clash", day=None),
        ],
        run,
    )
    return store


@pytest.mark.parametrize(
    ("match", "found"),
    [
        (None, "bac"),
        (_WADI, "ac"),
        (Phrase(("قريه", "الوادي")), ""),
        (Phrase(("قرية", "الوادي")), "a"),
        (Either((_WADI, Phrase(("السهل",)))), "bac"),
        (Every((_WADI, Phrase(("قصف",)))), "a"),
        (Without(_WADI), "b"),
        (Every((Without(_WADI), Without(Phrase(("السهل",))))), ""),
        (Either((Without(_WADI), Phrase(("اشتباك",)))), "bc"),
        (has("kind", "clash"), "c"),
    ],
)
def test_words_and_terms_are_matched_alike_in_every_database(filled: Store, match: Match | None, found: str) -> None:
    hits = filled.search(Wanted(match), 10)
    assert "".join(hit.claim.document for hit in hits) == found
    assert filled.counts(Wanted(match)).claims == len(found)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(first=date(2031, 5, 2).toordinal()), "b"),
        (Wanted(last=date(2031, 5, 2).toordinal()), "a"),
        (Wanted(near=Near(35.0, 36.0, 1)), "bac"),
        (Wanted(near=Near(35.0, 37.0, 50)), ""),
        (Wanted(losses=(("killed", 3),)), "bac"),
        (Wanted(losses=(("killed", 4),)), ""),
        (Wanted(grade="confirmed"), ""),
    ],
)
def test_slots_are_asked_for_alike_in_every_database(filled: Store, wanted: Wanted, found: str) -> None:
    assert "".join(hit.claim.document for hit in filled.search(wanted, 10)) == found
    assert filled.counts(wanted).claims == len(found)


def test_claims_of_an_older_version_are_found_and_counted_no_more(filled: Store, made: Callable[..., Reading], run: Run) -> None:
    filled.add([made("a", "قصف بلدة الجبل")], run)
    assert [hit.claim.document for hit in filled.search(Wanted(_WADI), 10)] == ["c"]
    assert filled.counts(Wanted()).claims == 3
    assert filled.faults() == []


def test_claims_that_came_page_by_page_are_all_found(store: Store, made: Callable[..., Reading], run: Run) -> None:
    for number in range(40):  # more than the pieces of one size that SQLite's search index may have
        store.add([made(f"page-{number}")], run)
    assert len({hit.id for hit in store.search(Wanted(_WADI), 50)}) == 40
    assert store.faults() == []
