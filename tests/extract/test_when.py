"""Dates in sentences of our own, all told on Thursday 23 July 2015 unless the case says otherwise."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from riwaya import lexicon
from riwaya.extract.reading import Reading, read
from riwaya.extract.when import DateMention, anchor, dates
from riwaya.extract.when.calendar import Known, Parts, precision, reckon
from riwaya.model import Document

PUBLISHED = date(2015, 7, 23)
GOLD = Path(__file__).parents[3] / "shared" / "gold" / "develop.jsonl"


@cache
def _lexicon() -> lexicon.Lexicon:
    return lexicon.load()


def _read(text: str, published: date | None = PUBLISHED) -> Reading:
    return read(Document("d", text, published=published), _lexicon())


def _days(mention: DateMention) -> str:
    """Write a mention's days the short way: "" unresolved, one day, or two with dots between."""
    if mention.when is None:
        return ""
    start, end = mention.when.start.isoformat(), mention.when.end.isoformat()
    return start if start == end else f"{start}..{end}"


def _found(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str, str]]:
    reading = _read(text, published)
    return [(reading.quote(one.start, one.end), _days(one), one.role) for one in dates(reading)]


@pytest.mark.parametrize(
    ("text", "quote", "days"),
    [
        ("قصفت الطائرات البلدة اليوم.", "اليوم", "2015-07-23"),
        ("قتل جندي أمس.", "أمس", "2015-07-22"),
        ("وقع الهجوم أول من أمس.", "أول من أمس", "2015-07-21"),
        ("وقع الهجوم أمس الأول الثلاثاء.", "أمس الأول الثلاثاء", "2015-07-21"),
        ("استهدفوا الحاجز الليلة الماضية.", "الليلة الماضية", "2015-07-22"),
        ("قتل شرطي يوم أمس الأربعاء 22 تموز.", "يوم أمس الأربعاء 22 تموز", "2015-07-22"),
        ("قتل شرطي أمس (الأربعاء) في المدينة.", "أمس (الأربعاء)", "2015-07-22"),
        ("قتل شرطي الثلاثاء في المدينة.", "الثلاثاء", "2015-07-21"),
        ("قتل شرطي الخميس في المدينة.", "الخميس", "2015-07-23"),
        ("قتل شرطي الخميس الماضي.", "الخميس الماضي", "2015-07-16"),
        ("يصل الوفد الأحد المقبل.", "الأحد المقبل", "2015-07-26"),
        ("من المقرر أن يصل الوفد الأحد.", "الأحد", "2015-07-26"),
        ("من المقرر أن يصل الوفد الخميس.", "الخميس", "2015-07-23"),
        ("يصل الوفد الخميس المقبل.", "الخميس المقبل", "2015-07-30"),
        ("تصدر النتائج قبل نهاية يوليو.", "قبل نهاية يوليو", "2015-07-21..2015-07-31"),
        ("قصفوا القرية ليل الثلاثاء الأربعاء.", "ليل الثلاثاء الأربعاء", "2015-07-21..2015-07-22"),
        ("قصفوا القرية ليل الخميس/الجمعة.", "ليل الخميس/الجمعة", "2015-07-23"),
        ("تبدأ الهدنة منتصف ليل الأحد (الاثنين).", "منتصف ليل الأحد (الاثنين)", "2015-07-20"),
        ("استمر القتال من ليل الأربعاء حتى فجر الخميس.", "ليل الأربعاء حتى فجر الخميس", "2015-07-22..2015-07-23"),
        ("قصف الطيران الحي فجر يوم السبت.", "فجر يوم السبت", "2015-07-18"),
        ("أعلن ذلك في بيان صدر الثلاثاء الأسبوع الماضي.", "الثلاثاء الأسبوع الماضي", "2015-07-14"),
    ],
)
def test_a_day_told_from_publication(text: str, quote: str, days: str) -> None:
    assert [(found, when) for found, when, _ in _found(text)] == [(quote, days)]


