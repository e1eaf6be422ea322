"""What a telling leaves open, and what the page offers for it."""

from dataclasses import replace
from datetime import date

import pytest
from made import day, draft, party, place, telling, trigger

from riwaya import lexicon
from riwaya.extract import Knowledge, drafts, knowledge, scene, tellings
from riwaya.extract.carried import SLOTS, complete, offered, open_slots
from riwaya.extract.context import Context, context
from riwaya.extract.filled import Filled, fill, who
from riwaya.extract.triggers import triggers
from riwaya.extract.weigh import BIAS, Model, Weights
from riwaya.model import Document

KNOWN: Knowledge = knowledge(lexicon.load())
ALWAYS, NEVER = Weights({BIAS: 1.0}), Weights({BIAS: -1.0})
REPORT = "قصف الجيش السوري بلدة سراقب يوم الاثنين 4 مارس 2019. وأدى القصف إلى مقتل خمسة مدنيين. وقال شهود إن الدمار كان كبيرا في سراقب."


def page(text: str = REPORT) -> tuple[Context, tuple[Filled, ...]]:
    seen = scene.look(Document("made", text, published=date(2019, 3, 6)), KNOWN.lexicon, KNOWN.gazetteer)
    around = context(seen, triggers(seen))
    parts = tellings.within_sentences(drafts(around, KNOWN), around, Model({"same": ALWAYS}), KNOWN.lexicon.event_types)
    return around, tuple(fill(one, KNOWN.lexicon) for one in parts)


def carrying(weights: Weights) -> Model:
    return Model({f"carry:{slot}": weights for slot in SLOTS})


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({}, ["places", "date", "actors", "targets"]),
        ({"places": (place("بنش"),), "actors": (party("is"),)}, ["date", "targets"]),
        ({"dates": (day(5),)}, ["places", "actors", "targets"]),
        ({"dates": (day(None),)}, ["places", "actors", "targets"]),
    ],
    ids=["all", "filled", "dated", "vague day"],
)
def test_open_are_the_slots_that_its_own_words_leave_empty(slots: dict[str, object], expected: list[str]) -> None:
    one = fill(telling(draft(trigger(1), **slots)), KNOWN.lexicon)  # type: ignore[arg-type]  # slots of a draft
    assert list(open_slots(one)) == expected


def test_the_page_offers_what_it_names_the_most_named_first() -> None:
    around, told = page("قصف الجيش السوري بلدة بنش. وقصف الجيش السوري بلدة سراقب. ودمر القصف منازل في سراقب.")
    places = offered(told, around).offers["places"]
    assert [(one.key, one.rank, len(one.sentences)) for one in places] == [("سراقب", 0, 2), ("بنش", 1, 1)]


def test_every_offer_has_a_value_and_its_givers_have_it() -> None:
    around, told = page()
    offers = offered(told, around)
    for slot in SLOTS:
        for one in offers.offers[slot]:
            assert (slot, one.key) in offers.values
            assert all(one.key in giver.keys(slot) for giver in one.givers)


def test_nothing_is_taken_over_where_it_is_unlikely() -> None:
    around, told = page()
    assert complete(told, around, carrying(NEVER), KNOWN.lexicon) == told
    assert complete(told, around, Model({}), KNOWN.lexicon) == told


def test_what_is_likely_fills_open_slots_and_leaves_the_rest_alone() -> None:
    around, told = page()
    done = complete(told, around, carrying(ALWAYS), KNOWN.lexicon)
    assert any(not one.places for one in told)
    for before, after in zip(told, done, strict=True):
        assert after.places
        assert after.date is not None or before.vague
        assert all(getattr(after, slot) == getattr(before, slot) for slot in SLOTS if slot not in set(open_slots(before)))
        assert {who(one) for one in after.actors}.isdisjoint(who(one) for one in after.targets)
        assert after.own == before.own


def test_a_place_is_taken_over_with_those_listed_beside_it() -> None:
    around, told = page()
    giver = next(one for one in told if one.places)
    listed = (*giver.places, replace(giver.places[0], name="بنش"))
    told = tuple(replace(one, places=listed) if one is giver else one for one in told)
    done = complete(
        told, around, Model({"carry:places": Weights({BIAS: -1.0, "givers=1,alike=1,typed=True": 5.0, "givers=1,alike=0,typed=True": 5.0})}), KNOWN.lexicon
    )
    takers = [after for before, after in zip(told, done, strict=True) if not before.places and after.places]
    assert takers
    assert all(one.places == listed for one in takers)
