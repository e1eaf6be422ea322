"""One reader with the built-in gazetteer for all tests of places."""

import pytest

from riwaya import pipeline
from riwaya.config import Config
from riwaya.pipeline import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return pipeline.reader(Config())
