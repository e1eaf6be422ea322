"""The short forms in which a person types a slot."""

from __future__ import annotations

import pytest

from riwaya.errors import BadInput
from riwaya.review.slots import Terms
from riwaya.surface.cli.values import typed

TERMS = Terms({}, {"civilians", "sy.armed-forces"}, {})


@pytest.mark.parametrize(
    ("slot", "given", "value"),
    [
        ("stance", ["denied"], "denied"),
        ("background", ["true"], True),
        ("date", ["2019-06-20"], {"start": "2019-06-20", "end": "2019-06-20"}),
        ("date", ["2019-06-20..2019-06-22"], {"start": "2019-06-20", "end": "2019-06-22"}),
        ("date", ["-"], None),
        ("actors", ["-"], []),
        ("actors", ["sy.armed-forces", "لواء النخيل"], [{"actor": "sy.armed-forces"}, {"name": "لواء النخيل"}]),
        ("places", ["تل النخيل, حماة"], [{"name": "تل النخيل", "within": "حماة"}]),
        ("casualties", ["killed=12"], [{"outcome": "killed", "group": None, "low": 12, "high": 12}]),
        ("casualties", ["killed=civilians:3-5"], [{"outcome": "killed", "group": "civilians", "low": 3, "high": 5}]),
        ("casualties", ["wounded=30-"], [{"outcome": "wounded", "group": None, "low": 30, "high": None}]),
        ("casualties", ["killed=-4"], [{"outcome": "killed", "group": None, "low": None, "high": 4}]),
        ("equipment", ['[{"item": "tank"}]'], [{"item": "tank"}]),
    ],
)  # fmt: skip
def test_a_short_form_is_read(slot: str, given: list[str], value: object) -> None:
    assert typed(slot, given, TERMS) == value


@pytest.mark.parametrize(
    ("slot", "given", "told"),
    [("actors", ["[1,"], "not JSON"), ("casualties", ["twelve"], "killed=12"), ("casualties", ["killed=-"], "killed=12"), ("equipment", ["tank"], "as JSON")],
)
def test_what_cannot_be_read_is_refused_with_an_example(slot: str, given: list[str], told: str) -> None:
    with pytest.raises(BadInput, match=told):
        typed(slot, given, TERMS)
