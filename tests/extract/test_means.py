"""What a telling leaves open another says: by what means it was done; and whether ground was taken or only fought for."""

from __future__ import annotations

from datetime import date

import pytest

from riwaya import lexicon
from riwaya.extract import Knowledge, candidates, drafts, knowledge, scene, sensed, tellings
from riwaya.extract.choices import means
from riwaya.extract.choices.ground import ground
from riwaya.extract.choices.scope import signs
from riwaya.extract.context import Context, context
from riwaya.extract.triggers import triggers
from riwaya.extract.weigh import features
from riwaya.model import Document

KNOWN: Knowledge = knowledge(lexicon.load())
MODEL = KNOWN.models[0]


def look(text: str) -> Context:
    seen = scene.look(Document("made", text, published=date(2020, 5, 12)), KNOWN.lexicon, KNOWN.gazetteer)
    return context(seen, triggers(seen))


def named(text: str) -> set[str]:
    """Return the types of the tellings that name the means for any telling that leaves them open."""
    around = sensed(look(text), KNOWN.network)
    told, _ = tellings.tellings(drafts(candidates(around), MODEL, KNOWN.lexicon.event_types, 0.0), around, MODEL, KNOWN.lexicon.event_types)
    return {other.kind for one in told for other in means.named(one, told, around)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل أربعة أشخاص في هجوم على مكتب في مدينة غزني. وقال قائد الشرطة إن سيارة مفخخة انفجرت أمام البوابة.", {"remote-explosive-landmine-ied"}),
        ("سقطت قذائف هاون على سوق في مدينة تعز أمس. وأسفر الهجوم عن مقتل أربعة أشخاص، حسب مصدر طبي.", {"shelling-artillery-missile-attack"}),
        ("انفجرت سيارة مفخخة في مدينة غزني أمس. وقال مسؤول محلي إن أربعة أشخاص قتلوا في هجوم على مدرسة في مدينة هرات.", set()),
        ("انفجرت سيارة مفخخة في مدينة غزني أمس. وهاجم مسلحون قرية في الجنوب، بحسب مسؤول محلي.", set()),
        ("سقطت قذائف هاون على مدينة تعز أمس. ويشن المسلحون هجمات في المنطقة، بحسب مسؤول محلي.", set()),
    ],
)
def test_an_open_attack_takes_its_means_from_a_telling_beside_it_that_may_be_of_the_same(text: str, expected: set[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سيطرت القوات على قرية في الجنوب.", {"taken"}),
        ("تمكنت القوات من استعادة التل.", {"taken"}),
        ("حاولت القوات استعادة التل.", {"tried"}),
        ("شن المسلحون هجوما للسيطرة على التل.", {None}),
        ("اقتحم المسلحون التل وسيطروا عليه.", {"taken", None}),
        ("تدور معارك للسيطرة على التل.", {"tried", None}),
        ("تخضع القرية لسيطرة المسلحين.", {None}),
    ],
)
def test_ground_is_taken_or_only_fought_for(text: str, expected: set[str | None]) -> None:
    around = look(text)
    assert {ground(one, around) for one in around.triggers} == expected


@pytest.mark.parametrize(("text", "backs"), [("جرت العملية بإسناد من الطيران.", True), ("قصف الطيران التل.", False)])
def test_aircraft_that_back_a_fight_tell_of_no_strike(text: str, backs: bool) -> None:
    around = look(text)
    assert any("backs" in features(signs(one, around)) for one in around.triggers) is backs
