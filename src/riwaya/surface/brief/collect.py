"""From events to a briefing: order, numbers, notes, figures by side. Pure; nothing here is in words of a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from riwaya.lexicon import Actor
from riwaya.model import Account, Casualty, Event, Figure, Report, Toll
from riwaya.service.briefing import Material
from riwaya.surface.brief.changes import Snapshot, compare
from riwaya.surface.brief.values import GRADES, Amount, Briefing, Entry, Loss, Note, Scope, Step

MOST = 150  # events told in full: some sixty pages
SIDES = {"military", "armed-group", "militia", "government", "police", "political-party"}  # kinds of actors that have a side in a conflict
WATCHING = {"monitor", "international-organisation", "civil-organisation"}
SHOWN = ("killed", "wounded")  # losses that are drawn as ranges
_LONGEST = {"day": 45, "week": 370}  # days that a chart of this step covers


def collect(material: Material, scope: Scope, made: date, before: Snapshot | None = None, most: int = MOST) -> Briefing:
    """Make the briefing of events; `most` of them are told in full, the best attested first."""
    ordered = sorted(material.events, key=_order)
    notes: list[Note] = []
    entries = tuple(_entry(number, event, notes, material) for number, event in enumerate(ordered[:most], 1))
    step, steps = _steps(ordered)
    reports = [report for event in ordered for report in event.reports]
    return Briefing(
        scope=scope,
        made=made,
        entries=entries,
        left_out=max(0, len(ordered) - most),
        notes=tuple(notes),
        losses=tuple(loss for entry in entries for loss in _losses(entry, material)),
        steps=steps,
        step=step,
        grades={grade: sum(event.grade.scale == grade for event in ordered) for grade in GRADES},
        undated=sum(event.date is None for event in ordered),
        pages=len({report.claim.document for report in reports}),
        outlets=len({report.outlet or report.claim.document for report in reports}),
        claims=len(reports),
        changes=compare(before, ordered, {entry.event.id: entry.number for entry in entries}) if before else None,
        before=before.made if before else None,
        material=material,
    )


def _order(event: Event) -> tuple[int, date, str]:
    return GRADES.index(event.grade.scale), event.date.start if event.date else date.max, event.id


def _entry(number: int, event: Event, notes: list[Note], material: Material) -> Entry:
    """Return an event with its number; the notes of its claims are added to those before."""
    told = [report for account in event.accounts for report in account.reports]
    fresh = [Note(place, report, material.addresses.get(report.claim.document)) for place, report in zip(count(len(notes) + 1), told, strict=False)]
    notes += fresh
    numbers = {note.report.id: note.number for note in fresh}
    return Entry(number, event, tuple(_amount(toll, told, numbers) for toll in event.tolls if toll.low is not None), numbers)


def _amount(toll: Toll, reports: Sequence[Report], numbers: Mapping[str, int]) -> Amount:
    """Return a toll with its sources; what is told "at least" or by a vague word leaves the highest figure open."""
    told = [(report, loss.figure) for report in reports for loss in report.claim.casualties if _same(loss, toll) and report.claim.stance != "denied"]
    high = toll.high if toll.high is not None else toll.low or 0
    more = toll.high is None or any(_open(figure) and (figure.low or high) >= high for _, figure in told)
    return Amount(toll.outcome, toll.group, toll.low or 0, high, more, tuple(sorted({numbers[report.id] for report, _ in told})))


def _same(loss: Casualty, toll: Toll) -> bool:
    """Whether a loss is of this toll; figures without a group were laid to the only group that is named."""
    return loss.outcome == toll.outcome and loss.group in {toll.group, None}


def _open(figure: Figure) -> bool:
    return figure.high is None and figure.quantity != "none"


def _losses(entry: Entry, material: Material) -> Iterator[Loss]:
    """Yield what each side says of an event's losses: over its accounts the lowest and the highest figure."""
    found: dict[tuple[str, str | None, str], list[Loss]] = {}
    for account in entry.event.accounts:
        teller = side(account, material.actors)
        for report in account.reports:
            for loss in report.claim.casualties if report.claim.stance in {"asserted", "possible"} else ():
                low, high = material.amounts.get(loss.figure.quantity or "", (loss.figure.low, loss.figure.high))
                if loss.outcome in SHOWN and (low is not None or high is not None):
                    told = Loss(entry.number, loss.outcome, loss.group, teller, low or 0, high, (entry.notes[report.id],))
                    found.setdefault((loss.outcome, loss.group, teller), []).append(told)
    ordered = sorted(found, key=lambda key: (SHOWN.index(key[0]), key[1] or "", key[2] in _OTHERS, key[2]))
    yield from (_joined(found[key]) for key in ordered)


_OTHERS = ("monitors", "outlets", "others")


def side(account: Account, actors: Mapping[str, Actor]) -> str:
    """Return whose account it is: the party at the head of the speaker's own, or what kind of bystander he is."""
    if account.speaker is None:
        return "outlets"
    row = actors.get(account.speaker.actor or "")
    while row and row.kind in SIDES and (above := actors.get(row.parent)):
        row = above
    if row is None:
        return "others"
    return row.id if row.kind in SIDES else "monitors" if row.kind in WATCHING else "others"


def _joined(told: Sequence[Loss]) -> Loss:
    highs = [one.high for one in told]
    known = [high for high in highs if high is not None]
    high = None if None in highs and max((one.low for one in told if one.high is None), default=0) >= max(known, default=0) else max(known)
    notes = tuple(sorted({number for one in told for number in one.notes}))
    return replace(told[0], low=min(one.low for one in told), high=high, notes=notes)


def _steps(events: Iterable[Event]) -> tuple[Step, tuple[tuple[date, Mapping[str, int]], ...]]:
    """Count events by first day and kind: every day, week or month of the span has its place, also those without events."""
    dated = [(event.date.start, event.event_type) for event in events if event.date]
    if not dated:
        return "day", ()
    first, last = min(day for day, _ in dated), max(day for day, _ in dated)
    step: Step = next((name for name in ("day", "week") if (last - first).days < _LONGEST[name]), "month")
    found: dict[date, Counter[str]] = {start: Counter() for start in _every(step, first, last)}
    for day, kind in dated:
        found[start_of(step, day)][kind] += 1
    return step, tuple(found.items())


def _every(step: Step, first: date, last: date) -> Iterator[date]:
    day = start_of(step, first)
    while day <= last:
        yield day
        day = start_of(step, day + timedelta(days={"day": 1, "week": 7, "month": 31}[step]))


def start_of(step: Step, day: date) -> date:
    """Return the first day of the step (weeks begin on Monday) in which a day lies."""
    if step == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step == "week" else day
