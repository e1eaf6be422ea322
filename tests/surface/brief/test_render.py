"""The page that people read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from lxml import html as parser

from riwaya.service.briefing import Material
from riwaya.surface import strings
from riwaya.surface.brief import Briefing, Scope, collect, html

MADE = date(2024, 11, 1)


def words(page: str) -> str:
    return " ".join(parser.fromstring(page).find("body").text_content().split())


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_reads_in_its_direction_and_has_all_its_parts(briefing: Briefing, lang: str) -> None:
    page = parser.fromstring(html(briefing, lang))
    say = strings.load(lang)
    assert (page.get("lang"), page.get("dir")) == (lang, {"ar": "rtl", "en": "ltr"}[lang])
    heads = [head.text_content().strip() for head in page.iter("h2")]
    wanted = ("in-brief", "time-week", "changes", "where", "happened", "side-by-side", "losses", "method", "sources")
    assert heads == [say(f"brief.{name}") for name in wanted]


def test_the_arabic_page_says_nothing_in_english_of_its_own(briefing: Briefing) -> None:
    page = parser.fromstring(html(briefing, "ar"))
    for quoted in page.xpath("//svg | //*[@class='ids'] | //style | //cite | //q | //*[@class='code'] | //*[@class='chain'] | //*[@class='teller'] | //small"):
        quoted.text = ""
        for child in list(quoted):
            quoted.remove(child)
    latin = set(re.findall("[A-Za-z]{3,}", page.find("body").text_content()))
    assert latin <= {"Natural", "Earth", "riwaya", "show", "txt", "hill", "nahr", "wire"}


def test_every_mark_of_a_source_leads_to_it(briefing: Briefing) -> None:
    page = parser.fromstring(html(briefing, "en"))
    targets = {one.get("id") for one in page.iter() if one.get("id")}
    links = [one.get("href")[1:] for one in page.iter("a") if one.get("href", "").startswith("#")]
    assert len(links) > 100
    assert set(links) <= targets
    assert {f"n{note.number}" for note in briefing.notes} <= targets


def test_each_side_of_a_contested_event_has_its_column(briefing: Briefing) -> None:
    page = parser.fromstring(html(briefing, "en"))
    disputes = page.xpath("//div[@class='dispute']")
    for one, entry in zip(disputes, [entry for entry in briefing.entries if entry.disputed], strict=True):
        assert len(one.xpath(".//thead//th[span]")) == len(entry.event.accounts)
        assert len(one.xpath(".//tr[contains(@class, 'words')]/td")) == len(entry.event.accounts)


def test_the_page_needs_nothing_beside_it_and_runs_nothing(briefing: Briefing) -> None:
    for lang in strings.LANGUAGES:
        page = parser.fromstring(html(briefing, lang))
        assert not page.xpath("//script | //link | //img | //iframe | //@src")
        assert "url(" not in page.find("head").findtext("style", "")
        assert all(link.startswith(("#", "https://", "http://")) for link in page.xpath("//a/@href"))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs if name.startswith("on"))}


def test_hostile_pages_change_nothing_of_the_page(found: Material) -> None:
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'\u202e"

    def hostile(one: Any) -> Any:  # noqa: ANN401  # a report
        return replace(one, title=bad, outlet=bad, words=bad)

    events = [
        replace(
            one,
            reports=tuple(map(hostile, one.reports)),
            accounts=tuple(replace(account, reports=tuple(map(hostile, account.reports))) for account in one.accounts),
            places=tuple(replace(place, name=bad) for place in one.places),
        )
        for one in found.events
    ]
    material = replace(found, events=events, addresses={name: "javascript:alert(1)" for one in events for name in one.docs})
    page = html(collect(material, Scope(place=bad), MADE), "ar")
    tags = _Tags()
    tags.feed(page)
    assert not {"script", "img", "onerror"} & tags.found
    assert "javascript:" not in "".join(parser.fromstring(page).xpath("//a/@href"))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_an_empty_store_makes_a_page_that_says_so(found: Material, lang: str) -> None:
    page = words(html(collect(replace(found, events=()), Scope(), MADE), lang))
    assert strings.load(lang)("brief.nothing") in page


def test_what_was_withheld_and_left_out_is_said(found: Material) -> None:
    material = replace(found, withheld={"names": 3, "points": 2}, unread=4)
    page = words(html(collect(material, Scope(), MADE, most=10), "en"))
    assert "names: 3; exact places: 2." in page
    assert "could not be read: 4." in page
    assert len(found.events) > 10
    assert f"only counted, not told: {len(found.events) - 10}." in page


def test_claims_with_types_of_another_system_are_told_under_their_own_names(found: Material) -> None:
    strange = replace(found.events[0], sub_event_type="air-strike", event_type="remote-violence", comparisons=())
    assert "Air-strike" in html(collect(replace(found, events=[strange]), Scope(), MADE), "en")
