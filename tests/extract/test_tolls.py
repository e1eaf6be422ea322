"""Losses of one event: no sum beside its parts, no lump beside the dead and the wounded."""

import pytest
from made import loss, trigger

from riwaya.extract.figures.losses import Loss
from riwaya.extract.tolls import once_told

DEAD, HURT = loss("killed", 7, 7, at=5), loss("wounded", 20, 20, at=9)


def kept(*told: tuple[Loss, int]) -> list[tuple[str, int | None]]:
    words = [trigger(one.start, loss=one, sentence=sentence) for one, sentence in told]
    return [(one.outcome, one.figure.low) for one in once_told(words)]


def test_a_sum_gives_way_to_the_parts_of_one_breath() -> None:
    parts = [loss("killed", 2, 2, at=5), loss("killed", 1, 1, "civilians", at=5)]
    assert kept((loss("killed", 3, 3), 0), *((part, 1) for part in parts)) == [("killed", 2), ("killed", 1)]


def test_figures_of_two_breaths_are_no_parts() -> None:
    parts = [loss("killed", 2, 2, at=5), loss("killed", 1, 1, at=9)]
    assert len(kept((loss("killed", 3, 3), 0), *((part, 1) for part in parts))) == 3


@pytest.mark.parametrize(
    "lump",
    [
        loss("killed-or-wounded", 27, 27),
        loss("killed-or-wounded", None, None, quantity="tens"),
        loss("killed-or-wounded", None, None, quantity="some"),
    ],
)
def test_a_lump_gives_way_to_dead_and_wounded(lump: Loss) -> None:
    assert kept((lump, 0), (DEAD, 1), (HURT, 1)) == [("killed", 7), ("wounded", 20)]


def test_a_lump_of_others_stays() -> None:
    assert len(kept((DEAD, 0), (HURT, 0), (loss("killed-or-wounded", None, None, quantity="tens", at=15), 0))) == 3
    assert len(kept((loss("killed-or-wounded", 40, 40), 0), (DEAD, 1), (HURT, 1))) == 3
    assert len(kept((loss("killed-or-wounded", None, None, quantity="tens"), 0), (DEAD, 1))) == 2


def test_what_is_not_counted_is_not_told() -> None:
    assert kept((loss("killed", 3, 3, counted=False), 0)) == []