@pytest.mark.parametrize(
    ("text", "quote", "days"),
    [
        ("سقطت البلدة في 10 تموز (يوليو) الجاري.", "10 تموز (يوليو) الجاري", "2015-07-10"),
        ("فرضت الطوارئ في أكتوبر (تشرين الأول) الماضي.", "أكتوبر (تشرين الأول) الماضي", "2014-10-01..2014-10-31"),
        ("اندلعت الحرب في آذار/مارس 2011.", "آذار/مارس 2011", "2011-03-01..2011-03-31"),
        ("وقع ذلك في 2014 يونيو / حزيران.", "2014 يونيو / حزيران", "2014-06-01..2014-06-30"),
        ("قتلوا في شهر أيار الماضي.", "شهر أيار الماضي", "2015-05-01..2015-05-31"),
        ("قتلوا في يوليو الماضي.", "يوليو الماضي", "2014-07-01..2014-07-31"),
        ("اعتقل في 14 جانفي 2011.", "14 جانفي 2011", "2011-01-14"),
        ("أوقف في 8 غشت.", "8 غشت", "2014-08-08"),
        ("قصفت في الواحد والعشرين من آب.", "الواحد والعشرين من آب", "2014-08-21"),
        ("خرجوا في التاسع من أبريل الماضي.", "التاسع من أبريل الماضي", "2015-04-09"),
        ("خرجوا في الـ 12 من الشهر الحالي.", "الـ 12 من الشهر الحالي", "2015-07-12"),
        ("تظاهروا في 3 و5 مايو 2013.", "3 و5 مايو 2013", "2013-05-03..2013-05-05"),
        ("تظاهروا من 3 إلى 5 مايو.", "3 إلى 5 مايو", "2015-05-03..2015-05-05"),
        ("قصفوها ليل 6-7 حزيران/يونيو.", "ليل 6-7 حزيران/يونيو", "2015-06-06..2015-06-07"),
        ("هاجموا بين 28 يونيو و3 يوليو.", "28 يونيو و3 يوليو", "2015-06-28..2015-07-03"),
        ("قتل المئات خلال شهري أبريل/نيسان ومايو/أيار.", "خلال شهري أبريل/نيسان ومايو/أيار", "2015-04-01..2015-05-31"),
        ("انسحبوا في مطلع يوليو.", "مطلع يوليو", "2015-07-01..2015-07-10"),
        ("انسحبوا منتصف كانون الثاني.", "منتصف كانون الثاني", "2015-01-11..2015-01-20"),
        ("انسحبوا في النصف الأول من عام 2014.", "النصف الأول من عام 2014", "2014-01-01..2014-06-30"),
        ("نشر التقرير في أغسطس 26, 2014", "أغسطس 26, 2014", "2014-08-26"),
        ("قتلوا السبت 18تموز2015 في المدينة.", "السبت 18تموز2015", "2015-07-18"),
        ("انسحبوا نهاية شباط/فبراير.", "نهاية شباط/فبراير", "2015-02-21..2015-02-28"),
        ("انسحبوا في نهاية عام 2014.", "نهاية عام 2014", "2014-12-01..2014-12-31"),
        ("بدأت الحملة في خريف العام 2014.", "خريف العام 2014", "2014-09-01..2014-11-30"),
        ("سيطروا عليها في حزيران (يونيو) العام الماضي.", "حزيران (يونيو) العام الماضي", "2014-06-01..2014-06-30"),
        ("سيطروا عليها بين عامي 2011 و2014.", "عامي 2011 و2014", "2011-01-01..2014-12-31"),
        ("نشر التقرير في 20-06-2014 أمام الصحفيين.", "20-06-2014", "2014-06-20"),
        ("نشر التقرير 2014/06/20 أمام الصحفيين.", "2014/06/20", "2014-06-20"),
        ("قتل جنديان الاثنين 27 تموز.", "الاثنين 27 تموز", "2015-07-27"),
    ],
)
def test_months_years_and_days_of_the_month(text: str, quote: str, days: str) -> None:
    assert [(found, when) for found, when, _ in _found(text)] == [(quote, days)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("الثلاثاء 26 شوال 1436 هـ الموافق 11 أغسطس 2015", "2015-08-11"),
        ("الثلاثاء 11 أغسطس 2015 الموافق 26 شوال 1436 هجرية", "2015-08-11"),
        ("الخميس 21 / 10 / 1436ه", "2015-08-06"),
        ("١٥ رمضان ١٤٣٦", "2015-07-02"),
        ("15 رمضان", "2015-07-02"),
    ],
)
def test_the_islamic_calendar(text: str, days: str) -> None:
    assert [(found, when) for found, when, _ in _found(text)] == [(text, days)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("هاجموا البلدة الأسبوع الماضي.", "2015-07-13..2015-07-19"),
        ("هاجموا البلدة الشهر الماضي.", "2015-06-01..2015-06-30"),
        ("هاجموا البلدة العام قبل الماضي.", "2013-01-01..2013-12-31"),
        ("هاجموا البلدة هذا العام.", "2015-01-01..2015-12-31"),
        ("هاجموا البلدة قبل يومين.", "2015-07-21"),
        ("هاجموا البلدة قبل ثلاثة أيام.", "2015-07-20"),
        ("هاجموا البلدة خلال الأيام الثلاثة الماضية.", "2015-07-20..2015-07-22"),
        ("هاجموا البلدة خلال الساعات الـ24 الماضية.", "2015-07-22..2015-07-23"),
        ("هاجموا البلدة قبل أسبوعين.", ""),
        ("هاجموا البلدة قبل نحو عام.", ""),
        ("هاجموا البلدة قبل عشرة أيام.", ""),
        ("هاجموا البلدة خلال الأسابيع الماضية.", ""),
        ("هاجموا البلدة قبل يومين من الهدنة.", ""),
        ("هاجموا البلدة في اليوم التالي.", ""),
        ("هاجموا البلدة في اليوم ذاته من العام الماضي.", ""),
    ],
)
def test_distances_and_whole_periods(text: str, days: str) -> None:
    assert [when for _, when, _ in _found(text)] == [days]


