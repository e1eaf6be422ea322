"""A store of each kind for the contract tests."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

import postgres

from riwaya.store import Store, open_store

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[str]:
    """A running PostgreSQL; the tests that need it skip where it is absent, but fail in continuous integration."""
    try:
        with postgres.cluster() as socket:
            yield socket
    except postgres.Absent as absent:
        if os.environ.get(postgres.REQUIRED) == "required":
            pytest.fail(str(absent))
        pytest.skip(str(absent))


@pytest.fixture(params=["memory", "file", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of each kind."""
    if request.param == "memory":
        yield "sqlite://"
    elif request.param == "file":
        yield f"sqlite:///{tmp_path / 'store.db'}"
    else:
        with postgres.database(request.getfixturevalue("postgres_socket"), f"store{next(_NUMBERS)}") as url:
            yield url


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store of each kind."""
    opened = open_store(address)
    yield opened
    opened.close()
