"""UCDP's table, against the facts of its codebook. All events are made up."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import exportable as made
import pytest

from riwaya.model import Claim, Event, Place, Toll, When
from riwaya.surface.export import Setting, ucdp

HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,"
    "side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,"
    "where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,"
    "date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
STRIKE = "explosions-remote-violence air-drone-strike"
DEAD = (made.killed(None, 3, 4, 9),)


def row(told: Event, setting: Setting = made.SETTING) -> dict[str, str]:
    found = list(csv.DictReader(StringIO(made.written("ucdp", "events", [told], setting).decode())))
    assert len(found) == 1
    return found[0]


def left(told: Event) -> list[str]:
    heard: list[tuple[str, str]] = []
    assert made.written("ucdp", "events", [told], made.hearing(heard)).decode() == HEADER + "\n"
    return [why for _, why in heard]


def test_it_has_49_columns_in_order() -> None:
    assert ",".join(column.name for column in ucdp.COLUMNS) == HEADER
    assert HEADER.count(",") == 48


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (made.claim("group", "army"), ("1", "Government of Syria", "Group", "652", "")),
        (made.claim("army", "group"), ("1", "Government of Syria", "Group", "652", "")),
        (made.claim("foreign", "army"), ("1", "Government of Russia (Soviet Union)", "Government of Syria", "365", "652")),
        (made.claim("group", "لواء"), ("2", "Group", "لواء", "", "")),
        (made.claim("army", "protesters", "protests excessive-force-against-protesters"), ("3", "Government of Syria", "Civilians", "652", "")),
        (made.claim("group", "civilians", STRIKE), ("3", "Group", "Civilians", "", "")),
    ],
)
def test_type_and_sides(told: Claim, wanted: tuple[str, ...]) -> None:
    found = row(made.event(told, tolls=DEAD))
    assert tuple(found[name] for name in ("type_of_violence", "side_a", "side_b", "gwnoa", "gwnob")) == wanted


def test_deaths_are_laid_to_the_sides_and_add_up() -> None:
    tolls = [made.killed("army", 3, 5, 9), made.killed("ally", 1, 2, 2), made.killed("civilians", 1, 1, 4), made.killed(None, 4, 11, 20)]
    found = row(made.event(made.claim("group", "army"), tolls=tolls))
    assert [int(found[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low")] == [5, 2, 1, 3, 11, 20, 5]


def test_low_best_and_high_stay_in_order() -> None:
    found = row(made.event(made.claim("group", "army"), tolls=[made.killed(None, 3, 8, None)]))
    assert [found[name] for name in ("low", "best", "high")] == ["3", "8", "8"]


@pytest.mark.parametrize(("days", "wanted"), [(1, ("1", "1")), (2, ("2", "2")), (6, ("2", "2")), (7, ("2", "3")), (31, ("2", "4")), (32, ("2", "5"))])
def test_date_precision(days: int, wanted: tuple[str, str]) -> None:
    when = When(date(2019, 1, 1), date.fromordinal(date(2019, 1, 1).toordinal() + days - 1), "span", "stated")
    found = row(made.event(made.claim("group", "army"), tolls=DEAD, date=when))
    assert (found["event_clarity"], found["date_prec"]) == wanted
    assert found["date_start"] == "2019-01-01 00:00:00.000"


def test_the_place_gives_country_point_and_cell() -> None:
    kabul = Place("كابول", lat=34.5169, lon=69.147, where_prec=1)
    found = row(made.event(made.claim("group", "army"), tolls=DEAD, places=(kabul,)))
    assert (found["geom_wkt"], found["priogrid_gid"]) == ("POINT (69.147 34.5169)", "179779")
    idlib = Place("إدلب", lat=35.9306, lon=36.6339, where_prec=1, id="gn:169389")
    found = row(made.event(made.claim("group", "army"), tolls=DEAD, places=(idlib,)), made.placed())
    assert [found[name] for name in ("country", "country_id", "region", "where_prec")] == ["Syria", "652", "Middle East", "1"]


def test_sources_are_told_page_by_page() -> None:
    found = row(made.event(made.claim("group", "army"), made.claim("group", "army", doc="d2"), tolls=DEAD))
    assert (found["number_of_sources"], found["source_office"], found["source_article"].count(";")) == ("1", "'=نهر", 1)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (made.event(made.claim("group", "army"), tolls=[Toll("wounded", None, 7, 7, 7, ())]), "no-deaths"),
        (made.event(made.claim("group", "army"), tolls=[made.killed(None, 0, 0, 0)]), "no-number"),
        (made.event(made.claim(hit="civilians", kind=STRIKE), tolls=DEAD), "no-sides"),
        (made.event(made.claim("group"), tolls=DEAD), "no-sides"),
        (made.event(made.claim("protesters", "army"), tolls=DEAD), "no-sides"),
        (made.event(made.claim("group", "army"), tolls=DEAD, date=None), "no-day"),
        (made.event(made.claim("group", "army"), tolls=DEAD, grade="discounted"), "not-asserted"),
    ],
)
def test_what_ucdp_does_not_count_is_left_out_and_said(told: Event, reason: str) -> None:
    assert left(told) == [reason]
