"""What stands on each word of a page, as far as it matters for who says what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from riwaya import arabic
from riwaya.extract.reading import Mention, Reading
from riwaya.model import Span

_KINDS = (
    "speech",
    "source",
    "channel",
    "title",
    "outlet",
    "organ",
    "actor",
    "person",
    "given",
    "particle",
    "connective",
    "event",
    "casualty",
    "weekday",
    "month",
    "timeword",
    "placekind",
    "placeword",
    "number",
    "demonym",
)
_ARTICLES = ("ال", "لل", "وال", "بال")
_NISBA = ("ي", "يه", "يون", "يين", "يان", "يتان", "يات")
_CONJUNCTIONS = frozenset("وف")
_ALEF_MAQSURA = "ى"
_ORDINAL = "nth "
_AROUND = " \"'«»“”()[]/،,"
_NO_TIME = "none"  # what the value of a timeword says of words that only look like one
_OPENING, _CLOSING = frozenset("«“‹"), frozenset("»”›")


@dataclass(frozen=True, slots=True)
class Marks:
    """Mentions by kind and word; `actor_of` says which party an actor mention means on this page."""

    reading: Reading
    actor_of: Callable[[Mention], str | None]
    covering: Mapping[str, Mapping[int, Mention]]
    openings: frozenset[int]

    @classmethod
    def of(cls, reading: Reading, actor_of: Callable[[Mention], str | None]) -> Marks:
        """Index the mentions of a reading."""
        covering = {
            kind: {token: one for one in reading.of(kind) if kind == "speech" or "س" not in one.prefix for token in range(one.start, one.end)}
            for kind in _KINDS
        }
        return cls(reading, actor_of, covering, frozenset(_openings(reading)))

    def on(self, kind: str, token: int) -> Mention | None:
        """Return the mention of a kind that covers a token."""
        return self.covering[kind].get(token)

    def at(self, kind: str, token: int) -> Mention | None:
        """Return the mention of a kind that begins at a token."""
        mention = self.covering[kind].get(token)
        return mention if mention is not None and mention.start == token else None

    def norm(self, token: int) -> str:
        """Return a token's folded form; "" outside the page."""
        return self.reading.words[token]

    def is_word(self, token: int) -> bool:
        """Whether a token is a word and no mark."""
        return self.reading.tokens[token].is_word

    def particle(self, token: int, *values: str) -> bool:
        """Whether a small word of one of these values (any, where none is given) begins at a token."""
        mention = self.at("particle", token)
        if mention is None or (values and mention.entry.value not in values):
            return False
        return self.norm(token) != "علي" or self.raw(token).endswith(_ALEF_MAQSURA)

    def trait(self, kind: str, token: int, trait: str) -> bool:
        """Whether the mention of a kind that begins at a token has a trait."""
        mention = self.at(kind, token)
        return mention is not None and trait in mention.entry.traits

    def bare(self, token: int, name: str) -> bool:
        """Whether a small word of a value or with a trait stands at a token, no other letter before it: «بعد», not «وبعد»."""
        mention = self.at("particle", token)
        return mention is not None and not mention.prefix and name in {mention.entry.value, *mention.entry.traits}

    def that(self, token: int) -> bool:
        """Whether a clause of told words begins here: «أن»، «إنه»، not the word «كان»."""
        return self.particle(token, "that")

    def time(self, token: int) -> bool:
        """Whether a token belongs to a time phrase, or is a number in one."""
        if self.norm(token) == "علي" or self.particle(token, "preposition", "relative", "that", "was", "called"):
            return False
        word = self.on("timeword", token)
        if word is not None and word.entry.value.startswith(_ORDINAL) and self.norm(token - 1).startswith("ال") and not self.time(token - 1):
            return False  # «الفوج الثاني»
        if word is not None and word.entry.value != _NO_TIME:  # «النيابة العامة» holds no year
            return True
        return self.particle(token, "time") or bool(self.on("weekday", token) or self.on("month", token)) or self.norm(token).isdigit()

    def happening(self, token: int) -> Mention | None:
        """Return the event or casualty mention that begins here without an article: what is announced, not who announces."""
        if self.on("actor", token) or self.on("outlet", token) or self.on("title", token) or self.on("given", token):
            return None
        mention = self.at("event", token) or self.at("casualty", token)
        if mention is None or mention.prefix not in {"", "ب", "و", "وب"}:
            return None
        return None if self.norm(token).removeprefix(mention.prefix).startswith("ال") else mention

    def nisba(self, token: int) -> bool:
        """Whether a token reads as an adjective of a described source: «أمنية»، «وطبية»، «مطلعة»."""
        if (
            not self.is_word(token)
            or self.on("casualty", token)
            or self.addressed(token)
            or self.particle(token, "preposition", "relative", "that", "was", "owner", "called", "named", "body")
        ):
            return False
        word = self.norm(token)
        return (
            self.particle(token, "adjective")
            or self.at("demonym", token) is not None
            or (word.endswith(_NISBA) and len(word) > 2 and not self.particle(token, "preposition"))
        )

    def joined(self, token: int) -> bool:
        """Whether a token begins with «و» and goes on with something that can speak."""
        word = self.norm(token)
        if not word.startswith("و") or len(word) < 3:
            return False
        named = (self.at(kind, token) for kind in ("source", "title", "outlet", "actor", "given", "person"))
        return word[1:3] == "ال" or any(mention is not None and mention.prefix == "و" for mention in named)

    def given(self, token: int) -> bool:
        """Whether a person's name begins here; «على» with alef maqsura is the preposition."""
        mention = self.at("given", token)
        if mention is None or mention.prefix not in ("", "و", "ل") or self.on("outlet", token):
            return False
        if mention.prefix == "ل" and (self.at("actor", token) or self.particle(token, "body")):  # «لجان» is not «ل + جان»
            return False
        return not self.raw(token).endswith(_ALEF_MAQSURA) or self.norm(token) != "علي"

    def opens_quotation(self, token: int) -> bool:
        """Whether a quotation opens here; of marks that look alike at both ends, the first, third … of a paragraph do."""
        return token in self.openings

    def definite(self, token: int) -> bool:
        """Whether a word has the article; «للجنة أطباء» has none, a noun in construct follows it."""
        word = self.norm(token)
        if word.startswith("لل") and arabic.own_lam(word[1:]):
            return self.norm(token + 1).startswith("ال")
        return word.startswith(_ARTICLES) and not self.particle(token, "preposition", "relative")  # «إلى» is folded to «الي»

    def addressed(self, token: int) -> bool:
        """Whether «ل» at the head of a word names who is spoken to: «لقناة الجزيرة»، «للصحفيين»."""
        outlet, source = self.at("outlet", token), self.at("source", token)
        heard = source is not None and source.entry.value == "correspondent" and source.prefix.endswith("ل")
        return heard or (outlet is not None and outlet.prefix.endswith("ل"))

    def raw(self, token: int) -> str:
        """Return a token as the page has it."""
        one = self.reading.tokens[token]
        return self.reading.document.text[one.start : one.end]

    def clitic(self, token: int) -> str:
        """Return the proclitic that the mentions beginning at a token agree to cut off, "" where none."""
        named = [one.prefix for kind in ("source", "title", "outlet", "person", "actor", "given", "channel") if (one := self.at(kind, token)) is not None]
        if not named and self.particle(token, "body"):
            named = [self.covering["particle"][token].prefix]
        if named:
            return min(named, key=len)
        word = self.norm(token)
        if word.startswith("لل") and len(word) > 3:
            return "ل"
        return word[0] if word[:1] in _CONJUNCTIONS and word[1:3] == "ال" else word[:1] if word[1:3] == "ال" and word[:1] in "بل" else ""

    def name(self, start: int, end: int) -> str:
        """Return a name as the page has it, without quotation marks around it and the proclitic before it."""
        text = self.reading.quote(start, end)
        clitic = self.clitic(start)
        if clitic and text.startswith(clitic):
            rest = text[len(clitic) :].lstrip("ـ")
            text = arabic.with_article(rest) if clitic.endswith("ل") and self.norm(start).startswith(clitic + "ل") else rest
        return _whole(text.strip(_AROUND))

    def raw_name(self, start: int, end: int) -> str:
        """Return a name that stood between marks, where no proclitic can be: «والا»."""
        return _whole(self.reading.quote(start, end).strip(_AROUND))

    def span(self, start: int, end: int) -> Span:
        """Return the text range of tokens."""
        return self.reading.span(start, end)


def _whole(name: str) -> str:
    """Return a name with the mark that closes what was opened inside it: «جماعة "النصرة"»."""
    return name + next((right for left, right in arabic.PAIRS if arabic.open_marks(name, left, right) > 0), "")


def _openings(reading: Reading) -> Iterator[int]:
    """Yield the quotation marks that open a quotation."""
    text, paragraph, alike = reading.document.text, -1, 0
    for index, token in enumerate(reading.tokens):
        if token.norm != '"':
            continue
        here = reading.sentences[reading.sentence_of[index]].paragraph
        if here != paragraph:
            paragraph, alike = here, 0
        mark = text[token.start]
        if mark not in _OPENING | _CLOSING:
            alike += 1
        if mark in _OPENING or (mark not in _CLOSING and alike % 2):
            yield index
