"""What a small network that has read the whole page thinks of each choice, as signs for the weighed choices.

The network never decides: what it thinks stands beside the grammar as one sign more, whose weight is learned like any other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Sign

Key = tuple[int, int, str]
EDGES = (-3, -2, -1, 0, 1, 2, 3)  # log-odds
UNDECIDED = 0.0  # what counts for a page that no network has read: without a sign it would be sure that nothing happened
PAIRS = {"actor": "parties", "target": "parties", "place": "places", "date": "dates", "voice": "utterances", "same": "triggers", "echo": "triggers"}
ALONE = ("scope", "background", "outlet")
_SURE, _LIKELY = 0.9, 0.6
_VOTES, _MOST = {"sure": 1.0, "likely": 0.5, "doubtful": 0.2}, 3.0  # of a candidate for its type, and log-odds above which one event is one event


@dataclass(frozen=True, slots=True)
class Sense:
    """Log-odds of each choice of a page.

    `alone` are those of each candidate, `pairs` those of each candidate with each party, place, day, cue or other candidate, by number; `kinds` are its two
    likeliest types and how sure the first is. `rows` are the numbers of candidates by key, `columns` those of what they are paired with, by first token.
    """

    rows: Mapping[Key, int]
    columns: Mapping[str, Mapping[int, int]]
    alone: Mapping[str, Sequence[float]]
    kinds: Sequence[tuple[str, str, str]]
    pairs: Mapping[str, Sequence[Sequence[float]]]

    def of(self, choice: str, trigger: Trigger) -> float:
        """Return the log-odds of a choice about one candidate."""
        return self.alone[choice][self.rows[trigger.key]]

    def between(self, choice: str, trigger: Trigger, start: int) -> float:
        """Return the log-odds that the party, the place, the day or the cue that begins at a token belongs to a candidate in the role of the choice."""
        return self.pairs[choice][self.rows[trigger.key]][self.columns[PAIRS[choice]][start]]

    def best(self, choice: str, triggers: Iterable[Trigger], columns: Iterable[int]) -> float:
        """Return the highest log-odds of any of the candidates with any of the numbered mentions."""
        pairs, rows = self.pairs[choice], [self.rows[one.key] for one in triggers]
        return max(pairs[row][column] for row, column in product(rows, columns))

    def mean(self, choice: str, first: Iterable[Trigger], second: Sequence[Trigger]) -> float:
        """Return the mean log-odds that the candidates of one telling and those of another tell of one event: by one source ("same"), by any ("echo")."""
        pairs = self.pairs[choice]
        found = [pairs[self.rows[one.key]][self.rows[two.key]] for one in first for two in second]
        return sum(found) / len(found)

    def echoed(self, triggers: Sequence[Trigger]) -> str | None:
        """Return the type that most of the other candidates that tell of the event of a telling have; None where there is none."""
        own = [self.rows[one.key] for one in triggers]
        votes: dict[str, float] = {}
        for number, (first, _, sure) in enumerate(self.kinds):
            odds = max(self.pairs["echo"][row][number] for row in own)
            if number not in own and odds > 0:
                votes[first] = votes.get(first, 0.0) + min(odds, _MOST) * _VOTES[sure]
        return max(sorted(votes), key=votes.__getitem__) if votes else None


def typed(told: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Yield what is thought of the type of some candidates: of each its two likeliest, and how sure the first is."""
    found = ((f"sense={first}", f"sense={first},{sure}", f"sense={first},{sure},second={second}") for first, second, sure in sorted(told))
    yield from dict.fromkeys(chain.from_iterable(found))


def surely(share: float) -> str:
    """Return how sure a share of 1 is, in a word."""
    return "sure" if share >= _SURE else "likely" if share >= _LIKELY else "doubtful"


def sensed(name: str, score: float) -> Sign:
    """Return the sign of a score under a name."""
    return _sensed, name, bisect_right(EDGES, score)


def _sensed(name: str, step: int) -> Iterator[str]:
    yield from (f"{name}>={edge}" for edge in EDGES[:step])
