"""The stores of the contract tests, filled with made-up pages; modules beside the tests importable by their names."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from riwaya import lexicon, link
from riwaya.lexicon import Lexicon
from riwaya.link.knowledge import Knowledge

sys.path.insert(0, str(Path(__file__).parent))

_SPEC = importlib.util.spec_from_file_location("stores", Path(__file__).parents[1] / "store" / "conftest.py")
assert _SPEC
assert _SPEC.loader
_STORES = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_STORES)
postgres_socket, address, store = _STORES.postgres_socket, _STORES.address, _STORES.store


@pytest.fixture(scope="session")
def words() -> Lexicon:
    return lexicon.load()


@pytest.fixture(scope="session")
def known(words: Lexicon) -> Knowledge:
    return link.knowledge(words)
