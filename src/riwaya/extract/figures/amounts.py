"""Numbers in digits and words, with the words that bound them, as figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.extract.reading import Mention, Reading
from riwaya.model import Figure

_WHOLE = re.compile(r"\d{1,9}|\d{1,3}(?:[.,]\d{3})+")
_DECIMAL = re.compile(r"\d{1,3}[.,]\d{1,2}")
_REACH = 6  # how many words may stand between a figure and «على الأقل» after it
_MARKS = frozenset("،,؛;()[]:.!؟?-")
_TWO_THOUSAND = 2000
_OPEN_ABOVE = frozenset({"at-least", "more-than"})
_OPEN_BELOW = frozenset({"at-most", "less-than"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number expression on tokens `[start, end)`, its bound words before it included."""

    start: int
    end: int
    figure: Figure
    joined: bool = False
    """Whether «و» joins it to what stands before it."""
    definite: bool = False
    """Whether it carries the article («الثلاثة»): it then tells of people named before."""

    @property
    def vague(self) -> bool:
        """Whether it is a word such as «عشرات» and no number."""
        return self.figure.quantity is not None


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    value: int


def amounts(reading: Reading, taken: Sequence[tuple[int, int]] = ()) -> tuple[Amount, ...]:
    """Return the figures of a page by position; tokens in `taken` (dates) and numbers that only name something are left alone."""
    return Amounts(reading, taken).all


def joins(reading: Reading, start: int, mention: Mention | None) -> bool:
    """Whether «و», attached or standing alone, joins the word at `start` to the words before."""
    if mention is not None and mention.prefix.startswith("و"):
        return True
    return start > 0 and reading.tokens[start - 1].norm == "و"


