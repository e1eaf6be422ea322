"""The stores of the store's contract tests, for the verbs of the service too; modules beside the tests importable by their names."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from riwaya.config import Config
from riwaya.service import ingest
from riwaya.service.review import Review
from riwaya.service.terms import Ground
from riwaya.store import Store

sys.path.insert(0, str(Path(__file__).parent))

_SPEC = importlib.util.spec_from_file_location("stores", Path(__file__).parents[1] / "store" / "conftest.py")
assert _SPEC
assert _SPEC.loader
_STORES = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_STORES)
postgres, empty_postgres, empty_file, url = _STORES.postgres, _STORES.empty_postgres, _STORES.empty_file, _STORES.url
store, made, run = _STORES.store, _STORES.made, _STORES.run


@pytest.fixture(scope="session")
def ground() -> Ground:
    return ingest.ground(Config())


@pytest.fixture
def review(store: Store, ground: Ground) -> Review:
    return Review(store, lambda: ground)
