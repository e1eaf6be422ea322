from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya import samples

pytest.importorskip("pyarrow")


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def read(run: Run, tmp_path: Path) -> Path:
    assert run("batch", str(samples.folder()), "-o", str(tmp_path / "read"), "--engine", "here")[0] in {0, 1}
    return tmp_path / "read"


def test_batch_says_what_it_read_and_does_nothing_twice(read: Path, run: Run) -> None:
    before = {path: path.stat().st_mtime_ns for path in read.iterdir()}
    said = run("batch", str(samples.folder()), "-o", str(read), "--engine", "here")[2]
    assert f"Files read: 0, done before: {len(before) // 2}." in said
    assert {path: path.stat().st_mtime_ns for path in read.iterdir()} == before


def test_what_batch_read_is_loaded_once(read: Path, run: Run, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'store.sqlite'}"
    status, _, first = run("load", str(read), "--db", address)
    assert (status, "pages 0" in first) == (0, False)
    assert "pages 0, claims 0" in run("load", str(read), "--db", address)[2]
    assert run("db", "check", "--db", address)[0] == 0


def test_shards_are_linked_as_claims_are(read: Path, run: Run, tmp_path: Path) -> None:
    apart = [json.loads(line) for line in run("link-shards", str(read), "--jobs", "1")[1].splitlines()]
    claims = tmp_path / "claims.jsonl"
    claims.write_text(run("extract", str(samples.folder()), "--format", "jsonl")[1], encoding="utf-8")
    together = [json.loads(line) for line in run("link", str(claims), "--format", "jsonl")[1].splitlines()]
    assert len(apart) > 5
    assert {event["event"]: set(event["claims"]) for event in apart} == {event["event"]: set(event["claims"]) for event in together}


def test_a_folder_without_shards_is_said(run: Run, tmp_path: Path) -> None:
    status, _, said = run("load", str(tmp_path / "none"), "--db", "sqlite://")
    assert status == 2
    assert "none: no such file or folder" in said
