"""Which telling another resumes, which losses are the total of which, and what sets events apart."""

from dataclasses import replace
from datetime import date

import pytest

from riwaya import lexicon
from riwaya.extract import Knowledge, candidates, drafts, knowledge, scene, sensed
from riwaya.extract.choices import apart, join
from riwaya.extract.choices.resumed import resumed
from riwaya.extract.context import Context, context
from riwaya.extract.telling import Telling
from riwaya.extract.tellings import likeness, within_sentences
from riwaya.extract.tolls import totals
from riwaya.extract.triggers import triggers
from riwaya.extract.weigh import features
from riwaya.model import Document

KNOWN: Knowledge = knowledge(lexicon.load())
MODEL = KNOWN.models[0]
TYPES = KNOWN.lexicon.event_types
Parts = tuple[Telling, ...]


def look(text: str) -> Context:
    title = text.split("\n", maxsplit=1)[0] if "\n" in text else None
    seen = scene.look(Document("made", text, title=title, published=date(2019, 3, 6)), KNOWN.lexicon, KNOWN.gazetteer)
    return sensed(context(seen, triggers(seen)), KNOWN.network)


def told(around: Context) -> Parts:
    return within_sentences(drafts(candidates(around), MODEL, TYPES, least=-1.0), likeness(around, MODEL["same"], TYPES))


def numbered(parts: Parts, first: object) -> int:
    return next(number for number, one in enumerate(parts) if one.first.trigger.key == first)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت المدفعية بلدة سلقين. وأسفر القصف عن مقتل خمسة.", {1: 0}),
        ("قصفت المدفعية بلدة سلقين. وانفجر لغم في مدينة عفرين. وقتل خمسة في القصف.", {2: 0}),
        ("قصفت المدفعية بلدة سلقين. وانفجر لغم في مدينة عفرين. وقتل خمسة في الانفجار.", {2: 1}),
        ("فجر انتحاري نفسه في مدينة غزني. وأوقع الهجوم خمسة قتلى.", {1: 0}),
        ("قصفت المدفعية بلدة سلقين. وأصيب عشرة آخرون.", {1: 0}),
        ("قصفت المدفعية بلدة سلقين. وأوقع قصف آخر خمسة قتلى.", {}),
        ("قصفت المدفعية بلدة سلقين. وأسفر القصف على مدينة عفرين عن مقتل خمسة.", {}),
        ("قصفت المدفعية بلدة سلقين. وكانت حصيلة سابقة أشارت إلى مقتل ثلاثة.", {}),
        ("قصفت المدفعية بلدة سلقين. وتظاهر المئات احتجاجا على القصف.", {}),
    ],
)
def test_a_definite_noun_or_bare_losses_resume_what_was_told(text: str, expected: dict[int, int]) -> None:
    around = look(text)
    parts = told(around)
    found = {numbered(parts, second): numbered(parts, first) for second, first in resumed(parts, around, TYPES).items()}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("قتل ثمانية أشخاص في سوريا. وقتل خمسة منهم في قصف على بلدة سلقين. وقتل ثلاثة في اشتباكات بمدينة دوما.", 2),
        ("قتل تسعة أشخاص في سوريا. وقتل خمسة منهم في قصف على بلدة سلقين. وقتل ثلاثة في اشتباكات بمدينة دوما.", None),
        ("قتل خمسة أشخاص في سوريا. وقتل خمسة منهم في قصف على بلدة سلقين.", None),
    ],
)
def test_a_total_is_the_sum_of_what_is_told_after_it(text: str, pieces: int | None) -> None:
    parts = told(look(text))
    found = totals(parts)
    assert [len(some) for some in found.values()] == ([] if pieces is None else [pieces])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اندلعت اشتباكات في مورك. وتزامنت الاشتباكات مع قصف مدفعي", True),
        ("وقع انفجار في بيجي تلاه انفجار", True),
        ("وقعت اشتباكات في مورك بالتزامن مع غارات", True),
        ("وقع انفجار في بيجي خلال قصف", False),
        ("تزامنت الاشتباكات مع زيارة الوفد بعد قصف", False),
    ],
)
def test_an_event_beside_another_is_tied_to_it(text: str, expected: bool) -> None:
    around = look(text)
    words = [one for one in around.triggers if one.by == "event"]
    assert apart.beside(words[-2], words[-1], around) is expected


@pytest.mark.parametrize(("text", "expected"), [("وعلى صعيد آخر قصفت المدفعية البلدة", True), ("قصفت المدفعية البلدة في وقت لاحق", False)])
def test_a_phrase_that_opens_a_sentence_turns_aside(text: str, expected: bool) -> None:
    around = look(text)
    assert apart.aside(around.triggers[0], around) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سيطر الجيش على قرية الزيارة بعد معارك عنيفة", True),
        ("سيطر الجيش على قرية الزيارة بعد المعارك", False),
        ("سيطر الجيش على قرية الزيارة بعد معارك في بلدة مورك", False),
        ("سيطر الجيش على قرية الزيارة فيما تدور معارك عنيفة", False),
    ],
)
def test_a_place_is_taken_after_fights_that_are_told_with_it(text: str, expected: bool) -> None:
    around = look(text)
    first, *_, last = [one for one in around.triggers if one.by == "event"]
    assert apart.taken_after(first, last, around) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف على بلدة سلقين\n\nقال مصدر طبي إن خمسة قتلوا في قصف على بلدة سلقين.", {"lead=kind,source=one-outlet"}),
        ("قتل 14 شخصا في قصف على بلدة سلقين. وقتل 14 شخصا.", {"same-toll=kind", "same-toll=kind,large"}),
        ("قتل أربعة في قصف على بلدة سلقين. وقتل أربعة.", {"same-toll=kind"}),
        ("قتل أربعة في قصف على بلدة سلقين. وقتل خمسة.", set()),
        ("قتل 12 مدنيا في غارة على بلدة سلقين. وقتل 12 مدنيا في غارة على بلدة حارم.", set()),
    ],
)
def test_a_headline_and_its_lead_and_one_toll_told_twice_are_signs(text: str, expected: set[str]) -> None:
    around = look(text)
    first, second, *_ = told(around)
    found = set(features(join.signs(first, replace(second, kind=first.kind), join.crowd(told(around), around, TYPES), around, TYPES)))
    assert {one for one in found if one.startswith(("lead=", "same-toll"))} == expected
