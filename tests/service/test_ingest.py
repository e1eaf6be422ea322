"""Pages in, as a person gives them: cut off, repeated, renamed. RIWAYA_INGEST_KILLS says how often it is killed (3 otherwise)."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from riwaya import acquire, pipeline, samples
from riwaya.config import Config
from riwaya.pipeline import Reader
from riwaya.service import ingest
from riwaya.service.linking import out_of_step
from riwaya.store import Added, Store, open_store

_KILLS = int(os.environ.get("RIWAYA_INGEST_KILLS", "3"))
_WORK = """
import sys
from riwaya import acquire, pipeline
from riwaya.config import Config
from riwaya.service import ingest
from riwaya.store import open_store
ingest.CLAIMS = 80  # two pages a transaction, so that kills fall between and into them
store, reader = open_store(sys.argv[1]), pipeline.reader(Config())
added = ingest.ingest(store, acquire.pages([sys.argv[2]]), reader, Config(), lambda one: print(one.documents + len(one.reasons), flush=True))
ingest.link_after(store, added, ingest.ground_of(reader))
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return pipeline.reader(Config())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample pages and two variants of each."""
    home = tmp_path_factory.mktemp("pages")
    for file in sorted(samples.folder().iterdir()):
        for number in range(3):
            (home / f"{number}-{file.name}").write_bytes(file.read_bytes() + b"\n" * number)
    return home


def fill(store: Store, folder: Path, reader: Reader) -> Added:
    added = ingest.ingest(store, acquire.pages([folder]), reader, Config())
    ingest.link_after(store, added, ingest.ground_of(reader))
    return added


@pytest.fixture(scope="module")
def expected(folder: Path, reader: Reader) -> dict[str, int]:
    store = open_store("sqlite://")
    fill(store, folder, reader)
    stats = store.stats()
    store.close()
    return stats


def start(url: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", _WORK, url, str(folder)], stdout=subprocess.PIPE, text=True)


def test_pages_that_come_again_under_other_names_are_known(folder: Path, reader: Reader, tmp_path: Path) -> None:
    store = open_store("sqlite://")
    fill(store, folder, reader)
    stats = store.stats()
    for file in folder.iterdir():
        (tmp_path / f"copy-{file.name}").write_bytes(file.read_bytes())
    again = fill(store, tmp_path, reader)
    assert (again.documents, again.known) == (0, stats["documents"] + stats["rejections"])
    assert store.stats() == stats
    store.close()


def test_ingest_that_is_killed_again_and_again_ends_with_what_one_run_gives(folder: Path, reader: Reader, expected: dict[str, int], tmp_path: Path) -> None:
    chance, url = random.Random(11), f"sqlite:///{tmp_path / 'store.sqlite'}"
    for _ in range(_KILLS):
        process = start(url, folder)
        time.sleep(chance.uniform(0.5, 4.0))
        process.kill()
        told = process.communicate()[0]
        store = open_store(url)
        held = store.stats()
        assert store.faults() == []
        assert held["documents"] + held["rejections"] >= sum(map(int, told.split()))
        store.close()
    process = start(url, folder)
    process.communicate()
    assert process.returncode == 0
    store = open_store(url)
    assert store.stats() == expected
    assert store.faults() == []
    assert out_of_step(store, ingest.ground_of(reader).known) == []
    store.close()


def test_two_runs_at_once_give_what_one_gives(folder: Path, expected: dict[str, int], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    for process in [start(url, folder) for _ in range(2)]:
        process.communicate()
        assert process.returncode == 0
    store = open_store(url)
    assert store.stats() == expected
    assert store.faults() == []
    store.close()


def test_a_run_that_was_cut_off_before_linking_is_linked_by_the_next(folder: Path, reader: Reader, expected: dict[str, int]) -> None:
    store = open_store("sqlite://")
    ingest.ingest(store, acquire.pages([folder]), reader, Config())
    assert not store.linked()
    fill(store, folder, reader)
    assert store.linked()
    assert store.stats() == expected
    store.close()
