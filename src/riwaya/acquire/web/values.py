"""What the parts of `acquire.web` hand to each other, and what they are given of the world."""

from __future__ import annotations

import asyncio
import random
import socket
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from ipaddress import IPv4Network, IPv6Network
from typing import Literal, Protocol

import riwaya
from riwaya.acquire.http import Response
from riwaya.model import Reason

Role = Literal["page", "feed", "sitemap", "robots"]
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Settings:
    """How servers are asked. Times are in seconds, sizes in bytes."""

    agent: str = f"riwaya/{riwaya.__version__} (reads published reports for an archive)"
    delay: float = 2.0  # between two requests to one host; a longer Crawl-delay of its robots.txt goes before
    longest_delay: float = 60.0  # of a Crawl-delay; a host that asks for more is asked this seldom
    tries: int = 4
    first_wait: float = 2.0  # before the second try; doubled for each further one, with jitter
    longest_wait: float = 300.0  # a host that asks for a longer pause (Retry-After) is left for the next run
    connect: float = 15.0
    silence: float = 20.0  # without a byte
    total: float = 90.0  # of one request, however slowly its bytes drip
    size: int = 20_000_000  # of one answer on the wire
    redirects: int = 5
    give_up: int = 3  # addresses of one host in a row that bring no answer: the host is left alone for `rest`
    rest: float = 900.0  # before a host that brought no answer is asked again
    sitemaps: int = 500  # of one source
    most_pages: int = 50_000  # of one source and run
    side_by_side: int = 8  # sources
    allowed: tuple[Network, ...] = ()  # networks that may be asked although they are not public


@dataclass(frozen=True, slots=True)
class World:
    """Clock, sleep, names and chance, given as functions so that a test can stand in for each."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ticks: Callable[[], float] = time.monotonic  # seconds; never set back, unlike the clock
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    resolve: Callable[[str, int], Awaitable[Sequence[str]]] | None = None  # host, port -> IP addresses

    async def addresses(self, host: str, port: int) -> Sequence[str]:
        """Return the IP addresses of a host. Raises OSError where it has none."""
        if self.resolve:
            return await self.resolve(host, port)
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [str(one[4][0]) for one in found]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One answer: `raw` is every byte of it as it came, `response` the same taken apart, `address` the IP address that sent it."""

    url: str
    at: datetime
    address: str
    raw: bytes
    response: Response


class UnfetchedError(Exception):
    """Why an address brought no answer, or none to use. `wait` is what a server asked for, in seconds; `again` whether a further try makes sense."""

    def __init__(self, reason: Reason, detail: str, *, again: bool = False, wait: float | None = None, exchange: Exchange | None = None) -> None:
        super().__init__(detail)
        self.reason, self.detail, self.again, self.wait, self.exchange = reason, detail, again, wait, exchange


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a page before it is fetched: from the register and the feed."""

    outlet: str | None = None
    title: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer worth keeping; `via` are the addresses that led to it by redirects."""

    exchange: Exchange
    role: Role
    source: str
    told: Told = Told()
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address whose server said that nothing changed since it was last asked."""

    url: str
    at: datetime
    role: Role
    source: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An address that brought nothing, and why."""

    url: str
    at: datetime
    role: Role
    source: str
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "changed since?" by."""

    etag: str | None = None
    modified: str | None = None


class Ledger(Protocol):
    """What is known of addresses, and where it is written down what became of them: an archive, or memory."""

    def seen(self, url: str) -> bool:
        """Tell whether the page of this address was kept already."""

    def validators(self, url: str) -> Validators:
        """Return what to ask "changed since?" by."""

    def body(self, url: str) -> bytes | None:
        """Return the unpacked body last kept of a feed or sitemap, None where there is none."""

    def add(self, event: Kept | Unchanged | Failure) -> None:
        """Write down what became of an address."""
