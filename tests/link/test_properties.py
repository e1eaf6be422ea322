"""What must hold whatever the claims: order, repetition and batches change nothing; a judgement is never overruled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reported import day, killed, parties, report

from riwaya import link as linking
from riwaya.errors import BadInput
from riwaya.link.judged import judged, roots
from riwaya.link.knowledge import Knowledge
from riwaya.link.linker import Cluster, Linker
from riwaya.link.score import HOPELESS, reasons, score
from riwaya.link.signs import signs
from riwaya.model import Judgement, Place, Report

WORDS = (
    "",
    "غارة جوية على سوق القرية قتلت عائلة كاملة",
    "قصف الطيران المروحي سوق القرية ليلا",
    "اشتباكات عند جسر النهر بين الفصائل",
    "عدد القتلى ارتفع فجرا في مستشفى الزهراء",
)
HERE = Place("تل النخيل")  # stands often, as the same day and kind do, so that many of the claims made up can be linked
PLACES = (None, HERE, HERE, HERE, HERE, Place("تل النخيل", "حماة"), Place("وادي السدر", "حماة"), Place("حماة", None, "countryside"), Place("حلب"))
DAYS = (
    None,
    day("2019-06-18"),
    *[day("2019-06-19")] * 5,
    day("2019-06-20", None, "relative"),
    day("2019-06-17", "2019-06-23"),
    day("2019-06-01", "2019-06-30"),
)
slots = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("air-drone-strike", "air-drone-strike", "air-drone-strike", "shelling-artillery-missile-attack", "armed-clash", "arrests")),
        "place": st.sampled_from(PLACES),
        "when": st.sampled_from(DAYS),
        "words": st.sampled_from(WORDS),
        "actors": st.sampled_from(((), parties("sy.armed-forces"), parties("ru.armed-forces"), parties("مسلحون"))),
        "targets": st.sampled_from(((), parties("civilians"), parties("sy.opposition"))),
        "casualties": st.sampled_from(((), (killed(12),), (killed(12),), (killed(13),), (killed(2),), (killed(10, exact=False),))),
        "stance": st.sampled_from(("asserted", "asserted", "asserted", "asserted", "denied", "planned")),
        "published": st.sampled_from((None, "2019-06-19", "2019-06-20", "2019-06-24")),
        "page": st.integers(0, 5),
    }
)
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def made(rows: Sequence[dict[str, object]], prefix: str = "r") -> list[Report]:
    made = []
    for number, row in enumerate(rows):
        rest = {name: value for name, value in row.items() if name != "page"}
        made.append(report(f"{prefix}{number:02d}", doc=f"{prefix}-page-{row['page']}", start=60 * number, **rest))  # type: ignore[arg-type]
    return made


def pages(reports: Iterable[Report]) -> list[list[Report]]:
    held: dict[str, list[Report]] = {}
    for one in reports:
        held.setdefault(one.claim.document, []).append(one)
    return list(held.values())


def clusters(known: Knowledge, batches: Iterable[Sequence[Report]]) -> list[Cluster]:
    linker = Linker(known)
    for batch in batches:
        linker.put(batch)
    return linker.clusters()


@QUICK
@given(rows=st.lists(slots, max_size=14), data=st.data())
def test_order_of_arrival_and_batches_change_nothing(known: Knowledge, rows: list[dict[str, object]], data: st.DataObject) -> None:
    reports = made(rows)
    arriving = data.draw(st.permutations(pages(reports)))
    cut = data.draw(st.integers(0, len(arriving)))
    at_once = clusters(known, [reports])
    assert clusters(known, arriving) == at_once
    assert clusters(known, [list(chain(*arriving[:cut])), list(chain(*arriving[cut:]))]) == at_once


@QUICK
@given(rows=st.lists(slots, max_size=12), data=st.data())
def test_repetition_changes_nothing(known: Knowledge, rows: list[dict[str, object]], data: st.DataObject) -> None:
    reports = made(rows)
    again = data.draw(st.lists(st.sampled_from(pages(reports)), max_size=4)) if reports else []
    assert clusters(known, [reports, *again]) == clusters(known, [reports])


@QUICK
@given(rows=st.lists(slots, min_size=1, max_size=12), data=st.data())
def test_a_page_taken_out_or_replaced_leaves_no_trace(known: Knowledge, rows: list[dict[str, object]], data: st.DataObject) -> None:
    reports = made(rows)
    gone = data.draw(st.sampled_from(sorted({one.claim.document for one in reports})))
    rest = [one for one in reports if one.claim.document != gone]
    linker = Linker(known)
    linker.put(reports)
    linker.remove(gone)
    assert linker.clusters() == clusters(known, [rest])
    other = [report("z", doc=gone, place="حلب")]
    assert clusters(known, [reports, other]) == clusters(known, [rest, other])


@QUICK
@given(rows=st.lists(slots, max_size=12), fresh=st.lists(slots, min_size=1, max_size=4))
def test_a_page_changes_only_events_that_hang_together_with_it(known: Knowledge, rows: list[dict[str, object]], fresh: list[dict[str, object]]) -> None:
    linker = Linker(known)
    linker.put(made(rows))
    before = {one: linker.cluster_of(one) for one in linker.reports}
    new = made(fresh, "n")
    told = linker.put(new)
    related = set().union(*(linker._component(one.id) for one in new))
    assert all(linker.cluster_of(one) == cluster for one, cluster in before.items() if one not in related)
    assert all(set(cluster) <= related for cluster in told)


def test_a_page_on_something_else_changes_no_event(known: Knowledge) -> None:
    linker = Linker(known)
    linker.put([report("a"), report("b"), report("c", place="وادي السدر")])
    before = linker.clusters()
    assert linker.put([report("d", place="عدن", when="2015-03-01", published="2015-03-02")]) == {("d",)}
    assert linker.clusters() == sorted([*before, ("d",)])


pairs = st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda both: both[0] != both[1])
verdicts = st.lists(st.tuples(pairs, st.sampled_from(("same", "different", "undo"))), max_size=8)


@QUICK
@given(rows=st.lists(slots, min_size=2, max_size=12), decided=verdicts, data=st.data())
def test_a_judgement_is_never_overruled(
    known: Knowledge, rows: list[dict[str, object]], decided: list[tuple[tuple[int, int], str]], data: st.DataObject
) -> None:
    reports = made(rows)
    names = [one.id for one in reports]
    given_ = [
        Judgement(verdict, (names[left % len(names)], names[right % len(names)]), "a reader", f"2024-01-01T00:00:{number:02d}")  # type: ignore[arg-type]
        for number, ((left, right), verdict) in enumerate(decided)
        if left % len(names) != right % len(names)
    ]
    try:
        held = judged(given_)
    except BadInput:
        return
    late = Linker(known)
    late.put(reports)
    late.judge(held)
    early = Linker(known)
    early.judge(held)
    for page in data.draw(st.permutations(pages(reports))):
        early.put(page)
    assert early.clusters() == late.clusters()
    assert all(late.cluster_of(left) == late.cluster_of(right) for left, right in held.same)
    assert all(late.cluster_of(left) != late.cluster_of(right) for left, right in held.different)
    late.judge(judged([]))
    assert late.clusters() == clusters(known, [reports])


@QUICK
@given(one=slots, other=slots)
def test_a_score_is_symmetric_and_explained(known: Knowledge, one: dict[str, object], other: dict[str, object]) -> None:
    left, right = (signs(each, known) for each in made([one, other]))
    found = score(left, right, known)
    assert found == score(right, left, known)
    if found > HOPELESS:
        assert sum(weight for _, weight in reasons(left, right, known)) == found


@QUICK
@given(rows=st.lists(slots, max_size=10), data=st.data())
def test_whole_events_do_not_depend_on_order(known: Knowledge, rows: list[dict[str, object]], data: st.DataObject) -> None:
    reports = made(rows)
    assert linking.link(data.draw(st.permutations(reports)), known) == linking.link(reports, known)


def test_what_is_judged_apart_stays_apart_however_alike(known: Knowledge) -> None:
    linker = Linker(known)
    linker.put([report(name, casualties=(killed(12),)) for name in "abcd"])
    assert linker.clusters() == [("a", "b", "c", "d")]
    linker.judge(judged([Judgement("different", ("a", "b"), "x", "1"), Judgement("different", ("c", "d"), "x", "1")]))
    assert all(linker.cluster_of(one) != linker.cluster_of(other) for one, other in (("a", "b"), ("c", "d")))
    assert {len(cluster) for cluster in linker.clusters()} == {2}


def test_what_is_judged_one_is_one_however_unlike(known: Knowledge) -> None:
    linker = Linker(known)
    linker.judge(judged([Judgement("same", ("a", "b"), "x", "1")]))
    linker.put([report("a"), report("b", place="عدن", when="2001-01-01", kind="arrests")])
    assert linker.clusters() == [("a", "b")]


def test_contradicting_judgements_are_refused_with_what_to_do() -> None:
    given_ = [Judgement("same", ("a", "b"), "x", "1"), Judgement("same", ("b", "c"), "x", "2"), Judgement("different", ("c", "a"), "y", "3")]
    with pytest.raises(BadInput, match=r"y at 3.*undo"):
        judged(given_)
    assert judged([*given_, Judgement("undo", ("a", "c"), "y", "4")]).same == {("a", "b"), ("b", "c")}


def test_the_latest_judgement_of_a_pair_holds() -> None:
    held = judged([Judgement("different", ("b", "a"), "x", "2024-02-01"), Judgement("same", ("a", "b"), "x", "2024-01-01")])
    assert (held.same, held.different) == (frozenset(), {("a", "b")})
    assert roots([("b", "c"), ("a", "b")]) == {"a": "a", "b": "a", "c": "a"}


@QUICK
@given(rows=st.lists(slots, min_size=2, max_size=6))
def test_a_score_is_the_same_whichever_claim_comes_first(known: Knowledge, rows: list[dict[str, object]]) -> None:
    every = [signs(one, known) for one in made(rows)]
    assert all(score(one, other, known) == score(other, one, known) for one in every for other in every)


def test_who_does_and_who_suffers_may_be_exchanged_whichever_claim_comes_first(known: Knowledge) -> None:
    one = signs(report("a", actors=parties("sy.opposition"), targets=parties("ru.armed-forces")), known)
    other = signs(report("b", actors=parties("ru.armed-forces"), targets=parties("sy.sdf")), known)
    assert score(one, other, known) == score(other, one, known) == sum(weight for _, weight in reasons(other, one, known))
