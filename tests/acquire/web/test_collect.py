"""Twenty made-up outlets on loopback: what is allowed arrives exactly once, every failure is told, nothing forbidden is asked for."""

import asyncio
import gzip
import itertools
import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from loopback import SECRET, Asked, Outlet, Web, Writer, moved, reply, running, settings

from riwaya.acquire.web import Target, collect
from riwaya.acquire.web import Web as Asking
from riwaya.acquire.web.memory import Memory
from riwaya.model import Reason

ITEMS = 1000
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>'
)


def page(name: str) -> bytes:
    return reply(f"<html><body><p>خبر مختلق {name}</p></body></html>".encode())


def rss(urls: list[str]) -> bytes:
    items = "".join(f"<item><title>خبر {n}</title><link>{url}</link><pubDate>Thu, 20 Jun 2024 10:00:00 GMT</pubDate></item>" for n, url in enumerate(urls))
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>مختلق</title>{items}</channel></rss>'.encode()


def atom(urls: list[str]) -> bytes:
    entries = "".join(f'<entry><title>خبر</title><link href="{url}"/><updated>2024-06-20T10:00:00Z</updated></entry>' for url in urls)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>مختلق</title>{entries}</feed>'.encode()


def sitemap_index(urls: list[str]) -> bytes:
    named = "".join(f"<sitemap><loc>{u}</loc></sitemap>" for u in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</sitemapindex>'.encode()


def urlset(urls: list[str]) -> bytes:
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(f"<url><loc>{u}</loc></url>" for u in urls)}</urlset>'.encode()


async def loris(writer: Writer) -> None:
    for letter in itertools.cycle(b"X-Slow: 1\r\n"):
        writer.write(bytes([letter]))
        await writer.drain()
        await asyncio.sleep(0.05)


async def endless(writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"<p>" + b"x" * 50_000)
        await writer.drain()


def with_validator(body: bytes) -> "object":
    def answer(asked: Asked) -> bytes:
        return reply(b"", "304 Not Modified") if asked.headers.get("if-none-match") == '"v1"' else reply(body, media="application/rss+xml", ETag='"v1"')

    return answer


GONE = reply(b"", "404 Gone")
INWARD = {"/n/2": moved("http://[::ffff:169.254.169.254]/"), "/n/3": moved("file:///etc/passwd")}


def outlets() -> dict[str, Outlet]:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    busy = {
        "slow-down": iter([reply(b"", "429 Too Many Requests", Retry_After="40")]),
        "later": iter([reply(b"", "503 Service Unavailable", Retry_After=soon)]),
    }
    any_page = lambda asked: page(asked.path) if asked.path.startswith("/n/") else reply(b"", "404 Not Found")  # noqa: E731  # a row of a table
    return {
        "rss": Outlet(answer=any_page),
        "atom": Outlet(answer=any_page),
        "json": Outlet(answer=any_page),
        "moving": Outlet({"/n/old": moved("/n/mid", "301 Moved"), "/n/mid": moved("/n/new#top"), "/n/other": moved("/n/new"), "/n/new": page("new")}),
        "circling": Outlet({"/n/1": moved("/n/2"), "/n/2": moved("/n/1")}),
        "slow-down": Outlet(answer=lambda asked: next(busy["slow-down"], page(asked.path)) if asked.path == "/n/1" else any_page(asked)),
        "later": Outlet(answer=lambda asked: next(busy["later"], page(asked.path)) if asked.path == "/n/1" else any_page(asked)),
        "closed": Outlet({"/n/1": reply(b"", "503 Service Unavailable", Retry_After="100000")}),
        "loris": Outlet({"/n/1": loris}),
        "cut": Outlet({"/n/1": reply(gzip.compress(b"<p>" * 1000)[:-12], Content_Encoding="gzip"), "/n/2": page("/n/2")}),
        "charset": Outlet({"/n/1": reply("<p>قتل ثلاثة أشخاص في قصف على البلدة</p>".encode("windows-1256"))}),
        "endless": Outlet({"/n/1": endless}),
        "denying": Outlet({"/robots.txt": reply(b"User-agent: *\nDisallow: /n/secret\nCrawl-delay: 3\nSitemap: /map.xml", media="text/plain")}, any_page),
        "mute": Outlet({"/robots.txt": reply(b"", "503 Service Unavailable")}, any_page),
        "bomb": Outlet({"/feed": reply(BOMB, media="text/xml"), "/feed16": reply(BOMB.decode().encode("utf-16"), media="text/xml"), "/map": reply(BOMB)}),
        "cycle": Outlet(answer=any_page),
        "cloud": Outlet({"/n/1": moved("http://169.254.169.254/latest/meta-data"), **INWARD}),
        "inward": Outlet(),
        "broken": Outlet({"/n/1": reply(b"<p>x")[:-2], "/n/2": b"no http at all\r\n\r\n", "/feed": reply(b"<html>no feed</html>"), "/n/404": GONE}),
        "bombs-in-gzip": Outlet({"/n/1": reply(gzip.compress(b" " * 5_000_000), Content_Encoding="gzip")}),
    }  # fmt: skip


