"""Numbers in digits and words, with their bounds."""

import pytest

from riwaya import lexicon
from riwaya.extract.figures.amounts import amounts
from riwaya.extract.reading import read
from riwaya.model import Document

KNOWN = lexicon.load()


def figures(text: str) -> list[object]:
    """Return the figures of a sentence as (low, high), or the vague word."""
    found = amounts(read(Document("test", text), KNOWN))
    return [one.figure.quantity or (one.figure.low, one.figure.high) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أصيب ١٢ عاملا", [(12, 12)]),
        ("نزح 10.000 شخص ثم 10,000", [(10_000, 10_000), (10_000, 10_000)]),
        ("جرح خمسة وعشرون عاملا", [(25, 25)]),
        ("مقتل مئة وعشرين جنديا", [(120, 120)]),
        ("ثلاثمئة وخمسين عنصرا", [(350, 350)]),
        ("مئتان وثلاثة وأربعون قتيلا", [(243, 243)]),
        ("وفاة اثني عشر عاملا", [(12, 12)]),
        ("أحد عشر عاملا", [(11, 11)]),
        ("عشرة آلاف نازح", [(10_000, 10_000)]),
        ("ألف وثلاثمئة شخص", [(1300, 1300)]),
        ("ثلاثة آلاف ومئتان", [(3200, 3200)]),
        ("ألفي شخص", [(2000, 2000)]),
        ("12 ألفا", [(12_000, 12_000)]),
        ("62 ألفا و64 قتيلا", [(62_064, 62_064)]),
        ("2.5 مليون نازح", [(2_500_000, 2_500_000)]),
        ("(15) خمسة عشر قتيلا", [(15, 15)]),
        ("خمسة جنود وستة ضباط", [(5, 5), (6, 6)]),
    ],
)
def test_a_number_is_read_whole(text: str, expected: list[object]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أكثر من 40 جريحا", [(40, None)]),
        ("ما لا يقل عن مئة وعشرين جريحا", [(120, None)]),
        ("12 شخصا على الأقل", [(12, None)]),
        ("خسائر تجاوزت الـ 100 عنصر", [(100, None)]),
        ("ما يصل إلى 100 شخص", [(None, 100)]),
        ("عشرة عمال على الأكثر", [(None, 10)]),
        ("نحو ثلاثين عاملا", [(30, 30)]),
        ("زهاء ألفي شخص", [(2000, 2000)]),
        ("بين 20 و30 شخصا", [(20, 30)]),
        ("من 20 إلى 30 شخصا", [(20, 30)]),
        ("عدد 5 سيارات", [(5, 5)]),
    ],
)
def test_bound_words_open_a_figure(text: str, expected: list[object]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عشرات الجرحى", ["tens"]),
        ("عشرات الآلاف من السكان", ["thousands"]),
        ("مئات الأسر", ["hundreds"]),
        ("عدد من المسلحين", ["several"]),
        ("بعض المارة", ["some"]),
    ],
)
def test_vague_words_stay_vague(text: str, expected: list[object]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "انسحب اللواء 25",
        "مقاتلة من طراز أف-16",
        "في عام 2019 تقدم الجيش",
        "ارتفعت الأسعار 45%",
        "الساعة 5 صباحا",
        "يوم 12 يوليو",
        "كمية من الذخائر",
        "كميات من السلاح",
    ],
)
def test_a_number_that_names_counts_nothing(text: str) -> None:
    assert figures(text) == []


def test_tokens_taken_by_a_date_are_left_alone() -> None:
    reading = read(Document("test", "في 12 منه أصيب 3 عمال"), KNOWN)
    assert [one.figure.low for one in amounts(reading, [(1, 2)])] == [3]


def test_the_span_quotes_the_page() -> None:
    document = Document("test", "أُصيب أكثر من ٤٠ متظاهرًا")
    (amount,) = amounts(read(document, KNOWN))
    assert amount.figure.span is not None
    assert amount.figure.span.of(document.text) == "أكثر من ٤٠"
