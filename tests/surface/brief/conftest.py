"""A store of the sample pages, read once, and the briefing of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from riwaya import acquire, pipeline, samples
from riwaya.config import Config
from riwaya.people import Person
from riwaya.service import ingest
from riwaya.service.briefing import Material, material
from riwaya.service.terms import Ground
from riwaya.store import Store, open_store
from riwaya.surface.brief import Briefing, Scope, collect

ME = Person("me", "admin")
MADE = date(2024, 11, 1)


@pytest.fixture(scope="session")
def ground() -> Ground:
    return ingest.ground(Config())


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, ground: Ground) -> Iterator[Store]:
    held = open_store(f"sqlite:///{tmp_path_factory.mktemp('brief') / 'store.sqlite'}")
    added = ingest.ingest(held, acquire.pages([samples.folder()]), pipeline.reader(Config()), Config())
    ingest.link_after(held, added, ground)
    yield held
    held.close()


@pytest.fixture(scope="session")
def found(store: Store, ground: Ground) -> Material:
    return material(store, ME, ground)


@pytest.fixture(scope="session")
def briefing(found: Material) -> Briefing:
    return collect(found, Scope(), MADE)


@pytest.fixture(scope="session")
def pages() -> dict[str, Path]:
    return {str(path): path for path in samples.folder().iterdir()}
