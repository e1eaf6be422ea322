"""Signs that a store kept are the signs worked out anew; scores come back as they were."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st
from reported import report
from test_properties import QUICK, made, slots

from riwaya.link.kept import row, signs_of
from riwaya.link.knowledge import Knowledge
from riwaya.link.signs import Signs, signs
from riwaya.model import Equipment, Figure, Place, Report
from riwaya.store import packing

STAMP = b"abcd"


def kept(one: Report, known: Knowledge) -> Signs:
    body = packing.packed_signs(row(signs(one, known), one.claim.places), STAMP)
    return signs_of(one.id, one.claim.document, packing.unpacked_signs(body, STAMP), known)


def same(one: Signs, other: Signs) -> bool:
    return all(getattr(one, field.name) == getattr(other, field.name) for field in fields(Signs))


@QUICK
@given(rows=st.lists(slots, max_size=5))
def test_signs_come_back_as_they_were(known: Knowledge, rows: list[dict[str, object]]) -> None:
    assert all(same(kept(one, known), signs(one, known)) for one in made(rows))


def test_points_things_and_broken_letters_come_back_too(known: Knowledge) -> None:
    things = (
        Equipment("drone", "destroyed", Figure(1, 1)),
        Equipment("drone", "destroyed", Figure(None, None)),
        Equipment("vehicle", "destroyed", Figure(2, 3)),
    )
    place = Place("تل النخيل", lat=36.2, lon=37.1, where_prec=1)
    plain = report("r", place=place, words="غارة \ud800 على سوق تل النخيل ليلا", equipment=things)
    one = replace(plain, title="عنوان عن غارة كبيرة")
    assert same(kept(one, known), signs(one, known))


def test_signs_under_another_stamp_are_none_and_figures_beyond_64_bits_are_not_kept() -> None:
    body = packing.packed_signs([1, "ا"], STAMP)
    assert packing.unpacked_signs(body, STAMP) == [1, "ا"]
    assert packing.unpacked_signs(body, b"efgh") is packing.unpacked_signs(None, STAMP) is packing.packed_signs([1 << 70], STAMP) is None


def test_scores_come_back_under_their_numbers() -> None:
    kept = {5: -399, 1 << 45: 2100, 7: 0}
    assert dict(packing.unpacked_scores(packing.packed_scores(kept, STAMP), STAMP)) == kept
    assert dict(packing.unpacked_scores(packing.packed_scores({}, STAMP), STAMP)) == {}
