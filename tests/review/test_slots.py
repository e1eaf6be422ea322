"""What a person puts into a slot is checked; the message says what may stand there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from riwaya.errors import BadInput
from riwaya.model import Claim, Span
from riwaya.review import slots
from riwaya.review.slots import Terms

TERMS = Terms(
    {"armed-clash": "battles", "arrests": "strategic-developments"},
    {"civilians", "sy.armed-forces"},
    {
        "channel": {"twitter"},
        "quantity": {"some"},
        "item": {"tank"},
        "casualties.outcome": {"killed", "wounded"},
        "equipment.outcome": {"destroyed"},
    },
)
CLAIM = Claim("page", (Span(0, 9),), "battles", "armed-clash", rules=("r",))


@pytest.mark.parametrize(
    ("slot", "value", "key", "kept"),
    [
        ("type", "arrests", "sub_event_type", "arrests"),
        ("type", "arrests", "event_type", "strategic-developments"),
        ("stance", "denied", "stance", "denied"),
        ("background", True, "background", True),
        ("date", None, "date", None),
        ("date", {"start": "2019-06-20"}, "date", {"start": "2019-06-20", "end": "2019-06-20", "precision": "day", "basis": "stated"}),
        ("actors", [], "actors", []),
        ("actors", [{"actor": "civilians"}], "actors", [{"actor": "civilians", "name": None}]),
        ("sources", [{"name": "شاهد", "channel": "twitter"}], "sources", [{"name": "شاهد", "actor": None, "channel": "twitter"}]),
    ],
)
def test_a_value_that_fits_is_kept_in_the_contracts_form(slot: str, value: object, key: str, kept: object) -> None:
    made = json.loads(slots.checked(slot, value, TERMS))
    assert made[key] == kept
    assert tuple(made) == tuple(sorted(slots.SLOTS[slot]))
    again = slots.filled(CLAIM, made)
    assert again.rules == ("r",)
    assert slots.checked(slot, value, TERMS) == slots.text(made)


@pytest.mark.parametrize(
    ("slot", "value", "told"),
    [
        ("evidence", [], "slots are type, stance"),
        ("type", "war", "none of: armed-clash, arrests"),
        ("type", ["arrests"], "none of"),
        ("stance", "sure", "asserted"),
        ("background", "yes", "neither true nor false"),
        ("date", {"start": "20/6/2019"}, "write them as 2019-06-20"),
        ("date", {"start": "2019-06-20", "end": "2019-06-19"}, "lies before"),
        ("date", "2019-06-20", "no object with the keys start"),
        ("actors", {"actor": "civilians"}, "not a list"),
        ("actors", [{"actor": "nobody"}], "none of"),
        ("actors", [{}], "names nobody"),
        ("actors", [{"name": "ا" * 501}], "at most 500"),
        ("actors", [{"name": "ا"}] * 101, "at most 100"),
        ("actors", [{"colour": "red"}], "no object with the keys actor, name"),
        ("sources", [{"name": "س", "channel": "smoke"}], "twitter"),
        ("places", [{"name": " "}], "without a name"),
        ("places", [{"name": "حماة", "lat": 91.0}], "between -90 and 90"),
        ("places", [{"name": "حماة", "lat": float("nan")}], "between -90 and 90"),
        ("places", [{"name": "حماة", "relation": "above"}], "countryside"),
        ("casualties", [{"outcome": "killed", "low": 5, "high": 3}], "swap them"),
        ("casualties", [{"outcome": "killed", "low": True}], "wanted is int"),
        ("casualties", [{"outcome": "killed", "low": -1}], "whole number from 0"),
        ("casualties", [{"outcome": "bored"}], "killed, wounded"),
        ("equipment", [{"item": "tank", "outcome": "killed"}], "destroyed"),
        ("equipment", [{"item": "spoon", "outcome": "destroyed"}], "tank"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_may_stand(slot: str, value: Any, told: str) -> None:  # noqa: ANN401  # any wrong value
    with pytest.raises(BadInput, match=told):
        slots.checked(slot, value, TERMS)


def test_slots_cover_all_that_the_contract_says_of_a_claim_but_its_evidence() -> None:
    covered = {key for keys in slots.SLOTS.values() for key in keys}
    assert covered == set(slots.claim_record(CLAIM)) - {"id", "evidence", "rules"}
