"""What linking knows, loaded once; and the modules beside the tests importable by their names."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from riwaya import lexicon  # after the path
from riwaya.link.knowledge import Knowledge, knowledge


@pytest.fixture(scope="session")
def known() -> Knowledge:
    return knowledge(lexicon.load())
