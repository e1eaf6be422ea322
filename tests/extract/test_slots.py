"""What fills the slots of a telling: its own words, and what the page names besides."""

from dataclasses import replace
from datetime import date

import pytest
from made import draft, telling, trigger

from riwaya import lexicon
from riwaya.extract import Knowledge, candidates, drafts, knowledge, scene, sensed, tellings
from riwaya.extract.choices.slot import SLOTS
from riwaya.extract.context import Context, context
from riwaya.extract.conventions import crowded, populace
from riwaya.extract.echoes import Echoes, echoes
from riwaya.extract.filled import Filled, fill
from riwaya.extract.keys import key_of
from riwaya.extract.slots import Page, offered, settle, slot_of
from riwaya.extract.triggers import triggers
from riwaya.extract.weigh import BIAS, Model, Weights
from riwaya.model import Document, Party

KNOWN: Knowledge = knowledge(lexicon.load())
MODEL = KNOWN.models[0]
ALWAYS, NEVER = Weights({BIAS: 1.0}), Weights({BIAS: -1.0})
NOTHING = Model({})
REPORT = "قصف الجيش السوري بلدة سراقب يوم الاثنين 4 مارس 2019. وأدى القصف إلى مقتل خمسة مدنيين. وقال شهود إن الدمار كان كبيرا في سراقب."


def page(text: str = REPORT) -> tuple[Context, tuple[Filled, ...]]:
    seen = scene.look(Document("made", text, published=date(2019, 3, 6)), KNOWN.lexicon, KNOWN.gazetteer)
    around = sensed(context(seen, triggers(seen)), KNOWN.network)
    alike = tellings.likeness(around, ALWAYS, KNOWN.lexicon.event_types)
    parts = tellings.within_sentences(drafts(candidates(around), MODEL, KNOWN.lexicon.event_types), alike)
    return around, tuple(fill(one, KNOWN.lexicon) for one in parts)


def heard(told: tuple[Filled, ...], around: Context, model: Model) -> Echoes:
    return echoes([one.telling for one in told], around, model, KNOWN.lexicon.event_types)


def offers(told: tuple[Filled, ...], around: Context, model: Model = NOTHING) -> Page:
    return offered(told, heard(told, around, model), around, KNOWN.lexicon.event_types)


def choosing(weights: Weights) -> Model:
    return Model({f"slot:{slot}": weights for slot in SLOTS})


def test_the_page_offers_what_it_names_the_most_named_first() -> None:
    around, told = page("قصف الجيش السوري بلدة بنش. وقصف الجيش السوري بلدة سراقب. ودمر القصف منازل في سراقب.")
    places = offers(told, around).offers["places"].values()
    assert [(one.key, one.rank, len(one.sentences)) for one in places] == [("سراقب", 0, 2), ("بنش", 1, 1)]


def test_every_offer_has_a_filler_and_its_givers_have_it() -> None:
    around, told = page()
    found = offers(told, around)
    for slot in SLOTS:
        for one in found.offers[slot].values():
            assert {key_of(value) for value in found.values(slot, one.key)} == {one.key}
            assert all(one.key in giver.keys[slot] for giver in one.givers)


def test_a_filler_goes_by_the_name_nearest_to_the_telling() -> None:
    around, told = page("شنت حركة طالبان هجوما على قاعدة. وقصفت طالبان القاعدة. وقتل جندي في الهجوم.")
    named = [offers(told, around).value("actors", "af.taliban", one.telling) for one in told]
    assert [party.name for party in named if isinstance(party, Party)][:2] == ["حركة طالبان", "طالبان"]
    assert {party.name for party in named[2:] if isinstance(party, Party)} == {"طالبان"}


def test_nothing_stands_where_nothing_is_likely() -> None:
    around, told = page()
    for model in (choosing(NEVER), NOTHING):
        assert all(not getattr(one, slot) for one in settle(told, heard(told, around, model), around, model, KNOWN.lexicon) for slot in SLOTS)


def test_what_is_likely_stands_once_and_on_one_side() -> None:
    around, told = page()
    for before, after in zip(told, settle(told, heard(told, around, NOTHING), around, choosing(ALWAYS), KNOWN.lexicon), strict=True):
        assert after.places
        assert (after.date is None) == before.vague
        assert {key_of(one) for one in after.actors}.isdisjoint(key_of(one) for one in after.targets)
        assert after.own == before.own


