"""Small shards of made-up pages, and a process start-up that makes two kinds of page go wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya import lexicon
from riwaya.config import Config
from riwaya.shards import Plan, plan

POISON = """
import os
from riwaya import pipeline
read = pipeline.read_page
def read_page(page, reader):
    if b"POISON" in page.body:
        os._exit(9)
    while b"ENDLESS" in page.body:
        pass
    return read(page, reader)
pipeline.read_page = read_page
"""
REPORT = "قتل {number} مدنيين وأصيب آخرون جراء غارة جوية على بلدة سراقب بريف إدلب أمس، وفق المرصد السوري لحقوق الإنسان."


@pytest.fixture(scope="session")
def version() -> str:
    return lexicon.load().version


@pytest.fixture
def planned(tmp_path: Path, version: str) -> Callable[..., Plan]:
    """Plan the shards of tmp_path/in into a folder."""
    return lambda folder="out", seconds=30.0: plan([str(tmp_path / "in")], str(tmp_path / folder), Config(), version, seconds)


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
    """Make processes started from now on end at a page that says POISON, and never come back from one that says ENDLESS."""
    folder = tmp_path / "start"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(POISON, encoding="utf-8")
    import riwaya  # noqa: PLC0415  # where it lies, for the processes

    monkeypatch.setenv("PYTHONPATH", f"{folder}:{Path(riwaya.__file__).parents[1]}")
