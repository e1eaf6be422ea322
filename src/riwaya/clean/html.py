"""A page of HTML to an article: main text by trafilatura, facts by `metadata`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from riwaya import arabic
from riwaya.clean import markup
from riwaya.clean.metadata import Metadata, metadata

_CELL_MARKS = re.compile(r"^\|[ \t]*|[ \t]*\|$", re.MULTILINE)  # how trafilatura writes tables, which old sites use for layout
_FAR_TOO_LITTLE = 250
_MUCH_MORE = 3
_HEAD = 4


@dataclass(frozen=True, slots=True)
class Article:
    """The main text, headline first, and what the page states about itself."""

    text: str
    stated: Metadata
    title: str | None


def article(source: str, title: str | None) -> Article | None:
    """Find the article in a page; `title` is the caller's, if he knows it. None where the page has no text."""
    tree = markup.parse(source)
    if tree is None:
        return None
    stated = metadata(tree)
    headline = title or (stated.title.value if stated.title else None)
    body = _body(source, tree)
    if not body:
        return None
    return Article(_headed(headline, body), stated, headline)


def _body(source: str, tree: HtmlElement) -> str:
    """Return the main text, a paragraph a line; all lines that read like sentences where trafilatura finds far too little."""
    found = bare_extraction(tree, favor_recall=True, include_comments=False, with_metadata=False)
    text = _CELL_MARKS.sub("", getattr(found, "text", None) or "").strip()
    if len(text) >= _FAR_TOO_LITTLE:
        return text
    fresh = markup.parse(source)  # extraction takes its tree apart
    rest = markup.plain_paragraphs(fresh).strip() if fresh is not None else ""
    return rest if len(rest) > _MUCH_MORE * len(text) else text


def _headed(title: str | None, body: str) -> str:
    """Put the headline before the body; where the body repeats it among its first lines, it stands once."""
    if not title:
        return body
    lines = body.split("\n")
    wanted = arabic.key(title)
    head = [line for line in lines[:_HEAD] if arabic.key(line) != wanted]
    if len(head) == len(lines[:_HEAD]) and arabic.key(lines[0]).startswith(wanted):
        return body
    return "\n".join([title, "", *head, *lines[_HEAD:]]).strip()
