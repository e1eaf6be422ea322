"""Joins words of time into date phrases: which tokens belong together, and what they say slot by slot."""

from __future__ import annotations

from dataclasses import dataclass, replace

from riwaya.extract.when import parts as dateparts
from riwaya.extract.when.calendar import Parts
from riwaya.extract.when.parts import Step
from riwaya.extract.when.words import Item, Items, ending_at, rule_at

_LEADS = frozenset({"since", "unlike", "until", "ago", "after", "within", "for"})
_GLUE = frozenset({"of", "in", "corresponding", "mark", "one day", "one month", "one year", "one year-pair", "two month"})
_NOUNS = frozenset({"one day", "one month", "one year", "one year-pair", "two month"})
_MOST_GLUE = 3
_NOTHING = Parts()
_STARTS_ANEW = ("و", "ف")
_NEVER_FIRST = frozenset({"noun", "mark", "and"})
_PLACES_A_MONTH = frozenset({"in", "since", "within", "between", "until", "ago", "after"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date phrase on tokens `[start, end)`; `lead` is the preposition of time before it.

    `length` marks a plain length of time, `paired` the first of two months («شهري أبريل ومايو»).
    """

    start: int
    end: int
    parts: Parts
    lead: str | None
    rules: tuple[str, ...]
    length: bool = False
    paired: bool = False


def phrase(items: Items, start: int) -> Phrase | None:
    """Return the date phrase that begins on a token, if one does."""
    first = items[start]
    if first.rule in _NEVER_FIRST:
        return None
    lead = first.rule if first.rule in _LEADS else None
    rules: tuple[str, ...] = (first.id,) if lead else ()
    here = first.end if lead else start
    if counted := _counted(items, here, lead):
        return Phrase(start, counted.end, counted.parts, lead, rules + counted.rules, length=not counted.parts.names_a_time and not counted.parts.unclear)
    step = _elements(items, here)
    if step.end == here or not _is_date(items, here, step):
        return None
    paired = items[here].rule == "two month"
    return Phrase(start, _balanced(items, here, step.end), _completed(step.parts), lead, rules + step.rules, paired=paired)


def _balanced(items: Items, start: int, end: int) -> int:
    """Take in the bracket that closes one inside the phrase."""
    marks = [items[place].argument for place in range(start, end + 1) if place in items and items[place].rule == "mark"]
    return end + 1 if end in items and items[end].argument == ")" and marks.count("(") == marks.count(")") else end


def _completed(parts: Parts) -> Parts:
    if parts.days and not parts.months:  # «25 الجاري», «12 من الشهر نفسه»
        return replace(parts, unit="month")
    return parts


def _elements(items: Items, start: int) -> Step:
    step = Step(_NOTHING, start)
    while following := _next(items, step, empty=step.end == start):
        step = following
    return step


def _next(items: Items, step: Step, *, empty: bool) -> Step | None:
    """Read one more element, over at most a few words that hold a date together."""
    here, glue = step.end, frozenset[str]()
    for _ in range(_MOST_GLUE + 1):
        item = items.get(here)
        if item is None or (not empty and item.prefix.startswith(_STARTS_ANEW)):
            return None
        found = _element(items, here, step.parts) or (None if empty else _other_calendar(items, here, step))
        if found and _fits(glue, step.parts, found.parts):
            return Step(found.parts, _closed(items, found.end, opened="(" in glue), step.rules + found.rules)
        if item.rule not in (_NOUNS if empty else _GLUE) or item.argument == ")":
            return None
        glue |= {item.argument if item.rule == "mark" else item.rule}
        here = item.end
    return None


def _element(items: Items, here: int, parts: Parts) -> Step | None:
    for read in _ELEMENTS.get(items[here].rule, ()):
        if found := read(items, here, parts):
            return found
    return None


def _fits(glue: frozenset[str], before: Parts, after: Parts) -> bool:
    """After a comma, a dash or «في» only what names a day, month or year goes on with the date; «عام» and «شهر» want their own."""
    if ("one year" in glue and after.years == before.years) or (glue & {"one month", "two month"} and after.months == before.months):
        return False
    if glue.isdisjoint((",", "،", "-", "in")):
        return True
    if after.weekdays != before.weekdays:  # «أمس، الأربعاء»
        return before.offset is not None and "in" not in glue
    fuller = (after.days, after.months, after.years) != (before.days, before.months, before.years)
    return fuller or ("in" in glue and after.clock and not before.clock)


def _closed(items: Items, end: int, *, opened: bool) -> int:
    item = items.get(end)
    return end + 1 if opened and item is not None and item.argument == ")" else end


def _other_calendar(items: Items, here: int, step: Step) -> Step | None:
    """Read the same day in the other calendar («26 شوال الموافق 11 أغسطس»); the civil one counts."""
    if not step.parts.months or not step.parts.days or not dateparts.starts_a_day(items, here):
        return None
    other = _elements(items, here)
    if not other.parts.months or not other.parts.days or other.parts.hijri == step.parts.hijri:
        return None
    civil = step.parts if other.parts.hijri else replace(other.parts, weekdays=step.parts.weekdays or other.parts.weekdays)
    return Step(civil, other.end, other.rules)


def _part_of_day(items: Items, here: int, parts: Parts) -> Step | None:
    """Read a part of the day; a bare noun («فجر», also "blew up") only before the day it belongs to."""
    item = items[here]
    if item.rule != "part":
        return None
    if item.argument == "" or (item.argument == "homograph" and parts == _NOTHING):
        following = _next(items, Step(_NOTHING, item.end), empty=True)
        if following is None or not following.parts.names_a_time:
            return None
    return Step(replace(parts, clock=True, midnight=parts.midnight or item.argument == "midnight"), item.end, (item.id,))


_ELEMENTS = {**dateparts.ELEMENTS, "part": (_part_of_day,)}


def _is_date(items: Items, start: int, step: Step) -> bool:
    """Whether the parts together make a date: a lone month or season, or the beginning of nothing, do not."""
    parts = step.parts
    if parts.period and not (parts.months or parts.years or parts.season or parts.unit):
        return False
    if parts.unit and not (parts.which is not None or parts.same or parts.period or parts.unclear):
        return False
    if parts.season and not (parts.years or parts.which is not None or parts.unit):
        return False
    if parts.months and not _month_is_sure(items, start, step):
        return False
    return parts.names_a_time or parts.clock


def _month_is_sure(items: Items, start: int, step: Step) -> bool:
    parts = step.parts
    said = (parts.days, parts.years, parts.which, parts.period, parts.unit)
    if any(slot is not None for slot in said) or parts.same or sum(rule.startswith("month.") for rule in step.rules) > 1:
        return True
    month = items[start]
    before = ending_at(items, start)
    if month.rule != "month":  # «شهر مايو»
        return True
    return before is not None and before.rule in _PLACES_A_MONTH and not month.doubtful


def _counted(items: Items, here: int, lead: str | None) -> Step | None:
    """Read a number of days, weeks, months: a distance («قبل يومين»), a stretch («الأيام الثلاثة الماضية») or a plain length."""
    about = items.get(here)
    vague = about is not None and about.rule == "about"
    counted = dateparts.count(items, about.end if about and vague else here, lead)
    if counted is None:
        return None
    number, unit, end = counted.number, counted.unit, counted.end
    rules = counted.rules
    which = items.get(end)
    if which is not None and which.rule == "tail":
        vague, end, rules = True, which.end, (*rules, which.id)
        which = items.get(end)
    if which is not None and which.rule == "which" and not which.prefix:
        exact = which.argument == "-1" and number is not None and not vague
        parts = Parts(lasting=(number, unit)) if exact and number is not None else Parts(unclear=True)
        return Step(parts, which.end, (*rules, which.id))
    if lead is None or lead == "for":
        return None if counted.bare and lead is None else Step(_NOTHING, end, rules)
    if lead in ("ago", "since") and number is not None and not vague and not _leans_on(items, which):
        return Step(Parts(ago=(number, unit)), end, rules)
    return Step(Parts(unclear=True), end, rules)


def _leans_on(items: Items, following: Item | None) -> bool:
    """Whether the distance is from something told («قبل يومين من الهدنة»), not from publication («قصف قبل يومين على بلدة»)."""
    return following is not None and following.rule in ("of", "from") and rule_at(items, following.end) not in ("target", "noun")
