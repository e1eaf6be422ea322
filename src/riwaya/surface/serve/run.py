"""Runs the server until it is told to end."""

from __future__ import annotations

import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

from riwaya.errors import BadInput
from riwaya.surface.serve.desk import Desk
from riwaya.surface.serve.serving import Serving

_GRACE = 5  # seconds that answers under way have to end
_MOST = 500  # connections at once
Ready = Callable[[str], None]


class _Server(uvicorn.Server):
    """Says when it is ready; told to end, ends its streams first, so that nothing is waited for."""

    def __init__(self, config: uvicorn.Config, desk: Desk, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.desk, self.ready = desk, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  # the signature of signal handlers
        self.force_exit = self.should_exit  # the second signal does not wait
        self.desk.closing.set()
        self.should_exit = True


def run(app: FastAPI, serving: Serving, ready: Ready) -> None:
    """Serve until SIGINT or SIGTERM; `ready` hears the address once it answers. Raises BadInput where the address cannot be had."""
    desk: Desk = app.state.desk
    desk.warm()
    with bound(serving.host, serving.port) as listening:
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, proxy_headers=serving.proxy, forwarded_allow_ips="*" if serving.proxy else None,
            ssl_certfile=serving.certificate, ssl_keyfile=serving.key, timeout_graceful_shutdown=_GRACE, limit_concurrency=_MOST, ws="none",
        )  # fmt: skip
        address = _address(serving, listening.getsockname()[1])
        _Server(config, desk, lambda: ready(address)).run([listening])


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address. Raises BadInput."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise BadInput(f"{host}: not an address of this machine: {error.strerror or error}; give --host 127.0.0.1, or one that `ip address` shows") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        listening.close()
        raise BadInput(f"{host}:{port}: cannot be served: {error.strerror or error}; is it in use? give another --port (0 takes any that is free)") from error
    return listening


def _address(serving: Serving, port: int) -> str:
    scheme = "https" if serving.certificate else "http"
    host = f"[{serving.host}]" if ":" in serving.host else serving.host
    return f"{scheme}://{host}:{port}/"
