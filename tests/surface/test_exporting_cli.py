"""`riwaya export` and `riwaya import` as people type them. All pages are made up."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from riwaya.surface import strings

Run = Callable[..., tuple[int, str, str]]
TEXT = "قتل الجيش ثلاثة مسلحين في اشتباك قرب البلدة."


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    """A file of two pages, one of them without a day."""
    told = {"evidence": [[0, 44]], "event_type": "battles", "sub_event_type": "armed-clash", "stance": "asserted"}
    dated = {**told, "date": {"start": "2031-05-02", "end": "2031-05-02", "precision": "day", "basis": "stated"}}
    pages = [
        {"doc": "d1", "outlet": "صوت النهر", "published": "2031-05-03", "title": "=عنوان", "text": TEXT, "url": "https://nahr.example/1", "claims": [dated]},
        {"doc": "d2", "outlet": "صدى", "published": None, "title": None, "text": TEXT, "claims": [told]},
    ]
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
    return path


@pytest.mark.parametrize(("form", "lang", "said"), [("csv", "en", "Events written: 2"), ("gpkg", "ar", "الأحداث المكتوبة: 2")])
def test_a_file_is_written_whole_and_said_in_both_languages(run: Run, tmp_path: Path, claims: Path, form: str, lang: str, said: str) -> None:
    target = tmp_path / "out"
    status, out, told = run("export", "--from", str(claims), "--format", form, "-o", str(target), "--lang", lang)
    assert (status, out) == (0, "")
    assert said in told
    assert target.stat().st_size > 0
    assert not list(tmp_path.glob("*.part"))


def test_what_a_form_cannot_hold_is_said_with_its_id(run: Run, claims: Path) -> None:
    status, out, told = run("export", "--from", str(claims), "--format", "acled", "--lang", "en")
    rows = list(csv.DictReader(StringIO(out)))
    assert (status, len(rows), rows[0]["event_date"]) == (0, 1, "2031-05-02")
    assert "Events written: 1 (rows: 1)" in told
    assert "no day is told (1): e" in told


def test_a_store_is_exported_searched_and_read_back(run: Run, tmp_path: Path, claims: Path) -> None:
    store, copy, file = f"sqlite:///{tmp_path}/a.sqlite", f"sqlite:///{tmp_path}/b.sqlite", tmp_path / "out.csv"
    assert run("ingest", "--from-jsonl", str(claims), "--db", store)[0] == 0
    assert run("export", "--what", "claims", "--db", store, "-o", str(file))[0] == 0
    assert run("import", str(file), "--db", copy, "--lang", "en")[2] == "Stored: pages 2, claims 2. Known already: 0.\n"
    status, out, _ = run("export", "--what", "claims", "--db", copy)
    assert (status, out) == (0, file.read_text(encoding="utf-8"))
    assert run("import", str(file), "--db", copy, "--lang", "en")[2] == "Stored: pages 0, claims 0. Known already: 2.\n"
    _, out, told = run("export", "مسلحين", "--since", "2031-05-01", "--what", "claims", "--db", store, "--format", "jsonl", "--lang", "en")
    assert [json.loads(line)["doc"] for line in out.splitlines()] == ["d1"]
    assert "Claims written: 1" in told


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--format", "xyz"), "forms: csv, jsonl"),
        (("--format", "acled", "--what", "claims"), "give --what events"),
        (("--format", "geojson", "--hxl"), "forms that have one: csv"),
        (("قصف",), "a file is exported whole"),
    ],
)
def test_what_cannot_be_asked_is_said(run: Run, claims: Path, asked: tuple[str, ...], said: str) -> None:
    status, out, told = run("export", *asked, "--from", str(claims), "--lang", "en")
    assert (status, out) == (2, "")
    assert said in told


def test_a_target_that_cannot_be_written_is_said(run: Run, tmp_path: Path, claims: Path) -> None:
    status, _, told = run("export", "--from", str(claims), "-o", str(tmp_path / "no" / "such" / "out.csv"))
    assert status == 2
    assert "cannot be written" in told


def test_every_reason_that_writing_gives_has_words() -> None:
    folder = Path(strings.__file__).parent / "export"
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    wanted = {reason for reason in strings.load("en").texts if reason.startswith("left.")}
    assert {reason for reason in wanted if f'"{reason.removeprefix("left.")}"' in code} == wanted
