"""What `riwaya export` wrote, read back: nothing is lost, and what cannot be read is said with its line."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import exportable as made
import pytest

from riwaya.contract import Answer
from riwaya.errors import BadInput
from riwaya.model import Report, Span
from riwaya.surface.export.reading import read_export

REPORTS = [
    made.report(made.full_claim(), "c1", title="=عنوان"),
    made.report(made.claim("group", "army", evidence=(Span(5, 8), Span(20, 31)), doc="d2"), "c2", words="قصف … على البلدة", outlet=None, url=None),
    made.report(made.claim("army", doc="d2", evidence=(Span(40, 44),)), "c3", words="'=لا", outlet=None, url=None),
]


def saved(folder: Path, form: str, values: list[Report], hxl: bool = False) -> Path:  # noqa: FBT002  # a switch of the file
    path = folder / f"claims.{form}"
    path.write_bytes(made.written(form, "claims", values, replace(made.SETTING, hxl=hxl)))
    return path


@pytest.mark.parametrize(("form", "hxl"), [("csv", False), ("csv", True), ("jsonl", False), ("parquet", False)])
def test_claims_come_back_whole(tmp_path: Path, form: str, hxl: bool) -> None:
    answers = list(read_export(saved(tmp_path, form, REPORTS, hxl)))
    told = {name: claim for answer in answers for name, claim in zip(answer.ids, answer.claims, strict=True)}
    assert told == {report.id: report.claim for report in REPORTS}
    assert [(one.doc, one.title, one.outlet, one.url) for one in answers] == [
        ("d1", "=عنوان", "=نهر", "https://nahr.example/1"),
        ("d2", "عنوان, «به» فاصلة", None, None),
    ]
    second = answers[1].text or ""
    assert [second[5:8], second[20:31].strip(), second[40:44], second[:5].strip()] == ["قصف", "على البلدة", "'=لا", ""]


def test_events_come_back_as_their_claims(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    told = made.event(made.full_claim(), made.claim("army", doc="d2"))
    path.write_bytes(made.written("jsonl", "events", [told]))
    assert {name for answer in read_export(path) for name in answer.ids} == {"c1", "c2"}


def test_pages_of_the_contract_are_taken_too(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text(json.dumps({"doc": "d", "text": "x", "claims": []}), encoding="utf-8")
    assert list(read_export(path)) == [Answer("d", "x", ())]


def changed(path: Path, column: str, value: str) -> None:
    rows = list(csv.reader(StringIO(path.read_text(encoding="utf-8"))))
    rows[1][rows[0].index(column)] = value
    out = StringIO()
    csv.writer(out).writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("stance", "denied", "stance is denied, but the record says possible"),
        ("record", "{", "claims.csv:2: not JSON"),
        ("record", "[]", "claims.csv:2: not an object"),
        ("record", "{}", "claims.csv:2: "),
        ("record", '{"evidence":[[4,2]],"event_type":"battles","sub_event_type":"armed-clash","stance":"possible"}', "not a claim"),
    ],
)
def test_a_row_that_was_broken_is_named(tmp_path: Path, column: str, value: str, said: str) -> None:
    path = saved(tmp_path, "csv", REPORTS)
    changed(path, column, value)
    with pytest.raises(BadInput, match=said.replace("{", r"\{").replace("[", r"\[")):
        list(read_export(path))


@pytest.mark.parametrize("body", [b"", b"a,b\n1,2\n", b"PAR1 and nothing", b"{broken", b"\xff\xfe\x00", b'{"event":"e"', b'"'])
def test_files_that_are_no_export_are_refused(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(body)
    with pytest.raises(BadInput, match="other"):
        list(read_export(path))
