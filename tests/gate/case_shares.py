"""How much of what our own sentences must give is given: the share of right items for each file of cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from riwaya.contract.pairs import fold_name
from riwaya.model import Casualty, Claim, Equipment, Figure, Page, Party, Place, Rejected
from riwaya.pipeline import Reader, read_page

CASES = Path(__file__).parents[1] / "cases"
NOTHING = "nothing"  # the file whose share is that of cases without any claim
Expected = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what it must give; a claim names only the slots that are checked."""

    id: str
    text: str
    claims: tuple[Expected, ...]
    published: date | None = None
    outlet: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """How one case went: items right, items expected, and what was wrong in words."""

    case: Case
    right: int
    expected: int
    faults: tuple[str, ...]


def read_cases(folder: Path = CASES) -> dict[str, tuple[Case, ...]]:
    """Return the cases of every file, by the file's name."""
    return {file.stem: tuple(_case(row) for row in yaml.safe_load(file.read_text(encoding="utf-8"))) for file in sorted(folder.glob("*.yaml"))}


def _case(row: Mapping[str, Any]) -> Case:
    return Case(row["id"], row["text"], tuple(row["claims"]), row.get("published"), row.get("outlet"), row.get("title"))


def run(case: Case, reader: Reader) -> Result:
    """Read a case's text and compare. Items: each expected claim, each slot given for it, and that there is no claim beyond."""
    page = Page(case.id, case.text.encode(), "text", outlet=case.outlet, title=case.title, published=case.published)
    read = read_page(page, reader)
    if isinstance(read, Rejected):
        return compare(case, (), reader.lexicon.event_types)
    return compare(case, read.claims, reader.lexicon.event_types)


def compare(case: Case, found: Sequence[Claim], types: Mapping[str, str]) -> Result:
    """Count the right items of a case."""
    pairs = _pair(case.claims, found, types)
    faults: list[str] = []
    total = 1
    for number, expected in enumerate(case.claims):
        slots = [slot for slot in CHECKS if slot in expected]
        total += 1 + len(slots)
        if number in pairs:
            claim = found[pairs[number]]
            faults += [f"{slot}: {shown(claim, slot)} instead of {expected[slot]}" for slot in slots if not CHECKS[slot](claim, expected[slot])]
        else:
            faults += [f"no claim of {expected['event']}"] + [f"{slot}: missing" for slot in slots]
    beyond = [claim for number, claim in enumerate(found) if number not in pairs.values()]
    if beyond:
        faults.append("beyond what is expected: " + ", ".join(claim.sub_event_type for claim in beyond))
    return Result(case, total - len(faults), total, tuple(faults))


def share(results: Sequence[Result]) -> float:
    """Return the share of right items over all results."""
    return sum(one.right for one in results) / sum(one.expected for one in results)


def shares(cases: Mapping[str, Sequence[Case]], reader: Reader) -> tuple[dict[str, float], list[Result]]:
    """Return the share of every file, and every case that is not all right."""
    results = {name: [run(case, reader) for case in rows] for name, rows in cases.items()}
    return {name: share(rows) for name, rows in results.items()}, [one for rows in results.values() for one in rows if one.faults]


def _pair(expected: Sequence[Expected], found: Sequence[Claim], types: Mapping[str, str]) -> dict[int, int]:
    """Pair expected with found claims one to one where the event type agrees, those that agree in most slots first."""
    scored = sorted(
        (-sum(check(claim, wanted[slot]) for slot, check in CHECKS.items() if slot in wanted), i, j)
        for i, wanted in enumerate(expected)
        for j, claim in enumerate(found)
        if types[wanted["event"]] == claim.event_type
    )
    pairs: dict[int, int] = {}
    for _, i, j in scored:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _source(claim: Claim, wanted: str) -> bool:
    """Compare the innermost source, by id or by name; "outlet" is the outlet's own voice."""
    if wanted == "outlet" or not claim.sources:
        return wanted == "outlet" and not claim.sources
    last = claim.sources[-1]
    return last.actor == wanted if is_id(wanted) else fold_name(last.name) == fold_name(wanted)


def _parties(parties: Sequence[Party], wanted: Sequence[str]) -> bool:
    """Compare parties as a set: ids where an id is wanted, names otherwise."""
    names = {one for one in wanted if not is_id(one)}
    given = {fold_name(one.name) if fold_name(one.name) in {fold_name(name) for name in names} else one.actor or fold_name(one.name) for one in parties}
    return given == {one if is_id(one) else fold_name(one) for one in wanted}


def _places(places: Sequence[Place], wanted: Sequence[str]) -> bool:
    """Compare places one by one; a wanted place is "NAME", "NAME/relation" or "NAME<wider place"."""
    return len(places) == len(wanted) and all(any(_place(place, one) for place in places) for one in wanted)


def _place(place: Place, wanted: str) -> bool:
    named, _, relation = wanted.partition("/")
    name, _, within = named.partition("<")
    return (
        fold_name(place.name) == fold_name(name)
        and (not relation or place.relation == relation)
        and (not within or fold_name(place.within) == fold_name(within))
    )


def _date(claim: Claim, wanted: date | str | None) -> bool:
    return _day(claim) == (str(wanted) if wanted else None)


def _day(claim: Claim) -> str | None:
    if claim.date is None:
        return None
    return str(claim.date.start) if claim.date.start == claim.date.end else f"{claim.date.start}..{claim.date.end}"


def _casualties(losses: Sequence[Casualty]) -> list[str]:
    return sorted(f"{one.outcome} {amount(one.figure)}" for one in losses)


def _equipment(losses: Sequence[Equipment]) -> list[str]:
    return sorted(f"{one.item} {one.outcome} {amount(one.figure)}" for one in losses)


def amount(figure: Figure) -> str:
    """Write a figure as the cases do: "2..2", "100..", "..100" or a vague word."""
    return figure.quantity or f"{'' if figure.low is None else figure.low}..{'' if figure.high is None else figure.high}"


def is_id(name: str) -> bool:
    """Whether a wanted party or source is an actor id and not a name: ids are ASCII."""
    return name.isascii()


CHECKS = {
    "event": lambda claim, wanted: claim.sub_event_type == wanted,
    "stance": lambda claim, wanted: claim.stance == wanted,
    "background": lambda claim, wanted: claim.background == wanted,
    "source": _source,
    "actors": lambda claim, wanted: _parties(claim.actors, wanted),
    "targets": lambda claim, wanted: _parties(claim.targets, wanted),
    "places": lambda claim, wanted: _places(claim.places, wanted),
    "date": _date,
    "casualties": lambda claim, wanted: _casualties(claim.casualties) == sorted(wanted),
    "equipment": lambda claim, wanted: _equipment(claim.equipment) == sorted(wanted),
}


def shown(claim: Claim, slot: str) -> object:
    """Say what a claim has in a slot."""
    values = {
        "event": claim.sub_event_type,
        "stance": claim.stance,
        "background": claim.background,
        "source": [one.actor or one.name for one in claim.sources[-1:]] or "outlet",
        "actors": [one.actor or one.name for one in claim.actors],
        "targets": [one.actor or one.name for one in claim.targets],
        "places": [f"{one.name}/{one.relation}" + (f"<{one.within}" if one.within else "") for one in claim.places],
        "date": _day(claim),
        "casualties": _casualties(claim.casualties),
        "equipment": _equipment(claim.equipment),
    }
    return values[slot]