@pytest.mark.parametrize(
    ("text", "days", "role"),
    [
        ("يقاتلون منذ 11 يوليو.", "2015-07-11", "since"),
        ("يقاتلون منذ مساء الثلاثاء.", "2015-07-21", "since"),
        ("يقاتلون منذ 3 أيام.", "2015-07-20", "since"),
        ("قتل كثيرون منذ مطلع العام.", "2015-01-01", "since"),
        ("يقاتلون منذ شهرين.", "", "duration"),
        ("تلك أكبر موجة نزوح منذ عام 2011.", "", "duration"),
        ("يقاتلون منذ عام ونصف العام.", "", "duration"),
        ("أعلنوا هدنة لمدة خمسة أيام.", "", "duration"),
        ("يسري الحظر حتى نهاية 2014.", "2014-12-01..2014-12-31", "until"),
        ("وقع الانفجار عند الساعة العاشرة والنصف ليلا.", "", "part"),
        ("وصلوا إلى القرية صباحا.", "", "part"),
        ("وصلوا عند الساعة 17:30 من مساء أمس.", "2015-07-22", "at"),
    ],
)
def test_roles(text: str, days: str, role: str) -> None:
    assert [(when, found) for _, when, found in _found(text)] == [(days, role)]


@pytest.mark.parametrize(
    "text",
    [
        "مارس المسلحون ضغوطا على السكان.",
        "قتل مدنيان في إب وسط اليمن.",
        "فجر انتحاري نفسه وسط السوق.",
        "انتحاريان فجرا نفسيهما.",
        "لم يصب أحد المدنيين بأذى.",
        "صرح الأمين العام السابق للحزب.",
        "دخل الإضراب اليوم الثالث على التوالي.",
        "استمر القصف في اليوم الـ51 للحرب.",
        "التقى الرئيس رجب طيب أردوغان الوفد.",
        "انفجرت سيارة في سوق الجمعة.",
        "قتل 20 شخصا وجرح 30 في القصف.",
        "نزح 2000 شخص من البلدة.",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("انفجرت سيارة الثلاثاء. وانفجرت أخرى في اليوم نفسه.", ["2015-07-21", "2015-07-21"]),
        ("انسحبوا في 4 يونيو 2014. وعادوا في اليوم التالي.", ["2014-06-04", "2014-06-05"]),
        ("قتل عشرة الأربعاء. وتأتي الهجمات غداة مقتل خمسة.", ["2015-07-22", "2015-07-21"]),
        ("قتل عشرة في يونيو. وتأتي الهجمات غداة مقتل خمسة.", ["2015-06-01..2015-06-30", ""]),
        ("وصلوا في العاشر من تموز. وفقدوا في الـ 12 من الشهر نفسه.", ["2015-07-10", "2015-07-12"]),
        ("قصفت البلدة في 25 آذار 2014. وقصفت ثانية في 30 آذار.", ["2014-03-25", "2014-03-30"]),
        ("انسحبوا الثلاثاء. وعادوا بعد ذلك بأيام.", ["2015-07-21", ""]),
    ],
)
def test_a_day_told_from_another(text: str, days: list[str]) -> None:
    assert [when for _, when, _ in _found(text)] == days


