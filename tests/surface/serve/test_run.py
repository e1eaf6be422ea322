"""The server as a program: it starts, answers, ends when told to, and says what stands in its way."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx2
import pytest

Run = Callable[..., tuple[int, str, str]]
_WAIT = 60


@contextmanager
def program(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start riwaya with arguments; give the process and the address at which it answers."""
    command = [sys.executable, "-c", "from riwaya.surface.cli import main; main()", "--lang", "en", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)  # noqa: S603  # our own program
    try:
        assert process.stderr
        lines = (line for line in process.stderr if "http" in line)
        found = re.search(r"https?://\S+", next(lines, ""))
        assert found, "it says where it answers"
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


def test_the_demo_is_served_tells_of_changes_and_ends_though_a_stream_is_open() -> None:
    with program("demo", "--serve", "--port", "0") as (process, address), httpx2.Client(base_url=address, timeout=_WAIT) as client:
        assert client.get("healthz").json()["data"]["status"] == "ok"
        claim = client.get("api/v1/claims", params={"limit": 1}).json()["data"][0]["id"]
        with client.stream("GET", "api/v1/changes") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            signs = (line for line in stream.iter_lines() if line.startswith("data: "))
            first = next(signs)
            httpx2.post(f"{address}api/v1/review/judgements", json={"verdict": "accept", "targets": [claim]}, timeout=_WAIT).raise_for_status()
            assert next(signs) != first
            process.send_signal(signal.SIGTERM)
            begun = time.monotonic()
            assert list(signs) == []
            assert time.monotonic() - begun < 4, "a stream ends with the server, it is not waited for"
        assert process.wait(_WAIT) == 0


def test_an_address_in_use_is_said(run: Run, address: str) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        status, _, said = run("serve", "--db", address, "--port", held.getsockname()[1])
    assert status == 2
    assert "in use" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "0.0.0.0"], "has no accounts"),  # noqa: S104  # what is refused
        (["--host", "no.such.host.invalid"], "has no accounts"),
        (["--proxy"], "has no accounts"),
        (["--certificate", "nowhere.pem"], "no such file"),
        (["--port", "70000"], "65535"),
        (["--db", "mysql://nowhere"], "SQLite or PostgreSQL"),
    ],
)
def test_what_cannot_be_served_is_said(run: Run, address: str, arguments: list[str], told: str) -> None:
    status, _, said = run("serve", "--db", address, *arguments)
    assert status == 2
    assert told in said
    assert "Traceback" not in said
