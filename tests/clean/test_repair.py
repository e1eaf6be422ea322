import time

import pytest

from riwaya import arabic
from riwaya.clean.repair import common_words, repairs


def _read(text: str) -> str:
    return arabic.fold(text, repairs(text, common_words())).view


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("كان الرد قا سياً", "كان الرد قاسيا"),
        ("جر \u00a0ح عشرة", "جرح عشره"),
        ("هجّروا قسر ياً", "هجروا قسريا"),
        ("ق صف عنيف", "قصف عنيف"),
        ("ش هيد في البلدة", "شهيد في البلده"),
        ("تنظيم د اعش", "تنظيم داعش"),
        ("حركة حمـ.ـاس", "حركه حماس"),
        ("حركة حـMـاس", "حركه حماس"),
        ("حركة حMاس", "حركه حماس"),
        ("حركة حـ.ـمـ.ـا،س", "حركه حماس"),
        ("قـ.ـتل جندي", "قتل جندي"),
        ("بمقـ.ـاومـ.ـته", "بمقاومته"),
        ("ق*ت*ل جندي", "قتل جندي"),
        ("غ@زة", "غزه"),
        ("إس.رائيل", "اسراييل"),
        ("حركة حماڛ", "حركه حماس"),
        ("قال #187;لن نتراجع#171; أمس", 'قال "لن نتراجع" امس'),
        ("قال &quot;نعم&quot;&nbsp;ثم", 'قال "نعم" ثم'),
        ("قال &#8220;لا&#8221;", 'قال "لا"'),
        ("قتل 8#171;", 'قتل 8"'),
    ],
)
def test_a_broken_word_is_read_as_it_is_meant(written: str, read: str) -> None:
    assert _read(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "ما زال القصف مستمرا",
        "لا سيما في الريف",
        "عبد الله صالح",
        "و قال المصدر",
        "أبو بكر",
        "من في المدينة",
        "ا.ف.ب",
        "شركة ش.م.ل",
        "د. علي حسن",
        "أ ف ب",
        "14:12 ت م",
        "انتهت المعركة.وقال المصدر",
        "الشمال،الجنوب",
        "أنصار-الله",
        "في 20 يونيو/حزيران",
        "نحو 1436هـ الموافق",
        'لـ"حماس"',
        "F-16التي",
        "الطريق #15 والهاتف",
        "الرمز #100; هنا",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repairs(text, common_words()) == ()


def test_a_repair_covers_only_what_disturbs() -> None:
    text = "كان قا سياً وحـMـاس"
    assert [(repair.span.of(text), repair.text) for repair in repairs(text, common_words())] == [(" ", ""), ("M", "م")]


@pytest.mark.parametrize("text", ["ا" * 300_000, "ا." * 150_000, "ـ." * 150_000, "ا ب " * 100_000, "x" * 300_000])
def test_no_text_takes_long(text: str) -> None:
    start = time.perf_counter()
    repairs(text, common_words())
    assert time.perf_counter() - start < 5
