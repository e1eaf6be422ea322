"""Who fights beside whom, and against whom: the camps of each conflict (`camps.csv`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from riwaya.errors import BadLexicon
from riwaya.lexicon.entry import Actor

Relation = Literal["own", "ally", "enemy"]
_COLUMNS = ("conflict", "camp", "members")
_STATE = (".government", ".armed-forces")  # a state goes by one name, whichever of the two is told of


@dataclass(frozen=True, slots=True)
class Camps:
    """The camps that each party stands in, by actor id (a state's also by its country's code): pairs of a conflict and a camp of it."""

    of: Mapping[str, frozenset[tuple[str, str]]]

    def relation(self, one: str, two: str) -> Relation | None:
        """Return how two parties stand to each other: allies share a camp, enemies a conflict; None where no conflict holds both, or one each way."""
        if one == two:
            return "own"
        first, second = self.of.get(one, frozenset()), self.of.get(two, frozenset())
        shared = {conflict for conflict, _ in first} & {conflict for conflict, _ in second}
        together = {conflict for conflict, _ in first & second}
        if not shared or (together and together != shared):
            return None
        return "ally" if together else "enemy"


def camps_of(rows: Iterable[Mapping[str, str]], actors: Mapping[str, Actor]) -> Camps:
    """Return the camps of all parties: those of a member are also its parts' (`parent`). Raises BadLexicon where a member is nobody."""
    named: dict[str, set[tuple[str, str]]] = {}
    known = actors.keys() | {f"{one.country}:{one.side}" for one in actors.values() if one.side}
    for row in rows:
        if not all(row.get(column) for column in _COLUMNS):
            raise BadLexicon(f"camps.csv: {dict(row)} lacks one of conflict, camp and members; the first line names the columns")
        for member in row["members"].split():
            if member not in known:
                raise BadLexicon(f"camps.csv: '{member}' in {row['conflict']}, {row['camp']} is no actor of actors.csv, nor COUNTRY:side of one")
            named.setdefault(member, set()).add((row["conflict"], row["camp"]))
    found: dict[str, frozenset[tuple[str, str]]] = {}
    for actor in actors:
        camps = frozenset(camp for name in _lineage(actor, actors) for camp in named.get(name, ()))
        if camps:
            found[actor] = camps
            for state in _STATE:
                if actor.endswith(state):
                    found.setdefault(actor.removesuffix(state), camps)
    return Camps(found)


def _lineage(actor: str, actors: Mapping[str, Actor]) -> Iterator[str]:
    """Yield a party, its side of its country's conflict, and the same of those that it is part of."""
    seen: set[str] = set()
    while actor in actors and actor not in seen:
        seen.add(actor)
        row = actors[actor]
        yield from (actor, f"{row.country}:{row.side}")
        actor = row.parent
