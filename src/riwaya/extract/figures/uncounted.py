"""Losses that are not an event's own: some of people told of before, totals of a war or a longer time."""

from __future__ import annotations

from riwaya.extract.figures.people import Counted, Phrases
from riwaya.extract.reading import Mention

_DATE = 7
_PERIOD = 16


def of_known(page: Phrases, trigger: Mention, phrase: Counted) -> bool:
    """Whether some of people told of before are counted: «إن عشرة من القتلى شرطيون»; of «أوقع سبعة من القتلى» and «عشرات من القتلى» all are."""
    known = phrase.partitive and phrase.noun is None and phrase.end == trigger.end and _opens_clause(page, phrase.start)
    return known and phrase.figure.quantity is None and page.word(trigger.start).startswith("ال")


def _opens_clause(page: Phrases, position: int) -> bool:
    """Whether a clause begins at a token: first in its sentence, after a mark, or after «إن»."""
    if not page.same_sentence(position - 1, position) or not page.reading.tokens[position - 1].is_word:
        return True
    before = page.reading.starts("particle").get(position - 1)
    return before is not None and before.entry.value == "that"


def of_a_period(page: Phrases, start: int, end: int) -> bool:
    """Whether the figure is the total of a war or a longer time."""
    for step, first in ((1, end), (-1, start - 1)):
        for position in range(first, first + step * _PERIOD, step):
            if not page.same_sentence(position, start) or page.value(position) == "clause":
                break
            if page.value(position) == "period" or (page.value(position) == "since" and _dated(page, position)):
                return True
    return False


def _dated(page: Phrases, position: int) -> bool:
    """Whether a month follows «منذ» closely: «منذ السابع من أكتوبر»."""
    return bool(page.reading.of("month", position, position + _DATE))
