"""`riwaya brief`, from a store to files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya.samples import folder

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('brief-cli') / 'store.sqlite'}"


def test_a_store_becomes_a_briefing_and_the_next_one_says_what_changed(run: Run, db: str, tmp_path: Path) -> None:
    early, late = sorted(folder().iterdir())[:7], sorted(folder().iterdir())[7:]
    assert run("ingest", *early, "--db", db)[0] == 0
    first = tmp_path / "first.pdf"
    status, printed, said = run("brief", "--db", db, "-o", first, "--language", "ar", "--place", "تل الغزلان")
    assert (status, printed) == (0, "")
    assert "Sources: " in said
    assert first.read_bytes().startswith(b"%PDF")
    assert json.loads(first.with_suffix(".json").read_text(encoding="utf-8"))["events"]
    run("ingest", *late, "--db", db)
    second = tmp_path / "second.html"
    assert run("--lang", "ar", "brief", "--db", db, "-o", second, "--since-brief", first)[0] == 0
    page = second.read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    assert ": جديد</li>" in page
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-o", "x.doc"), "x.doc: a briefing is written as .html or .pdf"),
        (("-o", "x.html", "--from", "May"), "May: not a day"),
        (("-o", "x.html", "--since-brief", "none.json"), "none.json: is not what a briefing left"),
        (("-o", "/nowhere/x.html"), "/nowhere/x.html: cannot be written"),
    ],
)
def test_what_is_no_use_is_refused(run: Run, db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, said = run("brief", "--db", db, *arguments)
    assert (status, words in said) == (2, True), said
