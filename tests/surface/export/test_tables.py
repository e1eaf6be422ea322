"""Claims and events as tables, read back with the tools that people use. All values are made up."""

from __future__ import annotations

import csv
import json
import runpy
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import exportable as made
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.surface.export import FORMATS, What
from riwaya.surface.export import claims as claim_table
from riwaya.surface.export.table import safe, unsafe, whole

ROOT = Path(__file__).parents[3]
EVENT = made.event(made.claim("group", "army"), made.claim("army", stance="denied", doc="d2"), tolls=[made.killed(None, 3, 4, None)], grade="contested")
REPORT = made.report(made.full_claim())


def test_the_documentation_is_that_of_the_registry() -> None:
    text = runpy.run_path(str(ROOT / "scripts" / "exports_doc.py"))["text"]()
    assert (ROOT / "docs" / "exports.md").read_text(encoding="utf-8") == text, "python scripts/exports_doc.py writes it anew"


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_values_give_the_same_bytes(form: str) -> None:
    for what in FORMATS[form].layouts:
        values = [REPORT] if what == "claims" else [EVENT]
        assert made.written(form, what, values) == made.written(form, what, values)


def test_csv_leads_back_to_claims_and_pages() -> None:
    row = next(csv.DictReader(StringIO(made.written("csv", "events", [EVENT]).decode())))
    assert (row["claims"], row["docs"], row["lon"], row["outlets"]) == ("c1; c2", "d1; d2", "-1.5", "'=نهر")
    assert (row["killed_best"], row["killed_high"], row["contradicted"], row["urls"]) == ("4", "", "cause", "https://nahr.example/1")


@pytest.mark.parametrize("what", ["claims", "events"])
def test_csv_and_parquet_say_the_same_in_pandas_and_polars(what: What) -> None:
    values = [REPORT] if what == "claims" else [EVENT]
    text, packed = made.written("csv", what, values), made.written("parquet", what, values)
    for frame, other in ((pd.read_csv(BytesIO(text)), pd.read_parquet(BytesIO(packed))), (pl.read_csv(text), pl.read_parquet(packed))):
        assert list(frame.columns) == list(other.columns)
        assert len(frame) == len(other) == 1
    assert pq.read_schema(BytesIO(packed)).field("lat").metadata[b"hxl"] == b"#geo+lat"


def test_excel_opens_with_rows_and_rules() -> None:
    book = openpyxl.load_workbook(BytesIO(made.written("xlsx", "claims", [REPORT], replace(made.SETTING, hxl=True))))
    heads, tags, row = book["rows"].iter_rows(values_only=True)
    told = dict(zip(heads, row, strict=True))
    assert (told["outlet"], told["lat"], told["background"], told["killed_low"], told["killed_high"]) == ("'=نهر", 35.25, True, 2, None)
    assert tags[0] == "#meta+id"
    assert [name for name, _ in book["columns"].iter_rows(values_only=True)] == [column.name for column in claim_table.COLUMNS]


def test_excel_cuts_what_no_cell_holds_and_says_so() -> None:
    heard: list[tuple[str, str]] = []
    long = made.report(made.full_claim(), words="نص" * 20_000)
    book = openpyxl.load_workbook(BytesIO(made.written("xlsx", "claims", [long], made.hearing(heard))))
    assert heard == [("c1", "too-long")]
    assert any(isinstance(cell, str) and cell.endswith("…") for cell in list(book["rows"].iter_rows(values_only=True))[1])


def test_json_lines_hold_claims_and_events_whole() -> None:
    line = json.loads(made.written("jsonl", "claims", [REPORT]))
    assert (line["claim"], line["id"], line["doc"], line["casualties"][0]["low"], line["withheld"]) == ("c1", "c1", "d1", 2, [])
    assert json.loads(made.written("jsonl", "events", [EVENT]))["reports"][0]["url"] == "https://nahr.example/1"


@given(st.text())
def test_what_is_made_safe_is_made_whole_again(text: str) -> None:
    made_safe = safe(text)
    assert isinstance(made_safe, str)
    assert unsafe(made_safe) == text
    assert made_safe[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"} or made_safe[1:].replace(".", "").isdigit()


def test_numbers_stay_and_broken_letters_are_marked() -> None:
    assert [safe(one) for one in ("=1+1", "@x", "-2+3", "-2.5", -2, "نص", "'=x")] == ["'=1+1", "'@x", "'-2+3", "-2.5", -2, "نص", "''=x"]
    assert whole("a\ud800b\0") == "a\ufffdb\ufffd"
    assert "\ufffd" in made.written("csv", "claims", [made.report(made.full_claim(), title="a\ud800")]).decode()
