"""The document that is sent on: its size, its time, and that its Arabic can be read by programs."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from io import BytesIO

import pypdf
import pytest
from lxml import html as parser

from riwaya.errors import MissingExtra
from riwaya.surface.brief import Briefing, html, write_pdf

ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a\u064b-\u0652]+")
MARKS = re.compile("[\u064b-\u0652\u200d]")


def read(body: bytes) -> tuple[pypdf.PdfReader, str]:
    document = pypdf.PdfReader(BytesIO(body))
    return document, unicodedata.normalize("NFKC", "\n".join(page.extract_text() for page in document.pages))


@pytest.fixture(scope="module")
def arabic(briefing: Briefing) -> tuple[bytes, pypdf.PdfReader, str, float]:
    begun = time.process_time()
    body = write_pdf(briefing, "ar")
    seconds = time.process_time() - begun  # of this process: others may be at work beside it
    return body, *read(body), seconds


def test_it_is_small_and_quickly_made(arabic: tuple[bytes, pypdf.PdfReader, str, float]) -> None:
    body, document, _, seconds = arabic
    assert len(body) < 2_000_000
    assert seconds < 10
    assert 5 < len(document.pages) < 30


def test_it_is_a4_tagged_and_says_its_language_and_title(arabic: tuple[bytes, pypdf.PdfReader, str, float]) -> None:
    document = arabic[1]
    assert [round(float(side)) for side in document.pages[0].mediabox[2:]] == [595, 842]
    assert (document.root_object["/Lang"], document.root_object["/MarkInfo"]["/Marked"]) == ("ar", True)
    assert document.metadata is not None
    assert "إحاطة عن الوضع الميداني" in (document.metadata.title or "")


def test_its_arabic_is_text_in_the_right_order(briefing: Briefing, arabic: tuple[bytes, pypdf.PdfReader, str, float]) -> None:
    """Nearly every word of the page can be found as it is written; the rest are words that a line's end or a drawing takes apart."""
    page = parser.fromstring(html(briefing, "ar")).find("body")
    for drawing in page.xpath("//*[local-name()='svg']"):
        drawing.getparent().remove(drawing)
    wanted = {MARKS.sub("", word) for word in ARABIC.findall(" ".join(page.itertext()))}
    held = {MARKS.sub("", word) for word in ARABIC.findall(arabic[2])}
    assert len(wanted) > 700
    assert len(wanted & held) / len(wanted) > 0.98


def test_words_follow_one_another_as_they_are_read(arabic: tuple[bytes, pypdf.PdfReader, str, float]) -> None:
    text = " ".join(MARKS.sub("", arabic[2]).split())
    assert "إحاطة عن الوضع الميداني" in text
    assert "ما الذي حدث، بحسب درجة ثبوته" in text
    places = [text.index(head) for head in ("خلاصة", "بحسب درجة ثبوته", "الروايات جنبا إلى جنب", "الخسائر بحسب المتكلم", "المنهج والمحاذير")]
    assert places == sorted(places)


def test_every_page_says_where_one_is(briefing: Briefing, arabic: tuple[bytes, pypdf.PdfReader, str, float]) -> None:
    document, text = read(write_pdf(briefing, "en"))
    assert all(f"{number} of {len(document.pages)}" in page.extract_text() for number, page in enumerate(document.pages, 1))
    assert all("Situation briefing · 1 May 2024" in " ".join(page.extract_text().split()) for page in document.pages[1:])
    assert "Events by week and kind" in text
    assert all(page.extract_text().count("من") for page in arabic[1].pages)


def test_without_weasyprint_it_says_what_to_install(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(MissingExtra, match=r"riwaya\[pdf\]"):
        write_pdf(briefing, "en")
