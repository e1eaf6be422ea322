"""The register of sources: what ships with riwaya, and what a user adds."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from riwaya import arabic, lexicon
from riwaya.acquire.sources import add, find, register, table
from riwaya.errors import BadInput
from riwaya.lexicon.outlets import Outlet, built_in, load_outlets

SHIPPED = built_in()


def test_the_starter_set_is_of_all_sides_and_many_countries() -> None:
    assert len(SHIPPED) >= 60
    assert len({one.country for one in SHIPPED}) >= 15
    sides = {side for one in SHIPPED for side in one.side}
    assert {"sy.government", "sy.opposition", "sy.sdf", "ye.houthis", "ye.government", "ye.stc", "lb.hezbollah", "ps.authority", "iq.government"} <= sides


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.id)
def test_every_source_is_told_whole_and_with_its_origin(one: Outlet) -> None:
    assert one.name_ar
    assert one.name_en
    assert one.origin
    assert len(one.country) == 2
    assert ZoneInfo(one.zone)
    assert not one.feeds or "feed" in one.origin


def test_sides_are_actors_that_the_lexicon_knows() -> None:
    actors = lexicon.load().actors
    assert {side for one in SHIPPED for side in one.side} <= actors.keys()


def test_ids_and_names_belong_to_one_source_each() -> None:
    names = [arabic.key(name) for one in SHIPPED for name in one.names]
    assert len(names) == len(set(names))
    assert len({one.id for one in SHIPPED}) == len(SHIPPED)


def test_outlets_that_write_of_one_country_tell_it_by_any_name() -> None:
    known = load_outlets()
    assert known[arabic.key("سانا")] == known["sana"] == "SY"
    assert arabic.key("رويترز") not in known


def test_a_source_is_found_by_id_and_by_any_spelling_of_a_name() -> None:
    assert find(SHIPPED, "sana").id == "sana"
    assert find(SHIPPED, "الاناضول").id == "anadolu"
    with pytest.raises(BadInput, match="sources list"):
        find(SHIPPED, "no such")


def test_a_users_row_replaces_the_one_that_ships(tmp_path: Path) -> None:
    file = tmp_path / "sources.tsv"
    add(file, [Outlet("sana", "سانا", feeds=("https://sana.example/feed",)), Outlet("nahr", "نهر", "Nahr", others=("النهر", "River"))])
    add(file, [Outlet("nahr", "نهر", "Nahr", others=("النهر", "River"), country="SY")])
    known = {one.id: one for one in register(file)}
    assert known["sana"].feeds == ("https://sana.example/feed",)
    assert known["nahr"] == Outlet("nahr", "نهر", "Nahr", others=("النهر", "River"), country="SY")
    assert len(known) == len(SHIPPED) + 1


OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="news"><outline text="نهر" xmlUrl="https://nahr.example/feed" htmlUrl="https://nahr.example/"/>
<outline title="River News" xmlUrl="https://river.example/rss"/><outline title="River News" xmlUrl="https://river.example/rss2"/></outline></body></opml>"""


def test_opml_gives_a_source_for_every_feed(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(OPML, encoding="utf-8")
    found = table(tmp_path / "feeds.opml")
    assert [(one.id, one.name_ar, one.feeds) for one in found] == [
        ("nahr-example", "نهر", ("https://nahr.example/feed",)),
        ("river-news", "River News", ("https://river.example/rss",)),
        ("river-news-2", "River News", ("https://river.example/rss2",)),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id\tname_ar\tcolour\nx\ty\tz\n", "unknown columns colour"),
        ("id,name_ar\n,نهر\n", ":2: an outlet needs"),
        ("id,name_ar,kind\nx,نهر,blog\n", "`kind` one of"),
        ("id,name_ar,feeds\nx,نهر,feed.xml\n", "addresses begin with"),
        ("<opml><outline", "no whole XML"),
    ],
)
def test_what_is_no_table_of_sources_is_said_with_its_place(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "x").write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        table(tmp_path / "x")
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="cannot be read"):
        table(tmp_path / "x")
