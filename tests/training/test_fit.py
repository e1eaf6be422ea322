"""One linear choice is fitted: the sign of what it learns, what it must not learn, and what stands before it learns."""

from collections.abc import Mapping

import pytest

pytest.importorskip("scipy")

from riwaya.extract.weigh import BIAS, Weights
from riwaya.training import fit as fitting
from riwaya.training.fit import Examples


def fit(examples: Examples, by_hand: Mapping[str, float] | None = None, *, least: int = 4, strength: float = 0.3) -> Weights:
    """Fit a choice that has no classes."""
    return fitting.fit(examples, {"": by_hand or {}}, least, strength)[""]


def examples(pages: int = 12) -> Examples:
    """Pages on which «غارة» is always right and «مباراة» never; each page has a word of its own."""
    some = Examples()
    for number in range(pages):
        some.add(f"page-{number}", ["near=غارة", f"near={number}"], right=True)
        some.add(f"page-{number}", ["near=مباراة"], right=False)
    return some


def test_what_goes_with_right_weighs_for_it_and_the_rest_against() -> None:
    weights = fit(examples())
    assert weights.of["near=غارة"] > 0 > weights.of["near=مباراة"]
    assert weights.score(["near=غارة"]) > 0 > weights.score(["near=مباراة"])


def test_nothing_is_learned_by_heart_from_few_pages() -> None:
    assert fit(examples()).of.keys() <= {BIAS, "near=غارة", "near=مباراة"}
    assert "near=غارة" in fit(examples(pages=3), least=3).of


def test_where_no_feature_stands_on_enough_pages_there_is_a_bias_only() -> None:
    assert fit(examples(pages=3)).of.keys() == {BIAS}


def test_a_feature_repeated_on_one_page_stands_on_one_page() -> None:
    some = Examples()
    for number in range(9):
        some.add("one page", ["near=غارة", "near=غارة"], right=number % 2 == 0)
    assert some.rows[0] == ("near=غارة",)
    assert some.known(least=1) == ["near=غارة"]
    assert some.known(least=2) == []


@pytest.mark.parametrize(("rights", "sign"), [([True, True], 1), ([False, False], -1), ([], -1)], ids=["always right", "never right", "never seen"])
def test_without_a_choice_to_learn_there_is_a_bias_only(rights: list[bool], sign: int) -> None:
    some = Examples()
    for number, right in enumerate(rights):
        some.add(f"page-{number}", ["near=غارة"], right=right)
    weights = fit(some)
    assert weights.of.keys() == {BIAS}
    assert weights.score(["near=غارة"]) * sign > 0


def test_a_stronger_penalty_gives_smaller_weights_and_the_same_examples_the_same_ones() -> None:
    weak, strong = fit(examples(), strength=1.0), fit(examples(), strength=0.05)
    assert abs(strong.of["near=غارة"]) < abs(weak.of["near=غارة"])
    assert fit(examples()) == fit(examples())


def test_what_is_set_by_hand_is_not_learned_again() -> None:
    alone = fit(examples()).of["near=غارة"]
    assert 0 < fit(examples(), {"near=غارة": alone}).of["near=غارة"] < alone


def test_what_is_set_by_hand_against_the_pages_gives_way_where_they_are_many() -> None:
    learned = fit(examples(pages=200), {"near=غارة": -2.0})
    assert learned.score(["near=غارة"]) - 2.0 > 0


def test_what_is_set_by_hand_is_not_learned_again_by_what_goes_with_it() -> None:
    def learned(by_hand: Mapping[str, float]) -> float:
        some = Examples()
        for number in range(40):
            some.add(f"page-{number}", ["bound=agent", "lead=قصف"], right=True)
            some.add(f"page-{number}", ["lead=ضد"], right=False)
        return fit(some, by_hand).of["lead=قصف"]

    assert learned({"bound=agent": 4.0}) < learned({"bound=agent": 0.0}) / 2


def test_classes_are_learned_from_one_set_of_options() -> None:
    some = Examples()
    for number in range(12):
        some.add(f"page-{number}", ["near=غارة"], {"raid": True, "protest": False})
        some.add(f"page-{number}", ["near=مظاهرة"], {"raid": False, "protest": True})
    found = fitting.fit(some, {})
    assert found["raid"].score(["near=غارة"]) > 0 > found["raid"].score(["near=مظاهرة"])
    assert found["protest"].score(["near=مظاهرة"]) > 0 > found["protest"].score(["near=غارة"])


def test_pages_put_together_are_as_learned_together() -> None:
    whole = Examples()
    for number in range(12):
        one = Examples()
        one.add(f"page-{number}", ["near=غارة", f"near={number}"], right=True)
        one.add(f"page-{number}", ["near=مباراة"], right=False)
        whole.extend(one)
    assert fit(whole) == fit(examples())
