"""A store's policy: set by an admin, asked on every sight, and only by who may see what is withheld. All names are made up."""

from __future__ import annotations

import json

import pytest
from madeup import CHIEF, LAYLA, RUN, SALMA, TEXT, claim, filled, reading

from riwaya import contract
from riwaya.errors import BadInput
from riwaya.model import Place, Report, Span, Voice
from riwaya.people import Denied, Person
from riwaya.policy import Reader
from riwaya.service import withholding
from riwaya.service.query import Query
from riwaya.service.review import Review
from riwaya.service.terms import Ground
from riwaya.store import Store
from riwaya.store import people as accounts

RULES = """
[[rule]]
withhold = "names"
from = ["viewer"]
[[rule]]
withhold = "points"
from = ["viewer"]
[[rule]]
withhold = "unpublished"
from = ["export"]
"""
NAME = "سعيد جابر النخيلي"


def sight(store: Store, reader: Reader, ground: Ground) -> withholding.Sight:
    return withholding.sight(store, reader, lambda: ground)


def test_a_store_without_a_policy_withholds_nothing(store: Store, ground: Ground) -> None:
    filled(store, ground)
    (event, *_) = store.events()
    assert sight(store, "anonymous", ground).event(event).value == event


def test_names_of_the_list_and_marks_are_masked_and_the_trail_does_not_tell_them(store: Store, ground: Ground) -> None:
    text = f"{TEXT} وبين القتلى {NAME}. وقال شاهد العيان رامي إنه رأى ذلك."
    told = claim("p", 0, len(text), sources=(Voice("شاهد العيان رامي", None, "witness"),))
    store.add([reading("p", ground, told, text=text)], RUN)
    withholding.set_policy(store, CHIEF, RULES, ground.lexicon)
    withholding.list_names(store, LAYLA, [NAME])
    start = text.index("السوق")
    withholding.mark_name(store, LAYLA, "p", Span(start, start + 5))
    page = store.document("p")
    assert page
    seen = sight(store, "viewer", ground).page(page, [told])
    assert seen.value is not None
    assert len(seen.value.text) == len(page.text)
    assert not any(word in seen.value.text for word in (NAME, "السوق", "رامي"))
    assert seen.counts["names"] == 3
    assert sight(store, "coder", ground).page(page, [told]).value == page
    with store.reading() as connection:
        assert NAME not in str(accounts.deeds(connection))


@pytest.mark.parametrize(("key", "precision"), [("gn:1122408", withholding.DISTRICT), ("riwaya:sy-0ee897f0", withholding.GOVERNORATE)])
def test_a_point_becomes_its_units_and_is_nowhere_in_the_record(store: Store, ground: Ground, key: str, precision: int) -> None:
    entry = ground.atlas.get(key)
    assert entry
    place = Place(entry.name, lat=entry.lat, lon=entry.lon, radius_km=1.0, where_prec=1, id=entry.id)
    withholding.set_policy(store, CHIEF, RULES, ground.lexicon)
    seen = sight(store, "viewer", ground).claim(Report("c", claim("p", places=(place,))))
    assert seen.value is not None
    shown = seen.value.claim.places[0]
    assert (shown.id, shown.where_prec) == (entry.admin2 or entry.admin1, precision)
    record = json.dumps(contract.claim_record(seen.value.claim))
    assert f"{entry.lat}," not in record
    assert entry.id not in record


def test_a_point_whose_unit_is_not_known_is_withheld_whole_and_a_units_own_is_shown(store: Store, ground: Ground) -> None:
    withholding.set_policy(store, CHIEF, RULES, ground.lexicon)
    viewer = sight(store, "viewer", ground)
    unit = Place("حماة", lat=35.2, lon=36.9, radius_km=60.0, where_prec=4, id="gn:170015")
    seen = viewer.claim(Report("c", claim("p", places=(Place("الطريق", lat=35.123, lon=36.456), unit)))).value
    assert seen is not None
    assert (seen.claim.places[0].lat, seen.claim.places[0].lon) == (None, None)
    assert seen.claim.places[1] == unit


def test_exports_hold_accepted_claims_only(store: Store, review: Review, ground: Ground) -> None:
    first, denied, *_ = filled(store, ground)
    withholding.set_policy(store, CHIEF, RULES, ground.lexicon)
    event = next(one for one in store.events() if denied in {report.id for report in one.reports})
    assert sight(store, "export", ground).event(event).value is None
    review.judge(SALMA, "accept", [first])
    seen = sight(store, "export", ground).event(event)
    assert seen.value is not None
    assert [report.id for report in seen.value.reports] == [first]
    assert seen.counts["unpublished"] == 3


