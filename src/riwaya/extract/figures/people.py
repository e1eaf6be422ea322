"""Counted noun phrases: a figure and what it counts («خمسة جنود من الحرس»، «جنديان»، «امرأة وطفلها»)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from riwaya.extract.figures.amounts import Amount, Amounts, joins
from riwaya.extract.reading import Mention, Reading
from riwaya.model import Figure

_QUOTES = frozenset({'"', "'", "(", "ـ", "+"})
_NEGATED = 6  # words over which «لم», «دون» and the like reach
PRONOUNS = frozenset({"هم", "هما", "هن"})  # after which a total is told again by its parts
_REACH = 7  # how many words the modifiers of a noun may take
_ENDS = frozenset({"stop", "clause", "subset", "among", "period", "companion", "manner", "since", "negation", "still", "skip", "plus"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with its noun on tokens `[start, end)`; the noun's modifiers reach to `until`."""

    start: int
    end: int
    until: int
    figure: Figure
    noun: Mention | None
    people: tuple[int, int] | None
    figure_at: int
    """Token that stands for the figure: two readings of one figure are one loss."""
    numbered: bool
    partitive: bool = False

    @property
    def exact(self) -> int | None:
        """The number, where the figure is exact."""
        return self.figure.low if self.figure.low is not None and self.figure.low == self.figure.high else None


