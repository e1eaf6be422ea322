"""The elements of a date phrase: numeric dates, days, months, years, weekdays, relative words, units, clock times."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from riwaya.extract.calendar import Parts, is_hijri_year
from riwaya.extract.reading import Mention, Reading, Token, longest

_KINDS = ("timeword", "month", "weekday")
_NOUN_KINDS = ("group", "casualty", "equipment")
_MARKS = frozenset("()/-,،")
_NUMERIC = re.compile(r"(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_LAST_MONTH = 12
_LAST_DAY = 31
_HOURS = 24
_CIVIL_YEARS = range(1900, 2101)
_HIJRI_YEARS = range(1343, 1501)  # what the conversion tables cover
_YEAR_DIGITS = 4
_UNITS = frozenset({"one week", "one month", "one year"})


@dataclass(frozen=True, slots=True)
class Item:
    """A word that may be part of a date, on tokens `[start, end)`: the rule that reads it and the rule's argument."""

    rule: str
    argument: str
    start: int
    end: int
    prefix: str = ""
    id: str = ""
    hijri: bool = False
    doubtful: bool = False

    @property
    def number(self) -> int | None:
        """The whole number that the item stands for."""
        return int(self.argument) if self.rule in ("digits", "number", "nth") and self.argument.isdigit() else None


Items = Mapping[int, Item]


@dataclass(frozen=True, slots=True)
class Step:
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


def items(reading: Reading) -> dict[int, Item]:
    """Return the words of time, numbers, marks and countable nouns of a reading by their first token."""
    found = {noun.start: Item("noun", "", noun.start, noun.end) for kind in _NOUN_KINDS for noun in reading.of(kind)}
    found |= {number.start: Item("number", number.entry.value, number.start, number.end, number.prefix) for number in reading.of("number")}
    found |= {place: item for place, token in enumerate(reading.tokens) if (item := _plain(token, place))}
    mentions: list[Mention] = [one for kind in _KINDS for one in reading.of(kind)]
    for mention in longest(mentions):
        if mention.start in found and found[mention.start].end > mention.end:  # a longer number word
            continue
        found[mention.start] = _item(mention, reading)
        for inner in range(mention.start + 1, mention.end):
            found.pop(inner, None)
    return found


def _plain(token: Token, place: int) -> Item | None:
    if token.norm in _MARKS:
        return Item("mark", token.norm, place, place + 1)
    if token.norm[0].isdigit():
        return Item("digits", token.norm, place, place + 1)
    return Item("and", "", place, place + 1) if token.norm == "و" else None


def _item(mention: Mention, reading: Reading) -> Item:
    entry = mention.entry
    if entry.kind != "timeword":
        # Folding makes one of «آب» and the town «إب»: only the exact letters are a month without a day or year.
        doubtful = "homograph" in entry.traits and not reading.quote(mention.start, mention.end).endswith(entry.words)
        return Item(entry.kind, entry.value, mention.start, mention.end, mention.prefix, entry.id, "hijri" in entry.traits, doubtful)
    rule, _, argument = entry.value.partition(" ")
    if rule in ("one", "two", "many"):
        return Item(entry.value, argument, mention.start, mention.end, mention.prefix, entry.id)
    return Item(rule, argument, mention.start, mention.end, mention.prefix, entry.id)


def ending_at(items: Items, place: int) -> Item | None:
    """Return the item right before a token."""
    for start in (place - 1, place - 2, place - 3):
        item = items.get(start)
        if item is not None and item.end == place:
            return item
    return None


def starts_a_day(items: Items, here: int) -> bool:
    """Whether a number of a day, or a numeric date, stands here."""
    return items[here].rule in ("digits", "nth", "article")


def _rule(items: Items, here: int) -> str:
    item = items.get(here)
    return item.rule if item else ""


def _mark(items: Items, here: int, marks: str) -> bool:
    item = items.get(here)
    return item is not None and item.rule == "mark" and item.argument in marks


