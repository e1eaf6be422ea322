"""The guard of addresses, feeds and sitemaps, each by itself."""

import gzip
from datetime import date
from ipaddress import ip_network

import pytest

from riwaya.acquire.web.collect import address
from riwaya.acquire.web.feeds import BadFeedError, Item, items
from riwaya.acquire.web.guard import checked, permitted
from riwaya.acquire.web.sitemaps import sitemap
from riwaya.acquire.web.values import UnfetchedError
from riwaya.acquire.web.wire import parsed

BASE = "https://nahr.example/feed"


@pytest.mark.parametrize(
    "text",
    [
        *("127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255", "224.0.0.1"),  # noqa: S104  # nothing is bound to it
        *(
            "::1",
            "::",
            "fe80::1",
            "fe80::1%eth0",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
        ),
    ],
)
def test_addresses_that_are_not_public_may_not_be_asked(text: str) -> None:
    assert not permitted(text, ())


@pytest.mark.parametrize("text", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"])
def test_public_addresses_may_be_asked(text: str) -> None:
    assert permitted(text, ())


def test_a_network_may_be_allowed_and_no_other_is_with_it() -> None:
    allowed = (ip_network("10.1.0.0/16"),)
    assert permitted("10.1.2.3", allowed)
    assert permitted("::ffff:10.1.2.3", allowed)
    assert not permitted("10.2.0.1", allowed)


def test_one_bad_address_of_a_host_spoils_all() -> None:
    with pytest.raises(UnfetchedError, match=r"10\.0\.0\.1"):
        checked("two-faced.example", ["93.184.215.14", "10.0.0.1"], ())
    with pytest.raises(UnfetchedError, match="no address"):
        checked("nowhere.example", [], ())


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/", "gopher://a.example", "http://", "http:///x", "http://user:pass@a.example/", "http://[::1/", "x" * 9]
)
def test_what_is_no_web_address_is_not_fetched(url: str) -> None:
    with pytest.raises(UnfetchedError):
        parsed(url)


def test_addresses_of_one_page_are_one() -> None:
    assert address("https://Nahr.example/خبر/7?id=3&utm_source=x&fbclid=y#top") == address("https://nahr.example/%D8%AE%D8%A8%D8%B1/7?id=3")
    assert address("https://nahr.example/?a=1&b=2") == "https://nahr.example/?a=1&b=2"


@pytest.mark.parametrize(
    "body",
    [
        b'<rss version="2.0"><channel><item><link>/a</link><title> x  y </title><pubDate>Thu, 20 Jun 2024 10:00:00 GMT</pubDate></item></channel></rss>',
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/><title>x y</title><published>2024-06-20T10:00:00Z</published></entry></feed>',
        b'{"version": "https://jsonfeed.org/version/1", "items": [{"url": "/a", "title": "x y", "date_published": "2024-06-20T10:00:00Z"}, 5, {}]}',
        (
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item><title>x y</title><link>/a</link>'
            b'<d:date xmlns:d="http://purl.org/dc/elements/1.1/">2024-06-20</d:date></item></rdf:RDF>'
        ),
    ],
    ids=["rss", "atom", "json", "rss1"],
)
def test_feeds_of_all_kinds_give_the_same(body: bytes) -> None:
    assert items(body, BASE) == (Item("https://nahr.example/a", "x y", date(2024, 6, 20)),)


def test_a_feed_with_a_small_fault_is_read_as_far_as_it_goes() -> None:
    found = items(b'<rss version="2.0"><channel><item><link>https://a.example/1?x=1&y=2</link></item><item><link>https://a.example/2', BASE)
    assert found[0].url == "https://a.example/1?x=1&y=2"


@pytest.mark.parametrize("body", [b"", b"/etc/passwd", b"http://127.0.0.1/", b"{", b'{"version": "x"}', b"<html></html>", b"[" * 100_000, b'{"a":' * 100_000])
def test_what_is_no_feed_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(BadFeedError):
        items(body, BASE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("read", [items, sitemap])
def test_entities_are_refused_in_any_encoding(read: object, encoding: str) -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><link>&a;</link></item></channel></rss>'
    )
    with pytest.raises(BadFeedError, match="entities"):
        read(bomb.encode(encoding), BASE)  # type: ignore[operator]  # two functions of one form


NEWS = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://nahr.example/a </loc><lastmod>2024-06-21T00:00:00Z</lastmod>
<n:news><n:title>x</n:title><n:publication_date>2024-06-20</n:publication_date></n:news></url>
<url><loc/></url></urlset>"""


@pytest.mark.parametrize("body", [NEWS, gzip.compress(NEWS)], ids=["plain", "packed"])
def test_a_sitemap_tells_pages_with_their_days(body: bytes) -> None:
    assert sitemap(body, BASE).pages == ((Item("https://nahr.example/a", "x", date(2024, 6, 20)), date(2024, 6, 21)),)


def test_a_plain_list_of_addresses_is_a_sitemap() -> None:
    assert [item.url for item, _ in sitemap(b"https://a.example/1\nhttps://a.example/2\n", BASE).pages] == ["https://a.example/1", "https://a.example/2"]


@pytest.mark.parametrize(
    "body", [b"", b"nothing", b"<urlset><url>", gzip.compress(NEWS, mtime=0)[:-10], b"\x1f\x8b" + b"x" * 40, gzip.compress(b"<" * 70_000_000, mtime=0)]
)
def test_what_is_no_sitemap_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(BadFeedError):
        sitemap(body, BASE)