class Phrases:
    """Reads counted noun phrases of one page.

    `kind` is the lexicon kind of the nouns, `closing` that of the outcome words; with `plurals`, «و» joins bare plurals too.
    """

    def __init__(self, figures: Amounts, kind: str, closing: str, *, plurals: bool = False) -> None:
        reading = figures.reading
        self.reading: Reading = reading
        self._plain = frozenset({"counted", "collective"} if plurals else {"plural", "counted", "collective"})
        self.reader = figures
        self.amounts: dict[int, Amount] = {one.start: one for one in figures.all}
        self.inside = {token: one for one in self.amounts.values() for token in range(one.start, one.end)}
        self.nouns = {start: one for start, one in reading.starts(kind).items() if not _toward(reading, one)}
        self._noun_tokens = frozenset(token for noun in self.nouns.values() for token in range(noun.start, noun.end))
        self.closing = reading.starts(closing)
        self.tally = reading.starts("tally")
        self.titles = frozenset(reading.starts("title"))

    def value(self, position: int) -> str:
        """Return the part in the grammar that the word at a position plays, "" for none."""
        mention = self.tally.get(position)
        return mention.entry.value if mention else ""

    def word(self, position: int) -> str:
        """Return the folded word at a position."""
        return self.reading.tokens[position].norm

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether both tokens exist and stand in one sentence."""
        last = len(self.reading.tokens)
        return 0 <= one < last and 0 <= other < last and self.reading.sentence_of[one] == self.reading.sentence_of[other]

    def at(self, position: int) -> Counted | None:
        """Read the phrase that begins at a token, opening quotes passed over."""
        tokens = self.reading.tokens
        while position < len(tokens) and tokens[position].norm in _QUOTES:
            position += 1
        if position >= len(tokens):
            return None
        amount = self.amounts.get(position)
        if amount is not None:
            return self._numbered(amount)
        while position in self.reader.bounds:  # «ما لا يقل عن عنصرين»
            position = self.reader.bounds[position].end
        return self._bare(position)

    def joined(self, position: int) -> Counted | None:
        """Read the phrase that «و» or «إضافة إلى» joins on at a token."""
        if position >= len(self.reading.tokens):
            return None
        position += self.word(position) == "،" and self.value(position + 1) == "plus"  # «14 جنديا، مقابل تسعة مسلحين»
        if self.value(position) == "plus":
            further = self.at(self.tally[position].end)
            return further if further is not None and further.numbered and (further.noun is not None or further.partitive) else None
        alone = self.reading.tokens[position].norm == "و"
        start = position + alone
        amount, noun = self.amounts.get(start), self.nouns.get(start)
        if amount is not None:
            return self.at(start) if amount.joined else None
        return self.at(start) if noun is not None and joins(self.reading, start, noun) else None

    def _numbered(self, amount: Amount) -> Counted | None:
        bracketed = amount.start > 0 and self.reading.tokens[amount.start - 1].norm == "(" and self.same_sentence(amount.start, amount.end)
        after = amount.end + (bracketed and self.reading.tokens[amount.end].norm == ")")
        value = self.value(after)
        if (value == "measure" and after not in self.nouns) or self._counts(after):
            return None
        partitive = value == "partitive" or (amount.vague and self.reading.tokens[after - 1].norm == "من")
        noun_at = self.tally[after].end if value == "partitive" else after
        if value == "partitive" and self._counts(noun_at):
            return None
        noun = self.nouns.get(noun_at)
        end = noun.end if noun else amount.end
        people_from = after if value == "partitive" else (noun.start if noun else None)
        return self._phrase(amount.start, end, amount.figure, noun, people_from, amount.start, numbered=True, partitive=partitive)

    def _counts(self, position: int) -> bool:
        """Whether an outcome noun stands here, which a figure before it counts."""
        closing = self.closing.get(position)
        return closing is not None and not closing.prefix.startswith("و") and self.counted(closing)

    def counted(self, trigger: Mention) -> bool:
        """Whether a number may count the outcome word: «12 قتيلا»، «11 إصابة», but not «وإصابة 11»."""
        traits = trigger.entry.traits
        return "count-noun" in traits or ("also-counted" in traits and not trigger.prefix and trigger.start - 1 in self.inside)

    def _bare(self, position: int) -> Counted | None:
        """Read a noun whose form is its number: singular, dual, or a plural without a figure."""
        noun = self.nouns.get(position)
        if noun is None or "counted" in noun.entry.traits:
            return None
        following = self.amounts.get(noun.end) if self.same_sentence(position, noun.end) else None
        traits = noun.entry.traits
        if "plural" in traits or "collective" in traits:
            if following is not None and not following.joined and (following.definite or following.figure.low == following.figure.high == 2):
                return self._phrase(noun.start, following.end, following.figure, noun, noun.start, following.start, numbered=True)
            figure = Figure(None, None, "some", self.reading.span(noun.start, noun.end))
            return self._phrase(noun.start, noun.end, figure, noun, noun.start, noun.start, numbered=False)
        count = 2 if noun.tag == "dual" or "dual" in traits else 1
        repeated = following is not None and following.figure.low == count and not following.joined
        end = following.end if following is not None and repeated else noun.end
        begin, figure = self.reader.bounded(noun.start, end, count, count)
        return self._phrase(begin, end, figure, noun, noun.start, noun.start, numbered=count == 2)

    def _phrase(
        self, start: int, end: int, figure: Figure, noun: Mention | None, people: int | None, at: int, *, numbered: bool, partitive: bool = False
    ) -> Counted:
        until = self.modifiers(end)
        if people is None and until > end and self.value(end) == "partitive":
            people = end
        who = (people, until) if people is not None else None
        bound = self.reader.bounds.get(until)
        if bound is not None and "after" in bound.entry.traits and self.same_sentence(start, until):  # «12 عاملا على الأقل قتلوا»
            until = bound.end
        return Counted(start, end, until, figure, noun, who, at, numbered, partitive)

    def modifiers(self, position: int) -> int:
        """Return where the words that describe a noun end: adjectives and «من …» after it."""
        end = position
        while end < position + _REACH and self.same_sentence(position - 1, end):
            if not self.reading.tokens[end].is_word or self.value(end) in _ENDS or end in self.closing or self._joins_on(end):
                break
            end = self.tally[end].end if end in self.tally else end + 1
        return end

    def _joins_on(self, position: int) -> bool:
        """Whether a further figure begins here: «وثلاثة», «وطفلها», «وأطفالهما الثلاثة»."""
        amount = self.amounts.get(position + (self.reading.tokens[position].norm == "و"))
        if amount is not None and not amount.definite:
            return True
        noun = self.nouns.get(position)
        if noun is None or not noun.prefix.startswith("و"):
            return False
        following = self.amounts.get(noun.end)
        numbered = following is not None and (following.definite or following.figure.low == following.figure.high == 2)  # «ومدنيين اثنين»
        return numbered or not self._plain & noun.entry.traits

    def chain(self, first: Counted) -> list[Counted]:
        """Return the phrase and those that «و» joins to it."""
        found = [first]
        while self.spelled_out(found[-1]) is None and (following := self.joined(found[-1].until)) is not None:
            found.append(following)
        return found

    def spelled_out(self, one: Counted) -> int | None:
        """Return where the pronoun stands after which a total is told again by its parts: «ثلاثة أشخاص هم جنديان ومدني»."""
        told = range(one.end, one.until + self.same_sentence(one.start, one.until))
        return next((position for position in told if self.word(position) in PRONOUNS), None)

    def negated(self, trigger: Mention) -> bool:
        """Whether «دون»، «لم»، «محاولة» and the like stand before an outcome word in its clause."""
        edge = trigger.start
        for position in range(trigger.start - 1, trigger.start - 1 - _NEGATED, -1):
            if not self.same_sentence(position, trigger.start) or self.reading.tokens[position].norm in {"،", ","}:
                return False
            value = self.value(position)
            if (
                position not in self.inside
                and position not in self._noun_tokens
                and (value == "negation" or (value == "attempt" and self.tally[position].end == trigger.start))
            ):
                return True
            if position in self.closing and self.closing[position].end == edge:  # «عن سقوط ضحايا»
                edge = position
            elif value in {"still", "clause"} or position in self.closing:
                return False
        return False

    def camp(self, one: Counted) -> str:
        """Return the side or group that the noun and its modifiers show, "any" for none."""
        first = one.noun.entry.value if one.noun else "any"
        stop = one.people[1] if one.people else one.until
        for position in range(one.end, stop):
            noun = self.nouns.get(position)
            if noun is not None and noun.entry.value not in {"any", "elements"} and first in {"any", "elements"}:
                return noun.entry.value
        return first


def _toward(reading: Reading, noun: Mention) -> bool:
    """Whether the page writes «إليه», which folded is «آلية»."""
    return reading.quote(noun.start, noun.end).lstrip("وف").startswith("إلي")


def added(one: Counted, other: Counted) -> Counted:
    """Return two exact phrases as one figure."""
    low = (one.figure.low or 0) + (other.figure.low or 0)
    high = None if one.figure.high is None or other.figure.high is None else one.figure.high + other.figure.high
    spans = (one.figure.span, other.figure.span)
    span = replace(spans[0], end=spans[1].end) if spans[0] and spans[1] else spans[0]
    people = (one.people[0], other.until) if one.people else other.people
    return replace(one, end=other.end, until=other.until, figure=Figure(low, high, None, span), people=people)
