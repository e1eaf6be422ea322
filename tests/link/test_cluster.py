"""Clusters join only while the mean over all their pairs speaks for it."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reported import day, killed, parties, report

from riwaya.link import cluster
from riwaya.link.cluster import clusters
from riwaya.link.knowledge import Knowledge
from riwaya.link.linker import FIRM, Linker
from riwaya.model import Place, Report, Voice


def edges(*given: tuple[str, str, int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for one, other, score in given:
        found.setdefault(one, {})[other] = score
        found.setdefault(other, {})[one] = score
    return found


def linked(known: Knowledge, *reports: Report) -> list[tuple[str, ...]]:
    linker = Linker(known)
    linker.put(reports)
    return linker.clusters()


def test_a_chain_breaks_where_its_ends_speak_against_each_other() -> None:
    assert clusters({"a", "b", "c"}, edges(("a", "b", 300), ("b", "c", 200), ("a", "c", -300))) == [("a", "b"), ("c",)]


def test_pairs_that_were_never_compared_speak_against() -> None:
    assert clusters({"a", "b", "c"}, edges(("a", "b", 300), ("b", "c", 300))) == [("a", "b"), ("c",)]


def test_a_group_outvotes_one_doubtful_pair() -> None:
    assert clusters({"a", "b", "c"}, edges(("a", "b", 300), ("b", "c", 300), ("a", "c", -100))) == [("a", "b", "c")]


def test_one_pair_counts_for_no_more_than_the_most() -> None:
    assert clusters({"a", "b", "c"}, edges(("a", "b", 300), ("b", "c", 9000), ("a", "c", -900))) == [("a",), ("b", "c")]


PAIRS = tuple(combinations("abcdefg", 2))
pair_scores = st.one_of(st.integers(-500, 900), st.integers(0, 700), st.none())


@settings(max_examples=400, deadline=None)
@given(scores=st.lists(pair_scores, min_size=len(PAIRS), max_size=len(PAIRS)), size=st.integers(2, 7), same=st.sampled_from(((), (("a", "b"),))))
def test_where_all_must_end_in_one_cluster_joining_step_by_step_says_so_too(scores: list[int | None], size: int, same: tuple[tuple[str, str], ...]) -> None:
    nodes = set("abcdefg"[:size])
    scored = edges(*((*pair, score) for pair, score in zip(PAIRS, scores, strict=True) if score is not None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "_all_for_it", lambda *_: False)
        stepwise = clusters(nodes, scored, same)
    assert clusters(nodes, scored, same) == stepwise


def test_one_cluster_is_seen_though_some_pairs_speak_against_it() -> None:
    assert cluster._all_for_it(set("abcde"), edges(*((*pair, 300) for pair in combinations("abcde", 2) if pair != ("a", "d"))))
    assert not cluster._all_for_it({"a", "b", "c"}, edges(("a", "b", 300), ("b", "c", 300)))


def test_judgements_hold_against_scores() -> None:
    scored = edges(("a", "b", 500), ("c", "d", -500))
    assert clusters({"a", "b", "c", "d"}, scored, same=[("c", "d")], different=[("a", "b")]) == [("a",), ("b",), ("c", "d")]


def test_one_strike_told_as_tuesday_night_and_wednesday_dawn_is_one(known: Knowledge) -> None:
    night = report("night", when="2019-06-18", words="غارة جوية ليلا على السوق", casualties=(killed(12),))
    dawn = report("dawn", when="2019-06-19", words="غارة جوية فجرا على السوق", casualties=(killed(12),))
    assert linked(known, night, dawn) == [("dawn", "night")]


def test_the_same_town_next_day_is_another_event(known: Knowledge) -> None:
    first = report("first", when="2019-06-18", words="غارة جوية ظهرا على السوق", casualties=(killed(12),))
    second = report("second", when="2019-06-19", words="غارة جوية ظهرا على المدرسة", casualties=(killed(3),))
    assert linked(known, first, second) == [("first",), ("second",)]


def test_two_strikes_on_one_town_on_one_day_stay_two_where_the_accounts_say_so(known: Knowledge) -> None:
    both = [
        report("morning", doc="x", words="غارة جوية صباحا قتلت 12", casualties=(killed(12),)),
        report("evening", doc="x", words="غارة جوية مساء قتلت 3", casualties=(killed(3),), start=500),
    ]
    others = [report("twelve", words="غارة صباحا", casualties=(killed(12),)), report("three", words="غارة مساء", casualties=(killed(3),))]
    assert linked(known, *both, *others) == [("evening", "three"), ("morning", "twelve")]


def test_the_next_town_on_the_same_day_is_another_event(known: Knowledge) -> None:
    here, there = report("here", place=Place("تل النخيل", "حماة")), report("there", place=Place("وادي السدر", "حماة"))
    assert linked(known, here, there) == [("here",), ("there",)]


def test_one_place_in_two_spellings_is_one(known: Knowledge) -> None:
    assert linked(known, report("a", place="كابل"), report("b", place="كابول")) == [("a", "b")]


def test_points_decide_where_places_are_resolved(known: Knowledge) -> None:
    near = [report(name, place=Place(name, None, lat=35.0, lon=lon, where_prec=1)) for name, lon in (("ا", 36.0), ("ب", 36.02))]
    far = [report(name, place=Place("تل", None, lat=lat, lon=36.0, where_prec=1)) for name, lat in (("ج", 33.0), ("د", 36.5))]
    assert linked(known, *near) == [("ا", "ب")]
    assert linked(known, *far) == [("ج",), ("د",)]


def test_a_total_is_kept_apart_from_its_parts(known: Knowledge) -> None:
    total = report("total", doc="x", place="بغداد", kind="attack", words="قتل 30 في سلسلة هجمات متفرقة", casualties=(killed(30),))
    part = report("part", doc="x", place=Place("البياع", "بغداد"), kind="attack", words="قتل 16 في البياع", casualties=(killed(16),), start=100)
    assert linked(known, total, part) == [("part",), ("total",)]


def test_a_plan_is_not_its_execution(known: Knowledge) -> None:
    assert linked(known, report("plan", stance="planned"), report("deed")) == [("deed",), ("plan",)]


def test_a_denial_joins_what_its_page_tells(known: Knowledge) -> None:
    told = report("told", doc="x", actors=parties("sy.armed-forces"), targets=parties("civilians"))
    denial = report("denial", doc="x", stance="denied", sources=(Voice(None, "sy.armed-forces"),), actors=parties("sy.armed-forces"), place=None, start=900)
    assert linked(known, told, denial) == [("denial", "told")]


def test_a_pair_that_is_hardly_likelier_than_not_is_not_linked(known: Knowledge) -> None:
    linker = Linker(known)
    linker.put([report("a", kind="air-drone-strike"), report("b", kind="shelling-artillery-missile-attack", when=None, casualties=(killed(3),))])
    assert 0 < linker.scores("a")["b"] < FIRM
    assert linker.clusters() == [("a",), ("b",)]


def test_an_anniversary_is_another_event(known: Knowledge) -> None:
    assert linked(known, report("a"), report("b", when=day("2020-06-19"), published="2020-06-20")) == [("a",), ("b",)]
