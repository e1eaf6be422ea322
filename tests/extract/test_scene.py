"""Which of the parties that a page names may take part in an event."""

from __future__ import annotations

import pytest

from riwaya import lexicon
from riwaya.extract import Knowledge, extract, knowledge, scene
from riwaya.model import Document

KNOWN: Knowledge = knowledge(lexicon.load())


@pytest.mark.parametrize(
    ("text", "kept", "dropped"),
    [
        ("وقتل حارس وأسر 30 آخرون في البلدة.", None, "وأسر"),
        ("طالب القيادي في الحزب بإنهاء الحصار.", None, "طالب"),
        ("قال مصدر أمني تونسي إن الجيش الليبي قصف موقعا.", "الجيش الليبي", "تونسي"),
        ("وذكر التلفزيون السوري نقلا عن ضابط أن قوات أميركية قصفت موقعا.", "قوات أميركية", "التلفزيون السوري"),
        ("وقالت مصادر لوكالة الأنباء الألمانية إن طائرات فرنسية قصفت موقعا.", "طائرات فرنسية", "الألمانية"),
        ("استهدف مسلحون مبنى التلفزيون السوري في دمشق.", "التلفزيون السوري", None),
        ("قال طالب إن الجيش الليبي قصف المدرسة.", "طالب", None),
        ("وأفاد مواطنون بأن القصف أصاب أحياء سكنية.", "أحياء سكنية", "مواطنون"),
        ("وأصيب مواطنون في القصف.", "مواطنون", None),
    ],
)
def test_verbs_and_the_names_of_sources_take_no_part(text: str, kept: str | None, dropped: str | None) -> None:
    seen = scene.look(Document("made", text), KNOWN.lexicon, KNOWN.gazetteer)
    named = {seen.reading.quote(one.start, one.end) for one in seen.parties}
    assert kept is None or kept in named
    assert dropped not in named


@pytest.mark.parametrize(
    "text",
    [
        "انفجار في حلب",
        "مقتل جندي تركي",
        "اعتقلت قوة أمنية ثلاثة من المشتبه بهم في بلدة الوادي",
        "ذبح عناصر بوكو حرام أحد الرعاة قرب القرية",
        "انفجر لغم بسيارة في مدينة الحسكة أمس. وتبنى تنظيم الدولة الإسلامية الحادث في بيان.",
        "قتل أربعة جنود بانفجار عبوة ناسفة في العزيزات شمال شرقي مدينة الحسكة، وفق ما أفادت به وكالة سانا نقلا عن مصدر عسكري في بيان.",
        'وقال المتحدث باسم الجيش العقيد سامر الراوي لقناة "الوادي" إن "ثلاثة من جنودنا قتلوا، وأصيب أربعة" بين بلدتي التل والسهل (ريف حماة).',
    ],
)
def test_a_text_may_end_after_any_of_its_words(text: str) -> None:
    words = text.split()
    for last in range(1, len(words) + 1):
        document = Document("made", " ".join(words[:last]))
        seen = scene.look(document, KNOWN.lexicon, KNOWN.gazetteer)
        assert all(one.start < one.end for one in seen.utterances)
        extract(document, KNOWN)
