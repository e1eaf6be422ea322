"""What an event holds, in words of the user's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riwaya.model import Account, Comparison, Event, Figure, Reasoned, Toll
from riwaya.surface.words import Words

KINDS, LOSSES = {"what"}, {"killed", "wounded", "killed-or-wounded", "captured", "missing", "displaced"}


@dataclass(frozen=True, slots=True)
class EventWords:
    """Puts events into words by means of those for claims."""

    words: Words

    def title(self, event: Event) -> str:
        """Say what happened, where and when, in one line."""
        parts = [self.words.say(f"type.{event.sub_event_type}"), self.words.places(event.places) if event.places else "", self.days(event)]
        return " · ".join(part for part in parts if part)

    def days(self, event: Event) -> str:
        """Say the days of an event, or that they are not told."""
        if event.date is None:
            return self.words.say("event.no-day")
        return self._days(f"{event.date.start}..{event.date.end}")

    def counts(self, event: Event) -> str:
        """Say how many accounts, pages and claims an event has."""
        return self.words.say("event.counts", accounts=len(event.accounts), docs=len(event.docs), claims=len(event.reports))

    def grade(self, event: Event) -> str:
        """Say both grades in one line."""
        grade = event.grade
        return self.words.say("event.grade", scale=self.words.say(f"scale.{grade.scale}"), code=f"{grade.source}{grade.information}")

    def reasons(self, event: Event) -> list[str]:
        """Say why an event is graded as it is, a sentence each."""
        return [self.reason(reason, event.accounts) for reason in event.grade.reasons]

    def reason(self, reason: Reasoned, accounts: Iterable[Account]) -> str:
        """Say one reason; an origin is said by its teller's name."""
        tellers = {account.origin: account for account in accounts}
        parts = {name: self.teller(tellers[value]) if name == "who" and value in tellers else value for name, value in reason.parts}
        return self.words.say(reason.key, **parts)

    def teller(self, account: Account) -> str:
        """Say whose account it is."""
        return self.words.voice(account.speaker) if account.speaker else self.words.mark(account.outlets[0])

    def carriers(self, account: Account) -> str:
        """Say which outlets carry an account."""
        return self.words.joined(map(self.words.mark, account.outlets))

    def said(self, comparison: Comparison, number: int) -> str:
        """Say what the account of a number says in one slot; "" where it says nothing."""
        return self.words.joined(dict.fromkeys(self.value(comparison.slot, value) for value, accounts in comparison.values if number in accounts))

    def value(self, slot: str, value: str) -> str:
        """Say one filler of a slot."""
        if slot == "what":
            return self.words.say(f"type.{value}")
        if slot == "cause":
            stance, _, doer = value.partition(" ")
            return self.words.say(f"cause.{stance}", doer=self._party(doer)) if doer else self.words.say(f"stance.{stance}")
        if slot == "when":
            return self._days(value)
        if slot in LOSSES:
            return self._amount(value)
        if slot == "equipment":
            item, outcome, figure = value.split(" ", 2)
            return f"{self.words.say(f'item.{item}')}: {self._amount(figure)} ({self.words.say(f'outcome.{outcome}')})"
        return self._party(value)

    def toll(self, toll: Toll, rules: Mapping[str, str]) -> str:
        """Say one toll, and how far the choice of rule moves it."""
        group = f" ({self.words.actor(toll.group)})" if toll.group else ""
        line = self.words.say("toll.line", outcome=self.words.say(f"outcome.{toll.outcome}") + group, low=toll.low, best=toll.best, high=toll.high)
        if not toll.spread:
            return line
        moved = self.words.joined(f"{rules[name]} {best}" for name, best in toll.by_rule)
        return f"{line} {self.words.say('toll.moved', rules=moved)}"

    def _party(self, value: str) -> str:
        return self.words.actor(value) if value in self.words.actors else self.words.mark(value)

    def _days(self, value: str) -> str:
        first, last = value.split("..")
        return first if first == last else f"{first} – {last}"

    def _amount(self, value: str) -> str:
        if ".." not in value:
            return self.words.amount(Figure(None, None, value))
        low, high = (int(bound) if bound else None for bound in value.split(".."))
        return self.words.amount(Figure(low, high))
