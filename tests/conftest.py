"""Makes the modules of tests/gate importable by their names, as they are for the command line, and keeps a user's gazetteer out of the tests."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "gate"))
sys.path.insert(0, str(Path(__file__).parent / "acquire" / "web"))
sys.path.insert(0, str(Path(__file__).parent / "acquire"))
sys.path.insert(0, str(Path(__file__).parent / "acquire" / "archive"))
sys.path.insert(0, str(Path(__file__).parent / "service" / "watch"))
sys.path.insert(0, str(Path(__file__).parent / "surface" / "export"))


@pytest.fixture(scope="session", autouse=True)
def _no_gazetteer_of_the_user() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("RIWAYA_GAZETTEER")
        os.environ["RIWAYA_GAZETTEER"] = folder
        yield
        if before is None:
            del os.environ["RIWAYA_GAZETTEER"]
        else:
            os.environ["RIWAYA_GAZETTEER"] = before
