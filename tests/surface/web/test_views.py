"""Every view in both languages, both themes, on a phone and on a wide screen: nothing is cut, axe-core finds nothing serious; on demand pictures of all."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest
import sites
from PIL import Image
from playwright.sync_api import Page

from riwaya.config import Config
from riwaya.people import Person, Role
from riwaya.service import ingest
from riwaya.service.review import Review
from riwaya.store import open_store

New = Callable[..., Page]
IMAGES = Path(__file__).parents[3] / "docs" / "images"
WRITES = os.environ.get("RIWAYA_WRITE_IMAGES", "")  # "all", or names of views, with commas
VIEWS = {
    "overview": "/", "event": "/events/{event}", "page": "/pages/{page}", "review": "/review", "agreement": "/agreement", "sources": "/sources",
    "source": "/sources/{outlet}", "places": "/places?q=حماة", "place": "/places/gn:163843", "actors": "/actors", "actor": "/actors/sy.armed-forces",
    "try": "/try", "tried": "/try", "missing": "/events/none", "login": "/login", "shared": "/review",
}  # fmt: skip
STAFFED: dict[str, Role | None] = {"login": None, "shared": "reviewer", "agreement": "reviewer"}  # views of a store with accounts, and who looks at them
ALL = list(product(["ar", "en"], ["light", "dark"], [390, 1440]))
SOME = [("ar", "dark", 390), ("en", "light", 1440)]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def names(filled: Path) -> dict[str, str]:
    """What the addresses of views name: the event with as many accounts on several pages as a wide screen shows, a page and an outlet of it."""
    store = open_store(f"sqlite:///{filled}")
    event = max(store.events(), key=lambda one: (len(one.accounts) <= 6, len(one.docs), len(one.accounts)))
    store.close()
    report = next(report for report in event.reports if report.outlet)
    return {"event": event.id, "page": report.claim.document.replace("/", "%2F"), "outlet": str(report.outlet)}


def settled(page: Page) -> None:
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    if page.locator("#map").count():
        page.locator(".leaflet-marker-icon").first.wait_for()
        page.wait_for_timeout(300)


@pytest.fixture(scope="session")
def staffed(filled: Path, tmp_path_factory: pytest.TempPathFactory, serves: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """The address of a server over a store with accounts."""
    copy = tmp_path_factory.mktemp("staffed") / "store.sqlite"
    shutil.copy(filled, copy)
    sites.people(f"sqlite:///{copy}")
    judged(f"sqlite:///{copy}")
    with serves(f"sqlite:///{copy}") as address:
        yield address


def judged(address: str) -> None:
    """Let two people judge the same claims, mostly alike."""
    store = open_store(address)
    review = Review(store, lambda: ingest.ground(Config()))
    claims = sorted(report.id for event in store.events() for report in event.reports)[:8]
    for role in ("coder", "reviewer"):
        for number, claim in enumerate(claims):
            review.judge(Person(sites.NAMES[role], role), "reject" if number == 6 or (number == 3 and role == "coder") else "accept", [claim])
    store.close()


def opened(page: Page, view: str, home: str, names: dict[str, str]) -> None:
    """Open a view; `home` is the address of a language. Where it shows what a person did, do it first."""
    if reader := STAFFED.get(view):
        page.goto(f"{home}/login")
        page.locator("#name").fill(sites.NAMES[reader])
        page.locator("#password").fill(sites.PASSWORD)
        page.locator("main button").click()
        page.wait_for_load_state("load")
    page.goto(home + VIEWS[view].format(**names))
    if view == "tried":
        page.locator("#text").fill(sites.REPORT)
        page.locator("#published").fill("2018-04-08")
        page.locator("form[data-try] button").click()
        page.locator(".claim").first.wait_for()


@pytest.mark.parametrize(("lang", "theme", "width"), ALL if WRITES else SOME)
def test_no_view_is_cut_and_none_shuts_anybody_out(shown: str, staffed: str, visit: New, names: dict[str, str], lang: str, theme: str, width: int) -> None:
    page = visit(width, theme, lang)
    found = []
    for view in VIEWS if WRITES in {"", "all"} else WRITES.split(","):
        opened(page, view, f"{staffed if view in STAFFED else shown}/{lang}", names)
        settled(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{view}: wider than the screen")
        if WRITES:
            picture(page, f"{view}-{lang}-{theme}-{width}")
            continue
        page.evaluate(AXE)
        judged = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        grave = [one for one in judged if one["impact"] in {"serious", "critical"}]
        found += [f"{view}: {one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in grave]
    assert not found


def picture(page: Page, name: str) -> None:
    """Write what a view looks like, at half size and no taller than two screens: small enough for the repository."""
    with Image.open(io.BytesIO(page.screenshot(full_page=True))) as taken:
        most = 2200 if taken.width > 1000 else 2600
        part = taken.convert("RGB").crop((0, 0, taken.width, min(taken.height, most)))
        size = (part.width * 2 // 3, part.height * 2 // 3) if part.width > 1000 else part.size
        part.resize(size, Image.Resampling.LANCZOS).save(IMAGES / f"{name}.webp", quality=58, method=6)


def test_a_narrow_map_shows_as_many_events_as_a_wide_one(shown: str, visit: New) -> None:
    counts = []
    for width in (390, 1440):
        page = visit(width)
        page.goto(f"{shown}/en/")
        settled(page)
        page.wait_for_load_state("networkidle")
        frame = page.locator("#map").bounding_box() or {}
        boxes = [(mark.bounding_box() or {}, mark.inner_text()) for mark in page.locator(".leaflet-marker-icon").all()]
        counts.append(
            sum(
                int(number or 1)
                for at, number in boxes
                if frame["x"] < at["x"] < frame["x"] + frame["width"] and frame["y"] < at["y"] < frame["y"] + frame["height"]
            )
        )
    assert counts[0] == counts[1] > 1


@pytest.mark.parametrize(("lang", "width"), list(product(["ar", "en"], [390, 1440])))
def test_names_stand_beside_their_points(shown: str, visit: New, lang: str, width: int) -> None:
    page = visit(width, "light", lang)
    page.goto(f"{shown}/{lang}/sources")
    boxes = [[one.bounding_box() or {} for one in page.locator(f".web {kind}").all()] for kind in ("circle", "text")]
    frame = page.locator("svg.web").bounding_box() or {}
    assert len(boxes[0]) == len(boxes[1]) > 1
    for point, name in zip(*boxes, strict=True):
        assert name["x"] >= point["x"] + point["width"] or name["x"] + name["width"] <= point["x"]
        assert frame["x"] <= name["x"]
        assert name["x"] + name["width"] <= frame["x"] + frame["width"]


def test_pages_are_light(shown: str, visit: New) -> None:
    page = visit()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(int(answer.headers.get("content-length", 0))))
    page.goto(f"{shown}/ar/")
    settled(page)
    assert sum(sizes) < 200_000


def test_an_event_prints_whole(shown: str, visit: New, names: dict[str, str]) -> None:
    page = visit()
    page.goto(f"{shown}/ar/events/{names['event']}")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    frame = page.locator(".scroller").evaluate("(one) => getComputedStyle(one).overflowX")
    assert frame == "visible"