def numeric(items: Items, here: int, parts: Parts) -> Step | None:
    """Read 20/06/2019, 2019-06-20, 21 / 10 / 1436."""
    first = items[here]
    if first.rule != "digits" or parts.days or parts.months:
        return None
    if match := _NUMERIC.fullmatch(first.argument):
        return _ordered(match.groups(), first.end, parts)
    second, third = items.get(here + 2), items.get(here + 4)
    if second and third and second.rule == third.rule == "digits" and _mark(items, here + 1, "/-") and _mark(items, here + 3, "/-"):
        return _ordered((first.argument, second.argument, third.argument), third.end, parts)
    match = _DAY_MONTH.fullmatch(first.argument)
    dated = parts.weekdays or parts.offset is not None or _rule(items, here - 1) == "one day"
    if match and dated and 1 <= int(match[2]) <= _LAST_MONTH:
        return Step(replace(parts, days=(int(match[1]),) * 2, months=(int(match[2]),) * 2), first.end)
    return None


def _ordered(numbers: tuple[str, ...], end: int, parts: Parts) -> Step | None:
    if not all(number.isdigit() for number in numbers):
        return None
    day, month, year = (int(number) for number in (reversed(numbers) if len(numbers[0]) == _YEAR_DIGITS else numbers))
    if day <= _LAST_MONTH < month:  # month before day
        day, month = month, day
    if month > _LAST_MONTH or not 1 <= day <= _LAST_DAY or year not in _CIVIL_YEARS and year not in _HIJRI_YEARS:
        return None
    return Step(replace(parts, days=(day, day), months=(month, month), years=(year, year), hijri=is_hijri_year(year)), end)


def days(items: Items, here: int, parts: Parts) -> Step | None:
    """Read the day or days before a month: «3», «الـ 12», «3 و5», «من 6 إلى 7», «العاشر»."""
    if parts.days or parts.months:
        return None
    first = _day(items, here)
    if first is None:
        return None
    last, rules = first, (first.id,) if first.id else ()
    while following := _listed(items, last.end):
        last, rules = following, rules + ((following.id,) if following.id else ())
    low, high = first.number, last.number
    if low is None or high is None or low > high or not _month_follows(items, last.end):
        return None
    return Step(replace(parts, days=(low, high)), last.end, rules)


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
    if item.rule in ("and", "until") or _mark(items, here, "-،,/"):
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
        return _rule(items, item.end) in ("month", "which", "same")
    return item.rule == "month" or (item.rule == "which" and item.argument == "0")


