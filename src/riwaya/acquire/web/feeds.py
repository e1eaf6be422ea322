"""Feeds: RSS, Atom and JSON Feed to the addresses, titles and days of their pages."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

import feedparser

from riwaya.acquire.jsonl import day

_ENTITY = re.compile(rb"<!\s*(?:ENTITY|ELEMENT)", re.IGNORECASE)


class BadFeedError(Exception):
    """What cannot be read as a feed or sitemap, and why."""


@dataclass(frozen=True, slots=True)
class Item:
    """A page that a feed names."""

    url: str
    title: str | None = None
    published: date | None = None


def items(body: bytes, base: str) -> tuple[Item, ...]:
    """Return the pages of a feed, each address once, in its order. Raises BadFeedError."""
    found = _of_json(body, base) if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _of_xml(body, base)
    return tuple({item.url: item for item in reversed(list(found))}.values())[::-1]


def refuse_entities(body: bytes) -> None:
    """Raise BadFeedError for markup that defines entities of its own: no feed needs them, and a few lines of them can fill a memory."""
    if _ENTITY.search(body.replace(b"\x00", b"")):  # UTF-16 then reads like ASCII
        raise BadFeedError("defines entities of its own, which is refused")


def _of_xml(body: bytes, base: str) -> Iterator[Item]:
    refuse_entities(body)
    found = feedparser.parse(io.BytesIO(body))  # a stream: bytes or a string would be taken for the name of a file
    if not found.entries and not found.get("version"):
        raise BadFeedError("no feed: neither RSS, Atom nor JSON Feed")
    for entry in found.entries:
        if isinstance(link := entry.get("link"), str) and link.strip():
            yield Item(urljoin(base, link.strip()), _title(entry.get("title")), _day(entry))


def _title(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(entry: Mapping[str, Any]) -> date | None:
    told = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return date(*told[:3]) if told else None
    except (TypeError, ValueError):
        return None


def _of_json(body: bytes, base: str) -> Iterator[Item]:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadFeedError(f"no whole JSON: {error}") from error
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version")) or not isinstance(feed.get("items"), list):
        raise BadFeedError("no feed: JSON, but no JSON Feed")
    for item in feed["items"]:
        url = (item.get("url") or item.get("id")) if isinstance(item, dict) else None
        if isinstance(url, str) and url.strip():
            yield Item(urljoin(base, url.strip()), _title(item.get("title")), day(item.get("date_published")))
