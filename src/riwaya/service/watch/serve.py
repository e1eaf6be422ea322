"""Answers `/healthz` and `/metrics`. In a thread of its own, so that it answers while the watch itself is at work, or hangs."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client import CONTENT_TYPE_LATEST

from riwaya.errors import BadInput
from riwaya.service.watch.health import Health


@contextmanager
def serving(health: Health, host: str, port: int) -> Iterator[int]:
    """Serve while the block runs; give the port. Raises BadInput where it is taken."""

    class Handler(BaseHTTPRequestHandler):
        """Two pages, nothing else."""

        timeout = 10

        def do_GET(self) -> None:  # http.server's name
            """Answer."""
            if self.path == "/healthz":
                well, told = health.state()
                self._answer(200 if well else 503, "application/json; charset=utf-8", json.dumps(told, ensure_ascii=False).encode())
            elif self.path == "/metrics":
                self._answer(200, CONTENT_TYPE_LATEST, health.metrics())
            else:
                self._answer(404, "text/plain", b"/healthz, /metrics\n")

        def _answer(self, status: int, media: str, body: bytes) -> None:
            self.send_response(status)
            for name, value in (("Content-Type", media), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: the watch's own log must not drown in questions after its health."""

    try:
        server = ThreadingHTTPServer((host, port), Handler)
    except OSError as error:
        raise BadInput(f"{host}:{port}: cannot be listened at: {error.strerror or error}; name another with --listen") from error
    with server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
            thread.join()
