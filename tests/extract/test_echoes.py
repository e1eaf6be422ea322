"""Tellings of one event speak for each other's type."""

from __future__ import annotations

import pytest
from made import draft, telling, trigger

from riwaya.extract.echoes import leaning

FIRST, SECOND = telling(draft(trigger(1))), telling(draft(trigger(9)))
ONE, TWO = FIRST.first.trigger.key, SECOND.first.trigger.key
SCORES = [{"attack": 0.2, "suicide-bomb": 0.0}, {"attack": -2.0, "suicide-bomb": 3.0}]


@pytest.mark.parametrize(("odds", "kind"), [(8.0, "suicide-bomb"), (-8.0, "attack")])
def test_a_telling_leans_towards_the_type_of_another_that_tells_of_the_same(odds: float, kind: str) -> None:
    own, other = leaning([FIRST, SECOND], SCORES, {ONE: {TWO: odds}, TWO: {ONE: odds}}, [(), ()])
    assert max(own, key=own.__getitem__) == kind
    assert max(other, key=other.__getitem__) == "suicide-bomb"


def test_a_telling_alone_keeps_its_scores() -> None:
    assert leaning([FIRST], SCORES[:1], {ONE: {}}, [()]) == SCORES[:1]


def test_a_telling_takes_more_of_the_type_of_one_that_names_its_means() -> None:
    own, _ = leaning([FIRST, SECOND], [{"attack": 2.0, "suicide-bomb": -1.0}, SCORES[1]], {ONE: {TWO: -2.0}, TWO: {ONE: -2.0}}, [(SECOND,), ()])
    assert max(own, key=own.__getitem__) == "suicide-bomb"
