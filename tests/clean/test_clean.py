import itertools
import json
import random
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya import lexicon
from riwaya.acquire import pages_from_jsonl
from riwaya.clean import clean
from riwaya.lexicon import Lexicon
from riwaya.model import Document, Page, Reason, Rejected

SHARED = Path(__file__).resolve().parents[3] / "shared"
BUILT_IN = lexicon.load()
NOISE = random.Random(1).randbytes(5000)  # noqa: S311  # noise, not a secret
LEAD = "قتل ثلاثة أشخاص وأصيب خمسة في قصف مدفعي على بلدة صغيرة في الريف الشمالي، وفق ما أفاد به مصدر طبي. "


def _page(body: str | bytes, media: str = "text", **known: object) -> Page:
    return Page("d", body if isinstance(body, bytes) else body.encode(), media, **known)  # type: ignore[arg-type]


def _document(page: Page, words: Lexicon = BUILT_IN) -> Document:
    document = clean(page, words)
    assert isinstance(document, Document), document
    return document


def test_text_is_kept_letter_for_letter() -> None:
    text = f" عنوان الخبر\r\n\r\n{LEAD}\r\n\u200fجر \u00a0ح\tآخرون\r\nشارك\r\n"
    document = _document(_page(text))
    assert document.text == text
    assert [span.of(text) for span in document.skipped] == ["شارك"]
    assert document.title == "عنوان الخبر"
    assert document.origins["title"] == "first line"
    assert [repair.span.of(text) for repair in document.repairs] == [" \u00a0"]


def test_what_the_caller_says_stands_first() -> None:
    text = f"عنوان\n20 حزيران 2019\n{LEAD}"
    known = {"title": "عنوان آخر", "outlet": "وكالة المثال", "published": date(2020, 1, 1), "url": "http://a.example/2018/01/01/x"}
    document = _document(_page(text, **known))
    assert (document.title, document.outlet, document.published) == ("عنوان آخر", "وكالة المثال", date(2020, 1, 1))
    assert document.origins == {"title": "caller", "outlet": "caller", "published": "caller"}


@pytest.mark.parametrize(
    ("text", "url", "day", "origin"),
    [
        (f"عنوان\n20 حزيران 2019\n{LEAD}", "http://a.example/2018/01/01/x", date(2019, 6, 20), "visible date"),
        (LEAD, "http://a.example/2018/01/01/x", date(2018, 1, 1), "address"),
        (LEAD, None, None, None),
        (f"{LEAD}وقع ذلك في 20 حزيران 2019.", None, None, None),
    ],
)
def test_the_published_day_of_a_text(text: str, url: str | None, day: date | None, origin: str | None) -> None:
    document = _document(_page(text, url=url))
    assert (document.published, document.origins.get("published")) == (day, origin)


@pytest.mark.parametrize(
    ("body", "media", "reason"),
    [
        (b"", "text", Reason.EMPTY),
        (b" \n ", "html", Reason.EMPTY),
        (b"\x00" * 50, "text", Reason.EMPTY),
        (b"- - - 12", "text", Reason.EMPTY),
        ("قتل جندي".encode(), "text", Reason.TOO_SHORT),
        (b"Three people were killed in the shelling of a town, a source said on Thursday.", "text", Reason.UNREAD_LANGUAGE),
        (b"<html><body></body></html>", "html", Reason.NO_ARTICLE),
        (b"a" * 20_000_001, "text", Reason.TOO_LARGE),
        (b"<p>" + b"a" * 5_000_001, "html", Reason.TOO_LARGE),
        (b"<div>" * 100_000 + LEAD.encode(), "html", Reason.TOO_DEEP),
        (b"<i></i>" * 200_000, "html", Reason.TOO_DEEP),
        (b"<p " + b" ".join(b"a%d=1" % number for number in range(5000)) + b">" + LEAD.encode(), "html", Reason.TOO_DEEP),
        (NOISE, "text", Reason.UNDECODABLE),
        (NOISE, "html", Reason.UNDECODABLE),
    ],
    ids=range(14),
)
def test_what_is_not_read_says_why(body: bytes, media: str, reason: Reason) -> None:
    rejected = clean(_page(body, media), BUILT_IN)
    assert isinstance(rejected, Rejected)
    assert rejected.reason is reason
    assert rejected.detail


def test_a_rejection_names_the_language() -> None:
    rejected = clean(_page("سه نفر در گلوله باران شهرک کشته شدند و پنج نفر دیگر زخمی شدند"), BUILT_IN)
    assert isinstance(rejected, Rejected)
    assert "fa" in rejected.detail


def test_a_short_post_is_a_page() -> None:
    assert _document(_page("عاجل | مقتل 3 جنود في كمين قرب الحدود")).language == "ar"


def test_a_line_of_a_million_letters() -> None:
    start = time.perf_counter()
    assert len(_document(_page(LEAD * 10_000)).text) == len(LEAD) * 10_000
    assert time.perf_counter() - start < 10


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))), st.sampled_from(["text", "html"]))
def test_any_bytes_give_a_document_or_a_reason(body: bytes, media: str) -> None:
    found = clean(_page(body, media), BUILT_IN)
    assert isinstance(found, Document | Rejected)


ARABIC = st.text(alphabet="ابتحسمقلـ.،و ي\u00a0ةأ\u064b\n:-()/0129١٢A<>*#", min_size=0, max_size=200)


@settings(max_examples=200, deadline=None)
@given(ARABIC)
def test_spans_of_a_document_lie_in_its_text_and_repairs_are_apart(text: str) -> None:
    document = _document(_page(LEAD + text))
    assert document.text == LEAD + text
    for spans in (document.skipped, [repair.span for repair in document.repairs]):
        assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
        assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


def test_cleaning_twice_gives_the_same() -> None:
    page = _page(f"عنوان\n{LEAD}\nشارك")
    assert clean(page, BUILT_IN) == clean(page, lexicon.load())


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHARED / name).read_text(encoding="utf-8").strip().split("\n")]


needs_corpus = pytest.mark.skipif(not (SHARED / "corpus/pages.jsonl").is_file(), reason="the shared corpus is not on this machine")


@needs_corpus
def test_every_page_of_the_corpus_is_read_or_rejected_for_its_language() -> None:
    rows = _rows("corpus/pages.jsonl")
    outcomes: Counter[tuple[str, bool]] = Counter()
    for page, row in zip(pages_from_jsonl(SHARED / "corpus/pages.jsonl"), rows, strict=True):
        found = clean(page, BUILT_IN) if isinstance(page, Page) else page
        outcomes[row["language"], isinstance(found, Document)] += 1
        assert isinstance(found, Rejected) or found.text == row["text"]
        assert isinstance(found, Document) or found.reason is Reason.UNREAD_LANGUAGE
    assert set(outcomes) == {("ar", True), ("en", False)}


@pytest.mark.skipif(not (SHARED / "gold/develop.jsonl").is_file(), reason="the annotated pages are not on this machine")
def test_no_annotated_evidence_is_skipped_but_for_addresses_in_it() -> None:
    for page, row in zip(pages_from_jsonl(SHARED / "gold/develop.jsonl"), _rows("gold/develop.jsonl"), strict=True):
        assert isinstance(page, Page)
        document = _document(page)
        evidence = [span for claim in row["claims"] for span in claim["evidence"]]
        lost = [span.of(document.text) for span in document.skipped for start, end in evidence if span.start < end and start < span.end]
        assert all(text.startswith("https://") for text in lost), (page.id, lost)
