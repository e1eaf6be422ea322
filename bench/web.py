"""Measures the overview over a million made-up claims in a browser: python bench/web.py [--claims N] [--of FILE] [--keep FILE]; bench/README.md has the table.

Claims are those of `bursts.py`, laid into real towns, four a page. The store is filled and linked some days at a time: claims of different stretches of days
are not compared, so events that lie across their edges are missing; everything else is as `riwaya ingest` leaves it.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import bursts
from playwright.sync_api import Browser, Page, sync_playwright

from riwaya.config import Config
from riwaya.contract import Answer
from riwaya.gazetteer import Entry
from riwaya.link import Linker, assemble, nearby
from riwaya.link.kept import row as signs_row
from riwaya.link.reports import page_reports
from riwaya.model import Claim, Place, Report, Span
from riwaya.review.doubt import points_of
from riwaya.service import ingest
from riwaya.service.terms import Ground
from riwaya.store import Store, events, linkage, open_store, packing, queue

A_PAGE = 4  # claims
_STRETCH = 480  # claims that are compared with each other: the news of four days
_AT_ONCE = 40  # stretches a transaction
_COUNTRIES = ("SY", "YE", "IQ", "LY", "SD", "PS", "LB", "EG")
_TURNS = 20
_REST = 700  # ms between changes: the map follows each, and a person reads
_CHROMIUM = os.environ.get("RIWAYA_CHROMIUM", "/usr/bin/chromium")
_DEEDS = {"air-drone-strike": "شن الطيران الحربي غارات على", "shelling-artillery-missile-attack": "سقطت قذائف على", "arrests": "اعتقلت قوة مسلحة شبانا في"}


def towns(ground: Ground) -> list[Entry]:
    """Return towns with Arabic names, in an order of chance."""
    asked = f"SELECT id FROM place WHERE kind IN ('city', 'town') AND arabic != '' AND country IN {_COUNTRIES} ORDER BY id"  # noqa: S608  # our own words
    found = [ground.atlas.get(name) for (name,) in ground.atlas.connection.execute(asked)]
    named = [one for one in found if one is not None]
    random.Random(3).shuffle(named)  # noqa: S311  # no secrets here
    return named


def pages(reports: Sequence[Report], places: Sequence[Entry], chance: random.Random) -> Iterator[Answer]:
    """Yield the pages that tell reports, each by one outlet."""
    mixed = list(reports)
    chance.shuffle(mixed)
    for some in batched(mixed, A_PAGE):
        first, text, claims = some[0], "", []
        for report in some:
            claim, said = told(report, f"page-{first.id}", len(text), places)
            text += said + ". "
            claims.append(claim)
        ids = tuple(claim.id for claim in claims)
        yield Answer(f"page-{first.id}", text, tuple(claims), ids, first.outlet, first.published, first.title, None)


def told(report: Report, page: str, start: int, places: Sequence[Entry]) -> tuple[Claim, str]:
    """Return a claim of a page, and its sentence, which begins at `start`."""
    claim = report.claim
    at = tuple(located(place, places) for place in claim.places)
    where = f" بلدة {at[0].name}" if at else ""
    said = f"{_DEEDS.get(claim.sub_event_type, 'وقع هجوم في')}{where} {report.words}"
    return replace(claim, document=page, evidence=(Span(start, start + len(said)),), places=at), said


def located(place: Place, places: Sequence[Entry]) -> Place:
    """Lay a made-up town into a real one, always into the same."""
    entry = places[hash_of(place.name) % len(places)]
    return Place(entry.name, lat=entry.lat, lon=entry.lon, radius_km=entry.radius_km, where_prec=1, id=entry.id)


def batched(given: Iterable[Report], size: int) -> Iterator[list[Report]]:
    """Yield so many at a time."""
    rest = iter(given)
    while some := list(islice(rest, size)):
        yield some


def hash_of(name: str) -> int:
    """Return a number that a name has in every process."""
    return int.from_bytes(name.encode()[-6:], "big")


def fill(store: Store, count: int, ground: Ground) -> None:
    """Store and link made-up claims."""
    chance, places, run = random.Random(1), towns(ground), ingest.new_run("bench", "")  # noqa: S311  # no secrets here
    stretches = batched(bursts.reports(count), _STRETCH)
    while some := [list(pages(one, places, chance)) for one in islice(stretches, _AT_ONCE)]:
        store.add([ingest.answered(page, ground) for stretch in some for page in stretch], run)
        link(store, some, ground)


def link(store: Store, stretches: Sequence[Sequence[Answer]], ground: Ground) -> None:
    """Form the events of stretches of pages, each by itself, and file their claims so that later pages are linked with them."""
    with store.writing() as connection:
        held = {one.id: one for one in linkage.of_numbers(connection, linkage.waiting(connection, _STRETCH * _AT_ONCE * 2)).values()}
        numbers = {name: one.number for name, one in held.items()}
        for stretch in stretches:
            linker = Linker(ground.known)
            linker.put([report for page in stretch for report in page_reports(page)])
            components = {claim: min(numbers[one] for one in linker.component_of(claim)) for claim in linker.reports}
            formed = [assemble(cluster, linker) for cluster in linker.clusters()]
            signs = {claim: linker.signs_of(claim) for claim in linker.reports}
            kept = {one: packing.packed_signs(signs_row(made, linker.reports[one].claim.places), ground.known.stamp) for one, made in signs.items()}
            home = {report.id: event.id for event in formed for report in event.reports}
            standing = [held[one]._replace(event=home[one], component=components[one], signs=body) for one, body in kept.items()]
            events.replace(connection, [], formed, held, standing, [])
            queue.renew_doubts(connection, {claim: found for event in formed for claim, found in points_of(event)})
            keys = {numbers[claim]: nearby.filed(made) for claim, made in signs.items()}
            linkage.file(connection, linkage.days(connection, keys.values()), keys)
        linkage.done(connection, list(numbers.values()))


@contextmanager
def serving(url: str) -> Iterator[str]:
    """Serve a store by `riwaya serve` in a process of its own; give its address."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", "from riwaya.surface.cli import main; main()", "--lang", "en", "serve", "--db", url, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603  # starts riwaya itself
        found = next(filter(None, (re.search(r"http://\S+", line) for line in server.stderr or ())), None)
        if found is None:
            raise SystemExit("the server did not start")
        print(f"server ready after {time.perf_counter() - begun:.1f} s", flush=True)
        try:
            yield found[0]
        finally:
            server.terminate()


