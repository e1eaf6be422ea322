"""Events are found by what their claims say, counted, and gathered to a grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from riwaya import lexicon, link
from riwaya.config import Config
from riwaya.errors import BadInput
from riwaya.gazetteer import open_atlas
from riwaya.model import Place
from riwaya.service import events as happenings
from riwaya.service import search
from riwaya.service.events import Box
from riwaya.service.linking import relink
from riwaya.service.query import Query
from riwaya.service.terms import Ground, stems
from riwaya.store import Reading, Run, Store

WORLD = Box(-90, -180, 90, 180)


@pytest.fixture(scope="module")
def ground() -> Ground:
    words = lexicon.load()
    return Ground(words, link.knowledge(words), open_atlas(Config().gazetteer))


def at(one: Reading, name: str, point: tuple[float, float] | None, unit: str = "XX-1") -> Reading:
    """Put a page's claim at a point."""
    lat, lon = point or (None, None)
    claim = replace(one.claims[0].claim, places=(Place(name, lat=lat, lon=lon, radius_km=2.0 if point else None, where_prec=1, id=f"t:{name}"),))
    words = stems(one.document.text)
    return replace(one, claims=(replace(one.claims[0], claim=claim, words=words, point=point, units=("XX", unit, None)),))


@pytest.fixture
def filled(store: Store, made: Callable[..., Reading], run: Run, ground: Ground) -> Store:
    """Three happenings: a strike that two pages tell of, a clash a month later, one without day and point."""
    pages = [
        at(made("a", "قصف الطيران قرية الوادي وقتل ثلاثة"), "الوادي", (35.0, 36.0)),
        at(made("b", "قصف الطيران قرية الوادي وقتل ثلاثة مدنيين"), "الوادي", (35.0, 36.0)),
        at(made("c", "اشتباك في مدينة السهل", kind="armed-clash", day=date(2031, 6, 1)), "السهل", (33.0, 44.0), "XX-2"),
        at(made("d", "اعتقال رجل", kind="arrests", day=None), "النهر", None),
    ]
    store.add(pages, run)
    assert relink(store, ground.known) == 3
    return store


def docs(found: happenings.Found) -> list[str]:
    return ["".join(one.docs) for one in found.events]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), ["c", "ab", "d"]),
        (Query("الوادي"), ["ab"]),
        (Query("مدنيين"), ["ab"]),
        (Query("-الوادي"), ["c", "d"]),
        (Query(kind="armed-clash"), ["c"]),
        (Query(since=date(2031, 5, 1), until=date(2031, 5, 31)), ["ab"]),
        (Query(until=date(2031, 12, 31)), ["c", "ab"]),
        (Query(near=(35.0, 36.0, 10)), ["ab"]),
        (Query("لا شيء كهذا"), []),
    ],
)
def test_an_event_is_found_where_one_of_its_claims_is(filled: Store, ground: Ground, query: Query, found: list[str]) -> None:
    assert docs(happenings.find(filled, query, ground)) == found
    assert ["".join(one.docs) for one in happenings.every(filled, query, ground)] == found
    assert happenings.count(filled, query, ground).events == len(found)


def test_a_grade_finds_the_events_that_have_it(filled: Store, ground: Ground) -> None:
    grades = {one.grade.scale for one in filled.events()}
    found = {grade: happenings.find(filled, Query(grade=grade), ground).events for grade in grades}
    assert all({one.grade.scale for one in some} == {grade} for grade, some in found.items())
    assert sum(map(len, found.values())) == 3


def test_what_is_counted_over_columns_is_what_the_database_finds(filled: Store, ground: Ground) -> None:
    held = filled.events()
    grades = (None, *sorted({one.grade.scale for one in held}), "no such grade")
    circles = (None, (35.0, 36.0, 10), (33.0, 44.0, 3000), (-35.0, -144.0, 20_000))
    for words, near, since, grade in product(("", "الوادي", "-الوادي"), circles, (None, date(2031, 5, 10)), grades):
        query = Query(words, near=near, grade=grade, since=since)
        claims = {hit.id for hit in search.find(filled, query, ground).hits}
        assert search.count(filled, query, ground).claims == len(claims)
        found, counts = happenings.survey(filled, query, ground)
        assert (found, counts) == (happenings.find(filled, query, ground), happenings.count(filled, query, ground))
        assert {one.id for one in found.events} == {one.id for one in held if claims & {report.id for report in one.reports}}
        assert counts.events == len(found.events)


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_pages_follow_one_another_and_leave_nothing_out_or_double(filled: Store, ground: Ground, limit: int) -> None:
    seen, mark = [], None
    while True:
        page = happenings.find(filled, Query(), ground, limit, mark)
        seen += docs(page)
        mark = page.next
        if mark is None:
            break
    assert seen == ["c", "ab", "d"]


def test_events_are_counted_by_grade_kind_place_and_day(filled: Store, ground: Ground) -> None:
    counts = happenings.count(filled, Query(), ground)
    assert counts.facets["sub_event_type"] == {"air-strike": 1, "armed-clash": 1, "arrests": 1}
    assert counts.facets["admin1"] == {"XX-1": 2, "XX-2": 1}
    assert sum(counts.facets["grade"].values()) == 3
    assert counts.days == {0: 1, date(2031, 5, 1).toordinal(): 1, date(2031, 6, 1).toordinal(): 1}


def test_points_are_gathered_to_cells(filled: Store, ground: Ground) -> None:
    near = happenings.cells(filled, Query(), ground, WORLD, 8)
    assert [(cell.number, cell.lat, cell.lon, cell.radius_km) for cell in near.cells] == [(1, 33.0, 44.0, 2.0), (1, 35.0, 36.0, 2.0)]
    assert {cell.event for cell in near.cells} == {one.id for one in filled.events() if one.docs != ("d",)}
    assert (near.unplaced, near.outside) == (1, 0)
    far = happenings.cells(filled, Query(), ground, WORLD, 0)
    assert [(cell.number, cell.kinds, cell.event) for cell in far.cells] == [(2, {"air-strike": 1, "armed-clash": 1}, None)]
    assert sum(far.cells[0].grades.values()) == 2


def test_cells_can_be_of_claims_and_of_a_part_of_the_map(filled: Store, ground: Ground) -> None:
    found = happenings.cells(filled, Query(), ground, Box(34, 35, 36, 37), 10, "claims")
    assert [(cell.number, cell.kinds, cell.grades, cell.event) for cell in found.cells] == [(2, {"air-strike": 2}, {}, None)]
    assert (found.unplaced, found.outside) == (1, 1)
    assert happenings.cells(filled, Query("السهل"), ground, WORLD, 3, "claims").cells[0].number == search.count(filled, Query("السهل"), ground).claims == 1


@pytest.mark.parametrize(("box", "zoom"), [(Box(10, 0, 5, 1), 3), (Box(0, 0, 91, 1), 3), (WORLD, 21), (WORLD, -1), (Box(float("nan"), 0, 1, 1), 1)])
def test_a_box_or_a_zoom_that_is_none_is_refused(filled: Store, ground: Ground, box: Box, zoom: int) -> None:
    with pytest.raises(BadInput):
        happenings.cells(filled, Query(), ground, box, zoom)


@pytest.mark.parametrize(("limit", "mark"), [(0, None), (501, None), (5, "?")])
def test_a_size_or_a_mark_that_is_none_is_refused(filled: Store, ground: Ground, limit: int, mark: str | None) -> None:
    with pytest.raises(BadInput):
        happenings.find(filled, Query(), ground, limit, mark)
