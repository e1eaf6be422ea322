"""What grammar says for certain of two words of a sentence, and of headline and lead, whatever the weights say."""

from dataclasses import replace
from datetime import date

import pytest
from made import day

from riwaya import lexicon
from riwaya.extract import Knowledge, drafts, knowledge, scene
from riwaya.extract.choices import ties
from riwaya.extract.context import Context, context
from riwaya.extract.drafts import Draft
from riwaya.extract.tellings import joined, within_sentences
from riwaya.extract.triggers import triggers
from riwaya.extract.weigh import BIAS, Model, Weights
from riwaya.model import Document

KNOWN: Knowledge = knowledge(lexicon.load())
TYPES = KNOWN.lexicon.event_types
ALWAYS, NEVER = Weights({BIAS: 1.0}), Weights({BIAS: -1.0})
RAID = "شنت الطائرات غارة على بلدة سراقب"


def look(text: str, title: str | None = None) -> tuple[Context, list[Draft]]:
    seen = scene.look(Document("made", text, title=title, published=date(2019, 3, 6)), KNOWN.lexicon, KNOWN.gazetteer)
    around = context(seen, triggers(seen))
    return around, drafts(around, KNOWN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{RAID}، كما قصفت المدفعية بلدة خان شيخون.", False),
        (f"{RAID}، فيما قصفت المدفعية بلدة خان شيخون.", False),
        (f"{RAID}، فيما انسحب المقاتلون.", False),
        (f"{RAID}، بعدما قصفت المدفعية بلدة خان شيخون.", False),
        (f"{RAID}، ما أدى إلى مقتل خمسة مدنيين.", True),
        (f"{RAID}، ما أدى إلى مقتل خمسة مدنيين، كما قتل ثلاثة في بلدة خان شيخون.", False),
        (f"{RAID}، كما أصيب خمسة مدنيين في الغارة.", None),
        (f"{RAID}، لكن المدفعية قصفت مواقع أخرى.", None),
        (f"{RAID}، وقتل خمسة مدنيين.", None),
        (f"{RAID} وقصفت المدفعية مواقع أخرى.", None),
        (f"{RAID} دمرت سوقا فيما بعد.", None),
    ],
)
def test_what_a_sentence_says_of_its_first_event_word_and_its_last(text: str, *, expected: bool | None) -> None:
    around, found = look(text)
    assert ties.in_sentence(found[0], found[-1], around) is expected


@pytest.mark.parametrize(("number", "expected"), [(4, False), (3, None), (None, None)])
def test_two_days_are_two_events(number: int | None, *, expected: bool | None) -> None:
    around, found = look(f"{RAID}، وقصفت المدفعية البلدة.")
    dated = [replace(one, dates=(day(at),)) for one, at in ((found[0], 3), (found[-1], number))]
    assert ties.in_sentence(*dated, around) is expected


def test_what_grammar_parts_no_weight_brings_together_and_what_it_ties_none_parts() -> None:
    around, found = look(f"{RAID}، كما قصفت المدفعية بلدة خان شيخون.")
    parts = within_sentences(found, around, Model({"same": ALWAYS}), TYPES)
    assert [len(parts), len(joined(parts, around, Model({"join": ALWAYS}), TYPES))] == [2, 2]
    around, found = look(f"{RAID}، ما أدى إلى مقتل خمسة مدنيين.")
    parts = within_sentences(found, around, Model({"same": NEVER}), TYPES)
    assert [{one.trigger.by for one in part.drafts} for part in parts if part.losses] == [{"event", "loss"}]


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("غارة على بلدة سراقب", f"{RAID} أمس. وقصفت الطائرات بلدة خان شيخون.", 1),
        ("غارة على بلدة سراقب", "قال مصدر أمني إن الطائرات شنت غارة على بلدة سراقب.", 1),
        ("غارة على بلدة سراقب", f"وصل الوزير إلى العاصمة أمس. و{RAID}.", 0),
        ("مظاهرة في مدينة البصرة", f"{RAID} أمس.", 0),
        ("وصول الوزير إلى العاصمة", f"{RAID} أمس.", 0),
    ],
)
def test_a_headline_tells_of_the_event_of_the_lead(title: str, body: str, expected: int) -> None:
    around, found = look(f"{title}\n\n{body}", title)
    parts = within_sentences(found, around, KNOWN.model, TYPES)
    assert len(ties.headlines(parts, around, TYPES)) == expected
    assert len(joined(parts, around, Model({"join": NEVER}), TYPES)) == len(parts) - expected
