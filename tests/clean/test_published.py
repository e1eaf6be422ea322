from datetime import date

import pytest

from riwaya.clean.knowledge import knowledge
from riwaya.clean.published import address_day, front_matter_day, line_day, machine_day, shown_day
from riwaya.lexicon import Lexicon

DAY = date(2019, 6, 20)


@pytest.mark.parametrize(
    "line",
    [
        "20 حزيران 2019",
        "20 يونيو 2019",
        "20 جوان 2019",
        "20 يونيو / حزيران 2019",
        "20 حزيران/يونيو 2019",
        "20 حزيران (يونيو) 2019",
        "الخميس، 20 حزيران، 2019",
        "الخميس 20-06-2019",
        "2019/06/20",
        "20.6.2019",
        "6/20/2019",
        "٢٠ حزيران ٢٠١٩",
        "١٧ شوال ١٤٤٠ هـ",
        "17/10/1440هـ",
        "الخميس 17 شوال 1440 هـ - 20 يونيو 2019 م",
        "الخميس 17/10/1440 هـ - الموافق 20/6/2019 م (آخر تحديث) الساعة 16:25 (مكة المكرمة)، 13:25 (غرينتش)",
        "نشر في: الخميس، 20 يونيو 2019 الساعة 10:30 مساءً",
        "تاريخ النشر: 20 حزيران 2019",
        "دمشق - سانا 20/6/2019",
        "Thursday, June 20, 2019",
        "20 Jun 2019",
    ],
)
def test_a_line_that_is_a_date(line: str, words: Lexicon) -> None:
    assert line_day(line, None, knowledge(words)) == DAY
    assert shown_day(f"عنوان الخبر\n{line}\nقتل جندي في هجوم.", None, knowledge(words)) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "التاريخ: 5 مايو/ أيار 2019",
        "- تاريخ الهجوم: 5 شباط (فبراير) 2018",
        "في 20 يونيو 2019، قتل جندي",
        "قتل 3 في حلب 12/12/2016",
        "20 حزيران",
        "31/2/2019",
        "45 حزيران 2019",
        "20-06-19",
        "هاتف 011-22-3344",
        "وكانت روسيا قد بدأت حملة في 24 نيسان / أبريل 2019 بغرض السيطرة",
    ],
)
def test_a_line_that_is_no_date_of_the_page(line: str, words: Lexicon) -> None:
    assert shown_day(f"عنوان الخبر\n{line}\nقتل جندي في هجوم.", None, knowledge(words)) is None


@pytest.mark.parametrize(
    "lead",
    [
        "رام الله 20-6-2019 وفا- قتل شاب",
        "دمشق 20 حزيران 2019: قتل جندي في هجوم على حاجز في البلدة",
        "عمان 20 حزيران 2019 (بترا)-- قتل جندي في هجوم على حاجز في البلدة",
    ],
)
def test_a_dateline_glued_to_its_paragraph(lead: str, words: Lexicon) -> None:
    assert shown_day(lead, None, knowledge(words)) == DAY


def test_a_labelled_date_counts_where_the_markup_calls_it_one(words: Lexicon) -> None:
    assert line_day("التاريخ: 20/6/2019", None, knowledge(words), marked=True) == DAY


@pytest.mark.parametrize("value", ["2019-06-20", "2019-06-20T22:30:00+03:00", "Thu, 20 Jun 2019 10:00:00 GMT", "20 حزيران 2019"])
def test_a_value_for_machines(value: str, words: Lexicon) -> None:
    assert machine_day(value, knowledge(words)) == DAY


@pytest.mark.parametrize("value", ["", "2019", "2019-13-45", "0001-01-01", "soon"])
def test_a_value_that_is_no_day(value: str, words: Lexicon) -> None:
    assert machine_day(value, knowledge(words)) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.example/2019/06/20/title", DAY),
        ("http://a.example/news/2019-6-20-title", DAY),
        ("http://a.example/node/620682/2019", None),
        ("http://a.example/2019/13/40/", None),
        (None, None),
    ],
)
def test_the_day_of_an_address(url: str | None, day: date | None) -> None:
    assert address_day(url) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("---\ntitle: خبر\ndate: 2019-06-20\n---\nنص", DAY), ("عنوان\n\n---\ndate: 2019-06-20T00:00:18.055Z\n---\n", DAY), ("date: 2019-06-20", None)],
)
def test_front_matter(text: str, day: date | None) -> None:
    assert front_matter_day(text) == day
