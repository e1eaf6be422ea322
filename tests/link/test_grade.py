"""Grades after Airwars and the Admiralty code, each with its reasons."""

from __future__ import annotations

from typing import Any

import pytest
from reported import killed, parties, report, told_by

from riwaya.link import link
from riwaya.link.knowledge import Knowledge
from riwaya.model import Event, Report, Voice
from riwaya.surface import strings

ARMY, REBELS = "sy.armed-forces", "sy.opposition"
DEED: dict[str, Any] = {"actors": parties(ARMY), "targets": parties("civilians"), "casualties": (killed(12, group="civilians"),)}


def graded(known: Knowledge, *reports: Report) -> Event:
    events = link(reports, known)
    assert len(events) == 1
    return events[0]


@pytest.mark.parametrize(
    ("told", "scale", "code"),
    [
        ([DEED], "weak", "C3"),
        ([DEED | {"sources": told_by("sohr")}], "weak", "B3"),
        ([DEED | {"sources": told_by(REBELS)}], "weak", "D3"),
        ([DEED | {"sources": (Voice(None, None, "unnamed"),)}], "weak", "F3"),
        ([DEED | {"stance": "possible"}], "weak", "C6"),
        ([DEED, DEED], "fair", "C2"),
        ([DEED, DEED, DEED | {"sources": told_by("sohr")}], "fair", "B1"),
        ([DEED | {"sources": told_by("sohr")}] * 3, "weak", "B3"),
        ([DEED, DEED | {"sources": told_by(ARMY)}], "confirmed", "A1"),
        ([DEED, {"stance": "denied", "actors": parties(ARMY), "sources": told_by(ARMY)}], "contested", "C4"),
        ([DEED, DEED | {"actors": parties(REBELS)}], "contested", "C4"),
        ([DEED, DEED | {"kind": "remote-explosive-landmine-ied", "actors": ()}], "contested", "C4"),
        ([{"stance": "denied", "actors": parties(ARMY), "sources": told_by(ARMY)}], "discounted", "F5"),
    ],
)
def test_grades(known: Knowledge, told: list[dict[str, Any]], scale: str, code: str) -> None:
    grade = graded(known, *(report(f"r{number}", **slots) for number, slots in enumerate(told))).grade
    assert (grade.scale, f"{grade.source}{grade.information}") == (scale, code)


def test_an_outlet_that_sums_up_its_sources_is_no_origin_of_its_own(known: Knowledge) -> None:
    lead = report("lead", doc="x", **DEED)
    cited = report("cited", doc="x", sources=told_by("sohr"), start=100, **DEED)
    event = graded(known, lead, cited)
    assert (event.grade.scale, len(event.accounts)) == ("weak", 2)


def test_every_reason_can_be_said_in_both_languages(known: Knowledge) -> None:
    said = set(strings.load("ar").texts) & set(strings.load("en").texts)
    keys = {f"grade.source-{letter}" for letter in "ABCDEF"} | {f"grade.information-{digit}" for digit in "123456"}
    keys |= {
        f"grade.{name}" for name in ("origins", "admits", "denies", "explains-otherwise", "doers-differ", "kinds-differ", "independent", "single", "nobody")
    }
    keys |= {f"scale.{name}" for name in ("confirmed", "fair", "weak", "contested", "discounted")}
    assert keys <= said
    event = graded(known, report("a", **DEED), report("b", stance="denied", actors=parties(ARMY), sources=told_by(ARMY)))
    assert {reason.key for reason in event.grade.reasons} <= said
