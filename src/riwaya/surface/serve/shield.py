"""What stands before every route: host names, sizes, headers, ids of requests, entity tags; and what catches what nobody foresaw."""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from riwaya.surface.serve.face import Refuse
from riwaya.surface.serve.problems import Problem, problem_of
from riwaya.surface.serve.serving import Serving

LOG = logging.getLogger("riwaya.serve")
REQUEST_ID = "X-Request-Id"


def headers(serving: Serving) -> Mapping[str, str]:
    """Return the headers of every answer: nothing of another host is loaded, nothing inline runs, no frame holds riwaya."""
    tiles = f" {serving.tiles.host}" if serving.tiles else ""
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{tiles}; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",  # not no-referrer: browsers would then send "Origin: null" with our own forms
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


@dataclass(slots=True)
class Shield:
    """The outermost layer of the app."""

    app: ASGIApp
    serving: Serving
    refuse: Refuse
    headers: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.headers = headers(self.serving)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name = uuid.uuid4().hex[:16]
        scope.setdefault("state", {})["id"] = name
        sender = _Sender(send, {**self.headers, REQUEST_ID: name}, scope["scheme"] == "https")
        request = Request(scope, receive)
        if refused := self._refused(Headers(scope=scope)):
            await self.refuse(request, refused)(scope, receive, sender)
            return
        try:
            await self.app(scope, receive, sender)
        except Exception as error:  # the one place where any error of a request is caught
            LOG.exception("request %s: %s %s", name, scope["method"], ascii(scope["path"]))
            if sender.started:
                raise
            await self.refuse(request, problem_of(error))(scope, receive, sender)

    def _refused(self, given: Headers) -> Problem | None:
        host, allowed = _host(given.get("host", "")), self.serving.allowed_names
        if allowed is not None and host not in allowed:
            return Problem("misdirected", f"{host[:100]!r}: not a name of this server; open it as http://{self.serving.host}:{self.serving.port}/")
        length = given.get("content-length", "0")
        if length.isdecimal() and int(length[:20]) > self.serving.largest:
            return Problem("too-large", f"a request holds at most {self.serving.largest:,} bytes", {"Connection": "close"})
        return None


def _host(given: str) -> str:
    try:
        return (urlsplit(f"//{given}").hostname or "").lower()
    except ValueError:
        return ""


@dataclass(slots=True)
class _Sender:
    """Sends an answer with the headers that every answer has."""

    send: Send
    headers: Mapping[str, str]
    secure: bool
    started: bool = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            held = MutableHeaders(scope=message)
            for name, value in self.headers.items():
                held.setdefault(name, value)
            if self.secure:
                held.setdefault("Strict-Transport-Security", "max-age=31536000")
        await self.send(message)


@dataclass(slots=True)
class Tagged:
    """Gives answers of one piece an entity tag, and answers 304 where the asker holds the same."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message | None = None

        async def tagging(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if start is not None:
                first, start = start, None
                if first["status"] == 200 and not message.get("more_body"):
                    await _answer(scope, first, message, send)
                    return
                await send(first)
            await send(message)

        await self.app(scope, receive, tagging)


async def _answer(scope: Scope, start: Message, body: Message, send: Send) -> None:
    held = MutableHeaders(scope=start)
    tag = held.setdefault("ETag", f'"{hashlib.sha256(body.get("body", b"")).hexdigest()[:32]}"')
    held.setdefault("Cache-Control", "private, no-cache")
    held.add_vary_header("Authorization, Cookie")
    if _holds(Headers(scope=scope).get("if-none-match", ""), tag):
        response = Response(status_code=304, headers={name: value for name, value in held.items() if name not in {"content-length", "content-type"}})
        await send({"type": "http.response.start", "status": 304, "headers": response.raw_headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send(start)
    await send(body)


def _holds(given: str, tag: str) -> bool:
    """Whether If-None-Match names a tag, compared weakly (RFC 9110, 13.1.2)."""
    return given.strip() == "*" or tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in given.split(",")}
