"""Finds every date of a page and reckons it from the day of publication; what cannot be reckoned stays open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from riwaya.extract.reading import Reading
from riwaya.extract.when.belonging import belongs_elsewhere
from riwaya.extract.when.calendar import Known, precision, reckon, stated
from riwaya.extract.when.grammar import Phrase, phrase
from riwaya.extract.when.words import Items, ending_at, items
from riwaya.model import When

Role = Literal["at", "since", "until", "duration", "part", "elsewhere"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date phrase on tokens `[start, end)`; `when` is None where the page does not settle it, or where the day is of no event (`elsewhere`)."""

    start: int
    end: int
    when: When | None
    role: Role
    rules: tuple[str, ...]


def dates(reading: Reading) -> tuple[DateMention, ...]:
    """Return the dates, clock times and lengths of time of a page, in order."""
    found: list[DateMention] = []
    known = Known(reading.document.published, None)
    for first, last in _phrases(reading):
        mention = _mention(reading, first, last, known)
        known = _learned(known, mention)
        found.append(mention)
    return tuple(found)


def _learned(known: Known, mention: DateMention) -> Known:
    """Remember a date for the anaphora and the yearless dates after it."""
    if mention.when is None or mention.role != "at":
        return known
    of_month = mention.when.basis == "stated" and mention.when.start.month == mention.when.end.month
    one_day = mention.when.start == mention.when.end
    return replace(known, told=mention.when.start, one_day=one_day, stated=mention.when.start if of_month else known.stated)


def anchor(reading: Reading) -> date | None:
    """Return the day from which relative dates count: that of publication, or the full date of a line that holds nothing else."""
    if reading.document.published:
        return reading.document.published
    for mention in dates(reading):
        sentence = reading.sentences[reading.sentence_of[mention.start]]
        around = (*reading.tokens[sentence.start : mention.start], *reading.tokens[mention.end : sentence.end])
        if not any(token.is_word for token in around) and mention.when and mention.when.precision == "day" and mention.when.basis == "stated":
            return mention.when.start
    return None


def _phrases(reading: Reading) -> Iterator[tuple[Phrase, Phrase | None]]:
    """Yield phrases left to right, a range as its two ends."""
    everything = items(reading)
    places = sorted(everything)
    for sentence in reading.sentences:
        inside = {place: everything[place] for place in places[bisect_left(places, sentence.start) : bisect_left(places, sentence.end)]}
        done, ahead = sentence.start, False
        for place, item in inside.items():
            found = phrase(inside, place) if place >= done else None
            if found is None:
                ahead |= place >= done and item.rule == "ahead"
                continue
            last = _range_end(inside, found)
            yield (_ahead(found) if ahead else found), last
            done, ahead = (last or found).end, False


def _ahead(first: Phrase) -> Phrase:
    """Put a date after «من المقرر» into the future where its words leave the year or week open."""
    parts = first.parts
    open_ended = parts.which is None and parts.years is None and parts.offset is None and (parts.weekdays or parts.months)
    return replace(first, parts=replace(parts, which=1, ahead=True)) if open_ended else first


def _range_end(inside: Items, first: Phrase) -> Phrase | None:
    """Return the second end of «من ليل الأربعاء حتى فجر الخميس», «بين أبريل ومايو»."""
    if first.end not in inside or not first.parts.names_a_time or first.lead == "until":
        return None
    before = ending_at(inside, first.start)
    joined = inside[first.end]
    between = (before is not None and before.rule == "between") or _next_month(inside, first)
    if joined.rule == "and" and between:
        last = phrase(inside, joined.end) if joined.end in inside else None
    elif joined.rule == "until" or (between and joined.prefix == "و"):
        last = phrase(inside, first.end)
    else:
        return None
    return last if last and last.parts.names_a_time and not last.length else None


def _next_month(inside: Items, first: Phrase) -> bool:
    """Whether «شهري» joins the month to the one after it; months further apart are two dates."""
    following = inside[first.end]
    return first.paired and first.parts.months is not None and following.rule == "month" and int(following.argument) == first.parts.months[1] + 1


def _mention(reading: Reading, first: Phrase, last: Phrase | None, known: Known) -> DateMention:
    end = (last or first).end
    rules = tuple(dict.fromkeys((*first.rules, *(last.rules if last else ()))))
    if belongs_elsewhere(reading, first.start, end):
        return DateMention(first.start, end, None, "elsewhere", rules)
    if first.lead == "unlike":  # «أكبر موجة نزوح منذ 2011»
        return DateMention(first.start, end, None, "duration", rules)
    days = reckon(first.parts, known)
    if last:
        closing = reckon(last.parts, known)
        if closing:
            days = reckon(first.parts, replace(known, published=closing[1]))
        days = (days[0], closing[1]) if days and closing and days[0] <= closing[1] else None
    if days is None:
        return DateMention(first.start, end, None, _role(first, last), rules)
    if first.lead == "since" and first.parts.period == "early" and not first.parts.months:  # «منذ مطلع العام» is its first day
        days = days[0], days[0]
    basis = "stated" if stated(first.parts) or (last and stated(last.parts)) else "relative"
    when = When(*days, precision(days), basis, reading.span(first.start, end))
    return DateMention(first.start, end, when, _role(first, last), rules)


def _role(first: Phrase, last: Phrase | None) -> Role:
    if first.length or (first.lead == "since" and first.parts.ago and first.parts.ago[1] != "day"):
        return "duration"
    if not first.parts.names_a_time and not first.parts.unclear:
        return "part"
    if last:
        return "at"
    if first.lead == "since":
        return "since" if first.parts.names_a_time else "duration"
    if first.lead == "until" or (first.lead == "ago" and first.parts.ago is None and not first.parts.unclear and not first.parts.clock):
        return "until"
    return "at"
