"""How two places lie to each other."""

from __future__ import annotations

import pytest

from riwaya.link.knowledge import Knowledge
from riwaya.link.spots import bones, distance, plain, relation
from riwaya.model import Place


def at(lat: float, lon: float, prec: int = 1, name: str = "تل") -> Place:
    return Place(name, None, lat=lat, lon=lon, where_prec=prec)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Place("تل النخيل"), Place("تل نخيل"), "same-place"),
        (Place("تل النخيل"), Place("وادي السدر"), "other-place"),
        (Place("تل النخيل", "حماة"), Place("حماة"), "inside"),
        (Place("حماة", None, "countryside"), Place("حماه", None, "countryside"), "same-wide"),
        (Place("سوق الربيعة"), Place("الربيعة"), "alike"),
        (Place("كابل"), Place("كابول"), "same-place"),
        (Place("تعز"), Place("الموصل"), "other-country"),
        (at(35.0, 36.0), at(35.01, 36.01, name="وادي"), "same-point"),
        (at(35.0, 36.0), at(36.0, 36.0), "far-point"),
        (at(35.0, 36.0), at(35.1, 36.0), "same-place"),
        (at(35.0, 36.0, prec=4), at(36.0, 36.0), "same-place"),
    ],
)
def test_relations(known: Knowledge, one: Place, other: Place, expected: str) -> None:
    left, right = known.spotter.spot(one), known.spotter.spot(other)
    assert relation(left, right) == relation(right, left) == expected


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert distance((35.0, 36.0), (36.0, 36.0)) == pytest.approx(111.2, abs=0.1)


def test_names_are_folded_and_boned() -> None:
    assert plain("القُصَيْر") == plain("القصير") == "قصير"
    assert bones("كابول") == bones("كابل") == "كبل"
    assert bones("عدن") == "عدن"
    assert bones("حاس") == ""
