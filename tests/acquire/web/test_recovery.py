"""What could not be had comes later: pages of a feed that did not change since, and hosts that were down."""

import asyncio
from pathlib import Path

from loopback import Outlet, reply, running, settings
from test_collect import page, rss, with_validator

from riwaya.acquire.archive import Archive
from riwaya.acquire.web import Ledger, Target, collect
from riwaya.acquire.web import Web as Asking
from riwaya.acquire.web.memory import Memory

DOWN = reply(b"", "503 Service Unavailable")


async def _twice(ledger: Ledger) -> tuple[list[str], str]:
    """Ask a feed of two pages, one of them down at first; return what was asked and the address of that one."""
    shop = {"late": Outlet({"/n/1": page("1"), "/n/2": DOWN})}
    async with running(shop) as web:
        urls = [web.url("late", f"/n/{number}") for number in (1, 2)]
        shop["late"].answers["/feed"] = with_validator(rss(urls))  # type: ignore[assignment]  # answers by what was asked
        target = Target("late", feeds=(web.url("late", "/feed"),))
        await collect([target], Asking(ledger, settings(tries=1), web.world()))
        assert (ledger.seen(urls[0]), ledger.seen(urls[1])) == (True, False)
        shop["late"].answers["/n/2"] = page("2")
        await collect([target], Asking(ledger, settings(tries=1), web.world()))
        return [one.path for one in web.asked if one.path != "/robots.txt"], urls[1]


def test_a_page_that_failed_comes_although_its_feed_is_unchanged() -> None:
    ledger = Memory()
    asked, late = asyncio.run(_twice(ledger))
    assert asked == ["/feed", "/n/1", "/n/2", "/feed", "/n/2"]
    assert ledger.seen(late)
    assert [one.role for one in ledger.unchanged] == ["feed"]


def test_the_archive_knows_the_pages_of_an_unchanged_feed_after_it_was_opened_anew(tmp_path: Path) -> None:
    with Archive(tmp_path / "a") as archive:
        _, late = asyncio.run(_twice(archive))
        feed = late.replace("/n/2", "/feed")
        before = archive.body(feed)
    with Archive(tmp_path / "a") as archive:
        assert archive.seen(late)
        assert archive.body(feed) == before
        assert before
        assert b"<rss" in before
        assert archive.body(late) is None, "bodies of pages are not looked up"


async def _down_for_a_while(rest: float) -> tuple[list[str], Memory]:
    ledger = Memory()
    shop = {"mute": Outlet({"/robots.txt": DOWN, "/n/1": page("1")})}
    async with running(shop) as web:
        world = web.world()
        asking = Asking(ledger, settings(tries=1, rest=rest), world)
        target = Target("mute", pages=(web.url("mute", "/n/1"),), again=True)
        await collect([target], asking)
        shop["mute"].answers["/robots.txt"] = reply(b"", "404 Not Found")
        await collect([target], asking)
        await world.sleep(rest)
        await collect([target], asking)
        return web.paths("mute"), ledger


def test_rules_that_could_not_be_had_are_asked_for_again_after_a_rest() -> None:
    asked, ledger = asyncio.run(_down_for_a_while(100.0))
    assert asked == ["/robots.txt", "/robots.txt", "/n/1"], "nothing is asked while the host rests"
    assert len(ledger.failures) == 2
