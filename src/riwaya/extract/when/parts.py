"""The elements of a date phrase: numeric dates, days, months, years, weekdays, relative words, units, clock times."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from riwaya.extract.when.calendar import PERIODS, Parts, is_hijri_year
from riwaya.extract.when.words import Item, Items, ending_at, is_mark, rule_at, whole

_NUMERIC = re.compile(r"(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_LAST_MONTH = 12
_LAST_DAY = 31
_HOURS = 24
_SPLITS = "/-\\_"
_CIVIL_YEARS = range(1900, 2101)
_HIJRI_YEARS = range(1343, 1501)  # what the conversion tables cover
_YEAR_DIGITS = 4
_COUNTING = frozenset({"ago", "since", "after", "within", "for"})
_UNITS = frozenset({"one week", "one month", "one year"})


class Step(NamedTuple):
    """A phrase read so far: its slots, the token where it stops, the entries that were read."""

    parts: Parts
    end: int
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a unit of time; `number` is None where the words leave it open, `bare` marks a plural alone."""

    number: int | None
    unit: str
    end: int
    rules: tuple[str, ...]
    bare: bool = False


def starts_a_day(items: Items, here: int) -> bool:
    """Whether a number of a day, or a numeric date, stands here."""
    return items[here].rule in ("digits", "nth", "article")


def numeric(items: Items, here: int, parts: Parts) -> Step | None:
    """Read 20/06/2019, 2019-06-20, 21 / 10 / 1436."""
    first = items[here]
    if first.rule != "digits" or parts.days or parts.months:
        return None
    if match := _NUMERIC.fullmatch(first.argument):
        return _ordered(match.groups(), first.end, parts)
    second, third = items.get(here + 2), items.get(here + 4)
    if second and third and second.rule == third.rule == "digits" and is_mark(items, here + 1, _SPLITS) and is_mark(items, here + 3, _SPLITS):
        return _ordered((first.argument, second.argument, third.argument), third.end, parts)
    match = _DAY_MONTH.fullmatch(first.argument)
    dated = parts.weekdays or parts.offset is not None or rule_at(items, here - 1) == "one day"
    if match and dated and 1 <= int(match[2]) <= _LAST_MONTH:
        return Step(replace(parts, days=(int(match[1]),) * 2, months=(int(match[2]),) * 2), first.end)
    return None


def _ordered(numbers: tuple[str, ...], end: int, parts: Parts) -> Step | None:
    if not all(number.isdigit() for number in numbers):
        return None
    day, month, year = (int(number) for number in (reversed(numbers) if len(numbers[0]) == _YEAR_DIGITS else numbers))
    if day <= _LAST_MONTH < month:  # month before day
        day, month = month, day
    if month > _LAST_MONTH or not 1 <= day <= _LAST_DAY or not (year in _CIVIL_YEARS or year in _HIJRI_YEARS):
        return None
    return Step(replace(parts, days=(day, day), months=(month, month), years=(year, year), hijri=is_hijri_year(year)), end)


def days(items: Items, here: int, parts: Parts) -> Step | None:
    """Read the day or days before a month: «3», «الـ 12», «3 و5», «من 6 إلى 7», «العاشر»."""
    if parts.days or parts.months:
        return None
    if pair := _day_pair(items, here):
        return Step(replace(parts, days=pair), here + 1)
    first = _day(items, here)
    if first is None:
        return None
    last, rules = first, [first.id]
    while following := _listed(items, last.end):
        last = following
        rules.append(following.id)
    low, high = first.number, last.number
    if low is None or high is None or low > high or not _month_follows(items, last.end):
        return None
    return Step(replace(parts, days=(low, high)), last.end, tuple(filter(None, rules)))


