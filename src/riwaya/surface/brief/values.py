"""What a briefing holds, before it is put into words of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from riwaya.model import Account, Event, Report, Toll
from riwaya.service.briefing import Material

Step = Literal["day", "week", "month"]
GRADES = ("confirmed", "fair", "contested", "weak", "discounted")  # in the order in which a briefing tells of them
KINDS = (
    "battles", "explosions-remote-violence", "violence-against-civilians", "protests", "riots", "strategic-developments",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for; None asks for nothing."""

    since: date | None = None
    until: date | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One source: a claim with its page's address."""

    number: int
    report: Report
    url: str | None


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure over several sources: from `low` to `high`, and beyond where `more`; `notes` are the numbers of those who tell it."""

    outcome: str
    group: str | None
    low: int
    high: int
    more: bool
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event with its number, its figures, and the note of each of its claims by claim id."""

    number: int
    event: Event
    amounts: tuple[Amount, ...]
    notes: Mapping[str, int]

    @property
    def disputed(self) -> bool:
        """Whether its accounts are to be laid side by side."""
        return self.event.grade.scale == "contested" and len(self.event.accounts) > 1

    def notes_of(self, account: Account) -> tuple[int, ...]:
        """Return the notes of an account."""
        return tuple(self.notes[report.id] for report in account.reports)


@dataclass(frozen=True, slots=True)
class Loss:
    """What one side says of one loss of an event: `side` is the id of a party, or "monitors", "outlets" or "others"; `high` None is open."""

    entry: int
    outcome: str
    group: str | None
    side: str
    low: int
    high: int | None
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the last briefing; `before` and `after` are grades ("fair B2") or figures ("12..19")."""

    kind: Literal["new", "grade", "toll", "accounts", "gone"]
    event: str
    entry: int | None = None
    what: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Briefing:
    """A situation report as a value: the same material gives the same briefing.

    `entries` are told in full, `left_out` more events count in the charts only. `changes` is None where there is no briefing before it.
    """

    scope: Scope
    made: date
    entries: tuple[Entry, ...]
    left_out: int
    notes: tuple[Note, ...]
    losses: tuple[Loss, ...]
    steps: tuple[tuple[date, Mapping[str, int]], ...]
    step: Step
    grades: Mapping[str, int]
    undated: int
    pages: int
    outlets: int
    claims: int
    changes: tuple[Change, ...] | None
    before: date | None
    material: Material

    def tolls(self) -> tuple[tuple[Entry, Amount], ...]:
        """Return who was killed in what, the most first; what is denied by all is left out."""
        found = [(one, amount) for one in self.entries if one.event.grade.scale != "discounted" for amount in one.amounts if amount.outcome == "killed"]
        return tuple(sorted(found, key=lambda pair: (-pair[1].high, pair[0].number)))


def toll_key(toll: Toll | Amount) -> str:
    """Return what a kind of loss is called in a snapshot."""
    return f"{toll.outcome} {toll.group}" if toll.group else toll.outcome
