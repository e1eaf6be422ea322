"""What the extractor sees is tied to what annotators wrote: names, ids, days, and the claim that a word tells of."""

from datetime import date
from typing import Any

import pytest

from riwaya import lexicon
from riwaya.extract.figures.losses import Loss
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger
from riwaya.extract.when import DateMention
from riwaya.model import Figure, Party, Place, Voice, When
from riwaya.training import align

TYPES = lexicon.load().event_types
DAY = When(date(2019, 3, 5), date(2019, 3, 5), "day", "stated")


def claim(event: str = "attack", evidence: tuple[int, int] = (0, 50), **slots: object) -> dict[str, Any]:
    empty: dict[str, Any] = {"sources": [], "actors": [], "targets": [], "places": [], "date": None, "casualties": [], "equipment": []}
    return {**empty, "evidence": [list(evidence)], "event_type": TYPES[event], "sub_event_type": event, **slots}


def word(kind: str, *traits: str) -> Trigger:
    return Trigger(0, 1, "event", kind, "event.made", frozenset(traits), "noun", 0, 0)


def dead(number: int) -> Trigger:
    figure = Figure(number, number)
    return Trigger(0, 1, "loss", None, "casualty.made", frozenset(), "noun", 0, 0, loss=Loss(0, 1, 0, "killed", None, None, figure, counted=True, rules=()))


def killed(number: int) -> dict[str, Any]:
    return {"outcome": "killed", "group": None, "low": number, "high": number, "quantity": None}


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("حماة", "حماه", True),
        ("الرقة", "رقة", True),
        ("«المرصد السوري»", "المرصد السوري", True),
        ("جبل الزاوية", "الزاوية", False),
        ("إدلب", None, False),
        (None, None, False),
        ("", "", False),
    ],
)
def test_names_are_one_after_folding(one: str | None, two: str | None, same: bool) -> None:  # a row of a table
    assert align.same_name(one, two) is same
    assert align.same_name(two, one) is same


@pytest.mark.parametrize(
    ("trigger", "claims", "expected"),
    [
        (word("attack"), [claim(evidence=(20, 50))], None),
        (word("attack"), [], None),
        (word("attack"), [claim(evidence=(0, 90)), claim(evidence=(0, 30))], 1),
        (word("attack"), [claim("grenade"), claim("attack")], 1),
        (word("shelling-artillery-missile-attack"), [claim("attack"), claim("grenade")], 1),
        (dead(7), [claim(casualties=[killed(3)]), claim(casualties=[killed(7)])], 1),
        (dead(9), [claim(casualties=[killed(3)]), claim(casualties=[killed(7)])], 0),
    ],
    ids=["outside", "no claim", "tightest", "same type", "same family", "same figure", "first"],
)
def test_a_candidate_tells_of_the_claim_that_it_fits_best(trigger: Trigger, claims: list[dict[str, Any]], expected: int | None) -> None:
    assert align.gold_of(trigger, 10, 14, claims, TYPES) == expected


@pytest.mark.parametrize(
    ("trigger", "event", "fits"),
    [
        (word("suicide-bomb"), "grenade", True),
        (word("suicide-bomb"), "armed-clash", False),
        (word("suicide-bomb", "weak"), "armed-clash", True),
        (dead(7), "armed-clash", True),
    ],
)
def test_a_sure_word_of_another_family_teaches_no_type(trigger: Trigger, event: str, fits: bool) -> None:  # a row of a table
    assert align.fits(trigger, claim(event), TYPES) is fits


@pytest.mark.parametrize(
    ("said", "sources", "right"),
    [
        (Voice("المرصد", "sohr"), [{"name": "المرصد السوري", "actor": "sohr"}], True),
        (Voice("مصدر أمني"), [{"name": "مصدر أمني", "actor": None}], True),
        (Voice("مصدر طبي"), [{"name": "مصدر أمني", "actor": None}], False),
        (Voice("المرصد", "sohr"), [], False),
        (Voice("سانا", "sana"), [{"name": "سانا", "actor": "sana"}, {"name": "مصدر عسكري", "actor": None}], False),
    ],
    ids=["id", "name", "other name", "outlet", "not the innermost"],
)
def test_the_innermost_source_decides(said: Voice, sources: list[dict[str, Any]], right: bool) -> None:  # a row of a table
    utterance = Utterance(0, 1, (0, 1), (said,), "said", accused=False, rules=())
    assert align.right_voice(utterance, claim(sources=sources)) is right


@pytest.mark.parametrize(
    ("party", "entry", "right"),
    [
        (Party("is", "داعش"), {"actor": "is", "name": "التنظيم"}, True),
        (Party("sy.government", "سوريا"), {"actor": "sy.armed-forces", "name": "الجيش"}, True),
        (Party("is", "داعش"), {"actor": "sy.hts", "name": "داعش"}, False),
        (Party(None, "المسلحون"), {"actor": None, "name": "مسلحون"}, True),
    ],
    ids=["id", "state and its forces", "other id", "name"],
)
def test_parties_agree_by_id_else_by_name(party: Party, entry: dict[str, Any], right: bool) -> None:  # a row of a table
    assert align.right_party(party, [entry]) is right
    assert align.right_value(party, claim(actors=[entry]), "actors") is right
    assert not align.right_party(party, [])


def test_places_and_days_agree() -> None:
    annotated = claim(places=[{"name": "حماه"}], date={"start": "2019-03-05", "end": "2019-03-05"})
    assert align.right_value(Place("حماة"), annotated, "places")
    assert not align.right_value(Place("حمص"), annotated, "places")
    assert align.right_value(DAY, annotated, "date")
    assert not align.right_value(DAY, claim(), "date")
    assert align.right_date(DateMention(0, 1, DAY, "at", ()), annotated)
    assert not align.right_date(DateMention(0, 1, None, "at", ()), annotated)


@pytest.mark.parametrize(
    ("change", "one"),
    [
        ({}, True),
        ({"sub_event_type": "suicide-bomb"}, True),
        ({"date": None}, False),
        ({"date": {"start": "2019-03-06", "end": "2019-03-06"}}, False),
        ({"places": [{"name": "حمص"}]}, False),
    ],
)
def test_claims_of_one_type_day_and_place_tell_of_one_event(change: dict[str, Any], one: bool) -> None:  # a row of a table
    event = {"event_type": "explosions-remote-violence", "sub_event_type": "air-drone-strike"}
    told = event | {"places": [{"name": "حماة"}], "date": {"start": "2019-03-05", "end": "2019-03-05"}}
    assert align.one_event(told, told | change) is one


@pytest.mark.parametrize(("kind", "one"), [("air-drone-strike", True), ("suicide-bomb", False)])
def test_without_a_day_one_event_has_one_sub_event_type(kind: str, one: bool) -> None:  # a row of a table
    told = {"event_type": "explosions-remote-violence", "sub_event_type": "air-drone-strike", "places": [{"name": "حماة"}], "date": None}
    assert align.one_event(told, told | {"sub_event_type": kind}) is one
