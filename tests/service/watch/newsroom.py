"""A made-up newsroom on loopback: outlets that publish while they are watched, a desk that is told, a clock that can be set, a disk that can be full."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from loopback import ALLOWED, Asked, Outlet, Web, reply, running, settings

from riwaya import pipeline
from riwaya.acquire.archive import Archive
from riwaya.acquire.web import Target, World
from riwaya.config import Config
from riwaya.service import ingest
from riwaya.service.watch import loop, rules
from riwaya.service.watch.health import Health
from riwaya.service.watch.intake import Desk
from riwaya.service.watch.plan import Mail, Plan, Rule, Webhook
from riwaya.service.watch.send import Sender
from riwaya.store import Store, open_store

BEGUN = datetime(2031, 5, 1, 8, 0, tzinfo=UTC)
PLACES = ("دوما", "سراقب", "منبج", "تل رفعت", "اعزاز", "الرقة", "كفرنبل", "جسر الشغور", "تدمر", "درعا", "السويداء", "القامشلي")
DOWN = reply(b"", "503 Service Unavailable")


class Clock:
    """The time of a test: `speed` seconds in one real one; `set_by` moves the clock, never the ticks."""

    def __init__(self, speed: float) -> None:
        self.speed, self.off = speed, timedelta()
        self.begin()

    def begin(self) -> None:
        self._begun = time.monotonic()

    def ticks(self) -> float:
        return (time.monotonic() - self._begun) * self.speed

    def now(self) -> datetime:
        return BEGUN + timedelta(seconds=self.ticks()) + self.off

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.speed)

    async def until(self, moment: float) -> None:
        await self.sleep(max(0.0, moment - self.ticks()))

    def set_by(self, **parts: float) -> None:
        self.off += timedelta(**parts)

    def world(self, web: Web) -> World:
        return World(now=self.now, ticks=self.ticks, sleep=self.sleep, chance=lambda: 0.5, resolve=web.resolve)


def page(place: str, killed: str = "سبعة") -> str:
    title = f"خبر مختلق: قصف على {place}"
    words = f"قتل {killed} أشخاص في قصف مدفعي على مدينة {place} صباح اليوم، وفق ما قال مصدر طبي لوكالة نهر المختلقة. وأصيب آخرون بجروح ونقلوا إلى المشفى."
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{words}</p></article></body></html>"


@dataclass(slots=True)
class House:
    """An outlet: what it has published, in order; down while `down`."""

    name: str
    pages: dict[str, str] = field(default_factory=dict)
    down: bool = False

    def publish(self, place: str, killed: str = "سبعة") -> None:
        self.pages[f"/n/{len(self.pages)}"] = page(place, killed)

    def outlet(self, web: Web) -> Outlet:
        return Outlet(answer=lambda asked: self._answer(asked, web))

    def _answer(self, asked: Asked, web: Web) -> bytes:
        if asked.path == "/robots.txt":
            return reply(b"none", "404 Not Found")
        if self.down:
            return DOWN
        if asked.path == "/feed":
            return self._feed(asked, web)
        return reply(self.pages[asked.path].encode()) if asked.path in self.pages else reply(b"none", "404 Not Found")

    def _feed(self, asked: Asked, web: Web) -> bytes:
        mark = f'"{len(self.pages)}"'
        if asked.headers.get("if-none-match") == mark:
            return reply(b"", "304 Not Modified")
        items = "".join(
            f"<item><title>خبر</title><link>{web.url(self.name, path)}</link><pubDate>Thu, 01 May 2031 08:00:00 GMT</pubDate></item>" for path in self.pages
        )
        return reply(f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode(), media="application/rss+xml", ETag=mark)


@dataclass(slots=True)
class Hook:
    """A desk that alerts are posted to; it answers with what `answers` holds, then 200."""

    posts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
        except asyncio.IncompleteReadError:  # a client that gave up
            writer.close()
            return
        headers = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in head.split("\r\n")[1:]}
        body = await reader.readexactly(int(headers["content-length"]))
        self.posts.append((headers["idempotency-key"], json.loads(body)))
        writer.write(self.answers.pop(0) if self.answers else reply(b"", "204 No Content"))
        await writer.drain()
        writer.close()


@dataclass(slots=True)
class Newsroom:
    """Everything that a watch is given, and what it said."""

    web: Web
    clock: Clock
    hook: Hook
    plan: Plan
    folder: Path
    log: list[dict[str, Any]] = field(default_factory=list)

    @property
    def db(self) -> str:
        return f"sqlite:///{self.folder / 'store.sqlite'}"

    def said(self, event: str, **told: object) -> list[dict[str, Any]]:
        return [one for one in self.log if one["event"] == event and all(one.get(name) == value for name, value in told.items())]

    @asynccontextmanager
    async def watch(self, names: list[str], store: Store | None = None) -> AsyncIterator[loop.Watch]:
        """Open archive and store and give the watch; nothing runs yet."""
        held = store or open_store(self.db)
        world = self.clock.world(self.web)
        health = Health(world, lambda event, told: self.log.append({"at": self.clock.ticks(), "event": event, **told}))
        targets = {name: Target(name, f"{name} المختلقة", (self.web.url(name, "/feed"),)) for name in names}
        reader = READERS.get()
        ground = ingest.ground_of(reader)
        desk = Desk(held, reader, ground, rules.prepared(self.plan.rules, ground), Config())
        sender = Sender(self.plan, words, settings(tries=1, delay=0.0, rest=60.0, total=5.0, silence=4.0, connect=4.0), world)
        with Archive(self.folder / "archive") as archive:
            yield loop.Watch(self.plan, targets, archive, desk, sender, health)
        held.close()


def words(told: Mapping[str, Any]) -> tuple[str, str]:
    return f"تنبيه {told['rule']}", json.dumps(told, ensure_ascii=False)


class READERS:
    """The reader, loaded once for all tests."""

    _reader: pipeline.Reader | None = None

    @classmethod
    def get(cls) -> pipeline.Reader:
        if cls._reader is None:
            cls._reader = pipeline.reader(Config())
            pipeline.read_page(_warm(), cls._reader)  # what the first page loads must not be counted as time of the test
        return cls._reader


def _warm() -> Any:  # noqa: ANN401  # a page
    from riwaya.model import Page  # noqa: PLC0415  # for this helper alone

    return Page("warm", page("دوما").encode(), "html")


@asynccontextmanager
async def newsroom(folder: Path, houses: list[House], speed: float, *, mail: Mail | None = None, **plan: Any) -> AsyncIterator[Newsroom]:  # noqa: ANN401  # parts of a plan
    """Run the outlets and the desk; the plan tells of every event with at least five dead, unless another rule is given."""
    READERS.get()
    hook, clock = Hook(), Clock(speed)
    outlets = {house.name: Outlet() for house in houses}
    async with running(outlets) as web, await asyncio.start_server(hook.handle, "127.0.1.99", web.port):
        web.names["desk"] = [["127.0.1.99"]]
        for house in houses:
            outlets[house.name].answer = house.outlet(web).answer
        given: dict[str, Any] = {"every": 20.0, "allow": ALLOWED, "rules": (Rule("deadly", least={"killed": 5}, webhooks=("desk",)),), **plan}
        yield Newsroom(web, clock, hook, Plan(mail=mail, webhooks={"desk": Webhook(web.url("desk", "/alerts"))}, **given), folder)


def times(posts: list[tuple[str, dict[str, Any]]]) -> Counter[str]:
    """How often the desk was told of each place."""
    return Counter(told["place"]["name"] for _, told in posts)
