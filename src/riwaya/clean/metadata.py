"""What a page of HTML states about itself: JSON-LD first, then meta tags, then what it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

_ARTICLE = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
_MOST_TAGS = 40
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_DAYS = (
    *("article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "publish_date"),
    *("dc.date.issued", "dcterms.created", "sailthru.date", "parsely-pub-date", "date", "dc.date"),
)
_AUTHORS = ("author", "article:author", "dc.creator", "sailthru.author", "parsely-author")
_SITES = ("og:site_name", "application-name", "dc.publisher")
_TAG_LISTS = ("article:tag", "news_keywords", "keywords", "parsely-tags")
_DATE_MARK = re.compile("date|time|publish")
_AUTHOR_MARK = re.compile("author|byline")
_MOST_SHOWN = 40
_LONGEST_NAME = 80
_LONGEST_DATE = 130


@dataclass(frozen=True, slots=True)
class Stated:
    """A value, and where it stood."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """Candidates in order of trust; `dates` are not read yet."""

    title: Stated | None
    byline: Stated | None
    outlet: Stated | None
    tags: tuple[str, ...]
    dates: tuple[Stated, ...]
    shown_dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Marked:
    """Elements whose markup calls them a date or a byline."""

    dates: list[HtmlElement]
    authors: list[HtmlElement]


def metadata(tree: HtmlElement) -> Metadata:
    """Read what the page says of itself; the tree is not changed."""
    linked = _article(tree)
    shown = _marked(tree)
    metas = _metas(tree)
    outlet = _first([Stated(_name(linked.get("publisher")), "json-ld"), *_stated(metas, _SITES)])
    authors = [
        Stated(_name(linked.get("author")), "json-ld"),
        *_stated(metas, _AUTHORS),
        *(Stated(name, "visible byline") for name in _shown(shown.authors, _LONGEST_NAME)),
    ]
    times = [Stated(_squeezed(time.get("datetime") or ""), "time tag") for time in shown.dates if time.get("datetime")]
    return Metadata(
        title=_title(tree, linked, metas, outlet),
        byline=_first([author for author in authors if "://" not in author.value and len(author.value) <= _LONGEST_NAME]),
        outlet=outlet,
        tags=_tags(linked, metas),
        dates=tuple(one for one in (Stated(_text(linked.get("datePublished")), "json-ld"), *_stated(metas, _DAYS), *times) if one.value),
        shown_dates=tuple(_shown(shown.dates, _LONGEST_DATE)),
    )


def _first(candidates: list[Stated]) -> Stated | None:
    return next((one for one in candidates if one.value), None)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _text(value: object) -> str:
    return _squeezed(value) if isinstance(value, str) else ""


def _name(value: object) -> str:
    """Return the name of a JSON-LD thing, given as text, object or list."""
    one = value[0] if isinstance(value, list) and value else value
    return _text(one.get("name")) if isinstance(one, dict) else _text(one)


def _title(tree: HtmlElement, linked: Mapping[str, object], metas: Mapping[str, list[str]], outlet: Stated | None) -> Stated | None:
    """Return the headline; what is tied to it by the site's name is cut off, the page's own heading shows where."""
    headings = [_squeezed(heading.text_content()) for heading in tree.iter("h1")]
    titles = [_squeezed(title.text_content()) for title in tree.iter("title")][:1]
    candidates = [Stated(_text(linked.get("headline")), "json-ld"), *_stated(metas, _TITLES)]
    candidates += [Stated(heading, "heading") for heading in headings] + [Stated(title, "title tag") for title in titles]
    found = _first(candidates)
    if found is None:
        return None
    for heading in headings:
        if heading and len(heading) > len(found.value) / 3 and heading in found.value:
            return Stated(heading, found.origin)
    return Stated(_without_site(found.value, outlet.value if outlet else ""), found.origin)


def _without_site(title: str, site: str) -> str:
    if site and title.endswith(site) and len(title) > len(site):
        return title[: -len(site)].rstrip(" |-–—·:") or title
    head, bar, _ = title.rpartition(" | ")
    return head if bar else title


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _squeezed(meta.get("content") or "")
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _stated(metas: Mapping[str, list[str]], names: tuple[str, ...]) -> list[Stated]:
    return [Stated(value, "meta tag") for name in names for value in metas.get(name, ())[:1]]


def _marked(tree: HtmlElement) -> _Marked:
    """Find dates and bylines, those behind the first heading first: what stands above it may be today's date or another page's."""
    above, below = _Marked([], []), _Marked([], [])
    side = above
    for element in tree.iter():
        side = below if element.tag == "h1" else side
        marks = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')} {element.get('rel', '')}"
        if element.tag == "time" or _DATE_MARK.search(marks):
            side.dates.append(element)
        if _AUTHOR_MARK.search(marks):
            side.authors.append(element)
    return _Marked(below.dates + above.dates, below.authors + above.authors)


def _shown(elements: list[HtmlElement], longest: int) -> list[str]:
    texts = (_squeezed(element.text_content()) for element in elements[:_MOST_SHOWN])
    return [text for text in texts if 0 < len(text) <= longest]


def _tags(linked: Mapping[str, object], metas: Mapping[str, list[str]]) -> tuple[str, ...]:
    keywords = linked.get("keywords")
    given = [one for one in keywords if isinstance(one, str)] if isinstance(keywords, list) else [_text(keywords)]
    lists = [*metas.get("article:tag", ()), *given] or []
    lists = lists if any(lists) else [value for name in _TAG_LISTS for value in metas.get(name, ())]
    parts = (_squeezed(part) for value in lists for part in value.replace("،", ",").replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))[:_MOST_TAGS]


def _article(tree: HtmlElement) -> Mapping[str, object]:
    """Return the JSON-LD object of the article; empty where there is none."""
    for script in tree.iter("script"):
        if script.get("type", "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            content = json.loads(script.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(content):
            kinds = thing.get("@type")
            if any(str(kind).endswith(_ARTICLE) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return thing
    return {}


def _things(content: object) -> Iterator[Mapping[str, object]]:
    """Yield the objects of a JSON-LD block: itself, its list, its graph."""
    for thing in content if isinstance(content, list) else [content]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (inner for inner in (graph if isinstance(graph, list) else []) if isinstance(inner, dict))
