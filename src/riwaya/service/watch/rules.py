"""Whether an event is one that a rule speaks of. Pure, but for looking places up when rules are prepared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from riwaya.errors import BadInput
from riwaya.gazetteer import Atlas
from riwaya.gazetteer.atlas import Match
from riwaya.lexicon import Lexicon, built_in
from riwaya.lexicon.schema import read_kinds
from riwaya.model import Event
from riwaya.service.terms import Ground
from riwaya.service.watch.plan import Rule


@dataclass(frozen=True, slots=True)
class Prepared:
    """A rule with what its place may mean: ids of the gazetteer."""

    rule: Rule
    units: frozenset[str] = frozenset()


def prepared(rules: Sequence[Rule], ground: Ground) -> tuple[Prepared, ...]:
    """Check rules against what riwaya knows. Raises BadInput naming every one that could never match."""
    faults = [fault for rule in rules for fault in _faults(rule, ground)]
    if faults:
        raise BadInput("; ".join(faults))
    return tuple(Prepared(rule, frozenset(_units(rule.place, ground.atlas))) for rule in rules)


def _faults(rule: Rule, ground: Ground) -> Iterator[str]:
    kinds, outcomes = _kinds(ground.lexicon), read_kinds(built_in() / "kinds.yaml")["casualty"].values
    for kind in rule.kinds:
        if kind not in kinds:
            yield f"rule {rule.name}: {kind}: no kind of event; kinds are {', '.join(sorted(kinds))}"
    for outcome in rule.least:
        if outcome not in outcomes:
            yield f"rule {rule.name}: {outcome}: no figure of an event; figures are {', '.join(sorted(outcomes))}"
    if rule.place and not any(_units(rule.place, ground.atlas)):
        yield f"rule {rule.name}: {rule.place}: no place of this name or id in the gazetteer; `riwaya places find` shows what there is"


def _kinds(words: Lexicon) -> frozenset[str]:
    """Return the kinds of events, and the wider ones that hold them."""
    return frozenset({*words.event_types, *words.event_types.values()})


def _units(name: str, atlas: Atlas) -> Iterator[str]:
    """Yield the ids that an id, a country's code or a name stands for; a name must be spelt as some table has it: a slip would be another place."""
    if name and (own := atlas.get(name)):
        yield own.id
    elif name and atlas.counts(name):
        yield name
    elif name:
        for one in atlas.find(name):
            if one.match in {Match.EXACT, Match.LOOSE}:
                yield one.entry.country if one.entry.kind == "country" else one.entry.id


def matches(one: Prepared, event: Event, atlas: Atlas, today: date) -> bool:
    """Whether an event is one that a rule speaks of. An event without a day is old."""
    rule = one.rule
    return (
        (not rule.kinds or bool({event.event_type, event.sub_event_type} & set(rule.kinds)))
        and (not rule.grades or event.grade.scale in rule.grades)
        and (not rule.days or (event.date is not None and event.date.end >= today - timedelta(days=rule.days)))
        and (not one.units or _lies(event, one.units, atlas))
        and all(figures(event).get(outcome, -1) >= least for outcome, least in rule.least.items())
    )


def _lies(event: Event, units: frozenset[str], atlas: Atlas) -> bool:
    entries = [entry for place in event.places if place.id and (entry := atlas.get(place.id))]
    return any({entry.id, entry.country, entry.admin1, entry.admin2} & units for entry in entries)


def figures(event: Event) -> Mapping[str, int]:
    """Return the largest best figure of each outcome; groups of victims may overlap (children, civilians), so they are not added up."""
    found: dict[str, int] = {}
    for toll in event.tolls:
        if toll.best is not None:
            found[toll.outcome] = max(found.get(toll.outcome, 0), toll.best)
    return found
