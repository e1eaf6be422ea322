"""Says what pages, claims and events hold in the language of a request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from riwaya.lexicon import Actor
from riwaya.model import Account, Claim, Event, Party, Reasoned, When
from riwaya.surface.bidi import enclose
from riwaya.surface.eventwords import EventWords
from riwaya.surface.strings import Strings
from riwaya.surface.words import Words

NAMES = {"ar": "العربية", "en": "English"}  # every language by its own name
DIRECTIONS = {"ar": "rtl", "en": "ltr"}


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one language, and slots in its words. Names are enclosed: their direction touches nothing around them."""

    say: Strings
    words: Words
    events: EventWords

    @property
    def lang(self) -> str:
        """The language's code."""
        return self.say.lang

    @property
    def direction(self) -> str:
        """How lines of the language run: rtl or ltr."""
        return DIRECTIONS[self.lang]

    def name(self, text: str | None) -> str:
        """Say a name that pages gave."""
        return enclose(text) if text else self.say("card.unknown")

    def kind(self, kind: str) -> str:
        """Say a type or sub-type of happening."""
        return self.say(f"type.{kind}") if f"type.{kind}" in self.say.texts else self.say(f"web.types.{kind}")

    def day(self, day: date | None) -> str:
        """Say a day with its month's name."""
        if day is None:
            return self.say("event.no-day")
        return f"{day.day} {self.say(f'web.month.{day.month}')} {day.year}"

    def days(self, when: When | None) -> str:
        """Say one day, or the first and the last of several."""
        if when is None:
            return self.say("event.no-day")
        if when.start == when.end:
            return self.day(when.start)
        if (when.start.year, when.start.month) == (when.end.year, when.end.month):
            return f"{when.start.day}–{self.day(when.end)}"
        return f"{self.day(when.start)} – {self.day(when.end)}"

    def value(self, slot: str, value: str) -> str:
        """Say a filler of a slot as comparisons write it."""
        if slot != "when":
            return self.events.value(slot, value)
        start, end = map(date.fromisoformat, value.split(".."))
        return self.days(When(start, end, "", ""))

    def headline(self, event: Event) -> str:
        """Say what happened and where, in one line."""
        kind = self.kind(event.sub_event_type)
        return self.say("web.event.headline", what=kind, where=self.words.place(event.places[0])) if event.places else kind

    def title(self, claim: Claim) -> str:
        """Say what a claim tells of and where, in one line."""
        kind = self.kind(claim.sub_event_type)
        return self.say("web.event.headline", what=kind, where=self.words.place(claim.places[0])) if claim.places else kind

    def slot(self, claim: Claim, slot: str) -> str:
        """Say what a claim holds in a slot that can be corrected; "" for nothing."""
        words = self.words
        said: Mapping[str, Callable[[], str]] = {
            "type": lambda: self.kind(claim.sub_event_type),
            "stance": lambda: self.say(f"stance.{claim.stance}"),
            "background": lambda: self.say(f"web.review.background.{str(claim.background).lower()}"),
            "sources": lambda: words.joined(map(words.voice, claim.sources)),
            "actors": lambda: words.parties(claim.actors),
            "targets": lambda: words.parties(claim.targets),
            "places": lambda: words.joined(map(words.place, claim.places)),
            "date": lambda: self.days(claim.date) if claim.date else "",
            "casualties": lambda: words.joined(map(words.casualty, claim.casualties)),
            "equipment": lambda: words.joined(map(words.equipment, claim.equipment)),
        }
        return said[slot]()

    def teller(self, account: Account) -> str:
        """Say who tells an account: his name on the page, else that of whom he speaks for, else the outlet."""
        voice = account.speaker
        if voice is None:
            return self.name(account.outlets[0].rpartition("/")[2])  # without an outlet it is the page's id, often the path of a file
        return self.name(voice.name) if voice.name else self.words.actor(voice.actor)

    def tellers(self, accounts: Sequence[Account], most: int = 4) -> str:
        """Say who tells an event, the first `most` of them."""
        names = list(dict.fromkeys(map(self.teller, accounts)))
        return self.listed(names) if len(names) <= most else self.say("card.comma").join([*names[:most], "…"])

    def bodies(self, account: Account) -> str:
        """Say for whom the teller speaks and through what; "" where neither is told."""
        voice = account.speaker
        if voice is None:
            return ""
        actor = [self.words.actor(voice.actor)] if voice.actor and voice.name else []
        return self.say("card.comma").join([*actor, *([self.say(f"channel.{voice.channel}")] if voice.channel else [])])

    def reason(self, reason: Reasoned, accounts: Iterable[Account] = ()) -> str:
        """Say one reason of a grade or a doubt."""
        parts = tuple((name, self.say(f"slot.{value}") if name == "slot" and f"slot.{value}" in self.say.texts else value) for name, value in reason.parts)
        return self.events.reason(replace(reason, parts=parts), accounts)

    def party(self, party: Party) -> str:
        """Say one party."""
        return self.words.parties((party,))

    def listed(self, parts: Iterable[str]) -> str:
        """Say several things in a row: a, b and c."""
        every = list(parts)
        if len(every) < 2:
            return "".join(every)
        return self.say("web.and", before=self.say("card.comma").join(every[:-1]), last=every[-1])

    def number(self, key: str, number: int) -> str:
        """Say how many of something there are, by the language's forms of number (CLDR's one, two, few, other)."""
        return self.say(f"{key}.{_form(number, self.lang)}", number=f"{number:,}")


def _form(number: int, lang: str) -> str:
    if number in {1, 2} and (number == 1 or lang == "ar"):
        return ("one", "two")[number - 1]
    return "few" if lang == "ar" and 3 <= number % 100 <= 10 else "other"


def worded(say: Strings, actors: Mapping[str, Actor]) -> Wording:
    """Return the wording of a language."""
    words = Words(say, actors, enclose)
    return Wording(say, words, EventWords(words))