class Amounts:
    """The figures of one page, `all` of them by position; a look-up of its number and bound words."""

    def __init__(self, reading: Reading, taken: Sequence[tuple[int, int]] = ()) -> None:
        self.reading = reading
        self._numbers = reading.starts("number")
        self._quantities = reading.starts("quantity")
        self.bounds: Mapping[int, Mention] = reading.starts("bound")
        self._bound_ends = {one.end: one for one in self.bounds.values() if "after" not in one.entry.traits}
        self._tally = reading.starts("tally")
        self._labels = {one.end for one in self._tally.values() if one.entry.value == "label"}
        self._months = frozenset(reading.starts("month"))
        self._people = frozenset(reading.starts("group")) | frozenset(reading.starts("casualty"))
        self._taken = frozenset(token for start, end in taken for token in range(start, end))
        self._parts = {position: part for position in {*reading.digits, *self._numbers} - self._taken if (part := self._part_at(position))}
        self.all = tuple(self._found())

    def _found(self) -> Iterator[Amount]:
        """Yield every figure, first to last, none inside another."""
        end = 0
        for position in sorted((self._parts.keys() | self._quantities.keys()) - self._taken):
            amount = self._at(position) if position >= end else None
            if amount is not None:
                yield amount
                end = amount.end

    def bounded(self, start: int, end: int, low: int, high: int) -> tuple[int, Figure]:
        """Return the figure of a number on tokens `[start, end)` with its bound words, and where those begin."""
        begin, values = self._before(start)
        values |= self._after(end)
        span = self.reading.span(begin, end)
        if values & _OPEN_ABOVE:
            return begin, Figure(low, None, None, span)
        if values & _OPEN_BELOW:
            return begin, Figure(None, high, None, span)
        return begin, Figure(low, high, None, span)

    def _at(self, position: int) -> Amount | None:
        quantity = self._quantities.get(position)
        if quantity is not None:
            begin, _ = self._before(position)
            figure = Figure(None, None, quantity.entry.value, self.reading.span(begin, quantity.end))
            return Amount(begin, quantity.end, figure, self._joined(begin))
        number = self._number(position)
        if number is None or self._names(number):
            return None
        ranged = self._range(number)
        if ranged is not None:
            return ranged
        number = self._said_twice(number)
        begin, figure = self.bounded(number.start, number.end, number.value, number.value)
        first = self.reading.tokens[number.start].norm
        definite = number.start in self._numbers and first.lstrip("وبل").startswith("ال") and not first.startswith("الف")
        return Amount(begin, number.end, figure, self._joined(begin), definite)

    def _joined(self, start: int) -> bool:
        mention = self.bounds.get(start) or self._quantities.get(start) or self._numbers.get(start)
        return joins(self.reading, start, mention)

    def _names(self, number: _Number) -> bool:
        """Whether the number is a label, a year, a date or a percentage: it counts nothing."""
        tokens, start, end = self.reading.tokens, number.start, number.end
        before = tokens[start - 1] if start else None
        following = tokens[end].norm if end < len(tokens) else ""
        if (start in self._labels and not self._joined(start)) or end in self._months or following in {"%", "/"}:
            return True
        if before is not None and before.norm in {"#", "/"}:
            return True
        if before is not None and before.norm == "-" and before.end == tokens[start].start and start > 1 and tokens[start - 2].end == before.start:
            return not tokens[start - 2].norm.isdigit()
        plain = end == start + 1 and tokens[start].norm.isdigit()
        return plain and 1900 <= number.value < 2100 and end not in self._people and before is not None and before.norm not in {"عن", "من"}

    # numbers ------------------------------------------------------------------------------------

    def _number(self, start: int) -> _Number | None:
        """Read one whole number: «ثلاثمئة وخمسين»، «12 ألفا»، «ألف وثلاثمئة»."""
        first = self._part(start)
        if first is None or self._plural(start):
            return None
        if first.value == _TWO_THOUSAND and self.reading.tokens[start].norm.endswith("ا") and first.end < len(self.reading.tokens) and self._linked(first.end):
            first = replace(first, value=1000)  # «ألفا وثلاثمئة»
        scale = first.value >= 1000 and start in self._numbers
        total, current = (first.value, 0.0) if scale else (0.0, first.value)
        last, end = first.value, first.end
        while (grown := self._grow(end, total, current, last)) is not None:
            total, current, last, end = grown
        value = total + current
        return _Number(start, end, int(value)) if value == int(value) and not (first.decimal and end == first.end) else None

    def _grow(self, end: int, total: float, current: float, last: float) -> tuple[float, float, float, int] | None:
        spoken = last in {1000, 1000000} and end + 1 < len(self.reading.tokens) and self.reading.tokens[end].norm == "و"
        if spoken and (rest := self._part(end + 1)) is not None and end + 1 not in self._numbers and rest.value < 1000:
            return total, current + rest.value, rest.value, rest.end  # «62 ألفا و64»
        following = self._part(end)
        if following is None or self.reading.sentence_of[end] != self.reading.sentence_of[end - 1]:
            return None
        value, after = following.value, following.end
        if value == _TWO_THOUSAND and self.reading.tokens[end].norm.endswith("ا"):  # alone «ألفا» is a dual, in «12 ألفا» an accusative
            value = 1000
        if not self._linked(end):
            if value in {1000, 1000000} and current and end in self._numbers:
                return total + current * value, 0, value, after
            return (total, current * 100, 100, after) if value == 100 and 3 <= current <= 9 else None
        if end not in self._numbers:  # digits after «و» are another figure
            return None
        units_then_tens = last < 10 and 20 <= value < 100 and value % 10 == 0
        smaller = last >= 100 and value < (100 if last < 1000 else min(last, 1000 * (last // 1000)))
        return (total, current + value, value, after) if units_then_tens or smaller else None

    def _linked(self, position: int) -> bool:
        return joins(self.reading, position, self._numbers.get(position))

    def _plural(self, position: int) -> bool:
        mention = self._numbers.get(position)
        return mention is not None and "plural" in mention.entry.traits

    def _part(self, position: int) -> _Part | None:
        """Return the number word or the group of digits on a token."""
        return self._parts.get(position)

    def _part_at(self, position: int) -> _Part | None:
        mention = self._numbers.get(position)
        if mention is not None:
            return _Part(int(mention.entry.value), mention.end)
        norm = self.reading.tokens[position].norm
        if _WHOLE.fullmatch(norm):
            return _Part(int(re.sub(r"[.,]", "", norm)), position + 1)
        if _DECIMAL.fullmatch(norm):
            return _Part(float(norm.replace(",", ".")), position + 1, decimal=True)
        return None

    def _said_twice(self, number: _Number) -> _Number:
        """Take «(15) خمسة عشر» and «15 (خمسة عشر)» as one number."""
        tokens = self.reading.tokens
        position = number.end
        while position < len(tokens) and tokens[position].norm in {"(", ")"}:
            position += 1
        again = self._number(position) if position > number.end and position < len(tokens) else None
        if again is None or again.value != number.value:
            return number
        closing = again.end < len(tokens) and tokens[again.end].norm == ")"
        return replace(number, end=again.end + closing)

    # bounds -------------------------------------------------------------------------------------

    def _range(self, low: _Number) -> Amount | None:
        """Read «بين N وM»، «من N إلى M»، «N-M»."""
        tokens = self.reading.tokens
        opening = self._bound_ends.get(low.start)
        position = low.end
        if position >= len(tokens):
            return None
        pair = (opening.entry.value if opening else "", self.bounds[position].entry.value if position in self.bounds else "")
        dashed = tokens[position].norm == "-" and tokens[low.start].norm.isdigit()
        between = pair[0] == "range"
        if dashed or pair == ("range-from", "range-to") or (between and tokens[position].norm == "و"):
            position += 1
        elif not (between and self._linked(position)):
            return None
        high = self._number(position) if position < len(tokens) else None
        if high is None or high.value <= low.value:
            return None
        begin = low.start if opening is None or dashed else opening.start
        return Amount(begin, high.end, Figure(low.value, high.value, None, self.reading.span(begin, high.end)), self._joined(begin))

    def _before(self, start: int) -> tuple[int, set[str]]:
        """Return where the bound words before a figure begin, and what they say."""
        values: set[str] = set()
        tokens = self.reading.tokens
        while True:
            at = start
            while at > 0 and at not in self._bound_ends and (tokens[at - 1].norm in {"ال", "ب"} or tokens[at - 1].norm in {'"', "("}):
                at -= 1
            bound = self._bound_ends.get(at)
            if bound is None or bound.entry.value.startswith("range") or self.reading.sentence_of[bound.start] != self.reading.sentence_of[start]:
                return start, values
            values.add(bound.entry.value)
            start = bound.start

    def _after(self, end: int) -> set[str]:
        """Return what a bound word that follows the counted noun says: «12 شخصا على الأقل»."""
        reading = self.reading
        for position in range(end, min(end + _REACH, len(reading.tokens))):
            if reading.sentence_of[position] != reading.sentence_of[end - 1] or reading.tokens[position].norm in _MARKS:
                break
            bound = self.bounds.get(position)
            if bound is not None and "after" in bound.entry.traits:
                return {bound.entry.value}
            if self._part(position) is not None or position in self._quantities:
                break
        return set()


@dataclass(frozen=True, slots=True)
class _Part:
    value: float
    end: int
    decimal: bool = False