@dataclass(frozen=True, slots=True)
class Load:
    """One load of the overview by a browser that knows nothing of it: milliseconds to the first paint with content, bytes that came."""

    paint: float
    bytes: int


def loaded(browser: Browser, address: str) -> Load:
    """Open the overview with an empty cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.locator(".leaflet-marker-icon").first.wait_for()
    page.wait_for_timeout(300)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    sizes = "['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind)).reduce((sum, one) => sum + (one.transferSize ?? 0), 0)"
    found = Load(paint, page.evaluate(sizes))
    context.close()
    return found


_CLICK = """async (selector) => {
  const link = document.querySelector(selector), begun = performance.now();
  const settled = new Promise((done) => document.addEventListener("htmx:afterSettle", done, { once: true }));
  link.click();
  await settled;
  await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""
_SEARCH = """async (words) => {
  const form = document.querySelector("[data-ask]"), begun = performance.now();
  const settled = new Promise((done) => document.addEventListener("htmx:afterSettle", done, { once: true }));
  form.elements.q.value = words;
  form.requestSubmit();
  await settled;
  await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""


def filtered(page: Page, address: str) -> tuple[list[float], list[float]]:
    """Turn facets on, each by itself, and off again; return the milliseconds of either until the new counts stand on the page."""
    page.goto(address)
    names = page.locator(".facets a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    chosen = (names[:: max(1, len(names) // _TURNS)] * _TURNS)[:_TURNS]
    on, off = [], []
    for name in chosen:
        on.append(page.evaluate(_CLICK, f'.facets a[href="{name}"]'))
        page.wait_for_timeout(_REST)
        off.append(page.evaluate(_CLICK, ".chip"))
        page.wait_for_timeout(_REST)
    return on, off


def searched(page: Page, address: str) -> list[float]:
    """Search for words, frequent and rare in turn; return the milliseconds until the new counts stand on the page."""
    page.goto(address)
    took = []
    for words in ("الطيران الحربي", "قذائف", "قوة مسلحة", "بلدة", "هجوم") * (_TURNS // 5):
        took.append(page.evaluate(_SEARCH, words))
        page.wait_for_timeout(_REST)
    return took


def row(name: str, found: Sequence[float], unit: str) -> None:
    """Print a row of the table."""
    print(f"| {name} | {statistics.median(found):,.0f} {unit} | {max(found):,.0f} {unit} |", flush=True)


def measure(url: str) -> None:
    """Serve a store and print what a browser sees of it."""
    with serving(url) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        for lang in ("ar", "en"):
            loads = [loaded(browser, f"{address}{lang}/") for _ in range(_TURNS)]
            row(f"{lang}: first paint of the overview", [one.paint for one in loads], "ms")
            row(f"{lang}: transferred", [one.bytes / 1000 for one in loads], "kB")
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        on, off = filtered(page, f"{address}ar/")
        row("a facet turned on", on, "ms")
        row("a facet turned off", off, "ms")
        row("words searched for", searched(page, f"{address}ar/"), "ms")
        browser.close()


def main() -> None:
    """Fill a store where none is given, then measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--of", type=Path, help="a file that was filled before")
    parser.add_argument("--keep", type=Path, help="where the filled file is kept")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = asked.of or asked.keep or Path(folder) / "store.sqlite"
        url = f"sqlite:///{file}"
        if not asked.of:
            begun = time.perf_counter()
            store = open_store(url)
            fill(store, asked.claims, ingest.ground(Config()))
            print(f"filled and linked in {time.perf_counter() - begun:.0f} s: {store.stats()}", flush=True)
            store.close()
        measure(url)


if __name__ == "__main__":
    main()