def prepare(web: Web, shop: dict[str, Outlet]) -> list[Target]:
    """Fill in what needs the port, and return what to ask for."""
    url = web.url
    many = [url("rss", f"/n/{n}") for n in range(ITEMS)]
    shop["rss"].answers["/feed"] = with_validator(rss([*many, many[0] + "?utm_source=feed#top"]))
    shop["atom"].answers["/feed"] = reply(atom([f"/n/{n}" for n in range(30)]), media="application/atom+xml")
    shop["json"].answers["/feed"] = reply(
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": f"/n/{n}", "title": "خبر"} for n in range(20)]}).encode()
    )
    shop["cycle"].answers |= {
        "/map": reply(sitemap_index([url("cycle", "/map"), url("cycle", "/map2"), url("cycle", "/pages.gz")]), media="text/xml"),
        "/map2": reply(sitemap_index([url("cycle", "/map"), url("cycle", "/map2")]), media="text/xml"),
        "/pages.gz": reply(gzip.compress(urlset([url("cycle", f"/n/{n}") for n in range(5)])), media="application/gzip"),
    }
    shop["inward"].answers |= {
        "/n/1": moved(f"http://{SECRET}:{web.port}/"),
        "/n/2": moved(f"http://localhost.example:{web.port}/"),
        "/n/3": moved(f"http://2130706433:{web.port}/"),
    }
    web.names["localhost"] = [[SECRET]]
    web.names["2130706433"] = [[SECRET]]
    web.names["down"] = [["127.0.1.250"]]
    web.names["rebinding"] = [web.names["rss"][0], [SECRET]]  # public when asked for robots.txt, inward for the page
    web.names["half"] = [[web.names["rss"][0][0], SECRET]]
    feeds = {name: (url(name, "/feed"),) for name in ("rss", "atom", "json", "broken")} | {"bomb": (url("bomb", "/feed"), url("bomb", "/feed16"))}
    maps = {"cycle": (url("cycle", "/map"),), "bomb": (url("bomb", "/map"),)}
    pages = {
        "moving": ["old", "other"], "circling": ["1"], "slow-down": ["1", "2"], "later": ["1"], "closed": ["1"], "loris": ["1"], "cut": ["1", "2"],
        "charset": ["1"], "endless": ["1"], "denying": ["secret", "1", "2"], "mute": ["1", "2"], "cloud": ["1", "2", "3"], "inward": ["1", "2", "3"],
        "broken": ["1", "2", "404"], "bombs-in-gzip": ["1"], "down": ["1", "2"], "rebinding": ["1"], "half": ["1"],
    }  # fmt: skip
    names = dict.fromkeys([*feeds, *maps, *pages])
    return [Target(n, f"{n} المختلقة", feeds.get(n, ()), maps.get(n, ()), tuple(url(n, f"/n/{one}") for one in pages.get(n, ()))) for n in names]


async def _run(runs: int) -> tuple[Web, Memory, list[int]]:
    shop, ledger, after = outlets(), Memory(), []
    async with running(shop) as web:
        targets = prepare(web, shop)
        for _ in range(runs):
            await collect(targets, Asking(ledger, settings(), web.world()))
            after.append(len(web.asked))
        return web, ledger, after


@pytest.fixture(scope="module")
def done() -> tuple[Web, Memory, list[int]]:
    return asyncio.run(_run(2))


Done = tuple[Web, Memory, list[int]]


def _good_pages(web: Web) -> set[str]:
    url = web.url
    numbers = {
        "rss": range(ITEMS),
        "atom": range(30),
        "json": range(20),
        "slow-down": (1, 2),
        "later": (1,),
        "cut": (2,),
        "charset": (1,),
        "denying": (1, 2),
        "cycle": range(5),
    }
    return {url(name, f"/n/{n}") for name, which in numbers.items() for n in which} | {url("moving", "/n/new")}


def test_all_that_is_allowed_arrives_exactly_once(done: Done) -> None:
    web, ledger, _ = done
    pages = [one.exchange.url for one in ledger.kept if one.role == "page" and one.exchange.response.is_page and not one.exchange.response.fault]
    assert Counter(pages) == Counter(_good_pages(web))


