"""Reckons the days of a date phrase from its parts, the day of publication, and the day told before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

# A day this close after publication is meant, not the same day of the year before: pages carry the day of another time zone.
_CLOCK_SLACK = timedelta(days=3)
# Above this, "n days ago" is a round figure.
_EXACT_DAYS = 6
# Days of a month, and months of a year, that a word for a part of them takes in.
_HALVES = {"first-half": (1, 15), "second-half": (16, 31)}
_WEEKS = {"first-week": (1, 7), "second-week": (8, 14), "third-week": (15, 21), "last-week": (22, 31)}
_QUARTERS = {"first-quarter": (1, 3), "second-quarter": (4, 6), "third-quarter": (7, 9), "last-quarter": (10, 12)}
_MONTH_PERIODS = {"early": (1, 10), "middle": (11, 20), "late": (21, 31), **_HALVES, **_WEEKS}
_YEAR_PERIODS = {"early": (1, 1), "middle": (6, 7), "late": (12, 12), "first-half": (1, 6), "second-half": (7, 12), **_QUARTERS}
PERIODS = frozenset({*_MONTH_PERIODS, *_YEAR_PERIODS})
_HIJRI_BEFORE = 1700

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a date phrase says, slot by slot; pairs are first and last.

    `offset` counts days from publication, `told` from the day told before; `which` is -2 (before last) to 1 (next) of
    `unit`, or of the month, weekday or season named; `ago` and `lasting` are numbers of a unit. `ahead` marks what was planned;
    `named` is the day that is meant by its name alone from then on («السابع من أكتوبر»).
    """

    days: tuple[int, int] | None = None
    months: tuple[int, int] | None = None
    years: tuple[int, int] | None = None
    hijri: bool = False
    weekdays: tuple[int, int] | None = None
    offset: int | None = None
    unit: str | None = None
    which: int | None = None
    same: bool = False
    period: str | None = None
    season: int | None = None
    told: int | None = None
    ago: tuple[int, str] | None = None
    lasting: tuple[int, str] | None = None
    midnight: bool = False
    clock: bool = False
    unclear: bool = False
    ahead: bool = False
    named: date | None = None

    @property
    def names_a_time(self) -> bool:
        """Whether anything but a part of the day is said."""
        slots = (self.days, self.months, self.years, self.weekdays, self.offset, self.unit, self.season, self.told, self.ago, self.lasting)
        return any(slot is not None for slot in slots)


@dataclass(frozen=True, slots=True)
class Known:
    """What a phrase may be reckoned from: publication, the date told last and whether it is one day, the last date whose year the page states."""

    published: date | None
    told: date | None
    stated: date | None = None
    one_day: bool = True


def reckon(parts: Parts, known: Known) -> Days | None:
    """Return first and last day, or None where the parts and what is known do not settle them."""
    if parts.unclear or (parts.told is not None and (parts.unit or parts.years)):  # «اليوم ذاته من العام الماضي»
        return None
    parts = _year_from_unit(parts, known)
    rules: tuple[tuple[object, Callable[[Parts, Known], Days | None]], ...] = (
        (parts.months, _month),
        (parts.season, _season),
        (parts.years, _year),
        (parts.weekdays, _weekday),
        (parts.offset, _offset),
        (parts.unit, _unit),
        (parts.ago, _ago),
        (parts.lasting, _lasting),
        (parts.told, _told),
    )
    for said, rule in rules:
        if said is not None:
            return rule(parts, known)
    return None


def precision(days: Days) -> str:
    """Return what the two days amount to: day, week, month, year, or another span."""
    start, end = days
    if start == end:
        return "day"
    if end - start == timedelta(days=6) and start.isoweekday() == 1:
        return "week"
    if days == _civil_month(start.year, start.month):
        return "month"
    return "year" if days == (date(start.year, 1, 1), date(start.year, 12, 31)) else "span"


def stated(parts: Parts) -> bool:
    """Whether the phrase gives its own year, so that nothing else is needed to reckon it."""
    return parts.years is not None and (parts.months is not None or parts.days is None)


