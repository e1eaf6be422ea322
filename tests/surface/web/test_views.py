"""Every view in both languages, both themes, on a phone and on a wide screen: nothing is cut, axe-core finds nothing serious; on demand pictures of all."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from riwaya.store import open_store

New = Callable[..., Page]
IMAGES = Path(__file__).parents[3] / "docs" / "images"
WRITES = os.environ.get("RIWAYA_WRITE_IMAGES", "")  # "all", or names of views, with commas
VIEWS = {
    "overview": "/", "event": "/events/{event}", "page": "/pages/{page}", "review": "/review", "agreement": "/agreement", "sources": "/sources",
    "source": "/sources/{outlet}", "places": "/places?q=حماة", "place": "/places/gn:163843", "actors": "/actors", "actor": "/actors/sy.armed-forces",
    "try": "/try", "missing": "/events/none",
}  # fmt: skip
ALL = list(product(["ar", "en"], ["light", "dark"], [390, 1440]))
SOME = [("ar", "dark", 390), ("en", "light", 1440)]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def names(filled: Path) -> dict[str, str]:
    """What the addresses of views name: the event with most accounts on several pages, a page and an outlet of it."""
    store = open_store(f"sqlite:///{filled}")
    event = max(store.events(), key=lambda one: (len(one.docs), len(one.accounts)))
    store.close()
    report = next(report for report in event.reports if report.outlet)
    return {"event": event.id, "page": report.claim.document.replace("/", "%2F"), "outlet": str(report.outlet)}


def settled(page: Page) -> None:
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    if page.locator("#map").count():
        page.locator(".leaflet-marker-icon").first.wait_for()
        page.wait_for_timeout(300)


@pytest.mark.parametrize(("lang", "theme", "width"), ALL if WRITES else SOME)
def test_no_view_is_cut_and_none_shuts_anybody_out(shown: str, visit: New, names: dict[str, str], lang: str, theme: str, width: int) -> None:
    page = visit(width, theme)
    found = []
    for view in VIEWS if WRITES in {"", "all"} else WRITES.split(","):
        path = VIEWS[view]
        page.goto(f"{shown}/{lang}{path.format(**names)}")
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
