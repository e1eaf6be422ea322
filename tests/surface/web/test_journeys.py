"""What people do on the web face, in Arabic and in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

import pytest
import sites
from playwright.sync_api import Page, expect

from riwaya import acquire, pipeline, samples
from riwaya.acquire.source import Known
from riwaya.config import Config
from riwaya.lexicon.outlets import built_in
from riwaya.people import Role
from riwaya.service import ingest
from riwaya.store import open_store
from riwaya.surface.serve.serving import Tiles

New = Callable[..., Page]
Serves = Callable[..., AbstractContextManager[str]]
ICON = files("riwaya.surface.web") / "static" / "icon.svg"
both = pytest.mark.parametrize("lang", ["ar", "en"])


@pytest.mark.parametrize(("locale", "lang"), [("ar-SY", "ar"), ("en-GB", "en"), ("de-DE", "ar")])
def test_the_front_door_speaks_the_visitors_language(shown: str, visit: New, locale: str, lang: str) -> None:
    page = visit(lang=locale)
    page.goto(shown)
    assert urlsplit(page.url).path == f"/{lang}/"
    assert page.locator("html").get_attribute("dir") == {"ar": "rtl", "en": "ltr"}[lang]


@both
def test_map_timeline_and_list_filter_one_another_and_are_one_address(shown: str, visit: New, lang: str) -> None:
    page = visit()
    page.goto(f"{shown}/{lang}/")
    expect(page.locator(".leaflet-marker-icon").first).to_be_visible()
    before = page.locator("[data-bars] .bar").count()
    page.locator(".facets a", has_text={"ar": "متنازع عليه", "en": "contested"}[lang]).click()
    expect(page.locator(".chip")).to_have_count(1)
    assert parse_qs(urlsplit(page.url).query) == {"grade": ["contested"]}
    expect(page.locator(".card .g-contested")).to_have_count(page.locator(".card").count())
    assert page.locator("[data-bars] .bar").count() < before
    bar = page.locator("[data-bars] .bar").first
    first, last = bar.get_attribute("data-first"), bar.get_attribute("data-last")
    bar.click()
    expect(page.locator(".chip")).to_have_count(3)
    told = parse_qs(urlsplit(page.url).query)
    assert (told["since"], told["until"]) == ([first], [last])
    expect(page.locator("#since")).to_have_value(first or "")
    listed = page.locator(".card h3").all_inner_texts()
    page.reload()
    assert page.locator(".card h3").all_inner_texts() == listed
    asked = urlsplit(page.url).query
    cells = page.request.get(f"{shown}/{lang}/map?{asked}&box=-60,-170,70,170&zoom=3").json()
    assert sum(cell["number"] for cell in cells["cells"]) + cells["unplaced"] == len(listed)


@both
def test_what_lies_on_the_map_becomes_a_filter(shown: str, visit: New, lang: str) -> None:
    page = visit()
    page.goto(f"{shown}/{lang}/?place=YE")
    expect(page.locator(".leaflet-marker-icon").first).to_be_visible()
    page.locator(".near").click()
    expect(page.locator("[data-drop=near]")).to_be_visible()
    assert "near=" in page.url
    assert page.locator(".card").count() >= 1


def test_tiles_lie_under_the_map_where_the_administrator_gives_them(kept: str, serves: Serves, visit: New) -> None:
    page, asked = visit(), []
    page.route("http://127.0.0.1:9/**", lambda route: (asked.append(route.request.url), route.fulfill(path=str(ICON), content_type="image/svg+xml")))
    with serves(kept, tiles=Tiles("http://127.0.0.1:9/{z}/{x}/{y}.png", "© <b>خرائطنا</b>")) as address:
        page.goto(f"{address}/ar/")
        expect(page.locator(".leaflet-tile-loaded").first).to_be_visible()
        expect(page.locator(".leaflet-control-attribution")).to_have_text("© <b>خرائطنا</b>")
        page.goto("about:blank")
    assert all(re.fullmatch(r"http://127\.0\.0\.1:9/\d+/\d+/\d+\.png", one) for one in asked)


@both
def test_search_forgives_spelling(shown: str, visit: New, lang: str) -> None:
    page = visit()
    page.goto(f"{shown}/{lang}/")
    page.locator("#q").fill("الربيعه")
    page.locator("#q").press("Enter")
    expect(page.locator("[data-drop=q]")).to_be_visible()
    expect(page.locator(".card").first).to_contain_text("الربيعة")


@both
def test_accounts_stand_side_by_side_and_every_cell_leads_to_its_sentence(shown: str, visit: New, lang: str) -> None:
    page = visit()
    page.goto(f"{shown}/{lang}/")
    page.locator("[data-apart]").click()
    expect(page.locator(".chip")).to_have_count(1)
    page.locator(".card h3 a", has_text="الربيعة").first.click()
    expect(page.locator(".picture thead .teller").nth(4)).to_be_visible()
    row = page.locator("tr.a-contradicted", has=page.locator("th", has_text={"ar": "قتلى", "en": "killed"}[lang]))
    cell = row.locator("a.value").last
    cell.hover()
    expect(page.locator(".words b.lit").first).to_be_visible()
    cell.click()
    expect(page.locator(".report mark.lit").first).to_be_visible()
    expect(page.locator(".report b.here").first).to_be_visible()
    expect(page.locator(".claim.lit")).to_have_count(1)


@both
def test_words_and_claims_light_each_other(shown: str, visit: New, lang: str) -> None:
    page = visit()
    page.goto(f"{shown}/{lang}/sources")
    page.locator(".grid tbody th a").first.click()
    page.locator(".card h3 a").first.click()
    page.locator(".box.pages a").first.click()
    claim = page.locator(".claim").last
    number = claim.get_attribute("data-claim")
    claim.hover()
    expect(page.locator(f".report mark.lit[data-claims~='{number}']").first).to_be_visible()
    page.locator(f".report mark[data-claims~='{number}']").first.hover()
    expect(page.locator(f".claim.lit[data-claim='{number}']")).to_be_visible()
    claim.locator("summary").first.click()
    expect(claim.locator("details[open] code").first).to_be_visible()
    assert page.locator(".cite-text").inner_text().count("http") == 1


@both
def test_review_is_worked_by_keyboard_and_taken_back(own: str, visit: New, lang: str) -> None:
    page = visit()
    page.goto(f"{own}/{lang}/review")
    waiting = page.locator(".queue li").count()
    claim = page.locator(".case h2").inner_text()
    page.keyboard.press("a")
    expect(page.locator(".done")).to_be_visible(timeout=10_000) if page.locator(".done").count() else page.wait_for_url(re.compile("done="))
    expect(page.locator(".reviewhead")).to_contain_text("1")
    assert page.locator(".case h2").count() == 1
    page.goto(f"{own}/{lang}/review")
    assert page.locator(".queue li").count() <= waiting
    page.go_back()
    page.keyboard.press("u")
    page.wait_for_url(re.compile(r"claim="))
    assert claim


@both
def test_a_slot_is_corrected_in_place(own: str, visit: New, lang: str) -> None:
    page = visit()
    page.goto(f"{own}/{lang}/review")
    page.keyboard.press("2")
    slot = page.locator("[data-slot=stance]")
    slot.locator("select").select_option("denied")
    slot.locator("button").click()
    expect(page.locator("[data-slot=stance] .tag")).to_be_visible()
    expect(page.locator("[data-slot=stance] .now")).to_have_text({"ar": "نفي", "en": "denied"}[lang])
    page.locator(".done button").click()
    expect(page.locator("[data-slot=stance] .tag")).to_have_count(0)


def test_places_are_picked_by_name(own: str, visit: New) -> None:
    page = visit()
    page.goto(f"{own}/ar/review")
    page.keyboard.press("7")
    slot = page.locator("[data-slot=places]")
    row = slot.locator(".fields").last
    row.locator("input[name$='.name']").fill("حماة")
    row.locator("[data-pick]").fill("حماه")
    expect(slot.locator("datalist option[value='gn:170017']").last).to_be_attached()
    row.locator("[data-pick]").fill("gn:170017")
    slot.locator("button").click()
    expect(page.locator("[data-slot=places] .now")).to_contain_text("حماة")


@both
def test_two_claims_are_told_apart(own: str, visit: New, lang: str) -> None:
    page = visit()
    page.goto(f"{own}/{lang}/review")
    event = page.locator(".beside a[href*='/events/']").first.get_attribute("href")
    others = page.locator(".others li").count()
    page.locator(".others button[value=different]").first.click()
    page.wait_for_url(re.compile("done="))
    expect(page.locator(".history")).to_contain_text({"ar": "حدث آخر", "en": "another event"}[lang])
    assert page.locator(".others li").count() < others or page.locator(".beside a[href*='/events/']").first.get_attribute("href") != event


@both
def test_sources_places_and_actors_have_a_page_each(shown: str, visit: New, lang: str) -> None:
    page = visit()
    page.goto(f"{shown}/{lang}/places")
    page.locator("#q").fill("حماه")
    page.locator("#q").press("Enter")
    page.locator("section a[href*='gn%3A170017']").first.click()
    expect(page.locator("h1")).to_have_text({"ar": "حماة", "en": "Ḩamāh"}[lang])
    expect(page.locator("svg.inset")).to_be_visible()
    page.goto(f"{shown}/{lang}/actors")
    page.locator(".tally a").first.click()
    expect(page.locator(".card").first).to_be_visible()
    expect(page.locator(".tally").first).to_be_visible()


@both
def test_the_register_tells_of_outlets_that_the_store_has_nothing_of(shown: str, visit: New, lang: str) -> None:
    page = visit()
    page.goto(f"{shown}/{lang}/sources")
    page.locator(".register summary").click()
    row = page.locator(".register tr", has=page.locator("a[href^='https://www.enabbaladi.net']")).first
    expect(row).to_contain_text({"ar": "عنب بلدي", "en": "Enab Baladi"}[lang])
    expect(row).to_contain_text({"ar": "سوريا", "en": "Syria"}[lang])
    expect(page.locator(".register tbody tr")).to_have_count(len(built_in()))


@both
def test_a_pasted_report_is_read_at_once_and_not_stored(shown: str, kept: str, visit: New, lang: str) -> None:
    before = open_store(kept).stats()
    page = visit()
    page.goto(f"{shown}/{lang}/try")
    page.locator("#text").fill(sites.REPORT)
    page.locator("#published").fill("2018-04-08")
    page.locator("form[data-try] button").click()
    expect(page.locator(".claim").first).to_be_visible()
    expect(page.locator(".report mark").first).to_be_visible()
    assert open_store(kept).stats() == before


def test_a_dropped_file_is_read(shown: str, visit: New) -> None:
    page = visit()
    page.goto(f"{shown}/ar/try")
    page.locator("#file").set_input_files(str(next(samples.folder().glob("01-*.html"))))
    page.locator("form[data-try] button").click()
    expect(page.locator(".claim")).to_have_count(3)


@both
def test_a_page_that_is_added_elsewhere_shows_without_reload(own: str, address: str, visit: New, lang: str) -> None:
    page = visit()
    page.goto(f"{own}/{lang}/")
    before = page.locator(".count").inner_text()
    page.evaluate("window.stays = true")
    store, reader = open_store(address), pipeline.reader(Config())
    body = sites.REPORT.replace("دوما", "درعا").encode()
    added = ingest.ingest(store, [acquire.files.page("new", body, Known(outlet="شبكة", published=None))], reader, Config())
    ingest.link_after(store, added, ingest.ground_of(reader))
    store.close()
    expect(page.locator(".count")).not_to_have_text(before, timeout=20_000)
    assert page.evaluate("window.stays")


@both
def test_logging_in_leads_on_and_rights_hold(tokens: dict[Role, str], own: str, visit: New, lang: str) -> None:
    assert tokens
    page = visit()
    page.goto(f"{own}/{lang}/sources")
    assert "/login?next=" in page.url
    page.locator("#name").fill(sites.NAMES["viewer"])
    page.locator("#password").fill("ليست هذه هي")
    page.locator("main button").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    page.locator("#password").fill(sites.PASSWORD)
    page.locator("main button").click()
    page.wait_for_url(re.compile("/sources$"))
    page.goto(f"{own}/{lang}/review")
    expect(page.locator("h1")).to_have_text({"ar": "لا يحق لك ذلك.", "en": "You may not do this."}[lang])
    page.locator(".me button").click()
    page.wait_for_url(re.compile("/login"))
    page.locator("#name").fill(sites.NAMES["coder"])
    page.locator("#password").fill(sites.PASSWORD)
    page.locator("main button").click()
    page.goto(f"{own}/{lang}/review")
    told = page.locator(".case header a").get_attribute("href")
    page.keyboard.press("r")
    page.wait_for_url(re.compile("done="))
    refused = page.context.new_page()
    refused.goto(f"{own}{told}")
    expect(refused.locator(".claim.lit .s-rejected")).to_be_visible()
    refused.close()
    assert page.locator(".others button").count() == 0


@both
def test_a_claim_is_given_to_a_person_and_comes_to_that_person_first(tokens: dict[Role, str], own: str, visit: New, lang: str) -> None:
    assert tokens
    page = entered(visit, own, lang, "reviewer", "review")
    claim = page.locator(".queue a").last.get_attribute("href")
    page.goto(f"{own}{claim}")
    assert sites.NAMES["viewer"] not in page.locator("#whom option").all_inner_texts()
    page.locator("#whom").select_option(sites.NAMES["coder"])
    page.locator(".give button").click()
    page.wait_for_url(re.compile("done="))
    told = {"ar": "مسند إلى", "en": "given to"}[lang]
    expect(page.locator(".case header .tag").last).to_contain_text(f"{told} ")
    expect(page.locator(".history")).to_contain_text(sites.NAMES["coder"])
    other = entered(visit, own, lang, "coder", "review")
    assert other.locator(".queue a").first.get_attribute("href") == claim
    expect(other.locator(".case header .tag").last).to_contain_text(told)
    assert other.locator(".give").count() == 0


def entered(visit: New, own: str, lang: str, role: Role, view: str) -> Page:
    """Log in and open a view."""
    page = visit()
    page.goto(f"{own}/{lang}/login?next=/{lang}/{view}")
    page.locator("#name").fill(sites.NAMES[role])
    page.locator("#password").fill(sites.PASSWORD)
    page.locator("main button").click()
    page.wait_for_url(re.compile(f"/{view}$"))
    return page


def test_language_and_theme_change_where_one_is(shown: str, visit: New) -> None:
    page = visit()
    page.goto(f"{shown}/en/?grade=contested")
    page.locator(".lang").click()
    page.wait_for_url("**/ar/?grade=contested")
    assert page.locator("html").get_attribute("lang") == "ar"
    page.locator("[data-theme-switch]").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


@both
def test_what_is_not_there_is_said_in_the_visitors_language(shown: str, visit: New, lang: str) -> None:
    page = visit()
    answer = page.goto(f"{shown}/{lang}/events/nothing")
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text({"ar": "لا شيء هنا.", "en": "There is nothing here."}[lang])