def make_day(year: int, month: int, day: int, *, hijri: bool = False) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    try:
        if not hijri:
            return date(year, month, day)
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def is_hijri_year(year: int) -> bool:
    """Whether a year of news text counts from the Hijra."""
    return year < _HIJRI_BEFORE


def _civil_month(year: int, month: int) -> Days:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _month_days(year: int, month: int, *, hijri: bool) -> Days | None:
    if not hijri:
        return _civil_month(year, month)
    first = make_day(year, month, 1, hijri=True)
    last = make_day(year, month, 30, hijri=True) or make_day(year, month, 29, hijri=True)
    return (first, last) if first and last else None


def _year_from_unit(parts: Parts, known: Known) -> Parts:
    """Read «حزيران من العام الماضي»: the unit gives the year of a month or season."""
    if parts.unit != "year" or parts.years or not (parts.months or parts.season):
        return parts
    base = known.told if parts.same else known.published
    if base is None:
        return replace(parts, unclear=True, months=None, season=None, unit=None)
    year = base.year + (parts.which or 0)
    return replace(parts, years=(year, year), which=None)


def _month(parts: Parts, known: Known) -> Days | None:
    if parts.years:
        return _in_year(parts, *parts.years)
    if _goes_on(parts, known.stated) and known.stated:
        return _in_year(parts, known.stated.year, known.stated.year)
    if known.published is None:
        return None
    if parts.named is not None and parts.which is None and parts.weekdays is None and parts.named <= known.published:
        return parts.named, parts.named
    return _nearest(lambda year: _in_year(parts, year, year), _year_now(known.published, parts), parts, known.published)


def _goes_on(parts: Parts, stated: date | None) -> bool:
    """Whether a day goes on with a month whose year the page has stated («25 آذار 2017 ... في 30 آذار»)."""
    return stated is not None and parts.which is None and parts.days is not None and not parts.hijri and parts.months == (stated.month, stated.month)


def _year_now(published: date, parts: Parts) -> int:
    return Gregorian(published.year, published.month, published.day).to_hijri().year if parts.hijri else published.year


def _nearest(of_year: Callable[[int], Days | None], now: int, parts: Parts, published: date) -> Days | None:
    """Choose the year: the latest past one, unless a word says otherwise."""
    if parts.which == 0:
        return of_year(now)
    found = [days for year in (now + 1, now, now - 1, now - 2) if (days := of_year(year))]
    agreeing = [days for days in found if parts.weekdays and parts.days and days[0].isoweekday() == parts.weekdays[0]]
    if agreeing:
        return min(agreeing, key=lambda days: abs(days[0] - published))
    if parts.which == 1:
        return min((days for days in found if days[0] > published), default=None)
    if parts.which is not None and parts.days is None:  # «يوليو الماضي», told in July, is a year ago
        past = [days for days in found if days[1] < published]
    else:
        late = published if parts.period is None else _civil_month(published.year, published.month)[1]  # «نهاية مايو», told in May
        limit = late if parts.days is None or parts.which is not None else published + _CLOCK_SLACK
        past = [days for days in found if days[0] <= limit]
    past.sort(reverse=True)
    skipped = 1 if parts.which == -2 else 0  # before last
    return past[skipped] if len(past) > skipped else None


def _in_year(parts: Parts, first_year: int, last_year: int) -> Days | None:
    if parts.months is None:
        return None
    first, last = (_month_days(year, month, hijri=parts.hijri) for year, month in zip((first_year, last_year), parts.months, strict=True))
    if first is None or last is None:
        return None
    bounds = parts.days or _MONTH_PERIODS.get(parts.period or "")
    if bounds is None:
        return None if parts.period else (first[0], last[1])
    low, high = bounds
    start = make_day(first_year, parts.months[0], low, hijri=parts.hijri)
    end = make_day(last_year, parts.months[1], high, hijri=parts.hijri) if parts.days else min(first[0] + timedelta(days=high - 1), first[1])
    return (start, end) if start and end and start <= end else None


