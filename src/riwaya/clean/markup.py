"""Guards that a page of HTML must pass before any parser sees it, and the tree after it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_FLAT = frozenset(("br", "hr", "img", "meta", "link", "input", "wbr", "source", "col", "area", "base", "embed", "param", "track", "p", "li", "option", "dd", "dt", "tr", "td", "th"))
_DEEPEST = 400
_MOST_TAGS = 150_000
_BLOCKS = frozenset(("p", "div", "br", "li", "ul", "ol", "td", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "figure", "header", "footer", "nav", "main", "form", "pre"))
_FURNITURE = frozenset(("script", "style", "noscript", "nav", "footer", "form", "button", "select", "iframe", "svg", "head", "template", "aside"))
_SHORT_LINE = 60


def too_deep(markup: str) -> str | None:
    """Return why the page is not parsed: tags nested deeper, or more of them, than any article has; None for sound pages."""
    depth, count = 0, 0
    for match in _TAG.finditer(markup):
        count += 1
        if match[2].lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > _DEEPEST:
            return f"tags nested deeper than {_DEEPEST}"
        if count > _MOST_TAGS:
            return f"more than {_MOST_TAGS:,} tags"
    return None


def plain_paragraphs(tree: HtmlElement) -> str:
    """Return every line of a page's body that reads like a sentence: the last resort where no article is found."""
    pieces: list[str] = []
    _collect(tree, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if len(line) >= _SHORT_LINE or line.endswith((".", "؟", "!", ":")))


def _collect(element: HtmlElement, pieces: list[str]) -> None:
    """Gather text in reading order, a line end around each block; recursion is bounded by `too_deep`."""
    if not isinstance(element.tag, str) or element.tag in _FURNITURE:
        return
    block = element.tag in _BLOCKS
    pieces.append("\n" if block else "")
    pieces.append(element.text or "")
    for child in element:
        _collect(child, pieces)
        pieces.append(child.tail or "")
    pieces.append("\n" if block else "")
