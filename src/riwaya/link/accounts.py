"""The accounts of one event, and what all say, what only some say, and what contradicts, slot by slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache
from itertools import chain, combinations

from riwaya.link.knowledge import Knowledge
from riwaya.link.position import position
from riwaya.link.signs import NAMELESS, lineage
from riwaya.link.spots import plain, relation
from riwaya.model import Account, Agreement, Claim, Comparison, Figure, Party, Place, Report

Values = list[str]
APART = {"other-place", "far-point", "other-country"}
MANY = 1 << 30


def accounts(reports: Sequence[Report], origins: Mapping[str, str], known: Knowledge) -> tuple[Account, ...]:
    """Gather the reports of each origin; accounts with more outlets come first, then the earlier."""
    held: dict[str, list[Report]] = {}
    for report in reports:
        held.setdefault(origins[report.id], []).append(report)
    made = [_account(origin, told, known) for origin, told in held.items()]
    return tuple(sorted(made, key=lambda one: (-len(one.outlets), _day(one.reports[0]), one.origin)))


def _account(origin: str, told: list[Report], known: Knowledge) -> Account:
    ordered = tuple(sorted(told, key=lambda report: (_day(report), report.claim.document, report.claim.evidence[:1], report.id)))
    speaker = next((report.claim.sources[-1] for report in ordered if report.claim.sources), None)
    return Account(origin, ordered, position(speaker, [report.claim for report in ordered], known), speaker)


def _day(report: Report) -> date:
    return report.published or date.max


def comparisons(told: Sequence[Account], known: Knowledge) -> tuple[Comparison, ...]:
    """Compare the accounts slot by slot; a slot of which no account speaks is left out."""
    found = []
    lost = {one.outcome for account in told for report in account.reports for one in report.claim.casualties}
    claims = [[report.claim for report in account.reports] for account in told]
    for slot, values, agree in _slots(known, _holders(told), lost):
        said = [_unique(chain.from_iterable(map(values, some))) for some in claims]
        if any(said):
            found.append(Comparison(slot, _agreement(said, agree), _values(said)))
    return tuple(found)


def _unique(values: Iterable[str]) -> Values:
    return list(dict.fromkeys(values))


def _values(said: Sequence[Values]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    found: dict[str, list[int]] = {}
    for number, values in enumerate(said):
        for value in values:
            found.setdefault(value, []).append(number)
    return tuple([(value, tuple(who)) for value, who in found.items()])


def _agreement(said: Sequence[Values], agree: Callable[[str, str], bool]) -> Agreement:
    """Two accounts agree on a slot where some value of one goes with some value of the other."""
    speaking = [values for values in said if values]
    if len(speaking) == 1:
        return "one-voice"
    said_by = Counter(map(tuple, speaking))
    pairs = chain(combinations(said_by, 2), ((one, one) for one, accounts in said_by.items() if accounts > 1))
    if not all(any(agree(left, right) for left in one for right in other) for one, other in pairs):
        return "contradicted"
    return "agreed" if len(speaking) == len(said) else "partly"


def _holders(told: Sequence[Account]) -> Mapping[str, AbstractSet[str]]:
    """Return what places lie in by anybody's word, by folded name."""
    found: dict[str, set[str]] = {}
    for name, within in {(place.name, place.within) for account in told for report in account.reports for place in report.claim.places if place.within}:
        found.setdefault(plain(name), set()).add(plain(within))
    return found


def fillers(claim: Claim, slot: str) -> Values:
    """Return what a claim says in a slot, as comparisons write it; nothing for a slot that they do not compare."""
    return _FILLERS[slot](claim) if slot in _FILLERS else []


