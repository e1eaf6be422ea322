"""What a briefing holds, in words of its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup, escape

from riwaya.model import Account, Comparison, Event, Place, Report
from riwaya.service.briefing import Material
from riwaya.surface.bidi import isolate
from riwaya.surface.brief.values import Amount, Change, Note, Scope, Step
from riwaya.surface.eventwords import EventWords
from riwaya.surface.strings import Strings
from riwaya.surface.words import Words

QUOTE = 240  # characters of a quote beside others; notes have the whole
_SIDES = {"monitors", "outlets", "others"}
_LONGEST_QUOTE = 700


@dataclass(frozen=True, slots=True)
class Phrases:
    """Puts a briefing into words by means of those for events."""

    say: Strings
    words: EventWords
    material: Material

    def title(self, event: Event) -> str:
        """Say what happened and where."""
        return " · ".join(part for part in (capital(self.kind(event.sub_event_type)), self.where(event)) if part)

    def kind(self, kind: str) -> str:
        """Say a type; claims from elsewhere may have one that riwaya has no name for."""
        return self.say.texts.get(f"type.{kind}", kind)

    def where(self, event: Event) -> str:
        """Say where, "" where nobody tells."""
        return self.words.words.joined(self.words.words.place(self._named(one)) for one in event.places)

    def _named(self, place: Place) -> Place:
        """Return a place under its name in the reader's language, where the gazetteer has one; an Arabic reader gets the page's own."""
        latin = self.material.places.get(place.id or "", ("", ""))[1] if self.say.lang == "en" else ""
        return replace(place, name=latin) if latin else place

    def days(self, event: Event) -> str:
        """Say the days of an event."""
        return self.span(event.date.start, event.date.end) if event.date else self.say("event.no-day")

    def span(self, first: date, last: date) -> str:
        """Say a span of days."""
        return self.day(first) if first == last else self.say("brief.days", first=self.day(first), last=self.day(last))

    def day(self, day: date) -> str:
        """Say a day with the month's name."""
        return self.say("brief.day", day=day.day, month=self.month(day), year=day.year)

    def month(self, day: date) -> str:
        """Say a month's name."""
        return self.say(f"month.m{day.month}")

    def tick(self, day: date, step: Step) -> str:
        """Say a step of time below its column."""
        return f"{day.month}/{day.year}" if step == "month" else f"{day.day}/{day.month}"

    def scope(self, scope: Scope, events: Iterable[Event]) -> str:
        """Say the time that the briefing covers: as asked for, else from the first event to the last."""
        dated = [event.date for event in events if event.date]
        first = scope.since or min((one.start for one in dated), default=None)
        last = scope.until or max((one.end for one in dated), default=None)
        if first and last:
            return self.span(first, last)
        return self.say("brief.since", day=self.day(first)) if first else self.say("brief.until", day=self.day(last)) if last else self.say("brief.no-days")

    def code(self, event: Event) -> str:
        """Return the grade of the Admiralty code."""
        return f"{event.grade.source}{event.grade.information}"

    def amount(self, one: Amount) -> str:
        """Say a figure with the outcome and who was lost."""
        return self.say("brief.amount", outcome=self.say(f"outcome.{one.outcome}"), figure=self.figure(one)) + self.group(one.group)

    def figure(self, one: Amount) -> str:
        """Say a figure's bounds."""
        return self.bounds(one.low, None if one.more and one.low == one.high else one.high, more=one.more)

    def bounds(self, low: int, high: int | None, *, more: bool = False) -> str:
        """Say a range: exact, open above, or from one figure to another and, where `more`, beyond."""
        if high is None:
            return self.say("amount.low", low=low)
        if low == high:
            return str(low)
        return self.say("brief.range-more" if more else "brief.range", low=low, high=high)

    def group(self, group: str | None) -> str:
        """Say in brackets who was lost."""
        return f" ({self.words.words.actor(group)})" if group else ""

    def side(self, side: str) -> str:
        """Say whose account it is."""
        return self.say(f"brief.side-{side}") if side in _SIDES else self.words.words.actor(side)

    def teller(self, account: Account) -> str:
        """Say who tells it."""
        return self.words.words.voice(account.speaker) if account.speaker else isolate(self.outlet(account.reports[0]))

    def carriers(self, account: Account) -> str:
        """Say which outlets carry an account, where these are not its teller."""
        told = dict.fromkeys(map(self.outlet, account.reports))
        return self.words.words.joined(map(isolate, told)) if account.speaker else ""

    def outlet(self, report: Report) -> str:
        """Return the outlet's name, else what the page is called."""
        return report.outlet or report.claim.document.rsplit("/", 1)[-1]

    def said(self, row: Comparison, number: int) -> str:
        """Say what the account of a number says in one slot; "" where it says nothing."""
        if row.slot != "when":
            return self.words.said(row, number)
        told = (value.split("..") for value, accounts in row.values if number in accounts)
        return self.words.words.joined(self.span(date.fromisoformat(first), date.fromisoformat(last)) for first, last in told)

    def quote(self, report: Report, most: int = _LONGEST_QUOTE) -> str:
        """Return the claim's words on one line, cut at a word."""
        words = " ".join(report.words.split())
        return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"

    def chain(self, note: Note) -> str:
        """Say who speaks through whom."""
        return self.words.words.chain(note.report.claim, self.outlet(note.report))

    def change(self, one: Change) -> str:
        """Say what changed of an event."""
        if one.kind == "grade":
            return self.say("brief.changed-grade", before=self._grade(one.before), after=self._grade(one.after))
        if one.kind == "toll":
            outcome, _, group = one.what.partition(" ")
            told = self.say(f"outcome.{outcome}") + self.group(group)
            return self.say("brief.changed-toll", what=told, before=self._toll(one.before), after=self._toll(one.after))
        return self.say(f"brief.changed-{one.kind}", before=one.before, after=one.after)

    def _grade(self, told: str) -> str:
        scale, _, code = told.partition(" ")
        return self.say("event.grade", scale=self.say(f"scale.{scale}"), code=code)

    def _toll(self, told: str) -> str:
        low, _, high = told.partition("..")
        return self.bounds(int(low), int(high)) if low.isdigit() and high.isdigit() else self.say("card.unknown")


def phrases(say: Strings, material: Material) -> Phrases:
    """Return what puts a briefing of this material into words."""
    return Phrases(say, EventWords(Words(say, material.actors)), material)


def marked(text: str) -> Markup:
    """Return text as HTML, marks of direction turned into elements that say the same."""
    return Markup(re.sub("\u2067(.*?)\u2069", r'<bdi dir="rtl">\1</bdi>', str(escape(text)), flags=re.DOTALL))  # noqa: S704  # escaped before


def capital(text: str) -> str:
    """Return text with a capital at its beginning, where its letters have capitals."""
    return text[:1].upper() + text[1:]


def references(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Gather numbers of notes that follow one another: 3, 4, 5, 9 is (3, 5), (9, 9)."""
    found: list[tuple[int, int]] = []
    for one in sorted(set(numbers)):
        if found and found[-1][1] == one - 1:
            found[-1] = (found[-1][0], one)
        else:
            found.append((one, one))
    return found
