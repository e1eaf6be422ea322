"""Camps: who fights beside whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya import lexicon
from riwaya.errors import BadLexicon
from riwaya.lexicon import Actor
from riwaya.lexicon.camps import camps_of

KNOWN = lexicon.load()


@pytest.mark.parametrize(
    ("one", "two", "stand"),
    [
        ("sy.government", "sy.government", "own"),
        ("sy.armed-forces", "ru.armed-forces", "ally"),
        ("sy.armed-forces", "sy.jaysh-al-izza", "enemy"),
        ("sy", "sy.jaysh-al-izza", "enemy"),  # a state by the name that its government and its forces share
        ("sy.ahrar-al-sham", "sy.hts", "ally"),
        ("sy.ypg", "tr", "enemy"),
        ("us", "is", "enemy"),
        ("eg.is-sinai", "eg.police", "enemy"),
        ("ye.houthis", "sa.coalition", "enemy"),
        ("ye.giants-brigades", "ye.stc", "ally"),
        ("ps.al-quds-brigades", "il.settlers", "enemy"),
        ("sd.rsf", "sd.bara-brigade", "enemy"),
        ("ly.misrata-brigades", "ly.lna", "enemy"),
        ("us", "ir.irgc", "enemy"),
        ("sy.hts", "is", "enemy"),
        ("sy.ypg", "is", "enemy"),
        ("so.puntland", "so.is", "enemy"),
        ("ye.houthis", "us.armed-forces", "enemy"),
        ("sy.transitional-government", "lb.hezbollah", "enemy"),
        ("coalition-against-is", "tr.armed-forces", "ally"),
        ("iq.pmf", "us.armed-forces", None),  # together in one conflict, against each other in another
        ("ye.houthis", "so.pirates", None),  # no conflict holds both
        ("civilians", "sy.armed-forces", None),
        ("nobody", "sy.armed-forces", None),
    ],
)
def test_parties_are_allies_enemies_or_nothing_to_each_other(one: str, two: str, stand: str | None) -> None:
    assert KNOWN.camps.relation(one, two) == stand


@given(st.sampled_from(sorted(KNOWN.actors)), st.sampled_from(sorted(KNOWN.actors)))
def test_a_relation_holds_both_ways(one: str, two: str) -> None:
    assert KNOWN.camps.relation(one, two) == KNOWN.camps.relation(two, one)


def test_every_conflict_has_two_camps_or_more() -> None:
    camps = {camp for camps in KNOWN.camps.of.values() for camp in camps}
    alone = {conflict for conflict, _ in camps if sum(other == conflict for other, _ in camps) < 2}
    assert not alone


def test_a_member_that_nobody_is_is_refused_by_name() -> None:
    actors = {"a.army": Actor("a.army", "Army", "جيش", "military", "AA", "government", "")}
    with pytest.raises(BadLexicon, match=r"'b\.army' in war, other"):
        camps_of([{"conflict": "war", "camp": "one", "members": "AA:government"}, {"conflict": "war", "camp": "other", "members": "b.army"}], actors)


@pytest.mark.parametrize("row", [{"conflict": "war", "side": "one", "members": "a.army"}, {"conflict": "war", "camp": "one", "members": None}])
def test_a_table_without_its_columns_or_with_a_short_row_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(BadLexicon, match=r"camps\.csv: .*conflict, camp and members"):
        camps_of([row], {})
