"""Which tellings of a page tell of one event, by whomever: what one says then speaks for what another leaves open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from riwaya.extract.choices import join
from riwaya.extract.context import Context
from riwaya.extract.sense import Key
from riwaya.extract.telling import Telling
from riwaya.extract.weigh import Model

Echoes = Mapping[Key, Mapping[Key, float]]
"""The log-odds, for each two tellings in either order, by the key of the first candidate of each."""
_LEAN = 0.4  # of another telling's log-odds for a type, at certainty that it tells of the same; 0.3 to 0.5 gain alike on pages held out, 0.15 and 1 less
_TAKEN, _ALIKE = 1.6, 5.0  # the same where the other names the means that a telling leaves open, which makes it so much likelier that both tell of one event


def echoes(tellings: Sequence[Telling], context: Context, model: Model, event_types: Mapping[str, str]) -> Echoes:
    """Return the log-odds, for each two tellings in either order, that they tell of one event, by whomever."""
    weights = model["echo"]
    crowd = join.crowd(tellings, context, event_types)
    found: dict[Key, dict[Key, float]] = {one.first.trigger.key: {} for one in tellings}
    for number, second in enumerate(tellings):
        two = second.first.trigger.key
        for first in tellings[:number]:
            one = first.first.trigger.key
            found[one][two] = found[two][one] = weights.score(join.signs(first, second, crowd, context, event_types))
    return found


def leaning(tellings: Sequence[Telling], scores: Sequence[Mapping[str, float]], heard: Echoes, named: Sequence[Sequence[Telling]]) -> list[dict[str, float]]:
    """Return the log-odds of each telling's types with part of those of the tellings that tell of the same: «الهجوم» is of the type that another names.

    `named` are for each telling those that name the means that it leaves open.
    """
    found = []
    for one, own, meant in zip(tellings, scores, named, strict=True):
        odds = heard[one.first.trigger.key]
        others = [(other, theirs) for other, theirs in zip(tellings, scores, strict=True) if other.first.trigger.key in odds]
        shares = [((_taken if other in meant else _leant)(odds[other.first.trigger.key]), theirs) for other, theirs in others]
        found.append({kind: score + sum(share * theirs[kind] for share, theirs in shares) for kind, score in own.items()})
    return found


def _leant(odds: float) -> float:
    """Return the part of another telling's log-odds for a type that a telling takes over."""
    return _LEAN / (1 + exp(-odds))


def _taken(odds: float) -> float:
    """Return that part where the other names the means that the telling leaves open."""
    return _TAKEN / (1 + exp(-odds - _ALIKE))
