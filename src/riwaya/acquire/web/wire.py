"""One request: connects to the address that was checked, keeps every byte of the answer, and bounds its size and time."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

import httpcore
import httpx

from riwaya.acquire import http
from riwaya.acquire.web.guard import checked
from riwaya.acquire.web.values import Exchange, Settings, UnfetchedError, World
from riwaya.model import Reason

_BUSY = {408, 425, 429, 500, 502, 503, 504}


async def request(url: str, headers: Mapping[str, str], settings: Settings, world: World, context: ssl.SSLContext, posted: bytes | None = None) -> Exchange:
    """Ask for `url` once, or post to it. Raises UnfetchedError for whatever brings no usable answer; redirects are answers."""
    target = parsed(url)
    tape = _Tape(settings, world)
    try:
        async with asyncio.timeout(settings.total):
            await _ask(target, headers, tape, settings, context, posted)
    except TimeoutError as error:
        raise UnfetchedError(Reason.NOT_FETCHED, f"not done in {settings.total:g} seconds", again=True) from error
    except httpcore.TimeoutException as error:
        raise UnfetchedError(Reason.NOT_FETCHED, f"no byte for {settings.silence:g} seconds ({type(error).__name__})", again=True) from error
    except (httpcore.NetworkError, OSError, ssl.SSLError) as error:
        raise UnfetchedError(Reason.NOT_FETCHED, f"no connection: {_words(error)}", again=True) from error
    except httpcore.ProtocolError as error:
        raise UnfetchedError(Reason.DAMAGED, f"the answer broke off or is no HTTP: {_words(error)}", again=True) from error
    return _answer(url, tape, settings, world)


def parsed(url: str) -> httpx.URL:
    """Read an address. Raises UnfetchedError for one that is not http(s), has no host or carries a password."""
    try:
        target = httpx.URL(url.strip())
    except (httpx.InvalidURL, UnicodeError, TypeError) as error:
        raise UnfetchedError(Reason.FORBIDDEN, f"no address: {_words(error)}") from error
    if target.scheme not in {"http", "https"} or not target.host:
        raise UnfetchedError(Reason.FORBIDDEN, "only http and https are fetched")
    if target.userinfo:
        raise UnfetchedError(Reason.FORBIDDEN, "an address with a name or password in it is not fetched")
    return target


async def _ask(target: httpx.URL, headers: Mapping[str, str], tape: _Tape, settings: Settings, context: ssl.SSLContext, posted: bytes | None) -> None:
    core = httpcore.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path)
    given = {"Host": target.netloc.decode("ascii"), "User-Agent": settings.agent, "Accept-Encoding": "gzip, deflate", "Connection": "close", **headers}
    limits = {"connect": settings.connect, "read": settings.silence, "write": settings.silence, "pool": settings.connect}
    async with httpcore.AsyncConnectionPool(ssl_context=context, network_backend=tape, max_connections=1) as pool:
        method, sized = ("GET", given) if posted is None else ("POST", {**given, "Content-Length": str(len(posted))})
        asked = httpcore.Request(method, core, headers=list(sized.items()), content=posted, extensions={"timeout": limits})
        response = await pool.handle_async_request(asked)
        async for _ in response.aiter_stream():
            pass  # the tape keeps the bytes as they came
        await response.aclose()


def _answer(url: str, tape: _Tape, settings: Settings, world: World) -> Exchange:
    raw = bytes(tape.received)
    while raw.startswith((b"HTTP/1.1 1", b"HTTP/1.0 1")):  # "103 Early Hints" and the like, before the answer itself
        raw = raw.partition(b"\r\n\r\n")[2]
    response = http.parse(raw, settings.size)
    if response is None:
        raise UnfetchedError(Reason.DAMAGED, "the answer is no HTTP", again=True)
    exchange = Exchange(url, world.now(), tape.address, raw, response)
    if len(response.body) > settings.size:
        raise UnfetchedError(Reason.TOO_LARGE, f"larger than {settings.size:,} bytes when unpacked")
    if response.fault:
        raise UnfetchedError(Reason.DAMAGED, response.fault, again=True, exchange=exchange)
    if response.status >= 400:
        again = response.status in _BUSY
        wait = _pause(response.headers.get("retry-after"), world) if again else None
        raise UnfetchedError(Reason.NOT_FETCHED, f"the server answered {response.status}", again=again, wait=wait, exchange=exchange)
    return exchange


def _pause(text: str | None, world: World) -> float | None:
    """Return the seconds that Retry-After asks for: a number of them, or a time."""
    if text is None:
        return None
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - world.now()).total_seconds())
    except (TypeError, ValueError):
        return None


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


class _Tape(httpcore.AsyncNetworkBackend):
    """Connects, and keeps what comes. The host's name is looked up here and nowhere else: the address that was checked is the one connected to."""

    def __init__(self, settings: Settings, world: World) -> None:
        self.received = bytearray()
        self.address = ""
        self._settings, self._world = settings, world
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.address = checked(host, await self._world.addresses(host, port), self._settings.allowed)
        stream = await self._network.connect_tcp(self.address, port, timeout, local_address, socket_options)
        return _Stream(stream, self)

    async def connect_unix_socket(self, path: str, *_: object, **__: object) -> httpcore.AsyncNetworkStream:
        raise UnfetchedError(Reason.FORBIDDEN, f"{path}: sockets of this machine are not asked")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    def keep(self, data: bytes) -> None:
        """Keep what came. Raises UnfetchedError when it is too much."""
        self.received += data
        if len(self.received) > self._settings.size:
            raise UnfetchedError(Reason.TOO_LARGE, f"larger than {self._settings.size:,} bytes")


class _Stream(httpcore.AsyncNetworkStream):
    """A connection whose incoming bytes go on the tape, after TLS where there is TLS."""

    def __init__(self, inner: httpcore.AsyncNetworkStream, tape: _Tape) -> None:
        self._inner, self._tape = inner, tape

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109  # httpcore's signature
        data = await self._inner.read(max_bytes, timeout)
        self._tape.keep(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109  # httpcore's signature
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.AsyncNetworkStream:  # noqa: ASYNC109  # httpcore's signature
        return _Stream(await self._inner.start_tls(ssl_context, server_hostname, timeout), self._tape)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # httpcore's signature
        return self._inner.get_extra_info(info)
