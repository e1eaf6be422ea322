"""Exports byte for byte: events of the sample pages, kept in `golden/events.jsonl`, in every form that is text.

RIWAYA_WRITE_GOLDEN=1 writes the files anew; look at the difference before you keep it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import exportable as made
import pytest

from riwaya import contract, lexicon
from riwaya.policy import Withheld
from riwaya.surface.cli.exporting import sub_types
from riwaya.surface.export import FORMATS, Setting, What

HERE = Path(__file__).parent / "golden"
BINARY = {"parquet", "xlsx", "gpkg"}  # their bytes change with the libraries; other tests open them
CASES = [(form, what) for form, one in FORMATS.items() if form not in BINARY for what in one.layouts]


@pytest.fixture(scope="module")
def setting() -> Setting:
    return replace(made.placed(), actors=lexicon.load().actors, kinds=sub_types(), address="https://riwaya.example")


@pytest.mark.parametrize(("form", "what"), CASES)
def test_a_file_is_what_it_was(form: str, what: What, setting: Setting) -> None:
    events = list(contract.read_events(HERE / "events.jsonl"))
    values: list[Any] = list(events) if what == "events" else [report for event in events for report in event.reports]
    out = BytesIO()
    FORMATS[form].layouts[what].write((Withheld(one, {}) for one in values), setting, out)
    kept = HERE / f"{form}-{what}.{FORMATS[form].extension}"
    if os.environ.get("RIWAYA_WRITE_GOLDEN"):
        kept.write_bytes(out.getvalue())
    assert out.getvalue() == kept.read_bytes()
