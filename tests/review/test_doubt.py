"""Doubt: what is contradicted, unresolved and weak comes first, each point with its reason. All happenings are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from riwaya import lexicon, link
from riwaya.model import Casualty, Claim, Event, Figure, Party, Place, Report, Span, Voice, When
from riwaya.review.doubt import POINTS, doubt, points_of
from riwaya.surface import strings

DAY = date(2019, 6, 19)
SURE = Claim(
    "page-a", (Span(0, 50),), "explosions-remote-violence", "air-drone-strike",
    sources=(Voice("المرصد", "sohr", "monitor"),), actors=(Party("sy.armed-forces", None),),
    places=(Place("تل النخيل", lat=35.1, lon=36.4, id="gn:1"),), date=When(DAY, DAY, "day", "stated"),
    casualties=(Casualty("killed", "civilians", Figure(10, 10)),),
)  # fmt: skip


def report(name: str, claim: Claim) -> Report:
    return Report(name, replace(claim, document=f"page-{name}"), f"outlet {name}", DAY)


def keys(one: Report, event: Event | None) -> dict[str, float]:
    return {reason.key.removeprefix("doubt."): points for reason, points in doubt(one, event).reasons}


def test_a_claim_whose_slots_are_all_resolved_is_doubted_for_its_toll_alone() -> None:
    assert keys(report("a", SURE), None) == {"toll": POINTS["toll"]}


@pytest.mark.parametrize(
    ("changed", "sign"),
    [
        ({"places": ()}, "no-place"),
        ({"places": (Place("تل النخيل"),)}, "place-unresolved"),
        ({"date": None}, "no-date"),
        ({"actors": ()}, "no-actor"),
        ({"actors": (Party(None, "المسلحون"),)}, "actor-unresolved"),
        ({"casualties": (Casualty("wounded", None, Figure(None, None, "tens")),)}, "vague-figure"),
    ],
)
def test_each_unresolved_slot_adds_its_points(changed: dict[str, object], sign: str) -> None:
    worse = report("a", replace(SURE, **changed))  # type: ignore[arg-type]  # slots of a claim by name
    assert keys(worse, None)[sign] == POINTS[sign]


def test_a_claim_that_another_account_contradicts_is_doubted_more() -> None:
    denial = replace(SURE, stance="denied", sources=(Voice("الجيش", "sy.armed-forces", "statement"),), casualties=())
    reports = [report("a", SURE), report("b", denial)]
    (event,) = link.link(reports, link.knowledge(lexicon.load()))
    found = keys(reports[0], event)
    assert found["contested"] == POINTS["contested"]
    assert found["contradicted"] == POINTS["contradicted"]
    assert doubt(reports[0], event).points > doubt(reports[0], None).points
    assert dict(points_of(event)) == {one.id: doubt(one, event).points for one in reports}


def test_the_points_are_the_sum_of_the_reasons() -> None:
    found = doubt(report("a", replace(SURE, date=None, places=())), None)
    assert found.points == sum(points for _, points in found.reasons)


@pytest.mark.parametrize("lang", strings.LANGUAGES)
def test_every_reason_can_be_said_in_both_languages(lang: str) -> None:
    assert {f"doubt.{key}" for key in POINTS} <= strings.load(lang).texts.keys()