def test_a_search_for_a_withheld_name_is_not_answered(store: Store, ground: Ground) -> None:
    store.add([reading("p", ground, text=f"{TEXT} {NAME}")], RUN)
    withholding.set_policy(store, CHIEF, RULES, ground.lexicon)
    withholding.list_names(store, LAYLA, [NAME, "عابر"])

    def found(reader: Reader, query: Query) -> tuple[int, int]:
        seen = sight(store, reader, ground)
        return len(withholding.find(store, query, ground, seen).hits), withholding.count(store, query, ground, seen).claims

    assert found("viewer", Query()) == found("coder", Query()) == (1, 1)
    for asked in (Query("قصف وسعيد جابر النخيلي"), Query(NAME), Query(actor=NAME), Query("السوق", place=f"بيت {NAME}")):
        assert sight(store, "viewer", ground).query(asked) is None
        assert found("viewer", asked) == (0, 0)
    assert found("viewer", Query("طائرات")) == found("coder", Query("طائرات")) == (1, 1)
    withholding.list_names(store, LAYLA, [NAME], remove=True)
    assert sight(store, "viewer", ground).query(Query(NAME)) == Query(NAME)
    assert withholding.listed_names(store, LAYLA) == ["عابر"]


def test_no_circle_tells_a_viewer_where_a_withheld_point_lies(store: Store, ground: Ground) -> None:
    store.add([reading("p", ground)], RUN)
    withholding.set_policy(store, CHIEF, RULES, ground.lexicon)
    circle = Query(near=(35.0, 36.0, 1.0))
    with pytest.raises(Denied, match="exact points"):
        withholding.find(store, circle, ground, sight(store, "viewer", ground))
    assert len(withholding.find(store, circle, ground, sight(store, "coder", ground)).hits) == 1
    (seen,) = withholding.find(store, Query(), ground, sight(store, "viewer", ground)).hits
    assert seen.claim.places[0].lat is None


def test_neither_hits_nor_counts_tell_an_export_of_unpublished_claims(store: Store, review: Review, ground: Ground) -> None:
    first, *_ = filled(store, ground)
    withholding.set_policy(store, CHIEF, RULES, ground.lexicon)
    seen = sight(store, "export", ground)
    assert (withholding.find(store, Query(), ground, seen).hits, withholding.count(store, Query(), ground, seen).claims) == ((), 0)
    review.judge(SALMA, "accept", [first])
    seen = sight(store, "export", ground)
    assert [hit.id for hit in withholding.find(store, Query(), ground, seen).hits] == [first]
    assert withholding.count(store, Query(), ground, seen).claims == 1
    assert withholding.count(store, Query(state="rejected"), ground, seen).claims == 0


def test_the_latest_policy_holds_and_a_broken_one_is_refused(store: Store, ground: Ground) -> None:
    withholding.set_policy(store, CHIEF, RULES, ground.lexicon)
    with pytest.raises(BadInput, match="rule 1"):
        withholding.set_policy(store, CHIEF, '[[rule]]\nwithhold = "all"\nfrom = []', ground.lexicon)
    assert withholding.shown_policy(store, LAYLA) == RULES
    withholding.set_policy(store, CHIEF, "", ground.lexicon)
    assert withholding.shown_policy(store, LAYLA) == ""


@pytest.mark.parametrize("person", [Person("زائر", "viewer"), SALMA])
def test_who_may_not_see_what_is_withheld_sets_nothing_of_it(store: Store, ground: Ground, person: Person) -> None:
    for deed in (
        lambda: withholding.set_policy(store, person, "", ground.lexicon),
        lambda: withholding.shown_policy(store, person),
        lambda: withholding.list_names(store, person, [NAME]),
        lambda: withholding.listed_names(store, person),
        lambda: withholding.mark_name(store, person, "p0", Span(0, 2)),
    ):
        with pytest.raises(Denied):
            deed()


def test_a_mark_lies_on_a_page_and_a_name_has_letters(store: Store, ground: Ground) -> None:
    filled(store, ground)
    for page, span in (("nowhere", Span(0, 2)), ("p0", Span(3, 3)), ("p0", Span(0, 10_000))):
        with pytest.raises(BadInput):
            withholding.mark_name(store, LAYLA, page, span)
    for name in ("", "،", "س", "ا" * 201):
        with pytest.raises(BadInput, match="two letters"):
            withholding.list_names(store, LAYLA, [name])
