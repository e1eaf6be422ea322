"""Asks servers as a good guest: by their robots.txt, one request a host at a time, with pauses, and not again when they are down."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import httpx
from protego import Protego

from riwaya.acquire.web.values import Exchange, Failure, Kept, Ledger, Role, Settings, Told, Unchanged, UnfetchedError, Validators, World
from riwaya.acquire.web.wire import parsed, request
from riwaya.model import Reason

_REDIRECTS = {301, 302, 303, 307, 308}
_UNCHANGED = 304
_NO_RULES = {429, *range(500, 600)}
_ROBOTS_SIZE = 500 * 1024  # bytes: what RFC 9309 wants to be read at least
_RULES_HOLD = 24 * 3600.0  # seconds


@dataclass(slots=True)
class _Host:
    """What is remembered of a host during a run."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    rules_lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free: float = 0.0  # in ticks: when it may be asked next
    delay: float = 0.0
    silent: int = 0  # addresses in a row that brought no answer
    silent_at: float = 0.0  # in ticks: when the last of them was asked
    rules: Protego | None = None
    rules_until: float | None = None  # in ticks
    refusal: UnfetchedError | None = None  # why nothing may be asked


class Web:
    """The network, asked politely. `ledger` is told of every answer and of every failure."""

    def __init__(self, ledger: Ledger, settings: Settings | None = None, world: World | None = None) -> None:
        self.ledger, self.settings, self.world = ledger, settings or Settings(), world or World()
        self._hosts: dict[str, _Host] = {}
        self._context = httpx.create_ssl_context()

    async def fetch(self, url: str, role: Role, source: str, told: Told | None = None) -> Exchange | Unchanged | None:
        """Fetch an address and write down what became of it; return the answer, that there is nothing new, or None for a failure."""
        via: list[str] = []
        try:
            exchange = await self._follow(url, via)
        except UnfetchedError as error:
            if error.exchange:
                self.ledger.add(Kept(error.exchange, role, source, told or Told(), tuple(via[:-1])))
            where = f" (after a redirect to {via[-1]})" if len(via) > 1 else ""
            self.ledger.add(Failure(url, self.world.now(), role, source, error.reason, f"{error.detail}{where}"))
            return None
        if exchange.response.status == _UNCHANGED or (role == "page" and via[1:] and self.ledger.seen(exchange.url)):  # the latter: two addresses of one page
            unchanged = Unchanged(url, exchange.at, role, source)
            self.ledger.add(unchanged)
            return unchanged
        self.ledger.add(Kept(exchange, role, source, told or Told(), tuple(via[:-1])))
        return exchange

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """Return the sitemaps that the robots.txt of a site names."""
        host = await self._host(parsed(url))
        return tuple(host.rules.sitemaps) if host.rules else ()

    async def _follow(self, url: str, via: list[str]) -> Exchange:
        validators = self.ledger.validators(url)
        for _ in range(self.settings.redirects + 1):
            via.append(url)
            exchange = await self._ask(parsed(url), url, validators)
            location = exchange.response.headers.get("location")
            if exchange.response.status not in _REDIRECTS or not location:
                return exchange
            url, validators = str(parsed(url).join(location).copy_with(fragment=None)), Validators()
        raise UnfetchedError(Reason.NOT_FETCHED, f"more than {self.settings.redirects} redirects")

    async def _ask(self, target: httpx.URL, url: str, validators: Validators) -> Exchange:
        """Ask for one address, as often as makes sense."""
        host = await self._host(target)
        if host.refusal:
            raise UnfetchedError(host.refusal.reason, host.refusal.detail)
        if host.rules and not host.rules.can_fetch(str(target), self._token):
            raise UnfetchedError(Reason.FORBIDDEN, f"the robots.txt of {target.host} does not allow it")
        if host.silent >= self.settings.give_up and self.world.ticks() - host.silent_at < self.settings.rest:
            why = f"{target.host} brought no answer {host.silent} times in a row; it is tried again after {self.settings.rest / 60:.0f} minutes"
            raise UnfetchedError(Reason.NOT_FETCHED, why)
        try:
            exchange = await self._persist(url, _conditions(validators), host)
        except UnfetchedError as error:
            host.silent, host.silent_at = host.silent + 1 if error.again and error.exchange is None else 0, self.world.ticks()
            raise
        host.silent = 0
        return exchange

    async def _persist(self, url: str, headers: dict[str, str], host: _Host) -> Exchange:
        for attempt in range(1, self.settings.tries + 1):
            async with host.lock:
                await self._turn(host)
                try:
                    return await request(url, headers, self.settings, self.world, self._context)
                except UnfetchedError as error:
                    self._pause(host, error, attempt)
                    if not error.again or attempt == self.settings.tries or (error.wait or 0) > self.settings.longest_wait:
                        raise
                finally:
                    host.free = max(host.free, self.world.ticks() + host.delay)
        raise AssertionError("the last try returns or raises")

    async def _turn(self, host: _Host) -> None:
        """Wait until the host may be asked again."""
        while (wait := host.free - self.world.ticks()) > 0:
            await self.world.sleep(wait)

    def _pause(self, host: _Host, error: UnfetchedError, attempt: int) -> None:
        """Leave a host alone for as long as it asks, else longer with every try; chance keeps many guests from coming back at one moment."""
        if error.again:
            backing_off = self.settings.first_wait * 2 ** (attempt - 1) * (0.5 + self.world.chance())
            wait = backing_off if error.wait is None else error.wait
            host.free = self.world.ticks() + min(wait, self.settings.longest_wait)

    @property
    def _token(self) -> str:
        return self.settings.agent.split("/")[0]

    async def _host(self, target: httpx.URL) -> _Host:
        """Return what is known of a host; its robots.txt is asked for first of all, and again after a day, or sooner where it could not be had."""
        origin = f"{target.scheme}://{target.netloc.decode('ascii')}"
        host = self._hosts.setdefault(origin, _Host(delay=self.settings.delay))
        async with host.rules_lock:
            if host.rules_until is None or self.world.ticks() >= host.rules_until:
                await self._read_rules(f"{origin}/robots.txt", host)
                host.rules_until = self.world.ticks() + (self.settings.rest if host.refusal else _RULES_HOLD)
        return host

    async def _read_rules(self, url: str, host: _Host) -> None:
        """Read a robots.txt as RFC 9309 has it: none there means that all is allowed, none to be had that nothing is."""
        host.rules = host.refusal = None
        try:
            text = await self._rules_text(url, host)
        except UnfetchedError as error:
            if error.exchange is None or error.exchange.response.status in _NO_RULES:
                guarded = error.reason is Reason.FORBIDDEN
                host.refusal = error if guarded else UnfetchedError(error.reason, f"its robots.txt cannot be had ({error.detail}), so nothing is asked for")
            return
        host.rules = Protego.parse(text)
        asked = host.rules.crawl_delay(self._token)
        host.delay = min(max(self.settings.delay, float(asked or 0)), self.settings.longest_delay)

    async def _rules_text(self, url: str, host: _Host) -> str:
        for _ in range(self.settings.redirects + 1):
            exchange = await self._persist(url, {}, host)
            location = exchange.response.headers.get("location")
            if exchange.response.status not in _REDIRECTS or not location:
                self.ledger.add(Kept(exchange, "robots", ""))
                return exchange.response.body[:_ROBOTS_SIZE].decode("utf-8", "replace")
            url = str(parsed(url).join(location))
        raise UnfetchedError(Reason.NOT_FETCHED, f"more than {self.settings.redirects} redirects")


def _conditions(validators: Validators) -> dict[str, str]:
    told = {"If-None-Match": validators.etag, "If-Modified-Since": validators.modified}
    return {name: value for name, value in told.items() if value}