def month(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a month and its name in another habit: «آذار/مارس», «أكتوبر (تشرين الأول)»."""
    first = items[here]
    if first.rule != "month" or parts.months:
        return None
    number = int(first.argument)
    found = replace(parts, months=(number, number), hijri=first.hijri)
    opened = _mark(items, first.end, "(")
    partner = items.get(first.end + 1 if _mark(items, first.end, "(/-") else first.end)
    if partner is None or partner.rule != "month" or partner.prefix or partner.hijri != first.hijri:
        return Step(found, first.end, (first.id,))
    last = int(partner.argument)
    if last != number and (last != number + 1 or opened or partner.start == first.end):
        return Step(found, first.end, (first.id,))
    end = partner.end + 1 if opened and _mark(items, partner.end, ")") else partner.end
    return Step(replace(found, months=(number, last)), end, (first.id, partner.id))


def year(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a year, or two: «2015», «عامي 2011 و2014»."""
    first = items[here]
    if first.rule != "digits" or parts.years or not _is_year(first):
        return None
    number = int(first.argument)
    before = ending_at(items, here)
    hijri = is_hijri_year(number)
    if hijri and not (parts.hijri or _is_era(items.get(first.end), "hijri")) or (parts.months and parts.hijri != hijri):
        return None
    named = before is not None and before.rule in ("one year", "one year-pair", "two year")
    dated = parts.months or parts.season or parts.period or parts.unit == "year"
    placed = before is not None and before.rule in ("in", "since", "until", "between") and parts == Parts()
    if not (named or dated or placed) or (_rule(items, first.end) == "noun" and not named) or _CLOCK.fullmatch(first.argument):
        return None
    last = _second_year(items, first.end) if named and not dated else None
    if last is not None and int(last.argument) > number:
        return Step(replace(parts, years=(number, int(last.argument))), last.end)
    return Step(replace(parts, years=(number, number), hijri=hijri), first.end)


def _is_year(item: Item | None) -> bool:
    return item is not None and item.number is not None and len(item.argument) == _YEAR_DIGITS and (item.number in _CIVIL_YEARS or item.number in _HIJRI_YEARS)


def _second_year(items: Items, here: int) -> Item | None:
    if not (_rule(items, here) in ("and", "until") or _mark(items, here, "-/")):
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
    opened = _mark(items, first.end, "(")
    joined = _mark(items, first.end, "(/-") or _rule(items, first.end) == "until"
    second = items.get(first.end + 1 if joined else first.end)
    number = int(first.argument)
    if second is None or second.rule != "weekday" or second.prefix not in ("", "و") or int(second.argument) != number % 7 + 1:
        return Step(replace(parts, weekdays=(number, number)), first.end, (first.id,))
    end = second.end + 1 if opened and _mark(items, second.end, ")") else second.end
    return Step(replace(parts, weekdays=(number, int(second.argument))), end, (first.id, second.id))


def offset(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a day told from publication: «اليوم», «أمس»."""
    item = items[here]
    if item.rule != "day" or parts.offset is not None:
        return None
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
    begun = parts.period is not None and not _is_year(following) and _rule(items, noun.end) != "month"
    if not (this or told_apart or begun):
        return None
    name = noun.argument
    return Step(replace(parts, unit=name, which=0 if this else parts.which, unclear=begun and not told_apart and not this and name == "week"), noun.end, (noun.id,))


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
    if item.rule not in ("early", "middle", "late") or parts.period:
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
    end, rules = item.end, (item.id,) if item.id else ()
    if item.rule == "clock":
        hour = items.get(end)
        if hour is None or not (hour.rule in ("hour", "nth") or (hour.rule == "digits" and (hour.number or 0) <= _HOURS)):
            return None
        end = hour.end
    elif item.rule != "digits" or not (_CLOCK.fullmatch(item.argument) or _rule(items, end) == "clock-tail"):
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
        noun = items.get(first.end)
        if noun is None or noun.rule.partition(" ")[0] not in ("one", "many") or noun.argument == "year-pair" or _is_named(items, noun):
            return None
        return Count(first.number, noun.argument, noun.end, (noun.id,))
    kind, _, name = first.rule.partition(" ")
    if kind == "many":
        return _plural(items, first, name)
    if kind == "two" and _rule(items, first.end) != "month" and not _is_year(items.get(first.end)):
        return Count(2, name, first.end, (first.id,))
    if kind == "one" and lead in ("ago", "since", "after", "within", "for") and name != "year-pair" and not _is_named(items, first) and _rule(items, first.end) != "this":
        return Count(1, name, first.end, (first.id,)) if not _names_a_day(items, first) else None
    return None


def _plural(items: Items, noun: Item, name: str) -> Count:
    """Read what follows a plural: «الثلاثة», «الـ24», «القليلة»."""
    following = items.get(noun.end)
    if following is not None and following.rule == "article":
        following = items.get(following.end)
    if following is not None and following.rule in ("digits", "number", "nth") and following.number is not None and _rule(items, following.end) == "which":
        return Count(following.number, name, following.end, (noun.id,))
    end = following.end if following is not None and following.rule == "some" else noun.end
    return Count(None, name, end, (noun.id,), bare=True)


def _is_named(items: Items, noun: Item) -> bool:
    """Whether a singular is the head of a name («عام 2013», «شهر مايو», «الشهر الماضي») and counts nothing."""
    if not noun.rule.startswith("one") or noun.argument == "hour":
        return False
    following = items.get(noun.end)
    return _rule(items, noun.end) in ("month", "which", "same") or _is_year(following)


def _names_a_day(items: Items, noun: Item) -> bool:
    return noun.argument == "day" and _rule(items, noun.end) in ("weekday", "day", "digits", "nth", "article")


ELEMENTS: tuple[Callable[[Items, int, Parts], Step | None], ...] = (numeric, days, month, year, era, clock, weekday, offset, unit, which, period, season, told)
