"""What our own sentences must give: their form, strictly; what is read from them, as a share that never falls."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import get_args

import case_shares
import floors
import pytest
from case_shares import Case, Expected

from riwaya import lexicon
from riwaya.config import Config
from riwaya.lexicon.schema import read_kinds
from riwaya.model import Casualty, Claim, Equipment, Figure, Party, Place, Relation, Span, Stance, Voice
from riwaya.pipeline import Reader, reader

CASES = case_shares.read_cases()
ALL = [case for cases in CASES.values() for case in cases]
CLAIMS = [(case, claim) for case in ALL for claim in case.claims]
FIGURE = re.compile(r"\d+\.\.\d*|\.\.\d+")
SHOWN = 20
EVENT_TYPES = lexicon.load().event_types


@pytest.fixture(scope="module")
def ready() -> Reader:
    return reader(Config())


def test_ids_are_unique_and_ascii() -> None:
    counts = Counter(case.id for case in ALL)
    assert [one for one, count in counts.items() if count > 1 or not re.fullmatch(r"[a-z-]+(\.[a-z-]+)*\.\d{3}", one)] == []


def test_texts_are_unique_arabic_sentences() -> None:
    counts = Counter(case.text for case in ALL)
    assert [text for text, count in counts.items() if count > 1 or len(re.findall("[\u0621-\u06d3\ufe70-\ufefc]", text)) < 20] == []


def test_every_slot_is_known() -> None:
    assert {slot for _, claim in CLAIMS for slot in claim} <= case_shares.CHECKS.keys()
    assert all("event" in claim for _, claim in CLAIMS)


def test_event_types_stances_and_relations_are_those_of_the_contract() -> None:
    assert {claim["event"] for _, claim in CLAIMS} <= EVENT_TYPES.keys()
    assert {claim.get("stance", "asserted") for _, claim in CLAIMS} <= set(get_args(Stance))
    places = [place for _, claim in CLAIMS for place in claim.get("places", ())]
    assert {place.partition("/")[2] or "in" for place in places} <= set(get_args(Relation))


def test_actor_ids_exist() -> None:
    named = [name for _, claim in CLAIMS for slot in ("actors", "targets") for name in claim.get(slot, ())]
    named += [claim["source"] for _, claim in CLAIMS if claim.get("source", "outlet") != "outlet"]
    assert {name for name in named if case_shares.is_id(name)} <= lexicon.load().actors.keys()


def test_losses_are_those_of_the_contract() -> None:
    kinds = read_kinds(lexicon.built_in() / "kinds.yaml")
    outcomes, items, damage = (kinds[kind].values for kind in ("casualty", "equipment", "damage"))
    quantities = set(kinds["quantity"].values)
    casualties = [loss.split() for _, claim in CLAIMS for loss in claim.get("casualties", ())]
    equipment = [loss.split() for _, claim in CLAIMS for loss in claim.get("equipment", ())]
    assert {loss[0] for loss in casualties} <= set(outcomes)
    assert {loss[0] for loss in equipment} <= set(items)
    assert {loss[1] for loss in equipment} <= set(damage)
    assert [loss for loss in casualties + equipment if not (loss[-1] in quantities or FIGURE.fullmatch(loss[-1]))] == []


@pytest.mark.parametrize(("case", "claim"), [row for row in CLAIMS if row[1].get("date")], ids=lambda value: value.id if isinstance(value, Case) else "")
def test_dates_are_days_or_spans_not_after_the_case_was_published(case: Case, claim: Expected) -> None:
    first, _, last = str(claim["date"]).partition("..")
    days = [date.fromisoformat(first), date.fromisoformat(last or first)]
    assert days == sorted(days)
    if case.published and claim.get("stance") != "planned" and last == "":
        assert days[0] <= case.published


def test_there_are_enough_cases_of_everything() -> None:
    counts = Counter(claim["event"] for _, claim in CLAIMS)
    assert {event: counts[event] for event in EVENT_TYPES if counts[event] < 10} == {}
    assert len(ALL) >= 600
    assert len(CASES[case_shares.NOTHING]) >= 100
    assert not any(case.claims for case in CASES[case_shares.NOTHING])


def test_every_file_of_cases_has_a_floor() -> None:
    assert {name.removeprefix("cases/") for name in floors.load().values if name.startswith("cases/")} == CASES.keys()


@pytest.mark.parametrize("name", CASES)
def test_the_share_of_right_items_keeps_its_floor(name: str, ready: Reader) -> None:
    results = [case_shares.run(case, ready) for case in CASES[name]]
    wrong = [f"{one.case.id}: {'; '.join(one.faults)}" for one in results if one.faults]
    share, floor = case_shares.share(results), floors.load().values[f"cases/{name}"]
    told = f"{name}: {share:.3f}, floor {floor:.3f}; {len(wrong)} of {len(results)} cases are not all right"
    assert share >= floor, "\n  ".join([told, *wrong[:SHOWN]])


def claim(**slots: object) -> Claim:
    return Claim("d", (Span(0, 1),), "protests", "peaceful-protest", **slots)  # type: ignore[arg-type]  # a row of a table


@pytest.mark.parametrize(
    ("slot", "found", "right", "wrong"),
    [
        ("stance", {"stance": "denied"}, "denied", "asserted"),
        ("background", {"background": True}, True, False),
        ("source", {}, "outlet", "sohr"),
        ("source", {"sources": (Voice("سانا", "sana"), Voice("مصدر عسكري"))}, "مصدر عسكري", "sana"),
        ("actors", {"actors": (Party("is", "داعش"),)}, ["is"], ["is", "sy.hts"]),
        ("targets", {"targets": (Party(None, "المسلحين"),)}, ["مسلحون"], []),
        ("places", {"places": (Place("حماة", "سوريا", "countryside"),)}, ["حماه/countryside"], ["حماة/in"]),
        ("places", {"places": (Place("حماة", "سوريا", "countryside"),)}, ["حماة<سوريا"], ["حماة<العراق"]),
        ("date", {}, None, "2019-06-20"),
        ("casualties", {"casualties": (Casualty("killed", None, Figure(3, None)),)}, ["killed 3.."], ["killed 3..3"]),
        ("equipment", {"equipment": (Equipment("tank", "destroyed", Figure(None, None, "some")),)}, ["tank destroyed some"], []),
    ],
)
def test_a_slot_is_right_only_where_it_agrees(slot: str, found: dict[str, object], right: object, wrong: object) -> None:
    assert case_shares.CHECKS[slot](claim(**found), right)
    assert not case_shares.CHECKS[slot](claim(**found), wrong)


def test_items_are_claims_slots_and_that_there_is_nothing_more() -> None:
    case = Case("a.b.001", "نص", ({"event": "peaceful-protest", "stance": "asserted"},))
    counted = [(one.right, one.expected) for one in (case_shares.compare(case, found, EVENT_TYPES) for found in ((claim(),), (claim(), claim()), ()))]
    assert counted == [(4, 4), (3, 4), (1, 4)]


def test_a_case_of_nothing_is_right_only_without_claims() -> None:
    case = Case("a.b.001", "نص", ())
    assert [case_shares.compare(case, found, EVENT_TYPES).right for found in ((), (claim(),))] == [1, 0]
