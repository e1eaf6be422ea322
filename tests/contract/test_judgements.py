"""Judgements are read back as they were written, in today's form and in the form of pairs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from riwaya import contract
from riwaya.errors import BadInput
from riwaya.model import Judgement

EVERY = [
    Judgement("accept", ("c1",), "سلمى", "2024-01-01", read='{"stance":"asserted"}'),
    Judgement("correct", ("c1",), "سلمى", "2024-01-02", "من الصورة", "stance", '{"stance":"denied"}', "{}"),
    Judgement("same", ("c1", "c2"), "سلمى", "2024-01-03"),
    Judgement("undo", ("j1",), "سلمى", "2024-01-04"),
    Judgement("undo", ("c1", "c2"), "سلمى", "2024-01-05"),
    Judgement("assign", ("c1",), "سلمى", "2024-01-06", value="ليلى"),
]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text("".join(json.dumps(contract.judgement_record(one), ensure_ascii=False) + "\n" for one in EVERY), encoding="utf-8")
    assert list(contract.read_judgements(path)) == EVERY


@pytest.mark.parametrize(("verdict", "targets"), [("accept", ["c1", "c2"]), ("same", ["c1"]), ("undo", []), ("guess", ["c1"])])
def test_a_verdict_with_the_wrong_number_of_targets_is_refused(tmp_path: Path, verdict: str, targets: list[str]) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text(json.dumps({"verdict": verdict, "targets": targets, "by": "x", "at": "1"}), encoding="utf-8")
    with pytest.raises(BadInput, match=r"judgements\.jsonl:1"):
        list(contract.read_judgements(path))
