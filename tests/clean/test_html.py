from datetime import date

import pytest

from riwaya import lexicon
from riwaya.clean import clean
from riwaya.model import Document, Page

BUILT_IN = lexicon.load()
TITLE = "قصف على بلدة صغيرة"
PARAGRAPHS = [
    "قتل ثلاثة أشخاص وأصيب خمسة في قصف مدفعي على بلدة صغيرة في الريف الشمالي، وفق ما أفاد به مصدر طبي في المشفى.",
    "وقال المصدر إن المصابين نقلوا إلى المشفى القريب في المدينة، وإن حالة اثنين منهم خطرة.",
    "وأضاف أن فرق الإسعاف عملت حتى ساعة متأخرة من الليل على انتشال العالقين تحت الأنقاض.",
    "وكانت البلدة قد تعرضت الأسبوع الماضي لقصف مماثل لم يوقع إصابات في صفوف السكان.",
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
LINKED = """<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"}, {"@type": "NewsArticle",
 "headline": "قصف على بلدة صغيرة", "datePublished": "2019-06-20T22:30:00+03:00", "author": {"name": "سالم أحمد"}, "publisher": {"name": "موقع المثال"},
 "keywords": ["ريف", "قصف"]}]}</script>"""
GRAPH = """<meta property="og:title" content="قصف على بلدة صغيرة - موقع المثال"><meta property="og:site_name" content="موقع المثال">
<meta property="article:published_time" content="2019-06-20T10:00:00Z"><meta name="keywords" content="ريف، قصف">"""


def _source(head: str = "", before: str = "", lead: str = "", after: str = "") -> str:
    return (
        f"<!doctype html><html lang=ar><head><title>{TITLE} | موقع المثال</title>{head}</head><body><nav><a href=/>الرئيسية</a></nav>{before}"
        f"<main><article><h1>{TITLE}</h1>{lead}{BODY}</article></main>{after}<footer><p>جميع الحقوق محفوظة</p></footer></body></html>"
    )


def _read(source: str | bytes, url: str | None = None) -> Document:
    document = clean(Page("d", source if isinstance(source, bytes) else source.encode(), "html", url), BUILT_IN)
    assert isinstance(document, Document), document
    return document


def test_text_is_headline_and_paragraphs_and_nothing_else() -> None:
    comments = '<div id="comments"><h3>اترك تعليقاً</h3><p>لن يتم نشر عنوان بريدك الإلكتروني.</p></div>'
    assert _read(_source(after=comments)).text == "\n".join([TITLE, "", *PARAGRAPHS])


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("charset", [None, "utf-8", "windows-1256"])
def test_letters_come_right_whatever_the_charset_says(encoding: str, charset: str | None) -> None:
    head = f'<meta charset="{charset}">' if charset else ""
    assert _read(_source(head).encode(encoding)).text == "\n".join([TITLE, "", *PARAGRAPHS])


@pytest.mark.parametrize(("head", "origin", "byline"), [(LINKED, "json-ld", "سالم أحمد"), (GRAPH, "meta tag", None)])
def test_facts_stated_for_machines(head: str, origin: str, byline: str | None) -> None:
    document = _read(_source(head))
    assert (document.title, document.outlet, document.byline, document.published) == (TITLE, "موقع المثال", byline, date(2019, 6, 20))
    assert document.tags == ("ريف", "قصف")
    assert document.origins["published"] == document.origins["title"] == document.origins["outlet"] == origin


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("20 حزيران 2019", date(2019, 6, 20)),
        ("20 يونيو / حزيران 2019", date(2019, 6, 20)),
        ("24 نيسان/أبريل 2019", date(2019, 4, 24)),
        ("الخميس 20-06-2019", date(2019, 6, 20)),
        ("١٧ شوال ١٤٤٠ هـ", date(2019, 6, 20)),
        ("التاريخ: 20/6/2019", date(2019, 6, 20)),
    ],
)
@pytest.mark.parametrize("tag", ['<span class="post-date">{}</span>', "<time>{}</time>"])
def test_a_date_shown_to_readers(shown: str, day: date, tag: str) -> None:
    document = _read(_source(lead=tag.format(shown)))
    assert (document.published, document.origins["published"]) == (day, "visible date")


def test_the_date_behind_the_heading_is_the_page_s_own() -> None:
    today = '<div class="top-date">5 آذار 2024</div><time datetime="2024-03-05">اليوم</time>'
    assert _read(_source(before=today, lead='<time datetime="2019-06-20T10:00">20 حزيران</time>')).published == date(2019, 6, 20)


def test_the_day_in_the_address_comes_last() -> None:
    document = _read(_source(), "http://a.example/2019/06/20/x.html")
    assert (document.published, document.origins["published"]) == (date(2019, 6, 20), "address")


def test_no_date_stays_no_date() -> None:
    document = _read(_source())
    assert document.published is None
    assert "published" not in document.origins


@pytest.mark.parametrize(
    "source",
    [
        f"<html><body><table><tr><td>{'<br><br>'.join(PARAGRAPHS)}</td></tr></table></body></html>",
        f"<html><body>{''.join(f'<div>{paragraph}</div>' for paragraph in PARAGRAPHS)}</body></html>",
        f"<b>{'<br>'.join(PARAGRAPHS)}",
        f'<?xml version="1.0" encoding="windows-1256"?><html><body>{BODY}</body></html>',
        f"{'<div>' * 240}{BODY}",
    ],
    ids=["table", "divs", "unclosed", "xml", "deep"],
)
def test_pages_without_an_article_keep_their_paragraphs(source: str) -> None:
    text = _read(source).text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


def test_a_headline_repeated_in_the_body_stands_once() -> None:
    assert _read(_source(lead=f"<h2>{TITLE}</h2>")).text.count(TITLE) == 1
