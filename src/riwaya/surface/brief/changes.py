"""What a briefing leaves for the next one, and what differs between the two."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from riwaya.errors import BadInput
from riwaya.model import Event
from riwaya.surface.brief.values import Change, toll_key

FORM = 1  # of the file; a later riwaya may write another


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of an event: its grade ("fair B2"), the ids of its claims, how many accounts it has, its tolls as "low..high" by kind."""

    grade: str
    claims: frozenset[str]
    accounts: int
    tolls: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that is needed of a briefing to say later what changed. No names, no words of pages."""

    made: date
    events: Mapping[str, Known]


def snapshot(events: Sequence[Event], made: date) -> str:
    """Return the file that stands beside a briefing."""
    held = {event.id: asdict(_known(event)) | {"claims": sorted(report.id for report in event.reports)} for event in events}
    return json.dumps({"riwaya-briefing": FORM, "made": made.isoformat(), "events": held}, ensure_ascii=False, indent=1) + "\n"


def read_snapshot(path: Path) -> Snapshot:
    """Read what an earlier briefing left; `path` is that file, or the briefing beside which it stands. Raises BadInput."""
    file = path if path.suffix == ".json" else path.with_suffix(".json")
    try:
        return _snapshot(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{file}: is not what a briefing left ({error!r}); give the .json file that `riwaya brief` wrote beside an earlier briefing") from error


def _snapshot(found: Mapping[str, Any]) -> Snapshot:
    if found["riwaya-briefing"] != FORM:
        raise ValueError(found["riwaya-briefing"])
    return Snapshot(date.fromisoformat(found["made"]), {name: _read(one) for name, one in found["events"].items()})


def _read(one: Mapping[str, Any]) -> Known:
    return Known(str(one["grade"]), frozenset(map(str, one["claims"])), int(one["accounts"]), {str(key): str(value) for key, value in one["tolls"].items()})


def _known(event: Event) -> Known:
    tolls = {toll_key(toll): f"{toll.low}..{toll.high}" for toll in event.tolls}
    grade = f"{event.grade.scale} {event.grade.source}{event.grade.information}"
    return Known(grade, frozenset(report.id for report in event.reports), len(event.accounts), tolls)


def compare(before: Snapshot, events: Sequence[Event], numbers: Mapping[str, int]) -> tuple[Change, ...]:
    """Return what is new, what changed and what is gone, in the order of the briefing; an event is known again by its id, else by a claim of it."""
    held = {claim: name for name, known in before.events.items() for claim in known.claims}
    found: list[Change] = []
    met: set[str] = set()
    for event in events:
        names = {event.id} & before.events.keys() or {held[report.id] for report in event.reports if report.id in held}
        met |= {held[report.id] for report in event.reports if report.id in held} | names
        if names:
            found += _moved(before.events[min(names)], event, numbers.get(event.id))
        else:
            found.append(Change("new", event.id, numbers.get(event.id)))
    return (*found, *(Change("gone", name, None, "", known.grade) for name, known in sorted(before.events.items()) if name not in met))


def _moved(before: Known, event: Event, number: int | None) -> Iterator[Change]:
    now = _known(event)
    if before.grade != now.grade:
        yield Change("grade", event.id, number, "", before.grade, now.grade)
    for key in sorted(before.tolls.keys() | now.tolls.keys()):
        if before.tolls.get(key) != now.tolls.get(key):
            yield Change("toll", event.id, number, key, before.tolls.get(key, ""), now.tolls.get(key, ""))
    if before.accounts != now.accounts:
        yield Change("accounts", event.id, number, "", str(before.accounts), str(now.accounts))
