"""Sitemaps: XML, packed or not, indexes of them, and plain lists of addresses."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from lxml import etree

from riwaya.acquire.jsonl import day
from riwaya.acquire.kinds import addresses_in
from riwaya.acquire.web.feeds import BadFeedError, Item, refuse_entities

_SIZE = 60_000_000  # bytes: the protocol allows 50 MB unpacked


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap names: pages, with the day of their last change, and further sitemaps."""

    pages: tuple[tuple[Item, date | None], ...] = ()
    sitemaps: tuple[str, ...] = ()


def sitemap(body: bytes, base: str) -> Sitemap:
    """Read a sitemap. Raises BadFeedError for what is none."""
    body = _unpacked(body)
    refuse_entities(body)
    if not body.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        urls = [line for line in addresses_in(body) if line.startswith(("http://", "https://"))]
        if not urls:
            raise BadFeedError("no sitemap: neither XML nor a list of addresses")
        return Sitemap(tuple((Item(url), None) for url in urls))
    try:
        return _of_xml(body, base)
    except etree.XMLSyntaxError as error:
        raise BadFeedError(f"no whole XML: {error}") from error


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    engine = zlib.decompressobj(31)
    try:
        content = engine.decompress(body, _SIZE + 1)
    except zlib.error as error:
        raise BadFeedError(f"damaged gzip: {error}") from error
    if len(content) > _SIZE or not engine.eof:
        raise BadFeedError(f"larger than {_SIZE:,} bytes when unpacked" if len(content) > _SIZE else "its gzip is cut off")
    return content


def _of_xml(body: bytes, base: str) -> Sitemap:
    pages, sitemaps = [], []
    tree = etree.iterparse(io.BytesIO(body), resolve_entities=False, no_network=True, load_dtd=False, tag=("{*}url", "{*}sitemap"))
    for _, element in tree:
        texts = dict(_texts(element))
        if location := texts.get("loc"):
            url, changed = urljoin(base, location), day(texts.get("lastmod"))
            if etree.QName(element).localname == "sitemap":
                sitemaps.append(url)
            else:
                pages.append((Item(url, texts.get("title"), day(texts.get("publication_date"))), changed))
        element.clear()
    return Sitemap(tuple(pages), tuple(dict.fromkeys(sitemaps)))


def _texts(element: etree._Element) -> Iterator[tuple[str, str]]:
    for one in element.iter():
        if isinstance(one.tag, str) and one.text and one.text.strip():
            yield etree.QName(one).localname, one.text.strip()
