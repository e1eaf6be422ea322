from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from riwaya.samples import folder
from riwaya.surface.cli import main


def riwaya(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(map(str, arguments)))
    return int(left.value.code or 0)


@pytest.fixture
def db(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


def test_pages_go_into_the_store_once_and_come_out_as_events_and_claims(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert riwaya("ingest", folder(), "--db", db) == 0
    first = capsys.readouterr().err
    riwaya("db", "stats", "--db", db)
    stats = capsys.readouterr().out
    assert riwaya("ingest", folder(), "--db", db) == 0
    assert "Known already: 0" in first
    assert "Stored: pages 0, claims 0" in capsys.readouterr().err
    riwaya("db", "stats", "--db", db)
    assert capsys.readouterr().out == stats
    assert riwaya("db", "check", "--db", db) == 0
    capsys.readouterr()
    assert riwaya("events", "--db", db, "--format", "jsonl") == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert events
    assert riwaya("show", events[0]["event"], "--db", db) == 0
    capsys.readouterr()
    assert riwaya("search", "--db", db, "--limit", 2, "--format", "jsonl") == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 2
    mark = shown.err.split("--after ")[1].strip()
    assert riwaya("search", "--db", db, "--after", mark) == 0


CLAIM = {
    "evidence": [[0, 8]], "event_type": "explosions-remote-violence", "sub_event_type": "air-drone-strike", "sources": [], "targets": [], "casualties": [],
    "places": [{"name": "الوادي", "relation": "in"}], "actors": [{"name": None, "actor": "sy.armed-forces"}],
    "date": {"start": "2020-01-02", "end": "2020-01-02"},
}  # fmt: skip


@pytest.fixture
def one_claim(db: str, tmp_path: Path) -> str:
    page = {"doc": "x", "outlet": "وكالة النهر", "published": "2020-01-03", "text": "قصف قرية الوادي", "claims": [CLAIM]}
    (tmp_path / "claims.jsonl").write_text(json.dumps(page), encoding="utf-8")
    assert riwaya("ingest", "--from-jsonl", tmp_path / "claims.jsonl", "--db", db) == 0
    return db


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[str]:
    capsys.readouterr()
    assert riwaya(*arguments) == 0
    return capsys.readouterr().err.splitlines()


def test_a_search_without_a_hit_says_what_to_try(one_claim: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("search", "قصف", "--since", "2030-01-01", "--db", one_claim)
    assert told(capsys, *asked) == [
        "Claims found: 0. Shown: 0.",
        "Claims in the store: 1. None has all that was asked for:",
        "  without \u2067قصف\u2069: 0.",
        "  without --since 2030-01-01: 1.",
    ]
    assert told(capsys, "--lang", "ar", *asked)[1:3] == ["الأقوال في المخزن: 1. لا يجتمع في أحدها كل المطلوب:", "  من دون \u2067قصف\u2069: 0."]
    near = {("--told-by", "وكالت النهر"): "وكالة النهر", ("--type", "air-drone-strik"): "air-drone-strike", ("--actor", "sy.armed-force"): "sy.armed-forces"}
    for (option, value), name in near.items():
        assert name in told(capsys, "search", option, value, "--db", one_claim)[-1]
    assert "Spelled nearly so" not in told(capsys, "search", "--told-by", "شيء آخر تماما", "--db", one_claim)[-1]


def test_a_list_of_events_without_any_says_what_to_try(one_claim: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, "events", "--place", "الودي", "--accounts", 2, "--db", one_claim)
    assert lines[:2] == ["Events: 0. Claims: 0.", "Events: 1. None has all that was asked for:"]
    assert lines[2] == "  without --place \u2067الودي\u2069: 0. Spelled nearly so: \u2067الوادي\u2069"
    assert lines[3] == "  without --accounts 2: 0."


def test_an_empty_store_says_how_to_fill_it(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("search", "events"):
        assert "riwaya ingest FILES" in told(capsys, command, "--db", db)[-1]
        assert "لا أ" in told(capsys, "--lang", "ar", command, "--db", db)[-1]


def test_claims_that_were_read_already_are_stored(tmp_path: Path, db: str, capsys: pytest.CaptureFixture[str]) -> None:
    claim = {"evidence": [[0, 4]], "event_type": "remote-violence", "sub_event_type": "air-strike"}
    file = tmp_path / "claims.jsonl"
    file.write_text(json.dumps({"doc": "x", "text": "قصف قرية", "claims": [claim]}), encoding="utf-8")
    assert riwaya("ingest", "--from-jsonl", file, "--db", db) == 0
    assert "claims 1" in capsys.readouterr().err
    assert riwaya("search", "قصف", "--db", db) == 0
    assert "Claims found: 1" in capsys.readouterr().err


def test_what_cannot_be_read_is_kept_with_its_reason_and_told(tmp_path: Path, db: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_text(" ")
    assert riwaya("ingest", tmp_path / "empty.txt", "--db", db) == 1
    told = capsys.readouterr().err
    assert "Pages not read: 1 (empty 1)" in told
    assert "  empty: see whether the file was saved whole" in told


@pytest.mark.parametrize("how", [(), ("--from-jsonl",)], ids=["by its name", "by the option"])
def test_a_broken_line_of_json_lines_is_kept_with_its_number_and_the_rest_is_read(
    tmp_path: Path, db: str, how: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pages.jsonl"
    text = "قصفت المدفعية بلدة الوادي أمس فقتلت ثلاثة مدنيين."
    file.write_text('{"doc": "1", "text": "cut o\n' + json.dumps({"doc": "2", "text": text}) + "\n", encoding="utf-8")
    assert riwaya("ingest", *how, file, "--db", db) == 1
    assert "Stored: pages 1" in capsys.readouterr().err
    assert riwaya("db", "stats", "--db", db) == 0
    assert "rejections\t1" in capsys.readouterr().out
    assert riwaya("--lang", "ar", "extract", *how, file) == 1
    assert f"{file}:1: ليس سطر JSON بترميز UTF-8" in capsys.readouterr().out


def test_claims_are_known_though_the_first_line_is_broken(tmp_path: Path, db: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text('{"doc":\n' + json.dumps({"doc": "x", "text": "قصف قرية", "claims": []}) + "\n", encoding="utf-8")
    assert riwaya("ingest", "--from-jsonl", file, "--db", db) == 2
    assert f"{file}:1: " in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("search", "--after", "!"), ("search", "--since", "May"), ("db", "stats", "--db", "mysql://x/y")])
def test_what_is_no_use_is_refused_with_status_2(db: str, arguments: tuple[str, ...]) -> None:
    assert riwaya(*arguments, *([] if "--db" in arguments else ["--db", db])) == 2


def test_a_backup_never_goes_over_a_file_that_is_there(tmp_path: Path, db: str) -> None:
    assert riwaya("db", "backup", tmp_path / "copy.sqlite", "--db", db) == 0
    assert riwaya("db", "backup", tmp_path / "copy.sqlite", "--db", db) == 2


def test_reading_pages_does_not_load_what_only_the_store_needs() -> None:
    code = "import sys, riwaya.surface.cli; print(sorted({'sqlalchemy', 'alembic', 'fastapi', 'httpx', 'zstandard'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_claims_with_characters_that_no_database_holds_are_stored_and_found(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "قصفت المدفعية بلدة الوادي \ud800 أمس."
    claim = {
        "evidence": [[0, 20]], "event_type": "explosions-remote-violence", "sub_event_type": "shelling-artillery-missile-attack",
        "sources": [{"name": "م\ud800رصد", "actor": "x\0y", "channel": None}], "places": [{"name": "الوا\0دي", "relation": "in"}],
        "actors": [], "targets": [], "casualties": [], "date": {"start": "2020-01-02", "end": "2020-01-02"},
    }  # fmt: skip
    page = {"title": "ع\0نوان", "outlet": "و\ud800كالة", "published": "2020-01-03", "text": text, "claims": [claim]}
    lines = [json.dumps({"doc": name, **page}) for name in ("a\ud800", "b")]
    (tmp_path / "claims.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert riwaya("ingest", "--from-jsonl", tmp_path / "claims.jsonl", "--db", db) == 0
    assert riwaya("db", "check", "--db", db) == 0
    capsys.readouterr()
    assert riwaya("search", "قصفت", "--db", db, "--format", "jsonl") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert riwaya("events", "--db", db, "--format", "jsonl") == 0
