"""Stored pages that mean harm are shown as text."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from riwaya import pipeline
from riwaya.config import Config
from riwaya.contract import Answer
from riwaya.model import Casualty, Claim, Figure, Party, Place, Span, Voice, When
from riwaya.model import Page as Given
from riwaya.service import ingest
from riwaya.store import open_store

New = Callable[..., Page]
SCRIPT = '<script>window.owned=1</script><img src=x onerror="window.owned=1">'
TURNED = "\u202eمقلوب\u202c \u2066عزل\u2069"
NAME = f'"\'><svg onload="window.owned=1">{TURNED}'


@pytest.fixture(scope="module")
def hostile(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from conftest import serving  # noqa: PLC0415  # this folder's, found by the path it adds

    copy = tmp_path_factory.mktemp("hostile") / "store.sqlite"
    shutil.copy(filled, copy)
    store, reader = open_store(f"sqlite:///{copy}"), pipeline.reader(Config())
    body = (
        f"<article><h1>{TURNED} قتلى</h1><p>{SCRIPT} قُتل خمسة مدنيين في قصف على دوما أمس وفق المرصد.</p><p>{'وأضاف المصدر أن القصف استمر. ' * 20}</p></article>"
    )
    page = Given("bad~html", body.encode(), "html", "javascript:window.owned=1", NAME, f"{NAME} {'ط' * 10_000}", date(2024, 1, 2))
    added = ingest.ingest(store, [page], reader, Config())
    many = ingest.ingest_answers(store, [_crowded(), _named()], ingest.ground_of(reader))
    ingest.link_after(store, added + many, ingest.ground_of(reader))
    store.close()
    with serving(f"sqlite:///{copy}") as address:
        yield address


def _crowded() -> Answer:
    """A page of 10,000 spans, one over the other."""
    text = "قصف على المدينة. " * 1000
    claims = tuple(
        Claim("crowded", tuple(Span(start + number, start + number + 400) for number in range(500)), "battles", "armed-clash") for start in range(0, 2000, 100)
    )
    return Answer("crowded", text, claims, tuple(one.id for one in claims), NAME, date(2024, 1, 2), "ط" * 10_000)


def _named() -> Answer:
    """A claim whose every name means harm."""
    party = (Party(None, NAME),)
    claim = Claim(
        "named", (Span(0, len(SCRIPT)),), "battles", "armed-clash", sources=(Voice(NAME),), actors=party, targets=party, places=(Place(NAME, NAME),),
        date=When(date(2024, 1, 1), date(2024, 1, 1), "day", "stated"), casualties=(Casualty("killed", None, Figure(10**9, 10**12)),),
    )  # fmt: skip
    return Answer("named", SCRIPT + TURNED, (claim,), ("named-claim",), NAME, date(2024, 1, 2), NAME)


def paths(page: Page, address: str) -> list[str]:
    page.goto(f"{address}/ar/?since=2024-01-01&until=2024-01-03")
    listed = [link.get_attribute("href") or "" for link in page.locator(".card h3 a").all()]
    return [
        "/ar/?since=2024-01-01&until=2024-01-03",
        *listed,
        "/en/pages/named",
        "/ar/pages/crowded",
        "/ar/pages/bad~html",
        "/ar/review",
        "/en/sources",
        "/ar/claims/named-claim",
    ]


def test_nothing_of_a_stored_page_runs_or_turns_the_page_around(hostile: str, visit: New) -> None:
    page = visit()
    for path in paths(page, hostile):
        answer = page.goto(f"{hostile}{path}")
        assert answer
        assert answer.status == 200, path
        assert page.evaluate("window.owned === undefined"), path
        assert page.locator("img, iframe, object").count() == 0, path
        assert page.locator("a[href^='javascript']").count() == 0, path
        assert "\u202e" not in page.content(), path
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440, path


def test_what_would_turn_the_text_around_is_told(hostile: str, visit: New) -> None:
    page = visit()
    page.goto(f"{hostile}/ar/pages/named")
    assert "⟨U+202E⟩" in page.locator("h1").inner_text()
    assert "<script>" in page.locator(".report").inner_text()


def test_ten_thousand_spans_are_shown_in_time(hostile: str, visit: New) -> None:
    page = visit()
    page.goto(f"{hostile}/ar/pages/crowded", timeout=10_000)
    assert page.locator(".report mark").count() > 100


def test_no_page_allows_anything_inline(hostile: str, visit: New) -> None:
    page = visit()
    for path in ("/ar/", "/en/review", "/ar/pages/named"):
        answer = page.goto(f"{hostile}{path}")
        assert answer
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "script-src 'self'" in policy
        assert page.locator("style, script:not([src]), [style]:not(.leaflet-container *):not(.leaflet-container), [onclick]").count() == 0, path
