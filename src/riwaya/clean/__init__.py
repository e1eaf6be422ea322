"""A page to a document: decoded, freed of furniture, dated, its language told, its broken words read. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from riwaya.clean import published
from riwaya.clean.boilerplate import skipped
from riwaya.clean.encoding import decode
from riwaya.clean.knowledge import Knowledge, knowledge
from riwaya.clean.language import READ, language, letters, script
from riwaya.clean.repair import common_words, repairs
from riwaya.lexicon import Lexicon
from riwaya.model import Document, Page, Reason, Rejected

__all__ = ["clean"]

_LIMITS = {"text": 20_000_000, "html": 5_000_000}
_FEWEST_LETTERS = 20
_LONGEST_TITLE = 220


@dataclass(frozen=True, slots=True)
class _Source:
    """What a page turned out to hold, before it is judged; `origins` says where each field came from."""

    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: date | None = None
    tags: tuple[str, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)


def clean(page: Page, lexicon: Lexicon) -> Document | Rejected:
    """Turn a page into a document, or say why it is not read. Text keeps every character, so offsets agree with the input."""
    known = knowledge(lexicon)
    if len(page.body) > _LIMITS[page.media]:
        return _rejected(page, Reason.TOO_LARGE, f"larger than {_LIMITS[page.media]:,} bytes")
    if not page.body.strip(b" \t\r\n\x00"):
        return _rejected(page, Reason.EMPTY, "no content")
    text = decode(page.body, declared=page.media == "html")
    if text is None:
        return _rejected(page, Reason.UNDECODABLE, "not text in any encoding that is read: UTF-8, UTF-16, windows-1256, ISO-8859-6")
    source = _of_text(page, text, known) if page.media == "text" else _of_html(page, text, known)
    return source if isinstance(source, Rejected) else _document(page, source, known)


def _document(page: Page, source: _Source, known: Knowledge) -> Document | Rejected:
    code = language(source.text)
    count = letters(source.text)
    if count == 0:
        return _rejected(page, Reason.EMPTY, "no letters", source.text)
    if code != READ:
        name = code if code != "und" else f"an unknown language ({script(source.text)} script)"
        return _rejected(page, Reason.UNREAD_LANGUAGE, f"the page is in {name}; only Arabic ({READ}) is read", source.text)
    if count < _FEWEST_LETTERS:
        return _rejected(page, Reason.TOO_SHORT, f"{count} letters; a page has at least {_FEWEST_LETTERS}", source.text)
    return Document(
        id=page.id,
        text=source.text,
        title=source.title,
        url=page.url,
        outlet=source.outlet,
        byline=source.byline,
        published=source.published,
        language=code,
        tags=source.tags,
        skipped=skipped(source.text, known),
        repairs=repairs(source.text, common_words()),
        origins=source.origins,
    )


def _rejected(page: Page, reason: Reason, detail: str, text: str = "") -> Rejected:
    return Rejected(page.id, reason, detail, page.url, page.outlet, text)


def _of_text(page: Page, text: str, known: Knowledge) -> _Source:
    title = page.title or _first_line(text)
    day = published.first((
        ("caller", page.published),
        ("front matter", published.front_matter_day(text)),
        ("visible date", None if page.published else published.shown_day(text, page.outlet, known)),
        ("address", published.address_day(page.url)),
    ))  # fmt: skip
    origins = {"outlet": "caller" if page.outlet else "", "published": day[0] if day else ""}
    origins["title"] = "caller" if page.title else "first line" if title else ""
    return _Source(text, title, page.outlet, published=day[1] if day else None, origins=_known(origins))


def _known(origins: dict[str, str]) -> dict[str, str]:
    return {name: origin for name, origin in origins.items() if origin}


def _first_line(text: str) -> str | None:
    """Return the first line if it looks like a headline: short, without a full stop, more text below it."""
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()]
    if len(lines) < 2 or len(lines[0]) > _LONGEST_TITLE or lines[0].endswith((".", ":", "---")):  # a headline and a body
        return None
    return lines[0]


def _of_html(page: Page, source: str, known: Knowledge) -> _Source | Rejected:
    from riwaya.clean import html, markup  # noqa: PLC0415  # trafilatura takes a third of a second to import: for pages of HTML only

    if why := markup.too_deep(source):
        return _rejected(page, Reason.TOO_DEEP, why)
    found = html.article(source, page.title)
    if found is None:
        return _rejected(page, Reason.NO_ARTICLE, "no main text found in the markup")
    stated = found.stated
    outlet = page.outlet or (stated.outlet.value if stated.outlet else None)
    day = published.first((
        ("caller", page.published),
        *((one.origin, published.machine_day(one.value, known)) for one in stated.dates),
        *(("visible date", published.line_day(shown, outlet, known, marked=True)) for shown in stated.shown_dates),
        ("visible date", published.shown_day(found.text, outlet, known)),
        ("address", published.address_day(page.url)),
    ))  # fmt: skip
    origins = {
        "title": "caller" if page.title else stated.title.origin if stated.title else "",
        "outlet": "caller" if page.outlet else stated.outlet.origin if stated.outlet else "",
        "byline": stated.byline.origin if stated.byline else "",
        "published": day[0] if day else "",
        "tags": "page" if stated.tags else "",
    }
    byline = stated.byline.value if stated.byline else None
    return _Source(found.text, found.title, outlet, byline, day[1] if day else None, stated.tags, _known(origins))
