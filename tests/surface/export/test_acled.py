"""ACLED's table, against the facts of its codebook. All events are made up."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import exportable as made
import pytest

from riwaya.lexicon import built_in, rows
from riwaya.model import Casualty, Claim, Comparison, Event, Figure, Place, Toll
from riwaya.surface.cli.exporting import sub_types
from riwaya.surface.export import Setting, acled

HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,"
    "interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,"
    "fatalities,tags,timestamp"
)
STRIKE, SHELLING = "explosions-remote-violence air-drone-strike", "explosions-remote-violence shelling-artillery-missile-attack"
IED = "explosions-remote-violence remote-explosive-landmine-ied"
IDLIB = Place("إدلب", lat=35.9306, lon=36.6339, where_prec=1, id="gn:169389")


def row(told: Event, setting: Setting = made.SETTING) -> dict[str, str]:
    found = list(csv.DictReader(StringIO(made.written("acled", "events", [told], setting).decode())))
    assert len(found) == 1
    return found[0]


def parties(told: Event, setting: Setting = made.SETTING) -> tuple[str, ...]:
    found = row(told, setting)
    return tuple(found[name] for name in ("actor1", "inter1", "actor2", "inter2", "interaction"))


def test_it_has_31_columns_in_order() -> None:
    assert ",".join(column.name for column in acled.COLUMNS) == HEADER


def test_denials_do_not_name_the_doer() -> None:
    denied = made.claim("army", stance="denied", doc="d2")
    assert parties(made.event(made.claim("group", "army"), denied)) == ("Group", "2", "Military Forces of Syria (2000-2024)", "1", "12")


def test_rivals_whom_other_claims_accuse_are_no_allies() -> None:
    joint, rival = made.claim("group ally", "army", doc="d2"), made.claim("army", "group", doc="d3")
    found = row(made.event(made.claim("group", "army"), joint, rival))
    assert (found["actor1"], found["assoc_actor_1"], found["assoc_actor_2"]) == ("Group", "Ally", "")


def test_a_battle_that_names_both_sides_as_doers_has_two_sides() -> None:
    found = row(made.event(made.claim("army group ally")))
    assert (found["actor1"], found["actor2"], found["assoc_actor_2"]) == ("Military Forces of Syria (2000-2024)", "Ally", "Group")


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (made.claim(hit="civilians", kind=STRIKE), ("Unidentified Military Forces", "8", "Civilians (Syria)", "7", "78")),
        (made.claim(hit="civilians", kind=SHELLING), ("Unidentified Armed Group (Syria)", "3", "Civilians (Syria)", "7", "37")),
        (made.claim("group"), ("Group", "2", "Unidentified Armed Group (Syria)", "3", "23")),
        (
            made.claim("army", "protesters", "protests excessive-force-against-protesters"),
            ("Protesters (Syria)", "6", "Military Forces of Syria (2000-2024)", "1", "16"),
        ),
        (made.claim("protesters", kind="protests peaceful-protest"), ("Protesters (Syria)", "6", "", "0", "60")),
        (made.claim("foreign", "group", STRIKE), ("Military Forces of Russia", "8", "Group", "2", "28")),
        (made.claim(kind="strategic-developments agreement"), ("", "0", "", "0", "")),
        (made.claim("لواء", kind="strategic-developments other"), ("لواء", "", "", "0", "")),
    ],
)
def test_parties_are_named_and_coded_as_the_codebook_has_it(told: Claim, wanted: tuple[str, ...]) -> None:
    assert parties(made.event(told, places=(IDLIB,)), made.placed()) == wanted


def test_journalists_are_associates_of_civilians() -> None:
    found = row(made.event(made.claim("army", "journalists", "violence-against-civilians attack")))
    assert (found["actor2"], found["assoc_actor_2"], found["inter2"], found["civilian_targeting"]) == ("Civilians", "Journalists", "7", "Civilian targeting")


@pytest.mark.parametrize(
    ("kind", "hit", "targeting"),
    [
        (STRIKE, "civilians", "Civilian targeting"),
        (STRIKE, "army", ""),
        ("protests excessive-force-against-protesters", "protesters", "Civilian targeting"),
        ("protests protest-with-intervention", "protesters", ""),
        ("strategic-developments arrests", "civilians", ""),
        ("riots mob-violence", "civilians", "Civilian targeting"),
    ],
)
def test_civilian_targeting_is_of_violence_on_civilians(kind: str, hit: str, targeting: str) -> None:
    assert row(made.event(made.claim("group", hit, kind)))["civilian_targeting"] == targeting


def test_the_place_gives_country_region_and_units() -> None:
    found = row(made.event(made.claim("group", "army"), places=(IDLIB,)), made.placed())
    assert [found[name] for name in ("iso", "region", "country", "admin1", "location")] == ["760", "Middle East", "Syria", "Idlib", "Idlib"]


def test_a_place_that_no_table_has_lies_in_the_unit_that_the_page_names() -> None:
    found = row(made.event(made.claim("group", "army")), made.placed())
    assert [found[name] for name in ("country", "location", "geo_precision")] == ["Syria", "تل", "3"]


@pytest.mark.parametrize(("where", "wanted"), [(1, "1"), (2, "2"), (3, "2"), (4, "3"), (6, "3")])
def test_geo_precision_is_that_of_docs_places(where: int, wanted: str) -> None:
    assert row(made.event(made.claim("group", "army"), places=(Place("x", lat=1.0, lon=1.0, where_prec=where),)))["geo_precision"] == wanted


@pytest.mark.parametrize(
    ("tolls", "deaths"),
    [
        ((), "0"),
        ((made.killed(None, 3, 4, 9),), "3"),
        ((made.killed("civilians", 2, 2, 2), made.killed("army", 3, 3, 3), made.killed(None, 4, 4, 4)), "5"),
        ((Toll("wounded", None, 7, 7, 7, ()),), "0"),
    ],
)
def test_fatalities_are_the_low_figure(tolls: tuple[Toll, ...], deaths: str) -> None:
    assert row(made.event(made.claim("group", "army"), tolls=tolls))["fatalities"] == deaths


def test_deaths_without_a_number_are_three_and_said_so() -> None:
    found = row(made.event(made.claim("group", "army", casualties=(Casualty("killed", None, Figure(None, None)),))))
    assert (found["fatalities"], found["tags"]) == ("3", "grade=weak; fatalities=no number told")


def test_events_without_a_day_or_that_nobody_asserts_are_left_out_and_named() -> None:
    heard: list[tuple[str, str]] = []
    given = [made.event(made.claim("group"), name="e1", date=None), made.event(made.claim("group"), name="e2", grade="discounted")]
    assert made.written("acled", "events", given, made.hearing(heard)).decode() == HEADER + "\n"
    assert heard == [("e1", "no-day"), ("e2", "not-asserted")]


def test_words_are_those_of_the_lexicon_s_table() -> None:
    for one in rows(built_in() / "events.csv"):
        told = made.event(made.claim("group", kind=f"{one['event_type']} {one['sub_event_type']}"))
        assert sub_types()[told.sub_event_type] == one["name_en"]
        assert told.event_type in acled.TYPES


def test_notes_tell_day_place_grade_and_ids() -> None:
    notes = row(made.event(made.claim("group", "army"), tolls=[made.killed("army", 3, 4, 9)], grade="contested"))["notes"]
    assert notes.startswith("On 19 June 2019, in تل: Armed clash (Group - Military Forces of Syria (2000-2024)). Killed 4 (low 3, high 9).")
    assert "contradict each other in: cause" in notes
    assert "Claims c1; pages d1." in notes


def test_where_accounts_contradict_in_what_happened_the_doer_is_of_the_row_s_own_type() -> None:
    bomb, strike = made.claim(hit="civilians", kind=IED), made.claim("foreign", "civilians", STRIKE, doc="d2")
    apart = (Comparison("what", "contradicted", ()),)
    found = parties(replace(made.event(bomb, strike), comparisons=apart))
    assert found == ("Unidentified Armed Group", "3", "Civilians", "7", "37")
    assert parties(made.event(bomb, strike))[0] == "Military Forces of Russia"
