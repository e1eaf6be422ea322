from __future__ import annotations

import json
from pathlib import Path

import pytest

from riwaya.surface.cli import main

TABLE = "name_ar,lat,lon,country,kind\nتلة الغزال,35.31,36.71,SY,mountain\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["--lang", "en", *arguments])
    said = capsys.readouterr()
    return int(left.value.code or 0), said.out, said.err


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "gazetteer")


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "mine.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def test_a_table_is_imported_found_shown_and_counted(capsys: pytest.CaptureFixture[str], folder: str, table: str) -> None:
    status, out, _ = run(capsys, "places", "import", table, "--gazetteer", folder, "--source", "field-team", "--licence", "CC0")
    assert (status, "1 places" in out) == (0, True)
    status, out, _ = run(capsys, "places", "find", "تلة الغزال", "--gazetteer", folder, "--near", "حماة")
    assert status == 0
    assert "mountain · SY · 35.3100, 36.7100 · own:" in out
    key = out.split("· own:")[1].split()[0]
    assert "field-team" in run(capsys, "places", "show", f"own:{key}", "--gazetteer", folder)[1]
    assert "CC0" in run(capsys, "places", "licences", "--gazetteer", folder)[1]
    assert "Imported gazetteer" in run(capsys, "places", "list", "--country", "sy", "--gazetteer", folder)[1]


def test_a_bad_table_is_an_error_and_left_out_rows_are_findings(capsys: pytest.CaptureFixture[str], folder: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(TABLE + "الوعل,135,36,SY,village\n", encoding="utf-8")
    status, _, err = run(capsys, "places", "import", str(bad), "--gazetteer", folder)
    assert (status, "bad.csv:3: the point 135" in err) == (2, True)
    status, out, err = run(capsys, "places", "import", str(bad), "--gazetteer", folder, "--skip-bad-rows")
    assert (status, "bad.csv:3:" in err, "Rows left out: 1." in out) == (1, True, True)


def test_extract_uses_the_gazetteer_that_is_named(capsys: pytest.CaptureFixture[str], folder: str, table: str, tmp_path: Path) -> None:
    run(capsys, "places", "import", table, "--gazetteer", folder)
    page = tmp_path / "page.txt"
    page.write_text("قتل خمسة جنود في قصف على تلة الغزال في ريف حماة، بحسب المرصد السوري لحقوق الإنسان الخميس. " * 3, encoding="utf-8")
    _, out, _ = run(capsys, "extract", str(page), "--format", "jsonl", "--gazetteer", folder)
    places = [place for claim in json.loads(out)["claims"] for place in claim["places"]]
    assert any((place["lat"], place["lon"]) == (35.31, 36.71) for place in places)


def test_a_name_is_read_as_a_page_means_it(capsys: pytest.CaptureFixture[str], folder: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("اندلعت اشتباكات عنيفة في العاصمة الليبية طرابلس بين قوات من مصراتة والزنتان، بحسب مصدر أمني الخميس. " * 3, encoding="utf-8")
    status, out, _ = run(capsys, "places", "find", "طرابلس", "--page", str(page), "--gazetteer", folder)
    assert status == 0
    assert " LY " in out.splitlines()[0]


@pytest.mark.parametrize("arguments", [("places", "find", "ققققق"), ("places", "show", "gn:0")])
def test_what_is_not_there_is_said(capsys: pytest.CaptureFixture[str], folder: str, arguments: tuple[str, ...]) -> None:
    status, out, err = run(capsys, *arguments, "--gazetteer", folder)
    assert status in {1, 2}
    assert out + err