def _slots(
    known: Knowledge, holders: Mapping[str, AbstractSet[str]], lost: AbstractSet[str]
) -> list[tuple[str, Callable[[Claim], Values], Callable[[str, str], bool]]]:
    """Return each slot, losses only of the outcomes given, with how a claim fills it and when two fillers go together."""
    return [
        ("what", _FILLERS["what"], lambda one, other: (one, other) not in known.rival),
        ("cause", _FILLERS["cause"], lambda one, other: _cause_agrees(one, other, known)),
        ("to", _FILLERS["to"], lambda one, other: bool({one, other} & NAMELESS) or _kin(one, other, known)),
        ("where", _FILLERS["where"], lambda one, other: _place_agrees(one, other, known, holders)),
        ("when", _FILLERS["when"], _days_agree),
        *((outcome, _FILLERS[outcome], _figures_agree) for outcome in _OUTCOMES if outcome in lost),
        ("equipment", _FILLERS["equipment"], _equipment_agrees),
    ]


def _causes(claim: Claim) -> Values:
    """Say a claim's cause: its stance, and by whom."""
    doers = [_label(party) for party in claim.actors]
    if claim.stance == "denied":
        return [f"denied {doer}" for doer in doers] or ["denied"]
    return [f"{claim.stance} {doer}" for doer in doers]


def _cause_agrees(one: str, other: str, known: Knowledge) -> bool:
    (stance, _, doer), (other_stance, _, other_doer) = one.partition(" "), other.partition(" ")
    return (stance == "denied") == (other_stance == "denied") and (not doer or not other_doer or _kin(doer, other_doer, known))


def _label(party: Party) -> str:
    return party.actor or party.name or "?"


def _kin(one: str, other: str, known: Knowledge) -> bool:
    return not set(lineage(one, known)).isdisjoint(lineage(other, known)) or one in other or other in one


def _place_agrees(one: str, other: str, known: Knowledge, holders: Mapping[str, AbstractSet[str]]) -> bool:
    left, right = plain(one), plain(other)
    if right in holders.get(left, ()) or left in holders.get(right, ()):
        return True
    return relation(known.spotter.spot(Place(one)), known.spotter.spot(Place(other))) not in APART


def days(claim: Claim) -> Values:
    """Return a claim's days, as comparisons write them."""
    return [_written(claim.date.start, claim.date.end)] if claim.date else []


@lru_cache(maxsize=1 << 12)
def _written(first: date, last: date) -> str:
    return f"{first}..{last}"


def _days_agree(one: str, other: str) -> bool:
    (first, last), (other_first, other_last) = one.split(".."), other.split("..")
    return first <= other_last and other_first <= last


def _figures(outcome: str) -> Callable[[Claim], Values]:
    return lambda claim: [_figure(one.figure) for one in claim.casualties if one.outcome == outcome]


def _figure(figure: Figure) -> str:
    return figure.quantity or f"{'' if figure.low is None else figure.low}..{'' if figure.high is None else figure.high}"


def _figures_agree(one: str, other: str) -> bool:
    """Whether two figures can both be true; a vague word goes with every figure but none."""
    if ".." not in one or ".." not in other:
        return ("none" in {one, other}) == (one == other == "none")
    (low, high), (other_low, other_high) = ([int(bound) if bound else None for bound in figure.split("..")] for figure in (one, other))
    return (low or 0) <= (MANY if other_high is None else other_high) and (other_low or 0) <= (MANY if high is None else high)


def _equipment_agrees(one: str, other: str) -> bool:
    return one.partition(" ")[0] == other.partition(" ")[0]


_OUTCOMES = ("killed", "wounded", "killed-or-wounded", "captured", "missing", "displaced")
_FILLERS: Mapping[str, Callable[[Claim], Values]] = {
    "what": lambda claim: [claim.sub_event_type],
    "cause": _causes,
    "to": lambda claim: [_label(party) for party in claim.targets],
    "where": lambda claim: [place.name for place in claim.places],
    "when": days,
    **{outcome: _figures(outcome) for outcome in _OUTCOMES},
    "equipment": lambda claim: [f"{one.item} {one.outcome} {_figure(one.figure)}" for one in claim.equipment],
}
