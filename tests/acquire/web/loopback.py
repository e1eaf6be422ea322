"""A small web on loopback addresses: outlets that behave well or badly, and a server that nobody may ask. All of it is made up."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network

from riwaya.acquire.web import Settings, World

FAST = 200  # seconds of the tests' time in one of real time
ALLOWED = (ip_network("127.0.1.0/24"),)
SECRET = "127.0.0.1"  # noqa: S105  # the address of the server that nobody may ask
Writer = asyncio.StreamWriter
Answer = bytes | Callable[[Writer], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as a server saw it; times are ticks."""

    host: str
    path: str
    headers: dict[str, str]
    begun: float
    ended: float


@dataclass(slots=True)
class Outlet:
    """A made-up outlet: `answers` by path, `answer` for any other."""

    answers: dict[str, Answer | Callable[[Asked], Answer]] = field(default_factory=dict)
    answer: Callable[[Asked], Answer] | None = None


def ticks() -> float:
    return time.monotonic() * FAST


async def sleep(seconds: float) -> None:
    await asyncio.sleep(seconds / FAST)


def reply(body: bytes, status: str = "200 OK", media: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    named = {"Content-Type": media, "Content-Length": str(len(body)), **{name.replace("_", "-"): value for name, value in headers.items()}}
    return f"HTTP/1.1 {status}\r\n".encode() + "".join(f"{name}: {value}\r\n" for name, value in named.items()).encode() + b"\r\n" + body


def moved(location: str, status: str = "302 Found") -> bytes:
    return reply(b"", status, Location=location)


NOT_FOUND = reply(b"none", "404 Not Found")


@dataclass(slots=True)
class Web:
    """The running outlets, what they were asked, and names that lead to them."""

    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    names: dict[str, list[Sequence[str]]] = field(default_factory=lambda: defaultdict(list))

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}.example:{self.port}{path}"

    async def resolve(self, host: str, _: int) -> Sequence[str]:
        answers = self.names.get(host.removesuffix(".example"))
        if answers is None:
            return [host] if ":" in host or host[0].isdigit() else []
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def world(self) -> World:
        return World(ticks=ticks, sleep=sleep, resolve=self.resolve, chance=lambda: 0.5)

    def paths(self, host: str) -> list[str]:
        return [one.path for one in self.asked if one.host == host]


def settings(**changes: float) -> Settings:
    given: dict[str, float] = {"delay": 0.2, "total": 1.0, "silence": 0.6, "connect": 0.6, "size": 300_000, "tries": 3, "longest_wait": 120, "side_by_side": 20}
    return Settings(agent="riwaya-test/1", allowed=ALLOWED, **{**given, **changes})  # type: ignore[arg-type]  # numbers of both kinds


@asynccontextmanager
async def running(outlets: dict[str, Outlet]) -> AsyncIterator[Web]:
    """Run the outlets, each at an address of its own and all at one port, and the server that nobody may ask."""
    web = Web()
    async with AsyncExitStack() as stack:
        for number, (name, outlet) in enumerate({"verboten": Outlet(answer=lambda _: reply(b"secret")), **outlets}.items()):
            address = f"127.0.1.{number}" if number else SECRET
            server = await asyncio.start_server(_handler(name, outlet, web), address, web.port)
            web.port = server.sockets[0].getsockname()[1]
            web.names[name] = [[address]]
            await stack.enter_async_context(server)
        yield web


def _handler(name: str, outlet: Outlet, web: Web) -> Callable[[asyncio.StreamReader, Writer], Awaitable[None]]:
    async def handle(reader: asyncio.StreamReader, writer: Writer) -> None:
        begun = ticks()
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            lines = head.split("\r\n")
            headers = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in lines[1:] if line}
            asked = Asked(name, lines[0].split()[1], headers, begun, 0)
            answer = outlet.answers.get(asked.path) or (outlet.answer(asked) if outlet.answer else NOT_FOUND)
            while callable(answer) and not asyncio.iscoroutinefunction(answer):
                answer = answer(asked)
            web.asked.append(asked)
            await answer(writer) if callable(answer) else writer.write(answer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    return handle
