"""Guards that a page of HTML must pass before any parser sees it, and the tree after it."""

from __future__ import annotations

import re

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_FLAT = re.compile(r"br|hr|img|meta|link|input|wbr|source|col|area|base|embed|param|track|p|li|option|d[dt]|t[rdh]", re.IGNORECASE)  # need no end tag
_ATTRIBUTE = re.compile(r"\s[^\s=>]")
_DEEPEST = 250  # libxml2 drops what is nested deeper than 256
_LARGE_TAG = 10_000
_MOST_ATTRIBUTES = 2_000
_MOST_TAGS = 150_000
_BLOCKS = re.compile(r"p|div|br|li|[uo]l|t[drh]|table|h[1-6]|section|article|blockquote|figure|header|footer|nav|main|form|pre|body")
_FURNITURE = re.compile(r"script|style|noscript|nav|footer|form|button|select|iframe|svg|head|template|aside")
_SHORT_LINE = 60


def too_deep(markup: str) -> str | None:
    """Return why the page is not parsed: tags nested deeper, more of them or larger ones than any article has; None for sound pages."""
    depth, end = 0, 0
    for count, match in enumerate(_TAG.finditer(markup), 1):
        if match.start() >= end:
            end = markup.find(">", match.end())
            end = len(markup) if end < 0 else end
            if end - match.start() > _LARGE_TAG and len(_ATTRIBUTE.findall(markup, match.start(), end)) > _MOST_ATTRIBUTES:
                return f"a tag with more than {_MOST_ATTRIBUTES:,} attributes"
        if not _FLAT.fullmatch(match[2]):
            depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > _DEEPEST:
            return f"tags nested deeper than {_DEEPEST}"
        if count > _MOST_TAGS:
            return f"more than {_MOST_TAGS:,} tags"
    return None


def parse(markup: str) -> HtmlElement | None:
    """Return the tree of a page; None where there is nothing to parse."""
    try:
        return document_fromstring(markup.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except ParserError:
        return None


def plain_paragraphs(tree: HtmlElement) -> str:
    """Return every line of a page's body that reads like a sentence: the last resort where no article is found."""
    pieces: list[str] = []
    _collect(tree, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if len(line) >= _SHORT_LINE or line.endswith((".", "؟", "!", ":")))


def _collect(element: HtmlElement, pieces: list[str]) -> None:
    """Gather text in reading order, a line end around each block; recursion is bounded by `too_deep`."""
    if not isinstance(element.tag, str) or _FURNITURE.fullmatch(element.tag):
        return
    block = _BLOCKS.fullmatch(element.tag) is not None
    pieces.append("\n" if block else "")
    pieces.append(element.text or "")
    for child in element:
        _collect(child, pieces)
        pieces.append(child.tail or "")
    pieces.append("\n" if block else "")
