"""What a policy withholds is nowhere in what a reader gets; offsets stay valid; how much was withheld is said. All names are made up."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya import contract, lexicon, link, policy
from riwaya.errors import BadInput
from riwaya.link.knowledge import Knowledge
from riwaya.model import Claim, Document, Event, Party, Place, Report, Span, Voice, When
from riwaya.policy import BLOCK, NONE, Ground, Policy, apply, names, read_policy
from riwaya.policy.names import mask

TYPES = frozenset({"attack", "air-drone-strike"})
NAME = "سعيد جابر النخيلي"
TEXT = f"مقتل المواطن {NAME} في تل النخيل، وقال شاهد العيان رامي درويش إن قناصاً أطلق النار على سعيدٍ جابر النخيلي."
RULES = read_policy(
    """
[[rule]]
withhold = "names"
from = ["viewer", "anonymous", "export"]
[[rule]]
withhold = "points"
from = ["viewer"]
types = ["attack"]
[[rule]]
withhold = "unpublished"
from = ["anonymous"]
""",
    TYPES,
)
DAY = date(2024, 1, 4)
CLAIM = Claim(
    "page", (Span(0, 40),), "violence-against-civilians", "attack",
    sources=(Voice("شاهد العيان رامي درويش", None, "witness"),), targets=(Party("civilians", f"المواطن {NAME}", Span(5, 30)),),
    places=(Place("تل النخيل", lat=35.1, lon=36.4, radius_km=1.0, where_prec=1, id="gn:1"),), date=When(DAY, DAY, "day", "stated"),
)  # fmt: skip
REPORT = Report("c1", CLAIM, "البادية", DAY, f"مقتل {NAME}", TEXT[:40])
GROUND = Ground(frozenset({NAME}), described=frozenset({"شاهد", "شهود", "عيان"}))


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return link.knowledge(lexicon.load())


def assembled(known: Knowledge, *reports: Report) -> Event:
    (event,) = link.link(reports, known)
    return event


def test_without_rules_everything_is_as_it_was() -> None:
    seen = apply(NONE, "anonymous", REPORT, GROUND)
    assert (seen.value, sum(seen.counts.values())) == (REPORT, 0)


def test_a_reader_whom_no_rule_names_sees_everything() -> None:
    assert apply(RULES, "reviewer", REPORT, GROUND).value == REPORT


def test_names_are_masked_in_slots_title_and_words_and_counted() -> None:
    seen = apply(RULES, "export", REPORT, GROUND)
    assert seen.value is not None
    shown = json.dumps([contract.claim_record(seen.value.claim), seen.value.title, seen.value.words], ensure_ascii=False)
    assert NAME not in shown
    assert "رامي" not in shown
    assert len(seen.value.words) == len(REPORT.words)
    assert seen.counts["names"] >= 4


def test_a_witness_without_a_name_is_no_name() -> None:
    crowd = replace(REPORT, claim=replace(CLAIM, sources=(Voice("شهود عيان", None, "witness"),)))
    seen = apply(RULES, "export", crowd, GROUND)
    assert seen.value is not None
    assert seen.value.claim.sources[0].name == "شهود عيان"


def test_names_in_a_pages_text_are_blocked_out_letter_for_letter_in_any_spelling() -> None:
    page = Document("page", TEXT, title=f"عن {NAME}")
    seen = apply(RULES, "viewer", page, GROUND, [CLAIM])
    assert seen.value is not None
    assert len(seen.value.text) == len(TEXT)
    assert "جابر" not in seen.value.text
    assert "رامي" not in seen.value.text
    assert "تل النخيل" in seen.value.text
    assert NAME not in (seen.value.title or "")
    for before, after in zip(TEXT, seen.value.text, strict=True):
        assert after in {before, BLOCK}


def test_a_name_marked_on_the_page_is_masked_there_and_in_the_claims_that_quote_it() -> None:
    start = TEXT.index("المواطن")
    ground = Ground(marks={"page": (Span(start, start + 25),)})
    page = apply(RULES, "viewer", Document("page", TEXT), ground).value
    assert page is not None
    assert page.text[start : start + 25] == BLOCK * 25
    seen = apply(RULES, "viewer", REPORT, ground).value
    assert seen is not None
    assert "جابر" not in seen.words + (seen.claim.targets[0].name or "")


def test_points_become_the_districts_where_the_rule_speaks_of_the_type() -> None:
    ground = Ground(coarse=lambda place: replace(place, lat=35.0, lon=36.0, radius_km=30.0, where_prec=3, id="gn:district"))
    seen = apply(RULES, "viewer", REPORT, ground)
    assert seen.value is not None
    assert (seen.value.claim.places[0].lat, seen.value.claim.places[0].id, seen.counts["points"]) == (35.0, "gn:district", 1)
    other = replace(REPORT, claim=replace(CLAIM, sub_event_type="air-drone-strike"))
    told = apply(RULES, "viewer", other, ground).value
    assert told is not None
    assert told.claim.places[0].lat == 35.1


def test_without_a_district_a_withheld_point_is_no_point_at_all() -> None:
    seen = apply(RULES, "viewer", REPORT, Ground()).value
    assert seen is not None
    assert (seen.claim.places[0].lat, seen.claim.places[0].id, seen.claim.places[0].radius_km) == (None, None, None)


def test_a_claim_that_nobody_accepted_is_withheld_whole() -> None:
    assert apply(RULES, "anonymous", REPORT, GROUND).value is None
    assert apply(RULES, "anonymous", REPORT, GROUND).counts == {"unpublished": 1}
    assert apply(RULES, "anonymous", REPORT, replace(GROUND, accepted=frozenset({"c1"}))).value is not None


def test_an_event_holds_a_withheld_name_nowhere(known: Knowledge) -> None:
    event = assembled(known, REPORT, replace(REPORT, id="c2", outlet="النهر", claim=replace(CLAIM, document="page2", sources=())))
    assert NAME in json.dumps(contract.event_record(event), ensure_ascii=False)
    seen = apply(RULES, "viewer", event, GROUND)
    assert seen.value is not None
    shown = json.dumps(contract.event_record(seen.value), ensure_ascii=False)
    assert NAME not in shown
    assert "رامي" not in shown
    assert "36.4" not in shown
    assert seen.value.id == event.id
    assert seen.value.grade.scale == event.grade.scale


def test_an_event_is_formed_of_its_published_claims_only(known: Knowledge) -> None:
    denial = replace(REPORT, id="c2", claim=replace(CLAIM, document="page2", stance="denied", sources=(Voice("الجيش", "sy.armed-forces", "statement"),)))
    event = assembled(known, REPORT, denial)
    ground = replace(GROUND, accepted=frozenset({"c1"}), assemble=lambda reports: assembled(known, *reports))
    seen = apply(RULES, "anonymous", event, ground)
    assert seen.value is not None
    assert [one.id for one in seen.value.reports] == ["c1"]
    assert "sy.armed-forces" not in json.dumps(contract.event_record(seen.value))
    assert (seen.value.id, seen.counts["unpublished"]) == (event.id, 1)
    assert apply(RULES, "anonymous", event, GROUND).value is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وسعيد جابر النخيلي", 1), ("لسَعيد  جابر النّخيلي", 1), ("سعيد جابر", 0), ("سعيد جابر النخيليين", 0),
        ("للحموي", 1), ("والحموي وبالحموي", 2), ("محمود", 0),
    ],
)  # fmt: skip
def test_a_name_is_found_in_its_spellings_and_not_inside_other_words(text: str, found: int) -> None:
    assert len(list(names([NAME, "الحموي", "حمو", "،"]).spans(text))) == found


@given(text=st.text(max_size=60), given_=st.lists(st.text(max_size=8), max_size=4))
def test_masking_keeps_the_length_of_any_text(text: str, given_: list[str]) -> None:
    spans = list(names(given_).spans(text))
    assert len(mask(text, spans)) == len(text)


@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_a_listed_name_that_stands_alone_is_never_seen(before: str, after: str) -> None:
    text = f"{before} {NAME} {after}"
    assert NAME not in mask(text, names([NAME]).spans(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rule = 3", "holds"), ("[[rule", "not TOML"), ("[[rules]]", "keys are rules"), ('[[rule]]\nwithhold = "names"', "rule 1: keys are withhold"),
        ('[[rule]]\nwithhold = "ages"\nfrom = []', "none of names, points, unpublished"), ('[[rule]]\nwithhold = "names"\nfrom = ["king"]', "'king' is none"),
        ('[[rule]]\nwithhold = "names"\nfrom = "viewer"', "no list"), ('[[rule]]\nwithhold = "names"\nfrom = []\ntypes = ["war"]', "'war' is none of"),
    ],
)  # fmt: skip
def test_a_broken_policy_is_refused_with_what_is_wrong(text: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        read_policy(text, TYPES)


def test_an_empty_policy_withholds_nothing() -> None:
    assert read_policy("", TYPES) == Policy() == policy.NONE
