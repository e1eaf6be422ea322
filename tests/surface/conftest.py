"""Runs the command line in this process, and gives clients of a server over a store of the sample pages."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from riwaya.people import Role
from riwaya.surface import cli
from riwaya.surface.serve.serving import Serving
from riwaya.surface.site import site

sys.path.insert(0, str(Path(__file__).parent))

import sites  # found by the path added above

Run = Callable[..., tuple[int, str, str]]
Open = Callable[..., TestClient]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run riwaya with arguments; return status, standard output and standard error."""
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    for name in ("RIWAYA_LANG", "LC_ALL", "LC_MESSAGES", "RIWAYA_LEXICON", "RIWAYA_QUICK"):
        monkeypatch.delenv(name, raising=False)

    def command(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main([str(one) for one in arguments])
        printed = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, printed.out, printed.err

    return command


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store of the sample pages, linked; to be copied, not changed."""
    return sites.fill_file(tmp_path_factory.mktemp("filled") / "store.sqlite")


@pytest.fixture(scope="session")
def standing(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a server without accounts, for tests that only ask: making one takes longer than most tests."""
    file = tmp_path_factory.mktemp("standing") / "store.sqlite"
    shutil.copy(filled, file)
    with TestClient(site(Serving(f"sqlite:///{file}")), base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def address(filled: Path, tmp_path: Path) -> str:
    """The address of a copy of the filled store."""
    shutil.copy(filled, tmp_path / "store.sqlite")
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def tokens(address: str) -> dict[Role, str]:
    """Turn accounts on in the filled store; give a token of each role."""
    return sites.people(address)


@pytest.fixture
def served(address: str) -> Iterator[Open]:
    """Give what opens a client to a server over the filled store; keywords are fields of `Serving`."""
    opened: list[TestClient] = []

    def open_client(base: str = "http://127.0.0.1:8000", **settings: object) -> TestClient:
        client = TestClient(site(Serving(address, **settings)), base_url=base, raise_server_exceptions=False)  # type: ignore[arg-type]  # fields of Serving
        client.__enter__()
        opened.append(client)
        return client

    yield open_client
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(served: Open) -> TestClient:
    """A client of a server without accounts."""
    return served()
