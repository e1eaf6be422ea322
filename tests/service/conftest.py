"""The stores of the store's contract tests, for the verbs of the service too."""

from __future__ import annotations

import importlib.util
from pathlib import Path

_SPEC = importlib.util.spec_from_file_location("stores", Path(__file__).parents[1] / "store" / "conftest.py")
assert _SPEC
assert _SPEC.loader
_STORES = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_STORES)
postgres, url, store, made, run = _STORES.postgres, _STORES.url, _STORES.store, _STORES.made, _STORES.run
