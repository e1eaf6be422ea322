"""Accounts side by side: where they agree, where they contradict, and how each teller stands to what is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from reported import aircraft, day, killed, parties, report, told_by

from riwaya.link.accounts import accounts, comparisons
from riwaya.link.knowledge import Knowledge
from riwaya.link.origins import origins
from riwaya.link.position import position
from riwaya.model import Comparison, Place, Report, Voice

ARMY, REBELS = "sy.armed-forces", "sy.opposition"


def compared(known: Knowledge, *reports: Report) -> dict[str, Comparison]:
    return {one.slot: one for one in comparisons(accounts(reports, origins(reports), known), known)}


def agreement(known: Knowledge, slot: str, *reports: Report) -> str:
    return compared(known, *reports)[slot].agreement


def test_claims_of_one_origin_are_one_account(known: Knowledge) -> None:
    reports = [report("a", sources=told_by("sohr")), report("b", sources=told_by("sohr")), report("c")]
    told = accounts(reports, origins(reports), known)
    assert [[one.id for one in account.reports] for account in told] == [["a", "b"], ["c"]]
    assert told[0].outlets == ("outlet of a", "outlet of b")


@pytest.mark.parametrize(
    ("slot", "one", "other", "expected"),
    [
        ("what", {"kind": "air-drone-strike"}, {"kind": "chemical-weapon"}, "agreed"),
        ("what", {"kind": "air-drone-strike"}, {"kind": "remote-explosive-landmine-ied"}, "contradicted"),
        ("cause", {"actors": parties(ARMY)}, {"actors": parties("sy.air-force")}, "agreed"),
        ("cause", {"actors": parties(ARMY)}, {"actors": parties(REBELS)}, "contradicted"),
        ("cause", {"actors": parties(ARMY)}, {"actors": parties(ARMY), "stance": "denied"}, "contradicted"),
        ("cause", {"actors": parties(ARMY)}, {}, "one-voice"),
        ("to", {"targets": parties("civilians")}, {"targets": parties(REBELS)}, "agreed"),
        ("where", {"place": Place("تل النخيل", "حماة")}, {"place": Place("حماة")}, "agreed"),
        ("where", {"place": Place("تل النخيل", "حماة")}, {"place": Place("وادي السدر", "حماة")}, "contradicted"),
        ("when", {"when": day("2019-06-18", "2019-06-19")}, {"when": day("2019-06-19")}, "agreed"),
        ("when", {"when": day("2019-06-18")}, {"when": day("2019-06-19")}, "contradicted"),
        ("killed", {"casualties": (killed(12),)}, {"casualties": (killed(10, exact=False),)}, "agreed"),
        ("killed", {"casualties": (killed(12),)}, {"casualties": (killed(20),)}, "contradicted"),
        ("equipment", {"equipment": aircraft()}, {"equipment": aircraft("damaged")}, "agreed"),
    ],
)
def test_two_accounts_slot_by_slot(known: Knowledge, slot: str, one: dict[str, Any], other: dict[str, Any], expected: str) -> None:
    assert agreement(known, slot, report("a", **one), report("b", **other)) == expected


def test_a_slot_that_some_leave_open_is_told_partly(known: Knowledge) -> None:
    told = [report(name, casualties=(killed(12),)) for name in "ab"]
    assert agreement(known, "killed", *told, report("c")) == "partly"
    assert compared(known, *told, report("c"))["killed"].values == (("12..12", (0, 1)),)


@pytest.mark.parametrize(
    ("speaker", "slots", "expected"),
    [
        (ARMY, {"actors": parties(REBELS), "targets": parties(ARMY), "casualties": (killed(9, group=ARMY),)}, "admits-loss"),
        (ARMY, {"actors": parties(REBELS), "targets": parties(ARMY), "casualties": (killed(40, group=None),)}, "accuses"),  # it repelled them
        (ARMY, {"actors": parties(ARMY), "targets": parties(REBELS), "casualties": (killed(9, group=REBELS),)}, "claims-enemy-loss"),
        ("sy.jaysh-al-izza", {"actors": parties(ARMY), "targets": parties(REBELS), "casualties": (killed(9, group=ARMY),)}, "claims-enemy-loss"),
        (ARMY, {"actors": parties("sy.air-force"), "targets": parties("civilians")}, "claims-deed"),
        (ARMY, {"actors": parties(REBELS), "targets": parties("civilians")}, "accuses"),
        (ARMY, {"actors": parties(ARMY), "stance": "denied"}, "denies"),
        ("ru.hmeimim", {"targets": parties("ru.armed-forces"), "equipment": aircraft("damaged"), "stance": "denied"}, "explains-otherwise"),
        (ARMY, {}, "told-by-side"),
        ("sohr", {"actors": parties(ARMY), "targets": parties("civilians")}, "third-party"),
        (None, {"actors": parties(ARMY)}, "third-party"),
    ],
)
def test_how_a_teller_stands_to_what_is_told(known: Knowledge, speaker: str | None, slots: dict[str, Any], expected: str) -> None:
    voice = Voice(None, speaker) if speaker else None
    assert position(voice, _claims(report("a", **slots)), known) == expected


def _claims(*reports: Report) -> Sequence[Any]:
    return [one.claim for one in reports]
