"""The slots of a telling from its own words: nobody on both sides, the likeliest wins, wide places give way."""

from dataclasses import replace

import pytest
from made import day, draft, loss, party, place, telling, trigger

from riwaya import lexicon
from riwaya.extract.filled import Filled, acting, fill, without
from riwaya.model import Party

KNOWN = lexicon.load()


def filled(*, kind: str = "armed-clash", **slots: object) -> Filled:
    return fill(telling(draft(trigger(1), **slots), kind=kind), KNOWN)  # type: ignore[arg-type]  # slots of a draft


def ids(parties: tuple[Party, ...]) -> list[str | None]:
    return [one.actor for one in parties]


@pytest.mark.parametrize(
    ("actor", "kind", "expected"),
    [
        ("il.government", "air-drone-strike", "il.armed-forces"),
        ("ru.government", "armed-clash", "ru.armed-forces"),
        ("sy.armed-forces", "attack", "sy.armed-forces"),
        ("il.armed-forces", "agreement", "il.government"),
        ("il.government", "agreement", "il.government"),
        ("il.government", "peaceful-protest", "il.government"),
        ("il.government", "excessive-force-against-protesters", "il.armed-forces"),
        ("is", "armed-clash", "is"),
        ("is", "agreement", "is"),
        (None, "armed-clash", None),
    ],
)
def test_forces_fight_and_governments_sign(actor: str | None, kind: str, expected: str | None) -> None:
    assert acting(Party(actor, "اسم"), kind, KNOWN).actor == expected


def test_parties_without_others() -> None:
    assert ids(without((Party("is", "داعش"), Party("civilians", "مدنيون")), (Party("is", "التنظيم"),))) == ["civilians"]


@pytest.mark.parametrize(
    ("acted", "suffered", "actors", "targets"), [(2.0, 1.0, ["is"], []), (1.0, 2.0, [], ["is"]), (1.0, 1.0, ["is"], [])], ids=["acts", "suffers", "even"]
)
def test_a_party_in_both_roles_takes_the_likelier(acted: float, suffered: float, actors: list[str], targets: list[str]) -> None:
    done = filled(actors=(party("is", score=acted),), targets=(party("is", score=suffered),))
    assert (ids(done.actors), ids(done.targets)) == (actors, targets)


def test_a_state_and_its_forces_do_not_stand_against_each_other() -> None:
    done = filled(actors=(party("sy.armed-forces", score=2.0),), targets=(party("sy.government"),))
    assert len({*ids(done.actors), *ids(done.targets)}) == len(done.actors) + len(done.targets)


def test_parties_stand_likeliest_first_and_once() -> None:
    told = telling(draft(trigger(1), actors=(party("is", score=1.0), party("ps.hamas", score=2.0))), draft(trigger(3), actors=(party("is", score=3.0),)))
    assert ids(fill(told, KNOWN).actors) == ["is", "ps.hamas"]


def test_those_whom_the_losses_name_were_hit() -> None:
    told = telling(draft(trigger(1), actors=(party("is"),)), draft(trigger(3, loss=loss("killed", 4, 4, "civilians", at=3))))
    assert ids(fill(told, KNOWN).targets) == ["civilians"]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([place("سراقب", 3, "إدلب"), place("إدلب", 2)], ["سراقب"]),
        ([place("سراقب", 3), place("حي الورد", 5)], ["سراقب", "حي الورد"]),
        ([place("سوريا", 0), place("إدلب", 2)], ["إدلب"]),
        ([place("سوريا", 0)], ["سوريا"]),
        ([place("سراقب", 3, score=1.0), place("بنش", 3, score=2.0)], ["بنش", "سراقب"]),
        ([place("بنش", 3, score=2.0), place("بنش", 3, score=1.0)], ["بنش"]),
        ([], []),
    ],
    ids=["holder", "town and quarter", "country gives way", "country alone", "likelier first", "once", "none"],
)
def test_the_finest_places_stand(places: list[object], expected: list[str]) -> None:
    assert [one.name for one in filled(places=tuple(places)).places] == expected


def test_the_first_day_that_resolves_is_the_day() -> None:
    told = telling(draft(trigger(1), dates=(day(None),)), draft(trigger(3), dates=(day(5),)), draft(trigger(5), dates=(day(6),)))
    done = fill(told, KNOWN)
    assert done.date is not None
    assert (done.date.start.day, done.vague) == (5, False)


@pytest.mark.parametrize(("number", "vague"), [(None, True), (5, False)])
def test_a_day_beside_the_word_that_cannot_be_resolved_is_vague_however_unlikely(number: int | None, vague: bool) -> None:  # a row of a table
    told = replace(draft(trigger(1)), options={"date": (day(number),)})
    assert fill(telling(told), KNOWN).vague is vague


@pytest.mark.parametrize(("number", "vague"), [(None, True), (5, False)])
def test_a_day_that_cannot_be_resolved_is_said_to_be_vague(number: int | None, vague: bool) -> None:  # a row of a table
    assert filled(dates=(day(number),)).vague is vague
    assert filled().vague is False


def test_keys_are_those_of_its_own_words() -> None:
    done = filled(actors=(party("is"),), targets=(party(None, "قرويون"),), places=(place("بنش"),), dates=(day(5),))
    assert {slot: set(done.keys(slot)) for slot in ("actors", "targets", "places", "date")} == {
        "actors": {"is"},
        "targets": {"name:قرويون"},
        "places": {"بنش"},
        "date": {"2019-03-05..2019-03-05"},
    }
