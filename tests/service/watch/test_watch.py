"""An edited page is a new version and no new alert; a reprint is one origin; a desk that was down is told later, under the same name."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from loopback import ALLOWED, reply, settings
from newsroom import House, Newsroom, newsroom, page, words

from riwaya.acquire.archive.journal import Line, lines
from riwaya.acquire.web import World
from riwaya.service.watch.plan import Mail, Plan, Webhook
from riwaya.service.watch.send import Sender, UnsentError, composed
from riwaya.store import open_store
from riwaya.store.watching import Alert

ALERT = Alert("a1", "deadly", "e1", "webhook", "desk", json.dumps({"rule": "deadly"}), "2031-05-01T08:00:00+00:00")


async def _day(folder: Path) -> Newsroom:
    houses = [House("nahr"), House("wadi")]
    async with newsroom(folder, houses, 20.0, every=5.0, recheck=10.0) as room:
        room.hook.answers.append(reply(b"", "500 Broken"))
        for house in houses:
            house.publish("دوما")
        async with room.watch(["nahr", "wadi"]) as watch:
            stop = asyncio.Event()
            running = asyncio.create_task(watch.run(stop))
            await _until(room, lambda: len(room.hook.posts) == 2)
            houses[0].pages["/n/0"] = page("دوما", "تسعة")
            await _until(room, lambda: sum(one["pages"] for one in room.said("stored")) == 3)
            await room.clock.sleep(10.0)
            stop.set()
            await running
    return room


async def _until(room: Newsroom, done: Callable[[], bool]) -> None:
    while not done() and room.clock.ticks() < 2400.0:
        await room.clock.sleep(1.0)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return asyncio.run(_day(tmp_path_factory.mktemp("day")))


def test_a_desk_that_was_down_is_told_once_under_one_name(room: Newsroom) -> None:
    assert [told["event"] for _, told in room.hook.posts] == [room.hook.posts[0][1]["event"]] * 2
    assert room.hook.posts[0][0] == room.hook.posts[1][0]
    assert len(room.said("alert-failed")) == len(room.said("alert-sent")) == 1
    assert "500" in room.said("alert-failed")[0]["error"]


def test_an_alert_names_no_person_and_no_point(room: Newsroom) -> None:
    told = room.hook.posts[0][1]
    assert (told["place"]["name"], told["figures"]["killed"], told["rule"]) == ("دوما", 7, "deadly")
    assert set(told) == {"id", "event", "event_type", "sub_event_type", "place", "date", "grade", "figures", "accounts", "pages", "rule", "made"}
    assert set(told["place"]) == {"name", "within"}


def test_an_edited_page_is_a_further_version_and_no_news(room: Newsroom) -> None:
    url = room.web.url("nahr", "/n/0")
    kept = [one.entry for one in lines(room.folder / "archive") if isinstance(one, Line) and one.entry.kind == "response" and one.entry.url == url]
    assert len(kept) == 2
    with closing(open_store(room.db)) as store:
        assert store.stats()["documents"] == 3
        later = store.document(f"{url}~2")
        assert later
        assert "تسعة" in later.text
    assert len(room.said("alert")) == 1


def test_a_reprint_is_kept_and_counts_as_one_origin(room: Newsroom) -> None:
    told = room.hook.posts[0][1]
    assert set(told["pages"]) <= {room.web.url(name, "/n/0") for name in ("nahr", "wadi")}
    with closing(open_store(room.db)) as store:
        deadly = [event for event in store.events() if any(toll.outcome == "killed" for toll in event.tolls)]
        assert len(deadly) == 1
        assert {report.outlet for report in deadly[0].reports} == {"nahr المختلقة", "wadi المختلقة"}
        assert {len(account.outlets) for account in deadly[0].accounts} == {2}, "each telling is one account that both carry"


async def _post(hook: Webhook, allow: tuple[object, ...]) -> None:
    plan = Plan(webhooks={"desk": hook}, allow=allow)  # type: ignore[arg-type]  # networks
    await Sender(plan, words, settings(), World()).webhook(ALERT)


@pytest.mark.parametrize(
    ("url", "said"),
    [("http://127.0.0.1:9/", "no public address"), ("http://169.254.169.254/", "no public address"), ("http://[::1]/", "no public address")],
)
def test_no_webhook_leads_to_a_private_address_that_is_not_allowed(url: str, said: str) -> None:
    with pytest.raises(UnsentError, match=said) as error:
        asyncio.run(_post(Webhook(url), ALLOWED))
    assert not error.value.again


def test_a_receiver_that_is_gone_from_the_plan_is_given_up() -> None:
    with pytest.raises(UnsentError, match="any more") as error:
        asyncio.run(Sender(Plan(), words, settings(), World()).webhook(ALERT))
    assert not error.value.again
    with pytest.raises(UnsentError, match="any more"):
        Sender(Plan(), words, settings(), World()).mail(ALERT)


def test_a_mail_server_that_is_down_is_tried_again() -> None:
    plan = Plan(mail=Mail("127.0.0.1", "riwaya@desk.example", port=9, security="none"))
    with pytest.raises(UnsentError, match="no mail server") as error:
        Sender(plan, words, settings(), World()).mail(ALERT)
    assert error.value.again


def test_a_mail_made_twice_is_the_same_mail() -> None:
    mail = Mail("127.0.0.1", "riwaya@desk.example")
    one, other = (composed(ALERT, mail, words) for _ in range(2))
    assert one.as_bytes() == other.as_bytes()
    assert one["Message-ID"] == "<a1@desk.example>"
