"""`riwaya watch` as a person runs it: killed between sending and noting, restarted, asked after its health."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from aiosmtpd.controller import Controller
from newsroom import page

from riwaya.acquire.archive import verify
from riwaya.store import open_store, watching

Run = Callable[..., tuple[int, str, str]]
_COMMAND = "from riwaya.surface.cli import main; main()"
PLAN = """
sources = ["nahr"]
every = "1s"
delay = 0
language = "ar"
allow = ["127.0.0.0/8"]

[mail]
host = "127.0.0.1"
port = {mail}
security = "none"
sender = "riwaya@desk.example"

[webhooks.desk]
url = "{site}/alerts"
secret_file = "{secret}"

[[rules]]
name = "syria"
place = "SY"
kinds = ["explosions-remote-violence"]
least = {{ killed = 5 }}
mail = ["editor@desk.example"]
webhooks = ["desk"]
"""


@dataclass(slots=True)
class World:
    """An outlet with pages, a desk and a mail server that end the watch when the first message comes."""

    pages: list[str] = field(default_factory=list)
    posts: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)
    victim: subprocess.Popen[str] | None = None
    site: str = ""

    def end(self, times: int) -> None:
        """Kill the watch at the first message of a kind: it was received, and can never be noted as sent."""
        if times == 1 and self.victim:
            os.kill(self.victim.pid, signal.SIGKILL)

    async def handle_DATA(self, *given: Any) -> str:  # noqa: ANN401, N802  # aiosmtpd's signature
        self.mails.append(given[-1].content)
        self.end(len(self.mails))
        return "250 kept"


def _handler(world: World) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # http.server's name
            today = f"{datetime.now(UTC):%a, %d %b %Y %H:%M:%S} GMT"
            links = "".join(f"<item><link>{world.site}/n/{n}</link><pubDate>{today}</pubDate></item>" for n, _ in enumerate(world.pages))
            number = self.path.removeprefix("/n/")
            if self.path == "/feed":
                self._say(200, "application/rss+xml", f'<rss version="2.0"><channel>{links}</channel></rss>')
            elif number.isdigit() and int(number) < len(world.pages):
                self._say(200, "text/html; charset=utf-8", world.pages[int(number)])
            else:
                self._say(404, "text/plain", "none")

        def do_POST(self) -> None:  # the same
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            world.posts.append((self.headers["Idempotency-Key"], self.headers["Riwaya-Signature"], told))
            world.end(len(world.posts))
            self._say(204, "text/plain", "")

        def _say(self, status: int, media: str, text: str) -> None:
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def _free() -> int:
    """Return a port that nobody listens at: aiosmtpd cannot say which one it was given."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def _served() -> Iterator[tuple[World, int]]:
    world = World()
    mail = Controller(world, hostname="127.0.0.1", port=_free())
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(world)) as server:
        world.site = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            mail.start()
            yield world, mail.port
            mail.stop()
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    for name, file in (("ARCHIVE", "archive"), ("SOURCES", "sources.tsv"), ("WATCH", "watch.toml")):
        monkeypatch.setenv(f"RIWAYA_{name}", str(tmp_path / file))
    monkeypatch.setenv("RIWAYA_DB", f"sqlite:///{tmp_path / 'store.sqlite'}")
    with _served() as (served, mail):
        (tmp_path / "secret").write_text("made-up\n")
        (tmp_path / "watch.toml").write_text(PLAN.format(mail=mail, site=served.site, secret=tmp_path / "secret"), encoding="utf-8")
        (tmp_path / "sources.tsv").write_text(f"id\tname_ar\tfeeds\nnahr\tنهر المختلقة\t{served.site}/feed\n", encoding="utf-8")
        yield served


def start(world: World, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _COMMAND, "watch", "--listen", "127.0.0.1:0", *arguments]
    world.victim = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603  # ourselves
    return world.victim


def events(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    """Yield what a watch says, until it ends; one that hangs is ended."""
    assert process.stderr
    limit = threading.Timer(240, process.kill)
    limit.start()
    for line in process.stderr:
        yield json.loads(line)
    limit.cancel()


def test_a_watch_killed_between_sending_and_noting_sends_the_same_message_again_and_no_other(world: World, tmp_path: Path) -> None:
    world.pages.append(page("دوما"))
    for _ in range(2):  # ended by the first post, then by the first mail, or the other way round
        with start(world) as process:
            list(events(process))
            assert process.wait() == -signal.SIGKILL
    with start(world) as process:
        told = events(process)
        port = next(one["port"] for one in told if one["event"] == "listening")
        world.pages.append(page("تدمر", "تسعة"))
        for one in told:
            if one["event"] == "alert-sent" and len(world.posts) >= 3 and len(world.mails) >= 3:
                break
        with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert json.load(answer)["status"] == "ok"
        with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            assert b'riwaya_watch_fetched_total{outcome="kept",source="nahr"} 1.0' in answer.read()
        _settle(tmp_path)
        process.terminate()
        last = list(events(process))[-1]
        assert (process.wait(), last["event"]) == (0, "stopped")
    keys = [key for key, _, _ in world.posts]
    assert len(keys) == len(set(keys)) + 1, "the one that was never noted came twice, under its key"
    mails = [message_from_bytes(one, policy=policy.default) for one in world.mails]
    names = [one["Message-ID"] for one in mails]
    assert len(names) == len(set(names)) + 1
    assert {told["place"]["name"] for _, _, told in world.posts} == {"دوما", "تدمر"}
    assert {one["Subject"].split("،")[1].strip() for one in mails} == {"دوما", "تدمر"}
    assert "نهر المختلقة" in mails[0].get_content()
    assert all(signed.startswith("sha256=") and len(signed) == 71 for _, signed, _ in world.posts)
    with closing(open_store(os.environ["RIWAYA_DB"])) as store, store.reading() as connection:
        assert watching.sendings(connection) == {"sent": 4}
        assert store.faults() == []
    assert list(verify(tmp_path / "archive")) == []


def _settle(folder: Path) -> None:
    """Wait until nothing waits to be sent."""
    for _ in range(100):
        with closing(open_store(f"sqlite:///{folder / 'store.sqlite'}")) as store, store.reading() as connection:
            if watching.sendings(connection) == {"sent": 4}:
                return
        time.sleep(0.2)


def test_one_round_ends_by_itself_and_says_whether_a_source_was_down(world: World, run: Run, tmp_path: Path) -> None:
    world.pages.append(page("دوما"))
    assert run("watch", "--once")[0] == 0
    assert (len(world.posts), len(world.mails)) == (1, 1)
    assert run("events")[1].count("دوما") == 1
    down = f"id\tname_ar\tfeeds\nnahr\tنهر المختلقة\t{world.site}/gone\n"
    Path(os.environ["RIWAYA_SOURCES"]).write_text(down, encoding="utf-8")
    (tmp_path / "watch.toml").write_text('sources = ["nahr"]\nallow = ["127.0.0.1"]\ndelay = 0\n', encoding="utf-8")
    status, _, err = run("watch", "--once")
    assert (status, '"source-failed"' in err, "answered 404" in err) == (1, True, True)


def test_a_plan_is_checked(world: World, run: Run, tmp_path: Path) -> None:
    assert world.site
    assert "Sources: 1. Rules: 1." in run("watch", "--check")[1]
    plan = tmp_path / "watch.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("killed", "died"), encoding="utf-8")
    status, _, err = run("watch", "--check")
    assert (status, "rule syria: died: no figure" in err, "Traceback" in err) == (2, True, False)
    assert run("watch", "--check", "--listen", "here")[0] == 2