def test_every_failure_is_told_with_its_reason(done: Done) -> None:
    _, ledger, _ = done
    told = {one.url.partition(".example")[0].removeprefix("http://") + "/" + one.url.partition("/n/")[2]: (one.reason, one.detail) for one in ledger.failures}
    wanted = {
        "circling/1": (Reason.NOT_FETCHED, "more than 5 redirects"),
        "closed/1": (Reason.NOT_FETCHED, "503"),
        "loris/1": (Reason.NOT_FETCHED, "not done in 1 seconds"),
        "cut/1": (Reason.DAMAGED, "cut off"),
        "endless/1": (Reason.TOO_LARGE, "larger than 300,000 bytes"),
        "denying/secret": (Reason.FORBIDDEN, "robots.txt"),
        "mute/1": (Reason.NOT_FETCHED, "robots.txt cannot be had"),
        "mute/2": (Reason.NOT_FETCHED, "robots.txt cannot be had"),
        "bomb/": (Reason.DAMAGED, "entities"),
        "cloud/1": (Reason.FORBIDDEN, "169.254.169.254"),
        "cloud/2": (Reason.FORBIDDEN, "169.254.169.254"),
        "cloud/3": (Reason.FORBIDDEN, "only http"),
        "inward/1": (Reason.FORBIDDEN, SECRET),
        "inward/2": (Reason.FORBIDDEN, SECRET),
        "inward/3": (Reason.FORBIDDEN, SECRET),
        "broken/": (Reason.DAMAGED, "no feed"),
        "broken/1": (Reason.DAMAGED, "broke off"),
        "broken/2": (Reason.DAMAGED, "no HTTP"),
        "broken/404": (Reason.NOT_FETCHED, "404"),
        "bombs-in-gzip/1": (Reason.TOO_LARGE, "when unpacked"),
        "down/1": (Reason.NOT_FETCHED, "no connection"),
        "down/2": (Reason.NOT_FETCHED, "no connection"),
        "rebinding/1": (Reason.FORBIDDEN, SECRET),
        "half/1": (Reason.FORBIDDEN, SECRET),
    }
    assert told.keys() == wanted.keys()
    assert {key: (told[key][0], wanted[key][1] in told[key][1]) for key in told} == {key: (reason, True) for key, (reason, _) in wanted.items()}
    assert sum("bomb." in one.url for one in ledger.failures) == 6, "two feeds and a sitemap, in both runs"


def test_nothing_forbidden_is_asked_for(done: Done) -> None:
    web, *_ = done
    assert not web.paths("verboten"), "the server behind the guard was asked"
    assert "/n/secret" not in web.paths("denying")
    assert set(web.paths("mute")) == {"/robots.txt"}
    assert all(host in web.names for host in {one.host for one in web.asked})


def test_a_host_is_asked_its_rules_first_and_once_a_run(done: Done) -> None:
    web, *_ = done
    for host in {one.host for one in web.asked}:
        assert web.paths(host)[0] == "/robots.txt"
    assert web.paths("rss").count("/robots.txt") == 3, "once a run, and once under another name"


def test_a_host_is_asked_one_thing_at_a_time_with_pauses(done: Done) -> None:
    web, *_ = done
    pauses = {"rss": 0.2, "atom": 0.2, "denying": 3.0}
    for host, pause in pauses.items():
        begun = [one.begun for one in web.asked if one.host == host and one.path != "/robots.txt"][:40]
        assert all(later - earlier >= pause * 0.9 for earlier, later in itertools.pairwise(begun)), host


def test_a_server_that_asks_for_a_pause_gets_it(done: Done) -> None:
    web, *_ = done
    for host, pause in {"slow-down": 40.0, "later": 50.0}.items():
        first, second = [one.begun for one in web.asked if one.host == host and one.path == "/n/1"][:2]
        assert second - first >= pause
    assert web.paths("closed").count("/n/1") == 2, "one try a run: it asked for a longer pause than a run waits"


def test_the_second_run_fetches_nothing_that_is_known(done: Done) -> None:
    web, ledger, (first, _) = done
    again = [one for one in web.asked[first:] if one.host in {"rss", "atom", "json", "cycle"}]
    assert {one.path for one in again} == {"/robots.txt", "/feed", "/map", "/map2", "/pages.gz"}
    assert [one.headers["if-none-match"] for one in again if one.host == "rss" and one.path == "/feed"] == ['"v1"']
    assert web.url("rss", "/feed") in {one.url for one in ledger.unchanged}


def test_who_asks_says_so(done: Done) -> None:
    web, *_ = done
    assert {one.headers["user-agent"] for one in web.asked} == {"riwaya-test/1"}


def test_what_the_feed_says_goes_with_the_page(done: Done) -> None:
    web, ledger, _ = done
    kept = next(one for one in ledger.kept if one.exchange.url == web.url("rss", "/n/7"))
    assert (kept.told.outlet, kept.told.title, str(kept.told.published), kept.source) == ("rss المختلقة", "خبر 7", "2024-06-20", "rss")
    assert kept.exchange.raw == page("/n/7")
    assert kept.exchange.address.startswith("127.0.1.")
    led = next(one for one in ledger.kept if one.exchange.url == web.url("moving", "/n/new"))
    assert led.via == (web.url("moving", "/n/old"), web.url("moving", "/n/mid"))
