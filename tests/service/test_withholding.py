"""A store's policy: set by an admin, asked on every sight, and only by who may see what is withheld. All names are made up."""

from __future__ import annotations

import json

import pytest
from madeup import CHIEF, LAYLA, RUN, SALMA, TEXT, claim, filled, intake

from riwaya import contract, gazetteer
from riwaya.errors import BadInput
from riwaya.gazetteer.atlas import Atlas
from riwaya.lexicon import Lexicon
from riwaya.link.knowledge import Knowledge
from riwaya.model import Document, Place, Report, Span, Voice
from riwaya.people import Denied, Person
from riwaya.policy import Reader
from riwaya.service import review, withholding
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


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return gazetteer.open_atlas(None)


def sight(store: Store, reader: Reader, words: Lexicon, atlas: Atlas) -> withholding.Sight:
    return withholding.sight(store, reader, words, atlas)


def test_a_store_without_a_policy_withholds_nothing(store: Store, known: Knowledge, words: Lexicon, atlas: Atlas) -> None:
    filled(store, known)
    (event, *_) = store.events()
    assert sight(store, "anonymous", words, atlas).event(event).value == event


def test_names_of_the_list_and_marks_are_masked_and_the_trail_does_not_tell_them(store: Store, words: Lexicon, atlas: Atlas) -> None:
    text = f"{TEXT} وبين القتلى {NAME}. وقال شاهد العيان رامي إنه رأى ذلك."
    told = claim("p", 0, len(text), sources=(Voice("شاهد العيان رامي", None, "witness"),))
    store.put(store.begin_run(RUN), [intake("p", told, text=text)])
    withholding.set_policy(store, CHIEF, RULES, words)
    withholding.list_names(store, LAYLA, [NAME])
    start = text.index("السوق")
    withholding.mark_name(store, LAYLA, "p", Span(start, start + 5))
    page = store.page("p")
    assert isinstance(page, Document)
    seen = sight(store, "viewer", words, atlas).page(page, [told])
    assert seen.value is not None
    assert len(seen.value.text) == len(page.text)
    assert not any(word in seen.value.text for word in (NAME, "السوق", "رامي"))
    assert seen.counts["names"] == 3
    assert sight(store, "coder", words, atlas).page(page, [told]).value == page
    with store.reading() as connection:
        assert NAME not in str(accounts.deeds(connection))


@pytest.mark.parametrize(("key", "precision"), [("gn:1122408", withholding.DISTRICT), ("riwaya:sy-0ee897f0", withholding.GOVERNORATE)])
def test_a_point_becomes_its_units_and_is_nowhere_in_the_record(store: Store, words: Lexicon, atlas: Atlas, key: str, precision: int) -> None:
    entry = atlas.get(key)
    assert entry
    place = Place(entry.name, lat=entry.lat, lon=entry.lon, radius_km=1.0, where_prec=1, id=entry.id)
    withholding.set_policy(store, CHIEF, RULES, words)
    seen = sight(store, "viewer", words, atlas).claim(Report("c", claim("p", places=(place,))))
    assert seen.value is not None
    shown = seen.value.claim.places[0]
    assert (shown.id, shown.where_prec) == (entry.admin2 or entry.admin1, precision)
    record = json.dumps(contract.claim_record(seen.value.claim))
    assert f"{entry.lat}," not in record
    assert entry.id not in record


def test_a_point_whose_unit_is_not_known_is_withheld_whole_and_a_units_own_is_shown(store: Store, words: Lexicon, atlas: Atlas) -> None:
    withholding.set_policy(store, CHIEF, RULES, words)
    viewer = sight(store, "viewer", words, atlas)
    unit = Place("حماة", lat=35.2, lon=36.9, radius_km=60.0, where_prec=4, id="gn:170015")
    seen = viewer.claim(Report("c", claim("p", places=(Place("الطريق", lat=35.123, lon=36.456), unit)))).value
    assert seen is not None
    assert (seen.claim.places[0].lat, seen.claim.places[0].lon) == (None, None)
    assert seen.claim.places[1] == unit


def test_exports_hold_accepted_claims_only(store: Store, known: Knowledge, words: Lexicon, atlas: Atlas) -> None:
    first, denied, *_ = filled(store, known)
    withholding.set_policy(store, CHIEF, RULES, words)
    event = next(one for one in store.events() if denied in {report.id for report in one.reports})
    assert sight(store, "export", words, atlas).event(event).value is None
    review.judge(store, SALMA, "accept", [first])
    seen = sight(store, "export", words, atlas).event(event)
    assert seen.value is not None
    assert [report.id for report in seen.value.reports] == [first]
    assert seen.counts["unpublished"] == 3


def test_a_search_for_a_withheld_name_is_not_answered(store: Store, words: Lexicon, atlas: Atlas) -> None:
    withholding.set_policy(store, CHIEF, RULES, words)
    withholding.list_names(store, LAYLA, [NAME, "عابر"])
    viewer, coder = sight(store, "viewer", words, atlas), sight(store, "coder", words, atlas)
    assert not viewer.may_search("قصف وسعيد جابر النخيلي")
    assert viewer.may_search("قصف السوق")
    assert coder.may_search(NAME)
    withholding.list_names(store, LAYLA, [NAME], remove=True)
    assert sight(store, "viewer", words, atlas).may_search(NAME)
    assert withholding.listed_names(store, LAYLA) == ["عابر"]


def test_the_latest_policy_holds_and_a_broken_one_is_refused(store: Store, words: Lexicon) -> None:
    withholding.set_policy(store, CHIEF, RULES, words)
    with pytest.raises(BadInput, match="rule 1"):
        withholding.set_policy(store, CHIEF, '[[rule]]\nwithhold = "all"\nfrom = []', words)
    assert withholding.shown_policy(store, LAYLA) == RULES
    withholding.set_policy(store, CHIEF, "", words)
    assert withholding.shown_policy(store, LAYLA) == ""


@pytest.mark.parametrize("person", [Person("زائر", "viewer"), SALMA])
def test_who_may_not_see_what_is_withheld_sets_nothing_of_it(store: Store, words: Lexicon, person: Person) -> None:
    for deed in (
        lambda: withholding.set_policy(store, person, "", words),
        lambda: withholding.shown_policy(store, person),
        lambda: withholding.list_names(store, person, [NAME]),
        lambda: withholding.listed_names(store, person),
        lambda: withholding.mark_name(store, person, "p0", Span(0, 2)),
    ):
        with pytest.raises(Denied):
            deed()


def test_a_mark_lies_on_a_page_and_a_name_has_letters(store: Store, known: Knowledge) -> None:
    filled(store, known)
    for page, span in (("nowhere", Span(0, 2)), ("p0", Span(3, 3)), ("p0", Span(0, 10_000))):
        with pytest.raises(BadInput):
            withholding.mark_name(store, LAYLA, page, span)
    for name in ("", "،", "س", "ا" * 201):
        with pytest.raises(BadInput, match="two letters"):
            withholding.list_names(store, LAYLA, [name])