def named(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a day that has become a name: «السابع من أكتوبر»."""
    if parts.days or parts.months:
        return None
    item = items[here]
    day = date.fromisoformat(item.argument)
    return Step(replace(parts, days=(day.day, day.day), months=(day.month, day.month), named=day), item.end, (item.id,))


def day_after_month(items: Items, here: int, parts: Parts) -> Step | None:
    """Read the day in the orders «أغسطس 26, 2014», «2014 أغسطس 26»."""
    item, before = items[here], ending_at(items, here)
    if not parts.months or parts.days or item.rule != "digits" or _day(items, here) is None or before is None or before.rule != "month":
        return None
    following = items.get(item.end + 1 if is_mark(items, item.end, ",،") else item.end)
    full = rule_at(items, item.end) != "noun" if parts.years else _is_year(following)
    return Step(replace(parts, days=(item.number or 0,) * 2), item.end) if full else None


def _day_pair(items: Items, here: int) -> tuple[int, int] | None:
    """Read «16/17 يوليو», which the tokenizer leaves in one piece."""
    item = items[here]
    match = _DAY_MONTH.fullmatch(item.argument) if item.rule == "digits" else None
    if match is None or not 1 <= int(match[1]) < int(match[2]) <= _LAST_DAY or not _month_follows(items, item.end):
        return None
    return int(match[1]), int(match[2])


def _day(items: Items, here: int) -> Item | None:
    item = items.get(here)
    if item is not None and item.rule == "article":
        item = items.get(item.end)
    if item is None or item.rule not in ("digits", "nth") or item.number is None or not 1 <= item.number <= _LAST_DAY:
        return None
    return item


def _listed(items: Items, here: int) -> Item | None:
    """Return the next day of a list or range."""
    item = items.get(here)
    if item is None:
        return None
    if item.rule in ("and", "until") or is_mark(items, here, "-،,/"):
        following = items.get(item.end)
        return _day(items, item.end if following is None or following.rule != "and" else following.end)
    return _day(items, here) if item.rule == "nth" and item.prefix == "و" else None


def _month_follows(items: Items, here: int) -> bool:
    item = items.get(here)
    if item is not None and (item.rule == "of" or (item.rule == "mark" and item.argument in "-/")):
        here, item = item.end, items.get(item.end)
    if item is None:
        return False
    if item.rule == "one month":
        return rule_at(items, item.end) in ("month", "which", "same")
    if item.rule == "this":  # «18 من هذا الشهر»
        return rule_at(items, item.end) == "one month"
    return item.rule == "month" or (item.rule == "which" and item.argument == "0")


def month(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a month and its name in another habit: «آذار/مارس», «أكتوبر (تشرين الأول)»."""
    first = items[here]
    if first.rule != "month" or parts.months:
        return None
    number = int(first.argument)
    found = replace(parts, months=(number, number), hijri=first.hijri)
    opened = is_mark(items, first.end, "(")
    partner = items.get(first.end + 1 if is_mark(items, first.end, "(/-") else first.end)
    if partner is None or partner.rule != "month" or partner.prefix or partner.hijri != first.hijri:
        return Step(found, first.end, (first.id,))
    last = int(partner.argument)
    if last != number and (last != number + 1 or opened or partner.start == first.end):
        return Step(found, first.end, (first.id,))
    end = partner.end + 1 if opened and is_mark(items, partner.end, ")") else partner.end
    return Step(replace(found, months=(number, last)), end, (first.id, partner.id))


def year(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a year, or two: «2015», «عامي 2011 و2014», «شتاء 2016-2017»."""
    first = items[here]
    if first.rule != "digits" or parts.years or not _is_year(first):
        return None
    number = int(first.argument)
    before = ending_at(items, here)
    hijri = is_hijri_year(number)
    if (parts.months and parts.hijri != hijri) or (hijri and not (parts.hijri or _is_era(items.get(first.end), "hijri"))):
        return None
    named = before is not None and before.rule in ("one year", "one year-pair", "two year")
    dated = parts.months or parts.season or parts.period or parts.unit == "year"
    placed = before is not None and before.rule in ("in", "since", "until", "between") and parts == Parts()
    if not (named or dated or placed) or (rule_at(items, first.end) == "noun" and not named) or _CLOCK.fullmatch(first.argument):
        return None
    last = _second_year(items, first.end) if parts.season or (named and not dated) else None
    if last is not None and int(last.argument) > number:
        return Step(replace(parts, years=(number, int(last.argument))), last.end)
    return Step(replace(parts, years=(number, number), hijri=hijri), first.end)


def _is_year(item: Item | None) -> bool:
    return item is not None and item.number is not None and len(item.argument) == _YEAR_DIGITS and (item.number in _CIVIL_YEARS or item.number in _HIJRI_YEARS)


def _second_year(items: Items, here: int) -> Item | None:
    if not (rule_at(items, here) in ("and", "until") or is_mark(items, here, "-/")):
        return None
    item = items.get(here + 1)
    return item if _is_year(item) else None


def _is_era(item: Item | None, name: str) -> bool:
    return item is not None and item.rule == "era" and item.argument == name


def era(items: Items, here: int, parts: Parts) -> Step | None:
    """Read «هـ» or «م» after a year."""
    item = items[here]
    if item.rule != "era" or item.prefix or not parts.years or (item.argument == "hijri") != is_hijri_year(parts.years[0]):
        return None
    return Step(parts, item.end, (item.id,))


def weekday(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a weekday, or two that follow each other: «ليل الأحد الاثنين», «الأربعاء/الخميس»."""
    first = items[here]
    if first.rule != "weekday" or parts.weekdays:
        return None
    opened = is_mark(items, first.end, "(")
    joined = is_mark(items, first.end, "(/-") or rule_at(items, first.end) == "until"
    second = items.get(first.end + 1 if joined else first.end)
    number = int(first.argument)
    if second is None or not _is_next_day(first, second) or second.prefix not in ("", "و"):
        return Step(replace(parts, weekdays=(number, number)), first.end, (first.id,))
    end = second.end + 1 if opened and is_mark(items, second.end, ")") else second.end
    rules = [first.id, second.id]
    while second.prefix == "و" and (following := items.get(end)) is not None and following.prefix == "و" and _is_next_day(second, following):
        second, end = following, following.end  # «الأحد والاثنين والثلاثاء»
        rules.append(second.id)
    return Step(replace(parts, weekdays=(number, int(second.argument))), end, tuple(rules))


def _is_next_day(first: Item, second: Item) -> bool:
    return second.rule == "weekday" and int(second.argument) == int(first.argument) % 7 + 1


def offset(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a day told from publication: «اليوم», «أمس»."""
    item = items[here]
    if item.rule != "day" or parts.offset is not None:
        return None
    if rule_at(items, item.end) == "article" and days(items, item.end, Parts()) is None:  # «في اليوم الـ51 للحرب»
        return None
    before = items.get(item.end)
    if item.argument == "-1" and before is not None and before.rule == "day" and before.prefix == "و" and before.argument == "-2":  # «أمس وأول من أمس»
        return Step(replace(parts, lasting=(2, "day")), before.end, (item.id, before.id))
    return Step(replace(parts, offset=int(item.argument)), item.end, (item.id,))


def unit(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a week, month or year that a word beside it tells from others: «الشهر الماضي», «هذا العام», «مطلع العام»."""
    item = items[here]
    this = item.rule == "this"
    noun = items.get(item.end) if this else item
    if noun is None or noun.rule not in _UNITS or parts.unit:
        return None
    following = items.get(noun.end)
    told_apart = following is not None and following.rule in ("which", "same") and not following.prefix
    begun = parts.period is not None and not _is_year(following) and rule_at(items, noun.end) != "month"
    if not (this or told_apart or begun):
        return None
    weekend = noun.argument == "week" and not (this or told_apart)
    return Step(replace(parts, unit=noun.argument, which=0 if this else parts.which, unclear=weekend), noun.end, (noun.id,))


def which(items: Items, here: int, parts: Parts) -> Step | None:
    """Read «الماضي», «الجاري», «المقبل», «نفسه» after what it tells apart."""
    item = items[here]
    if item.prefix or not (parts.months or parts.weekdays or parts.unit or parts.season or parts.days):
        return None
    if item.rule == "same" and not parts.same:
        return Step(replace(parts, same=True), item.end, (item.id,))
    if item.rule != "which" or parts.which is not None:
        return None
    if item.argument == "unclear":
        return Step(replace(parts, which=0, unclear=True), item.end, (item.id,))
    return Step(replace(parts, which=int(item.argument)), item.end, (item.id,))


def period(items: Items, here: int, parts: Parts) -> Step | None:
    """Read the beginning, middle or end of something."""
    item = items[here]
    if item.rule not in PERIODS or parts.period:
        return None
    return Step(replace(parts, period=item.rule), item.end, (item.id,))


def season(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a season; whether it has a year is for the phrase to say."""
    item = items[here]
    if item.rule != "season" or parts.season or parts.months:
        return None
    return Step(replace(parts, season=int(item.argument)), item.end, (item.id,))


def told(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a day told from another day of the text: «في اليوم نفسه»."""
    item = items[here]
    if item.rule != "told" or parts.told is not None:
        return None
    if item.argument == "unclear":
        return Step(replace(parts, told=0, unclear=True), item.end, (item.id,))
    return Step(replace(parts, told=int(item.argument)), item.end, (item.id,))


def clock(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a clock time: «الساعة 17:30», «الساعة العاشرة والنصف», «20:30 بتوقيت غرينتش»."""
    item = items[here]
    end = item.end
    rules: tuple[str, ...] = (item.id,) if item.id else ()
    if item.rule == "clock":
        hour = items.get(end)
        if hour is None or not (hour.rule in ("hour", "nth") or (hour.rule == "digits" and (hour.number or 0) <= _HOURS)):
            return None
        end = hour.end
    elif item.rule != "digits" or not (_CLOCK.fullmatch(item.argument) or rule_at(items, end) == "clock-tail"):
        return None
    while (tail := items.get(end)) is not None and tail.rule == "clock-tail":
        end, rules = tail.end, (*rules, tail.id)
    return Step(replace(parts, clock=True), end, rules)


def count(items: Items, here: int, lead: str | None) -> Count | None:
    """Read so many units of time: «ثلاثة أيام», «يومين», «الأيام الثلاثة», «الساعات الـ24»."""
    first = items.get(here)
    if first is None:
        return None
    if first.rule == "article":
        here, first = first.end, items.get(first.end) or first
    if first.rule in ("digits", "number"):
        number, end = whole(items, first)
        noun = items.get(end)
        if noun is None or not noun.rule.startswith(("one", "many")) or _heads_a_name(items, noun):
            return None
        return Count(number, noun.argument, noun.end, (noun.id,))
    kind, _, name = first.rule.partition(" ")
    if kind == "many":
        return _plural(items, first, name)
    one = kind == "one" and lead in _COUNTING and not _heads_a_name(items, first) and rule_at(items, first.end) != "this"
    two = kind == "two" and rule_at(items, first.end) != "month" and not _is_year(items.get(first.end))
    return Count(1 if one else 2, name, first.end, (first.id,)) if one or two else None


def _plural(items: Items, noun: Item, name: str) -> Count:
    """Read what follows a plural: «الثلاثة», «الـ24», «القليلة»."""
    following = items.get(noun.end)
    if following is not None and following.rule == "article":
        following = items.get(following.end)
    if following is not None and following.rule in ("digits", "number", "nth") and following.number is not None:
        number, end = whole(items, following)
        if rule_at(items, end) == "which":
            return Count(number, name, end, (noun.id,))
    end = following.end if following is not None and following.rule == "some" else noun.end
    return Count(None, name, end, (noun.id,), bare=True)


def _heads_a_name(items: Items, noun: Item) -> bool:
    """Whether a singular counts nothing but heads a name: «عام 2013», «شهر مايو», «الشهر الماضي», «يوم الأحد»."""
    if not noun.rule.startswith("one") or noun.argument == "hour":
        return False
    following = rule_at(items, noun.end)
    if noun.argument == "day" and following in ("weekday", "day", "digits", "nth", "article"):
        return True
    return noun.argument == "year-pair" or following in ("month", "which", "same") or _is_year(items.get(noun.end))


Reader = Callable[[Items, int, Parts], Step | None]

# Who may read an element, by the rule of its first word; the first that can does.
ELEMENTS: Mapping[str, tuple[Reader, ...]] = {
    "digits": (numeric, days, day_after_month, year, clock),
    "nth": (days,),
    "article": (days,),
    "named": (named,),
    "month": (month,),
    "era": (era,),
    "clock": (clock,),
    "weekday": (weekday,),
    "day": (offset,),
    "this": (unit,),
    **dict.fromkeys(_UNITS, (unit,)),
    "which": (which,),
    "same": (which,),
    **dict.fromkeys(PERIODS, (period,)),
    "season": (season,),
    "told": (told,),
}
