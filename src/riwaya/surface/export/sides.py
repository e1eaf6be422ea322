"""The two sides of an event, for tables that know two: those who did it, and those who suffered it, by what most claims name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from riwaya.lexicon import Actor
from riwaya.model import Claim, Event, Party

CIVILIAN = frozenset({"civilians", "civil-organisation", "political-party", "monitor", "outlet"})
CROWD = frozenset({"protesters", "rioters"})
STATE = frozenset({"government", "military", "police"})
Actors = Mapping[str, Actor]
Named = Sequence[str]


class Side(NamedTuple):
    """Parties by id, else by name: the one that most claims name, and those whom a claim names as acting or hit together with it."""

    first: str = ""
    others: tuple[str, ...] = ()

    def holds(self, party: str, actors: Actors) -> bool:
        """Whether a party is of this side: one of its parties, under one of them, or of the same side of its country's conflict."""
        own = {parent for one in (self.first, *self.others) if one for parent in lineage(one, actors)}
        return not own.isdisjoint(lineage(party, actors))


def sides(event: Event, actors: Actors) -> tuple[Side, Side]:
    """Return who did it and who suffered it; claims that only deny do not count. Whom rival claims accuse is no ally of the first.

    Where accounts contradict each other in what happened, only claims of the event's own type say who did it: nobody says that who flew the air strike of one
    account placed the car bomb of the other.
    """
    claims = [report.claim for report in event.reports if report.claim.stance != "denied"]
    told = [_told(claim, actors) for claim in claims]
    apart = any(one.slot == "what" and one.agreement == "contradicted" for one in event.comparisons)
    acted = [did for claim, (did, _) in zip(claims, told, strict=True) if not apart or claim.sub_event_type == event.sub_event_type]
    first = _most(acted)
    suffered = [[party for party in hit if party != first] for _, hit in told]
    return _side(acted, first), _side(suffered, _most(suffered))


def _told(claim: Claim, actors: Actors) -> tuple[Named, Named]:
    """Return a claim's doers and targets. A battle without targets names both sides as doers (docs/contract.md): the first one's enemies are its targets."""
    did, hit = named(claim.actors), named(claim.targets)
    if claim.event_type == "battles" and did and not hit:
        own = [one for one in did if not _foes(did[0], one, actors)]
        return own, [one for one in did if one not in own]
    return did, hit


def _foes(one: str, other: str, actors: Actors) -> bool:
    a, b = actors.get(one), actors.get(other)
    return a is not None and b is not None and bool(a.side and b.side) and (a.country, a.side) != (b.country, b.side)


def named(parties: Iterable[Party]) -> list[str]:
    """Return parties by their ids, else by their names, each once."""
    return [name for name in dict.fromkeys(one.actor or one.name or "" for one in parties) if name]


def _most(given: Iterable[Named]) -> str:
    """Return the party that most claims name, "" where none does."""
    counts = Counter(party for parties in given for party in parties)
    return min(counts, key=lambda party: (-counts[party], party), default="")


def _side(given: Iterable[Named], first: str) -> Side:
    return Side(first, tuple(sorted({party for parties in given if first in parties for party in parties} - {first})))


def lineage(party: str, actors: Actors) -> list[str]:
    """Return a party, those it is part of from near to far, and, of organised parties, its side of its country's conflict."""
    found = [party]
    while (row := actors.get(found[-1])) and row.parent and row.parent not in found:
        found.append(row.parent)
    own = actors.get(party)
    return [*found, f"{own.country}:{own.side}"] if own and own.side and own.kind not in CIVILIAN else found


def kind_of(party: str, actors: Actors) -> str:
    """Return a party's kind as in `actors.csv`, "" where it is not listed there."""
    row = actors.get(party)
    return row.kind if row else ""


def name_of(party: str, actors: Actors) -> str:
    """Return a party's English name, else what the page calls it."""
    return actors[party].name_en if party in actors else party


def is_civilian(party: str, actors: Actors) -> bool:
    """Whether a party is civilian, an unarmed crowd among them."""
    return kind_of(party, actors) in CIVILIAN | CROWD
