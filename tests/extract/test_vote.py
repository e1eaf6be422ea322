"""Several readings of one page, and what most of them say."""

from dataclasses import replace

import pytest

from riwaya.extract.vote import voted
from riwaya.model import Casualty, Claim, Figure, Party, Place, Span, Voice


def claim(start: int, **slots: object) -> Claim:
    base = {"document": "d", "evidence": (Span(start, start + 40),), "event_type": "battles", "sub_event_type": "armed-clash"}
    return Claim(**{**base, **slots})  # type: ignore[arg-type]  # slots vary by test


def told_by(number: int, readings: int, *claims: Claim) -> tuple[Claim, ...]:
    return tuple(replace(one, rules=(*one.rules, f"vote:{number}/{readings}")) for one in claims)


def places(*names: str) -> tuple[Place, ...]:
    return tuple(map(Place, names))


ONE, TWO = claim(0, places=places("سرمين")), claim(100, places=places("بنش"))


def test_one_reading_is_told_as_it_is() -> None:
    assert voted([[TWO, ONE]]) == (TWO, ONE)
    assert voted([[]]) == ()


@pytest.mark.parametrize(("readings", "told"), [(4, 3), (3, 2), (2, 2), (5, 3)])
def test_what_more_than_half_of_the_readings_say_is_told(readings: int, told: int) -> None:
    both, one = [ONE, TWO], [TWO]
    assert voted([both] * told + [one] * (readings - told)) == told_by(told, readings, ONE) + told_by(readings, readings, TWO)
    assert voted([both] * (told - 1) + [one] * (readings - told + 1)) == told_by(readings, readings, TWO)


def test_claims_stand_in_the_order_of_their_words() -> None:
    assert voted([[TWO, ONE], [ONE, TWO], [TWO, ONE]]) == told_by(3, 3, ONE, TWO)


def test_a_filler_is_told_that_more_than_half_of_those_who_make_the_claim_have() -> None:
    wide = replace(ONE, places=places("سرمين", "بنش"))
    assert voted([[wide], [wide], [wide], [ONE]])[0].places == places("سرمين", "بنش")
    assert voted([[ONE], [wide], [wide], [ONE]])[0].places == places("سرمين")
    assert voted([[wide], [wide], [ONE], []])[0].places == places("سرمين", "بنش")


def test_names_are_one_in_either_spelling_and_told_as_the_first_that_has_them_says() -> None:
    told = voted([[claim(0, targets=(Party(None, "القرويون"),))], [claim(0, targets=(Party(None, "قرويين"),))], [claim(0)]])
    assert told[0].targets == (Party(None, "القرويون"),)


def test_what_is_one_of_a_claim_is_what_most_say() -> None:
    said, denied = claim(0, sources=(Voice("الشرطة"),)), claim(0, stance="denied", sub_event_type="non-state-actor-overtakes-territory")
    (told,) = voted([[denied], [said], [said]])
    assert (told.stance, told.sub_event_type, told.sources) == ("asserted", "armed-clash", (Voice("الشرطة"),))


def test_losses_are_compared_by_outcome_and_figure() -> None:
    three, five = (Casualty("killed", None, Figure(number, number)) for number in (3, 5))
    assert voted([[claim(0, casualties=(three,))], [claim(0, casualties=(five,))], [claim(0, casualties=(replace(three, group="civilians"),))]])[
        0
    ].casualties == (three,)


def test_a_loss_has_the_group_that_most_give_it() -> None:
    three = Casualty("killed", None, Figure(3, 3))
    (told,) = voted([[claim(0, casualties=(replace(three, group="civilians"),))], [claim(0, casualties=(three,))], [claim(0, casualties=(three,))]])
    assert told.casualties == (three,)


def test_nobody_stands_on_both_sides() -> None:
    first, second = Party("is", "داعش"), Party("iq.armed-forces", "الجيش")
    ahead, behind = claim(0, actors=(first,), targets=(second,)), claim(0, actors=(second,), targets=(first,))
    assert [(one.actors, one.targets) for one in voted([[ahead], [ahead], [behind], [behind]])] == [((), ())]
    assert [(one.actors, one.targets) for one in voted([[ahead], [ahead], [behind]])] == [((first,), (second,))]


def test_a_party_is_known_by_its_id_whatever_it_is_called() -> None:
    names = [claim(0, actors=(Party("sy.jaysh-al-islam", name),)) for name in ("جيش الإسلام", "مقاتلو جيش الإسلام", None)]
    assert [one.actor for one in voted([[one] for one in names])[0].actors] == ["sy.jaysh-al-islam"]


def test_claims_of_other_words_are_others() -> None:
    assert voted([[ONE], [replace(ONE, evidence=(Span(500, 540),))], [replace(ONE, evidence=(Span(700, 740),))]]) == ()


def test_what_most_see_under_two_event_types_is_told_with_that_which_more_give_it() -> None:
    blast = replace(ONE, event_type="explosions-remote-violence", sub_event_type="grenade")
    taken = replace(ONE, sub_event_type="non-state-actor-overtakes-territory")
    assert [(one.event_type, one.sub_event_type) for one in voted([[ONE], [blast], [taken], [blast]])] == [(blast.event_type, blast.sub_event_type)]
    assert voted([[ONE, TWO], [ONE, TWO], [ONE, TWO], [blast, TWO]]) == told_by(3, 4, ONE) + told_by(4, 4, TWO)
