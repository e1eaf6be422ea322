"""The pure parts behind the pages: marks, bars, ranges, maps, addresses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from riwaya.errors import BadInput
from riwaya.model import Claim, Document, Place, Span
from riwaya.surface import strings
from riwaya.surface.bidi import enclose, told
from riwaya.surface.web import asking, borders, language, marking, timeline
from riwaya.surface.web.ranges import _step

SAY = strings.load("en")
spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: Span(min(pair), max(pair))), max_size=12)


@settings(deadline=None)
@given(st.text(alphabet="ابت \n", min_size=1, max_size=60), st.lists(spans, max_size=5), spans)
def test_marking_neither_adds_nor_loses_a_letter(text: str, evidence: list[list[Span]], skipped: list[Span]) -> None:
    claims = [Claim("d", tuple(one), "battles", "armed-clash") for one in evidence]
    document = Document("d", text, skipped=tuple(skipped))
    found = marking.paragraphs(document, marking.marks(claims))
    assert ["".join(one.text for one in line) for line in found] == [line for line in text.split("\n") if line.strip()]


def test_overlapping_evidence_is_marked_by_every_claim_that_has_it() -> None:
    claims = [Claim("d", (Span(0, 6),), "battles", "armed-clash"), Claim("d", (Span(4, 9),), "battles", "armed-clash")]
    (line,) = marking.paragraphs(Document("d", "abcdefghijk"), marking.marks(claims))
    assert [(one.text, one.claims) for one in line] == [("abcd", (1,)), ("ef", (1, 2)), ("ghi", (2,)), ("jk", ())]
    assert [one.starts for one in line] == [(1,), (2,), (), ()]


@settings(deadline=None)
@given(st.dictionaries(st.integers(0, date.max.toordinal()), st.integers(1, 50), max_size=30), st.sampled_from(["", *asking.STEPS]), st.booleans())
def test_bars_hold_what_they_are_given(days: dict[int, int], step: str, mirrored: bool) -> None:
    drawn = timeline.timeline(days, step, mirrored=mirrored)
    assert len(drawn.bars) <= 400
    held = sum(bar.number for bar in drawn.bars)
    dated = sum(number for day, number in days.items() if day)
    assert held == dated or (drawn.step == "year" and held <= dated)
    assert drawn.undated == days.get(0, 0)
    assert all(-0.5 <= bar.x <= 100.5 for bar in drawn.bars)


def test_time_runs_from_right_to_left_in_arabic() -> None:
    days = {date(2024, 1, day).toordinal(): 1 for day in (1, 2, 3)}
    assert [bar.x for bar in timeline.timeline(days, "day").bars] == sorted(bar.x for bar in timeline.timeline(days, "day").bars)
    mirrored = [bar.x for bar in timeline.timeline(days, "day", mirrored=True).bars]
    assert mirrored == sorted(mirrored, reverse=True)


@pytest.mark.parametrize(("most", "step"), [(1, 1), (3, 1), (26, 10), (40, 10), (1000, 500)])
def test_scales_have_round_steps(most: int, step: int) -> None:
    assert _step(most) == step


def test_a_place_is_drawn_no_finer_than_it_is_told() -> None:
    countries = borders.load()
    wide = borders.inset((Place("ريف حماة", lat=35.1, lon=36.7, radius_km=40.0),), countries)
    near = borders.inset((Place("حماة", lat=35.1, lon=36.7, radius_km=1.0),), countries)
    assert wide
    assert near
    assert wide.discs[0].radius > 30
    assert not wide.discs[0].small
    assert near.discs[0].small
    assert borders.inset((Place("لا موضع"),), countries) is None


def test_an_address_says_all_that_is_asked_and_nothing_else() -> None:
    asked = asking.asked(QueryParams("q=قصف&grade=weak&step=week&colour=kind&after=abc&evil=1&since="))
    assert dict(asked.filters) == {"q": "قصف", "grade": "weak"}
    assert dict(QueryParams(asked.address()[1:])) == {"q": "قصف", "grade": "weak", "step": "week", "colour": "kind", "after": "abc"}
    assert asked.having(grade="").address().count("grade") == 0


@pytest.mark.parametrize("query", ["since=gestern", "near=1,2", "lost=viele", "lost=killed:x", f"q={'x' * 1001}"])
def test_what_cannot_be_asked_is_refused_in_words(query: str) -> None:
    with pytest.raises(BadInput):
        asking.asked(QueryParams(query)).query(SAY)


@pytest.mark.parametrize(("header", "lang"), [(None, "ar"), ("en", "en"), ("ar;q=0.2,en;q=0.9", "en"), ("fr,ar", "ar"), ("en;q=x", "ar"), ("en;q=0", "ar")])
def test_the_header_chooses_the_language(header: str | None, lang: str) -> None:
    assert language.preferred(header) == lang


def test_text_that_turns_text_around_is_written_out() -> None:
    assert told("a\u202eb") == "a⟨U+202E⟩b"
    assert enclose("a\u2069b") == "\u2068a⟨U+2069⟩b\u2069"
