"""Search over made-up claims, on a store in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from riwaya import contract
from riwaya.config import Config
from riwaya.contract import Answer
from riwaya.errors import BadInput
from riwaya.model import Casualty, Claim, Figure, Party, Place, Span, Voice, When
from riwaya.service import ingest
from riwaya.service.query import Query
from riwaya.service.search import count, find, histogram
from riwaya.service.terms import Ground
from riwaya.store import Store, open_store

_TEXTS = (  # all made up
    ("a", "قصف الطيران الحربي مدينة الوادي وقتل ثلاثة مدنيين", "نبأ الوادي", date(2031, 5, 1), "air-strike", 3, (35.0, 36.0)),
    ("b", "اندلعت اشتباكات في ريف السهل بين الطرفين", "صوت السهل", date(2031, 5, 3), "armed-clash", None, (35.1, 36.0)),
    ("c", "وقصفت المدفعية بلدة الجبل ولم يقتل أحد", "نبأ الوادي", date(2031, 6, 9), "shelling", 12, (37.0, 40.0)),
    ("d", "نفى متحدث قصف مدينة الوادي بالطيران", None, None, "air-strike", None, None),
)


@pytest.fixture(scope="module")
def ground() -> Ground:
    return ingest.ground(Config())


def answer(doc: str, text: str, outlet: str | None, day: date | None, kind: str, lost: int | None, point: tuple[float, float] | None) -> Answer:
    lat, lon = point or (None, None)
    claim = Claim(
        doc, (Span(0, len(text)),), "remote-violence", kind, sources=(Voice("متحدث", None),), actors=(Party(None, "جيش السهل"),),
        places=(Place("الوادي", lat=lat, lon=lon),), date=When(day, day, "day", "stated") if day else None,
        casualties=(Casualty("killed", None, Figure(lost, lost)),) if lost else (),
    )  # fmt: skip
    return Answer(doc, text, (claim,), (claim.id,), outlet, day)


@pytest.fixture(scope="module")
def filled(ground: Ground) -> Iterator[Store]:
    store = open_store("sqlite://")
    ingest.ingest_answers(store, (answer(*row) for row in _TEXTS), ground)
    yield store
    store.close()


def docs(store: Store, ground: Ground, query: Query) -> str:
    return "".join(hit.claim.document for hit in find(store, query, ground).hits)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", "cbad"),
        ("قصف", "ad"),
        ("مدينه الوادى", "ad"),
        ('"مدينة الوادي"', "ad"),
        ('"الوادي مدينة"', ""),
        ("«مدينة الوادي» -نفى", "a"),
        ("اشتباكات OR المدفعية", "cb"),
        ("اشتباكات أو المدفعية", "cb"),
        ("-الوادي", "cb"),
        ("لمدينة", "ad"),
        ('"" OR -', "cbad"),
        ("'); DROP TABLE claims; --", ""),
    ],
)
def test_words_are_found_as_people_type_them(filled: Store, ground: Ground, words: str, found: str) -> None:
    assert docs(filled, ground, Query(words)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(since=date(2031, 5, 2)), "cb"),
        (Query(until=date(2031, 5, 3)), "ba"),
        (Query(kind="air-strike"), "ad"),
        (Query(kind="Air strike", since=date(2031, 1, 1)), "a"),
        (Query(kind="remote-violence"), "cbad"),
        (Query(near=(35.0, 36.0, 20)), "ba"),
        (Query(near=(35.0, 36.0, 5), words="قصف"), "a"),
        (Query(losses=(("killed", 3),)), "ca"),
        (Query(losses=(("killed", 4),)), "c"),
        (Query(outlet="نبا الوادى"), "ca"),
        (Query(outlet="السهل"), "b"),
        (Query(actor="جيش السهل"), "cbad"),
        (Query(victim="جيش السهل"), ""),
        (Query(place="الوادى"), "cbad"),
        (Query(stance="denied"), ""),
        (Query(speaker="متحدّث", background=False), "cbad"),
    ],
)
def test_every_slot_can_be_asked_for(filled: Store, ground: Ground, query: Query, found: str) -> None:
    assert docs(filled, ground, query) == found


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_follow_one_another_without_gap_or_double(filled: Store, ground: Ground, limit: int) -> None:
    seen, mark = [], None
    while True:
        page = find(filled, Query(), ground, limit, mark)
        seen += [hit.claim.document for hit in page.hits]
        mark = page.next
        if mark is None:
            break
    assert seen == list("cbad")


def test_counts_kept_by_day_and_counts_made_claim_by_claim_are_equal(filled: Store, ground: Ground) -> None:
    kept, counted = count(filled, Query(), ground), count(filled, Query(stance="asserted"), ground)
    assert kept == counted
    assert kept.claims == 4
    assert kept.facets["sub_event_type"] == {"air-strike": 2, "armed-clash": 1, "shelling": 1}
    assert list(histogram(kept, "month").items()) == [(date(2031, 5, 1), 2), (date(2031, 6, 1), 1)]
    assert count(filled, Query(since=date(2031, 5, 2), until=date(2031, 5, 31)), ground).claims == 1


@pytest.mark.parametrize("mark", ["!", "أ", "x", "AAAAAAAAAAAAAAAAAAAA"])
def test_a_mark_that_is_none_is_refused_or_finds_nothing(filled: Store, ground: Ground, mark: str) -> None:
    try:
        assert isinstance(find(filled, Query(), ground, after=mark).hits, tuple)
    except BadInput as error:
        assert "mark" in str(error)  # noqa: PT017  # both outcomes are right, a crash is not


@pytest.mark.parametrize("query", [Query("ا" * 1001), Query(near=(91, 0, 1)), Query(near=(0, 0, float("nan")))])
def test_a_query_that_is_none_is_refused(filled: Store, ground: Ground, query: Query) -> None:
    with pytest.raises(BadInput):
        find(filled, query, ground)


def test_claims_with_one_id_twice_become_a_rejection(ground: Ground) -> None:
    store = open_store("sqlite://")
    one = answer(*_TEXTS[0])
    twice = Answer("z", one.text, (*one.claims, *one.claims), ("same", "same"))
    assert ingest.ingest_answers(store, [twice], ground).reasons == ("failed",)
    store.close()


def test_events_of_the_store_are_those_that_linking_gives(filled: Store, ground: Ground) -> None:
    from riwaya.service.linking import out_of_step, relink  # noqa: PLC0415

    assert relink(filled, ground.known) == len(filled.events()) > 0
    assert out_of_step(filled, ground.known) == []
    assert contract.event_record(filled.events_named(filled.events()[0].id)[0])