def _season(parts: Parts, known: Known) -> Days | None:
    if parts.season is None:
        return None
    first = parts.season

    def of_year(year: int) -> Days:
        last = (year + 1, 2) if first == 12 else (year, first + 2)  # winter ends in the next year
        return date(year, first, 1), _civil_month(*last)[1]

    if parts.years:  # a winter with one year may be the one that begins or the one that ends in it
        return None if first == 12 and parts.years[0] == parts.years[1] else of_year(parts.years[0])
    if known.published is None or parts.which is None:
        return None
    return _nearest(of_year, known.published.year, parts, known.published)


def _year(parts: Parts, _known: Known) -> Days | None:
    if parts.years is None:
        return None
    first, last = parts.years
    if is_hijri_year(first):
        low, high = _month_days(first, 1, hijri=True), _month_days(last, 12, hijri=True)
        return (low[0], high[1]) if low and high else None
    months = _YEAR_PERIODS.get(parts.period) if parts.period else (1, 12)
    if months is None:  # «الأسبوع الأول من العام»
        return None
    low_month, high_month = months
    return date(first, low_month, 1), _civil_month(last, high_month)[1]


def _weekday(parts: Parts, known: Known) -> Days | None:
    if parts.weekdays is None or known.published is None:
        return None
    first, last = parts.weekdays
    back = (known.published.isoweekday() - first) % 7
    if parts.offset is not None and _agrees(parts, known.published):
        back = -parts.offset
    elif parts.unit == "week" and parts.which is not None:  # «الثلاثاء من الأسبوع الماضي»
        back = known.published.isoweekday() - first - 7 * parts.which
    elif parts.which == 1 and (back or not parts.ahead):  # «من المقرر أن يصلوا الأحد», told on that Sunday, is today
        back -= 7
    elif parts.which is not None and parts.which < 0:
        back = (back or 7) + 7 * (-1 - parts.which)
    start = known.published - timedelta(days=back)
    end = start + timedelta(days=(last - first) % 7)
    if parts.midnight:
        return end, end
    return (start, min(end, known.published)) if back >= 0 else (start, end)  # «ليل الأحد الاثنين», told on that Sunday


def _agrees(parts: Parts, published: date) -> bool:
    return parts.weekdays is not None and (published + timedelta(days=parts.offset or 0)).isoweekday() == parts.weekdays[0]


def _offset(parts: Parts, known: Known) -> Days | None:
    if known.published is None or parts.offset is None:
        return None
    day = known.published + timedelta(days=parts.offset)
    return day, day


def _unit(parts: Parts, known: Known) -> Days | None:
    base = known.told if parts.same else known.published
    if base is None or parts.unit is None:
        return None
    which = parts.which or 0
    if parts.unit == "week":
        start = base - timedelta(days=base.isoweekday() - 1) + timedelta(weeks=which)
        return start, start + timedelta(days=6)
    if parts.unit == "year":
        return _year(replace(parts, years=(base.year + which, base.year + which)), known)
    months = base.year * 12 + base.month - 1 + which
    year, month = divmod(months, 12)
    return _in_year(replace(parts, months=(month + 1, month + 1)), year, year)


def _ago(parts: Parts, known: Known) -> Days | None:
    if known.published is None or parts.ago is None:
        return None
    count, unit = parts.ago
    if unit != "day" or count > _EXACT_DAYS:
        return None
    day = known.published - timedelta(days=count)
    return day, day


def _lasting(parts: Parts, known: Known) -> Days | None:
    """Read «خلال الأيام الثلاثة الماضية» as the days before publication; hours reach into its day."""
    if known.published is None or parts.lasting is None:
        return None
    count, unit = parts.lasting
    if unit == "day":
        return known.published - timedelta(days=count), known.published - timedelta(days=1)
    if unit == "hour" and count % 24 == 0:
        return known.published - timedelta(days=count // 24), known.published
    return None


def _told(parts: Parts, known: Known) -> Days | None:
    if known.told is None or parts.told is None or not known.one_day:
        return None
    day = known.told + timedelta(days=parts.told)
    return day, day