@pytest.mark.parametrize("text", ["قتل جندي أمس.", "قتل جندي الثلاثاء.", "قتل جندي في 3 مايو.", "قتل جندي الشهر الماضي.", "قتل جندي قبل يومين."])
def test_without_a_publication_day_nothing_is_guessed(text: str) -> None:
    assert [when for _, when, _ in _found(text, published=None)] == [""]


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("أسر الجندي في السابع من أكتوبر.", date(2025, 2, 20), "2023-10-07"),
        ("أسر الجندي في السابع من تشرين الأول/ أكتوبر.", date(2025, 2, 20), "2023-10-07"),
        ("أسر الجندي في السابع من أكتوبر 2024.", date(2025, 2, 20), "2024-10-07"),
        ("أسر الجندي في السابع من أكتوبر الماضي.", date(2025, 2, 20), "2024-10-07"),
        ("أسر الجندي في السابع من أكتوبر.", date(2022, 11, 1), "2022-10-07"),
    ],
)
def test_a_day_that_became_a_name(text: str, published: date, days: str) -> None:
    assert [found for _, found, _ in _found(text, published)] == [days]


def test_a_weekday_outweighs_a_yesterday_that_disagrees() -> None:
    assert _found("قتل جندي البارحة (الثلاثاء).")[0][1] == "2015-07-21"


def test_an_impossible_day_stays_open() -> None:
    assert _found("قتل جندي في 31 شباط 2014.") == [("31 شباط 2014", "", "at")]


def test_precision_basis_and_span() -> None:
    stated, relative = dates(_read("بدأت في مارس 2014 وانتهت الأسبوع الماضي."))
    assert stated.when is not None
    assert (stated.when.precision, stated.when.basis, stated.when.span) == ("month", "stated", _read("بدأت في مارس 2014").span(2, 4))
    assert relative.when is not None
    assert (relative.when.precision, relative.when.basis) == ("week", "relative")
    assert "month.mars" in stated.rules


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("19 حزيران 2019\nقصفت الطائرات البلدة.", None, date(2019, 6, 19)),
        ("19 حزيران 2019\nقصفت الطائرات البلدة.", PUBLISHED, PUBLISHED),
        ("قصفت الطائرات البلدة في 19 حزيران 2019.", None, None),
    ],
)
def test_anchor(text: str, published: date | None, day: date | None) -> None:
    assert anchor(_read(text, published)) == day


def test_a_winter_of_one_year_is_two_winters() -> None:
    assert reckon(Parts(season=12, years=(2013, 2013)), Known(PUBLISHED, None)) is None


def test_precision_names_whole_periods() -> None:
    assert precision((date(2014, 1, 1), date(2014, 12, 31))) == "year"
    assert precision((date(2014, 1, 2), date(2014, 12, 31))) == "span"


@pytest.mark.skipif(not GOLD.is_file(), reason="the annotated pages are not here")
def test_gold_days_are_among_the_mentions_of_their_pages() -> None:
    right = total = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        published = date.fromisoformat(page["published"]) if page["published"] else None
        found = {(one.when.start.isoformat(), one.when.end.isoformat()) for one in dates(_read(page["text"], published)) if one.when}
        gold = [(claim["date"]["start"], claim["date"]["end"]) for claim in page["claims"] if claim["date"]]
        right += sum(day in found for day in gold)
        total += len(gold)
    assert right / total >= 0.96


def test_a_street_named_after_a_day_is_no_date() -> None:
    assert _found("سقطت القذيفة في شارع 26 سبتمبر وسط المدينة") == []
    assert _found("سقطت القذيفة في 26 سبتمبر")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("اغتيل العقيد المولود في حمص عام 1970.", ["elsewhere"]),
        ("قصفوا بلدة يسكنها ألفان بحسب إحصاء عام 2004.", ["elsewhere"]),
        ("أعلنت الجماعة الثلاثاء مسؤوليتها عن الهجوم.", ["elsewhere"]),
        ("تبنى التنظيم أمس هجوما على حاجز.", ["elsewhere"]),
        ("تبنى التنظيم هجوما وقع أمس.", ["at"]),
        ("اغتيل القيادي، المولود في حمص، أمس برصاص مجهولين.", ["at"]),
        ("قتل ثلاثة الثلاثاء في الهجوم، وأعلنت الجماعة مسؤوليتها عنه.", ["at"]),
    ],
)
def test_a_day_of_something_that_is_no_event(text: str, roles: list[str]) -> None:
    assert [role for _, _, role in _found(text)] == roles
