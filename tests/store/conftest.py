from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import make_url

from riwaya.model import Claim, Document, Party, Place, Span, Voice, When
from riwaya.store import Filed, Reading, Run, Store, open_store
from riwaya.store.match import ANY, term

RUN = Run("run-1", "0", "lexicon", "2031-01-01T00:00:00", "test")


def _postgres() -> ModuleType:
    spec = importlib.util.spec_from_file_location("store_postgres", Path(__file__).with_name("postgres.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Give what makes a fresh database, a copy of another where that is named, and returns its address."""
    helper = _postgres()
    if why := helper.missing():
        if os.environ.get("RIWAYA_TEST_POSTGRES") == "required":
            pytest.fail(why)
        pytest.skip(why)
    psycopg = pytest.importorskip("psycopg")
    numbers = count()
    with helper.cluster() as folder:

        def fresh(like: str = "template1") -> str:
            name = f"riwaya{next(numbers)}"
            with psycopg.connect(host=folder, user="riwaya", dbname="postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
            return f"postgresql+psycopg://riwaya@/{name}?host={folder}"

        yield fresh


@pytest.fixture(scope="session")
def empty_postgres(postgres: Callable[..., str]) -> Callable[[], str]:
    """Give what makes a database with riwaya's empty tables: copied, for making the tables takes a second."""
    first = postgres()
    open_store(first).close()
    return partial(postgres, str(make_url(first).database))


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a SQLite file with riwaya's empty tables."""
    file = tmp_path_factory.mktemp("empty") / "store.sqlite"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture(params=["memory", "file", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "memory":
        return "sqlite://"
    if request.param == "postgres":
        made: str = request.getfixturevalue("empty_postgres")()
        return made
    shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "store.sqlite")
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


def reading(
    doc: str = "page-1", text: str = "قصف الطيران قرية الوادي", *, kind: str = "air-strike", day: date | None = date(2031, 5, 1), key: str = ""
) -> Reading:
    """A made-up page with one claim over its whole text."""
    when = When(day, day, "day", "stated") if day else None
    parties, places = (Party("air-force", "الطيران"),), (Place("الوادي"),)
    claim = Claim(doc, (Span(0, len(text)),), "remote-violence", kind, sources=(Voice("مصدر", "src"),), actors=parties, places=places, date=when)
    filed = Filed(claim.id, claim, tuple(text.split()), (ANY, term("kind", kind)), ("XX", "XX-1", None), (35.0, 36.0), frozenset({("killed", 3)}))
    return Reading(key or f"{doc}/{text}", Document(doc, text, outlet="نبأ", published=day), (filed,), text.encode())


@pytest.fixture
def made() -> Callable[..., Reading]:
    return reading


@pytest.fixture
def run() -> Run:
    return RUN
