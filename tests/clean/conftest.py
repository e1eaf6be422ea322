from functools import lru_cache

import pytest

from riwaya import lexicon
from riwaya.lexicon import Lexicon


@lru_cache(maxsize=1)
def _built_in() -> Lexicon:
    return lexicon.load()


@pytest.fixture
def words() -> Lexicon:
    return _built_in()
