"""Words that tell of an event only with their object."""

from __future__ import annotations

import pytest

from riwaya import lexicon
from riwaya.extract.reading import read
from riwaya.model import Document

LEXICON = lexicon.load()


def events(text: str) -> dict[str, str]:
    reading = read(Document("d", text), LEXICON)
    return {one.entry.id.removeprefix("event."): reading.quote(one.start, one.end) for one in reading.of("event")}


@pytest.mark.parametrize(
    ("text", "entry", "quote"),
    [
        ("أقام الجيش قرب الجسر قاعدة", "base-made", "أقام"),
        ("استهدف مجهولون سيارة الضابط عند الفجر بعبوة", "by-bomb", "استهدف"),
        ("هاجمت الجماعة الميناء بثلاث طائرات", "by-plane", "هاجمت"),
        ("هاجمت الجماعة الميناء بسرب من المسيرات", "by-plane", "هاجمت"),
        ("سقطت ثلاث بلدات أمس في يد المتمردين", "fallen-to", "سقطت"),
        ("سمع السكان تبادلا كثيفا لإطلاق النار", "fire-exchanged", "تبادلا"),
        ("اندلعت اشتباكات مسلحة بين عائلتين", "clans-fight", "اشتباكات مسلحة"),
    ],
)
def test_a_head_is_found_with_its_object(text: str, entry: str, quote: str) -> None:
    assert events(text).get(entry) == quote


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("أقام الجيش مخيما، وشاهد السكان قاعدة التمثال", "base-made"),
        ("أقام الجيش احتفالا في قاعدة", "base-made"),
        ("أقام النادي معسكرا", "base-made"),
        ("النادي يقيم معسكرا", "base-made"),
        ("استهدف المسلحون عبوة", "by-bomb"),
        ("فجر الجنود الجسر وفقد الحارس نفسه الوعي", "suicide-verb"),
    ],
)
def test_a_head_without_its_object_is_none(text: str, entry: str) -> None:
    assert entry not in events(text)


def test_a_sure_phrase_keeps_its_type() -> None:
    assert "by-vehicle-bomb" not in events("وقع هجوم انتحاري بسيارة مفخخة")
