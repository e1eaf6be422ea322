import itertools
import time

import pytest

from riwaya.clean.boilerplate import skipped
from riwaya.clean.knowledge import knowledge
from riwaya.lexicon import Lexicon

LEAD = "قتل ثلاثة أشخاص وأصيب خمسة في قصف مدفعي على بلدة صغيرة في الريف الشمالي، وفق ما أفاد به مصدر طبي في المشفى القريب."


def _read(text: str, words: Lexicon) -> str:
    """Return what is left to read."""
    left, position = [], 0
    for span in skipped(text, knowledge(words)):
        left.append(text[position : span.start])
        position = span.end
    return "".join([*left, text[position:]]).strip()


@pytest.mark.parametrize(
    "line",
    [
        "تعليقات فيسبوك",
        "الوسوم",
        "الوسوم: حلب، ادلب",
        "اترك تعليقاً",
        "لن يتم نشر عنوان بريدك الإلكتروني.",
        "مقالات ذات صلة",
        "إغلاق",
        "شارك",
        "شارك المقال",
        "فيسبوك تويتر واتساب",
        "طباعة المقال إرسال إلى صديق حفظ",
        "Next Previous أحمد السالم – صحيفة المثال",
        "يمكنكم استلام إشعارات بأهم الموضوعات على هاتفكم",
        "المصدر: وكالات",
        "مصدر الصورة رويترز",
        "التعليق على الصورة، موقع الانفجار",
        "// انتهى //",
        "14:12 ت م",
        "رويترز / أ ف ب",
        "-----------",
        "![صورة](../assets/a.png)",
        "*الدمار بعد الغارة*",
        '<iframe src="https://a.example/v" width="560"></iframe>',
        "https://a.example/12-قتيلا-في-قصف",
        "جميع الحقوق محفوظة",
        "مقتل جندي شمالا   مظاهرة في البلدة   اجتماع في العاصمة   قصف على القرية   عودة الكهرباء",
    ],
)
def test_furniture_is_not_read(line: str, words: Lexicon) -> None:
    assert _read(f"{LEAD}\n\n{line}", words) == LEAD
    if "الحقوق" not in line and "تعليقا" not in line:
        assert _read(f"{LEAD}\n{line}\n{LEAD}", words).split() == f"{LEAD} {LEAD}".split()


@pytest.mark.parametrize(
    "line",
    [
        "ترك الوزير تعليقا غامضا قبل مغادرته",
        "تابع المقاتلون تقدمهم نحو البلدة",
        "المصدر نفسه أكد مقتل جنديين",
        "شارك المئات في تشييع القتلى",
        "صورة الوضع قاتمة بعد القصف",
        "انضم مقاتلون إلى الفصيل",
        "فيديو يظهر لحظة القصف على البلدة",
        "«قصف عنيف»",
        "هجوم جديد",
        "- القتلى: 3",
        "## ماذا حدث؟",
        "وقتل اثنان في درعا",
    ],
)
def test_the_report_is_read(line: str, words: Lexicon) -> None:
    assert _read(f"{LEAD}\n{line}\n{LEAD}", words) == f"{LEAD}\n{line}\n{LEAD}"


@pytest.mark.parametrize("label", ["اقرأ أيضاً: ", "للمزيد: ", "اقرأ.. ", "شاهد أيضا | "])
def test_of_a_link_only_the_label_is_left_out(label: str, words: Lexicon) -> None:
    assert _read(f"{LEAD}\n{label}مقتل جندي في هجوم جديد\n{LEAD}", words) == f"{LEAD}\nمقتل جندي في هجوم جديد\n{LEAD}"


def test_a_list_of_links_ends_at_the_next_paragraph(words: Lexicon) -> None:
    assert _read(f"{LEAD}\nمواضيع ذات صلة\nمقتل جندي\nمظاهرة في البلدة\n{LEAD}", words).split() == f"{LEAD} {LEAD}".split()


@pytest.mark.parametrize(
    ("line", "left"), [("وعاد الهدوء إلى البلدة. (وكالات)", "وعاد الهدوء إلى البلدة."), ("وأعيد فتح الطريق. (د.ب.أ)", "وأعيد فتح الطريق.")]
)
def test_an_agency_closes_a_paragraph(line: str, left: str, words: Lexicon) -> None:
    assert _read(line, words) == left


def test_an_agency_that_glosses_a_name_is_read(words: Lexicon) -> None:
    assert _read("وقتل جندي وفق وكالة الأنباء (سانا).", words) == "وقتل جندي وفق وكالة الأنباء (سانا)."


@pytest.mark.parametrize("head", ["", "عنوان الخبر\n\n"])
def test_of_a_front_matter_only_the_headline_is_read(head: str, words: Lexicon) -> None:
    assert _read(f"{head}---\ntitle: قصف على المشفى\ndate: 2019-05-08\nlevel: 0\n---\n{LEAD}", words).split() == f"{head} قصف على المشفى {LEAD}".split()


def test_ranges_are_sorted_and_apart(words: Lexicon) -> None:
    spans = skipped(f"{LEAD}\n<b>https://a.example</b>\nشارك\n{LEAD}\nاترك تعليقا\nhttps://b.example", knowledge(words))
    assert all(one.end < other.start for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "text", ["-" * 300_000 + "x", "![<a*" * 50_000, "(" * 300_000, " " * 300_000 + "x", "سطر\n" * 50_000, "شارك\n" * 50_000, "---\n" * 50_000]
)
def test_no_text_takes_long(text: str, words: Lexicon) -> None:
    start = time.perf_counter()
    skipped(text, knowledge(words))
    assert time.perf_counter() - start < 5