def test_a_wide_place_told_with_one_that_is_a_town_elsewhere_stands_beside_it() -> None:
    around, told = page("دخل الجيش مدينة حماة. وقتل خمسة مدنيين بقصف على محافظتي حماة وحلب.")
    found = settle(told, heard(told, around, NOTHING), around, choosing(ALWAYS), KNOWN.lexicon)
    assert {one.name for one in found[-1].places} == {"حماة", "حلب"}


def test_another_telling_of_the_same_event_speaks_for_its_fillers() -> None:
    around, told = page()
    giver = next(one for one in told if one.places)
    taker = next(one for one in told if not one.places)
    found = offers(told, around, Model({"echo": ALWAYS}))
    slot = slot_of("places", told.index(taker), found)
    assert slot.top == 1.0
    assert slot.echo[giver.telling.first.trigger.key] == 1.0
    weights = Weights({BIAS: -1.0, "page,echo-first=True": 2.0})
    model = Model({"echo": ALWAYS, "slot:places": weights})
    done = settle((replace(giver), taker), heard((giver, taker), around, model), around, model, KNOWN.lexicon)
    assert {one.name for one in done[1].places} == {one.name for one in giver.places}


@pytest.mark.parametrize(
    ("kind", "actors", "targets", "expected"),
    [
        ("peaceful-protest", ["civilians"], ["iq.police"], (["protesters"], [])),
        ("peaceful-protest", [], [], (["protesters"], [])),
        ("violent-demonstration", ["protesters"], ["iq.police"], (["rioters"], ["iq.police"])),
        ("violent-demonstration", ["protesters", "iq.police"], [], (["rioters"], ["iq.police"])),
        ("violent-demonstration", ["protesters", "is"], [], (["rioters"], [])),
        ("excessive-force-against-protesters", ["iq.police"], ["medical-workers"], (["iq.police"], ["protesters", "medical-workers"])),
        ("protest-with-intervention", ["iq.police"], [], (["iq.police"], ["protesters"])),
        ("armed-clash", ["is"], ["civilians"], (["is"], ["civilians"])),
    ],
)
def test_a_protest_or_riot_names_its_crowd(kind: str, actors: list[str], targets: list[str], expected: tuple[list[str], list[str]]) -> None:
    around, _ = page()
    done = crowded([Party(one, one) for one in actors], [Party(one, one) for one in targets], telling(draft(trigger(1)), kind=kind), around, KNOWN.lexicon)
    assert ([one.actor for one in done[0]], [one.actor for one in done[1]]) == expected


@pytest.mark.parametrize(
    ("text", "party", "role"),
    [
        ("شنت طالبان هجوما على مواقع داعش قرب قندوز.", "af.taliban", "agent"),
        ("شنت طالبان هجوما على مواقع داعش قرب قندوز.", "is", "patient"),
        ("قتل سبعة من طالبان أثناء محاولتهم التسلل قرب قندوز.", "af.taliban", "agent"),
        ("قتل سبعة من طالبان بقصف قرب قندوز.", "af.taliban", "lost"),
    ],
)
def test_a_telling_knows_the_roles_that_grammar_settles_who_did_it_before_who_was_lost(text: str, party: str, role: str) -> None:
    around, told = page(text)
    assert slot_of("actors", 0, offers(told, around)).own[party].bound == role


def test_a_body_goes_by_its_own_name_where_a_telling_names_its_leader() -> None:
    around, told = page("هاجمت حركة طالبان قاعدة قرب قندوز.\n\nوشن الملا أختر منصور هجوما على قرية قرب غزني.")
    value = offers(told, around).value("actors", "af.taliban", told[-1].telling)
    assert isinstance(value, Party)
    assert value.name == "حركة طالبان"


def test_people_of_a_shelled_place_are_its_target_where_no_party_was_hurt() -> None:
    around, told = page("قتل ثمانية في قصف على بلدة كفرنبل.")
    assert [one.actor for one in populace([], replace(told[0].telling, kind="shelling-artillery-missile-attack"), around)] == ["civilians"]
    assert populace([], replace(told[0].telling, kind="suicide-bomb"), around) == []
    assert populace([Party("is", None)], told[0].telling, around) == [Party("is", None)]
