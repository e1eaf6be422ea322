"""Small shards of made-up pages, and a process start-up that makes some pages go wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya import lexicon
from riwaya.config import Config
from riwaya.shards import Plan, plan


@pytest.fixture(autouse=True)
def _workers_of_ray_get_their_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ray starts its workers at a niceness of 15, so that beside busy tests they wait for minutes, and a time limit by the clock passes meanwhile."""
    monkeypatch.setenv("RAY_worker_niceness", "0")


POISON = """
import os, signal, time
from riwaya import pipeline

def endless(word, stage):
    def run(given, *rest):
        while word in (given.body.decode() if hasattr(given, "body") else given.text):
            pass
        return stage(given, *rest)
    return run

read_page = pipeline.read_page
def poisoned(page, reader):
    if b"POISON" in page.body:
        os._exit(9)
    if b"DEAF" in page.body:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF})
        time.sleep(600)
    return read_page(page, reader)

pipeline.read_page = poisoned
pipeline.clean = endless("ENDLESS-CLEANING", pipeline.clean)
pipeline.read = endless("ENDLESS-READING", pipeline.read)
pipeline.places.resolve = endless("ENDLESS-PLACES", pipeline.places.resolve)
"""
REPORT = "قتل {number} مدنيين وأصيب آخرون جراء غارة جوية على بلدة سراقب بريف إدلب أمس، وفق المرصد السوري لحقوق الإنسان."


@pytest.fixture(scope="session")
def version() -> str:
    return lexicon.load().version


@pytest.fixture(scope="session")
def sentence() -> str:
    """A page with something to say."""
    return REPORT.format(number=4)


@pytest.fixture
def planned(tmp_path: Path, version: str) -> Callable[..., Plan]:
    """Plan the shards of tmp_path/in into a folder."""
    return lambda folder="out", seconds=30.0, quick=False: plan([str(tmp_path / "in")], str(tmp_path / folder), Config(quick=quick), version, seconds)


@pytest.fixture
def shard(tmp_path: Path) -> Callable[..., Path]:
    """Write a shard of JSON lines: so many reports, or the texts given."""

    def write(name: str, *texts: str | int) -> Path:
        every = [text for one in texts for text in ([REPORT.format(number=n + 3) for n in range(one)] if isinstance(one, int) else [one])]
        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        lines = [{"doc": f"{name}-{n}", "text": text, "outlet": "نبأ الوادي", "published": "2019-06-20"} for n, text in enumerate(every)]
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        return path

    return write


@pytest.fixture
def poisoned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make processes started from now on end at a page that says POISON, stay in a stage that it calls ENDLESS, and sleep, deaf to the timer, at DEAF."""
    folder = tmp_path / "start"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(POISON, encoding="utf-8")
    import riwaya  # noqa: PLC0415  # where it lies, for the processes

    monkeypatch.setenv("PYTHONPATH", f"{folder}:{Path(riwaya.__file__).parents[1]}")
