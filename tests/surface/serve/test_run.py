"""The server as a program: it starts, answers, ends when told to, and says what stands in its way."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
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


def test_the_demo_is_served_until_it_is_told_to_end() -> None:
    with program("demo", "--serve", "--port", "0") as (process, address):
        assert httpx2.get(f"{address}healthz").json()["data"]["status"] == "ok"
        assert httpx2.get(f"{address}api/v1/session").json()["data"]["local"]
        process.send_signal(signal.SIGTERM)
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
