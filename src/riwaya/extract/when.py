"""Finds every date of a page and reckons it from the day of publication; what cannot be reckoned stays open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from riwaya.extract.calendar import Known, precision, reckon, stated
from riwaya.extract.dategrammar import Phrase, phrase
from riwaya.extract.dateparts import Items, items
from riwaya.extract.reading import Reading
from riwaya.model import When

Role = Literal["at", "since", "until", "duration", "part"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date phrase on tokens `[start, end)`; `when` is None where the page does not settle it."""

    start: int
    end: int
    when: When | None
    role: Role
    rules: tuple[str, ...]


def dates(reading: Reading) -> tuple[DateMention, ...]:
    """Return the dates, clock times and lengths of time of a page, in order."""
    found: list[DateMention] = []
    told: date | None = None
    for first, last in _phrases(reading):
        mention = _mention(reading, first, last, told)
        if mention.when and mention.role == "at":
            told = mention.when.start
        found.append(mention)
    return tuple(found)


def anchor(reading: Reading) -> date | None:
    """Return the day from which relative dates count: that of publication, or the full date of a line that holds nothing else."""
    if reading.document.published:
        return reading.document.published
    for mention in dates(reading):
        sentence = reading.sentences[reading.sentence_of[mention.start]]
        alone = not any(token.is_word for place in (*range(sentence.start, mention.start), *range(mention.end, sentence.end)) for token in (reading.tokens[place],))
        if alone and mention.when and mention.when.precision == "day" and mention.when.basis == "stated":
            return mention.when.start
    return None


def _phrases(reading: Reading) -> Iterator[tuple[Phrase, Phrase | None]]:
    """Yield phrases left to right, a range as its two ends."""
    everything = items(reading)
    for sentence in reading.sentences:
        inside = {place: item for place in range(sentence.start, sentence.end) if (item := everything.get(place))}
        position = sentence.start
        while position < sentence.end:
            found = phrase(inside, position) if position in inside else None
            if found is None:
                position += 1
                continue
            last = _range_end(inside, found)
            yield found, last
            position = (last or found).end


def _range_end(inside: Items, first: Phrase) -> Phrase | None:
    """Return the second end of «من ليل الأربعاء حتى فجر الخميس», «بين أبريل ومايو»."""
    if first.end not in inside or not first.parts.names_a_time or first.lead == "until":
        return None
    before = inside.get(first.start - 1)
    joined = inside[first.end]
    between = before is not None and before.rule == "between"
    if joined.rule == "and" and between:
        last = phrase(inside, joined.end) if joined.end in inside else None
    elif joined.rule == "until" or (between and joined.prefix == "و"):
        last = phrase(inside, first.end)
    else:
        return None
    return last if last and last.parts.names_a_time and not last.length else None


def _mention(reading: Reading, first: Phrase, last: Phrase | None, told: date | None) -> DateMention:
    known = Known(reading.document.published, told)
    end = (last or first).end
    rules = tuple(dict.fromkeys((*first.rules, *(last.rules if last else ()))))
    days = reckon(first.parts, known)
    if last:
        closing = reckon(last.parts, known)
        if closing:
            days = reckon(first.parts, Known(closing[1], told))
        days = (days[0], closing[1]) if days and closing and days[0] <= closing[1] else None
    if days is None:
        return DateMention(first.start, end, None, _role(first, last), rules)
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
