"""The day on which a page was published: what its maker states for machines, what it shows to readers, what its address says.

A day is taken from visible text only where it is clearly the page's own; htmldate is not used, since it reads Levantine months as January.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from hijridate import Hijri

from riwaya import arabic
from riwaya.clean.knowledge import FRONT_MATTER, WORD, Knowledge

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{2,4})(?![\d/-])")
_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_NAMES = "|".join(f"{name}|{name[:3]}|{name[:4]}" for name in _ENGLISH)
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+({_NAMES})\.?,?\s+(\d{{4}})(?!\d)")
_MONTH_FIRST = re.compile(rf"\b({_NAMES})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d|19\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?!\d)")
_FRONT_MATTER_DATE = re.compile(r"^(?:date|published|publish_date|pubdate)\s*:\s*[\"']?(\d{4}-\d{2}-\d{2})", re.MULTILINE | re.IGNORECASE)
_AFTER_DATELINE = re.compile(r"\s*[^\W\d_]{0,2}\s*(?:[)\]]\s*)?(?:[-–—:]|\([^()\n]{2,30}\))")
_LABELLED = re.compile(r"[^\w\n]*[^\W\d_]+(?:\s[^\W\d_]+)?\s*:")  # «التاريخ: ...» may be the day of what is told
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")

_FIRST_YEAR, _LAST_YEAR = 1950, 2100
_HIJRI_YEARS = range(1343, 1500)
_DATE_LINE = 130
_HEAD_LINES, _FOOT_LINES = 8, 3
_SHORTEST_NAME = 3
_NAMES_BEFORE = 2
_DATELINE_WORDS = 4


def machine_day(value: str, known: Knowledge) -> date | None:
    """Return the day of a value written for machines; mostly ISO 8601, sometimes a date in words."""
    match = _ISO.search(value)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    return next((day for day, _, _ in _days(arabic.fold(value[:200]).view, known)), None)


def address_day(url: str | None) -> date | None:
    """Return the day in the path of an address («/2019/06/20/»)."""
    match = _IN_ADDRESS.search(url or "")
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def front_matter_day(text: str) -> date | None:
    """Return the day of `date:` in a front matter."""
    front = FRONT_MATTER.search(text, 0, 4000)
    match = _FRONT_MATTER_DATE.search(front[0]) if front else None
    return date.fromisoformat(match[1]) if match and _ISO.fullmatch(match[1]) and _valid(match[1]) else None


def shown_day(text: str, outlet: str | None, known: Knowledge) -> date | None:
    """Return the day that a page shows as its own: on a line of its own near the start or end, or in a dateline."""
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()]
    tail = [line.strip() for line in text[-600:].splitlines()[1:] if line.strip()]
    for line in (*lines[:_HEAD_LINES], *tail[-_FOOT_LINES:]):
        if day := line_day(line, outlet, known):
            return day
    return next(filter(None, (_dateline_day(line, known) for line in lines[:_HEAD_LINES])), None)


def line_day(line: str, outlet: str | None, known: Knowledge, *, marked: bool = False) -> date | None:
    """Return the day of a line that holds little else than a date; `marked`: the page's markup calls it a date."""
    if len(line) > _DATE_LINE or not any(map(str.isdigit, line)):
        return None
    view = arabic.fold(line).view
    found = list(_days(view, known))
    if not found:
        return None
    spans = sorted((start, end) for _, start, end in found)
    before, after = view[: spans[0][0]], view[spans[-1][1] :]
    usual = known.words["dateline"] | known.words["weekday"] | frozenset(WORD.findall(arabic.key(outlet or "")))
    strangers = [[word for word in WORD.findall(_CLOCK.sub(" ", part)) if word not in usual] for part in (before, after)]
    return found[0][0] if marked or _only_names(*strangers, labelled=_LABELLED.match(line) is not None) else None


def _only_names(before: list[str], after: list[str], *, labelled: bool) -> bool:
    """Whether what stands beside a date can be names of a place and an outlet, not something that is told of that day."""
    return len(before) <= _NAMES_BEFORE and len(after) <= 1 and all(len(word) >= _SHORTEST_NAME for word in (*before, *after)) and not (before and labelled)


def _dateline_day(line: str, known: Knowledge) -> date | None:
    """Return the day of a dateline glued to its paragraph («رام الله 20-6-2019 وفا- ...»)."""
    view = arabic.fold(line[:100]).view
    for day, start, end in _days(view, known):
        if len(WORD.findall(view[:start])) <= _DATELINE_WORDS and _AFTER_DATELINE.match(_without_agency(view[end:])):
            return day
    return None


def _without_agency(rest: str) -> str:
    """Drop one word, an agency's name, that stands between a date and its dash."""
    return re.sub(r"^\s*[^\W\d_]{2,12}(?=\s*[-–—:])", "", rest)


def _days(view: str, known: Knowledge) -> Iterator[tuple[date, int, int]]:
    """Yield the full dates of a folded text with their ranges, Gregorian ones first."""
    found = [*_named(view, known), *_english(view), *_numeric(view)]
    for islamic in (False, True):
        yield from ((day, start, end) for day, start, end, hijri in found if day and hijri is islamic)


def _named(view: str, known: Knowledge) -> Iterator[tuple[date | None, int, int, bool]]:
    for match in known.dates.finditer(view):
        month = known.months[" ".join(match["month"].split())]
        day = (_hijri if month.hijri else _day)(int(match["year"]), month.number, int(match["day"]))
        yield day, match.start(), match.end(), month.hijri


def _english(view: str) -> Iterator[tuple[date | None, int, int, bool]]:
    for match in _DAY_FIRST.finditer(view):
        yield _day(int(match[3]), _english_month(match[2]), int(match[1])), match.start(), match.end(), False
    for match in _MONTH_FIRST.finditer(view):
        yield _day(int(match[3]), _english_month(match[1]), int(match[2])), match.start(), match.end(), False


def _english_month(name: str) -> int:
    return next(number for number, full in enumerate(_ENGLISH, 1) if full.startswith(name))


def _numeric(view: str) -> Iterator[tuple[date | None, int, int, bool]]:
    """Yield dates in figures, day before month unless only the other order is a day; a two-digit year is not read."""
    for match in _NUMBERS.finditer(view):
        first, month, last = (int(match[part]) for part in (1, 3, 4))
        year, day = (first, last) if len(match[1]) == 4 else (last, first)  # a year has four digits
        hijri = year in _HIJRI_YEARS
        read = _hijri if hijri else _day
        yield read(year, month, day) or read(year, day, month), match.start(), match.end(), hijri


def _day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hijri(year: int, month: int, day: int) -> date | None:
    try:
        return date(*Hijri(year, month, day).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None


def _valid(iso: str) -> bool:
    year, month, day = map(int, iso.split("-"))
    return _day(year, month, day) is not None


def first(candidates: Iterable[tuple[str, date | None]]) -> tuple[str, date] | None:
    """Return the first candidate that is a day, with its origin."""
    return next(((origin, day) for origin, day in candidates if day), None)
