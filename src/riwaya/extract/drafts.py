"""Each candidate with the choices that its own sentence allows: in scope or not, voice, roles, place, day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from riwaya.extract.choices import attitude, day, kind, role, voice, where
from riwaya.extract.choices.bound import Bound
from riwaya.extract.choices.clear import Stead, clear
from riwaya.extract.context import Context
from riwaya.extract.keys import Mentioned, key_of
from riwaya.extract.parties import PartyMention
from riwaya.extract.places import PlaceMention
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Model, Sign, Weights
from riwaya.extract.when import DateMention

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
_BY_SCORE = itemgetter(0)
STANCES = ("denied", "possible", "planned")


class Weighed(NamedTuple, Generic[T_co]):
    """An option with its score (log-odds); the likeliest of all says which features spoke loudest for it."""

    option: T_co
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """One event word with what its sentence says of it: `kinds` are scores by sub-event type, `bound` the roles that grammar alone settles, by who has them.

    `clear` are the places that grammar alone gives it, by key: fine ones, and wide ones, which give way to finer ones elsewhere on the page.
    """

    trigger: Trigger
    scope: float
    voice: Utterance | None
    kinds: dict[str, float]
    actors: tuple[Weighed[PartyMention], ...]
    targets: tuple[Weighed[PartyMention], ...]
    places: tuple[Weighed[PlaceMention], ...]
    dates: tuple[Weighed[DateMention], ...]
    stances: dict[str, float]
    background: float
    options: Mapping[str, tuple[Weighed[Mentioned], ...]] = field(default_factory=dict)
    bound: Mapping[str, frozenset[Bound]] = field(default_factory=dict)
    clear: Mapping[str, Stead] = field(default_factory=dict)

    @cached_property
    def kind(self) -> str:
        """The likeliest sub-event type."""
        return max(self.kinds, key=self.kinds.__getitem__)

    @cached_property
    def second(self) -> str | None:
        """The next likeliest sub-event type."""
        return next(iter(sorted(self.kinds, key=self.kinds.__getitem__)[-2:-1]), None)

    @cached_property
    def manner(self) -> str:
        """How its source tells it."""
        return self.voice.manner if self.voice else "asserted"

    @cached_property
    def stance(self) -> str:
        """The likeliest stance."""
        best = max(self.stances, key=self.stances.__getitem__)
        return best if self.stances[best] > 0 else "asserted"

    @cached_property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """What its likely places, day, actors and targets are compared by."""
        return {
            "places": frozenset(key_of(one.option.place) for one in self.places),
            "days": frozenset({key_of(self.date.when)}) if self.date and self.date.when else frozenset(),
            "actors": frozenset(key_of(one.option.party) for one in self.actors),
            "targets": frozenset(key_of(one.option.party) for one in self.targets),
        }

    @property
    def date(self) -> DateMention | None:
        """The likeliest date phrase, if any is likely."""
        return self.dates[0].option if self.dates else None


def draft(trigger: Trigger, scope: float, context: Context, model: Model, event_types: Iterable[str]) -> Draft:
    """Make every local choice for one candidate, which is in scope by the log-odds `scope`."""
    said = best_voice(trigger, context, model)
    dates = _weighed([(one, [*day.signs(trigger, one, context)]) for one in day.options(trigger, context)], model["day"])
    places = _weighed([(one, [*where.signs(trigger, one, context)]) for one in where.options(trigger, context)], model["where"])
    here = role.options(trigger, context)
    parties = [(one, [*role.signs(trigger, one, here, context)]) for one in here]
    actors, targets = _weighed(parties, model["actor"]), _weighed(parties, model["target"])
    likely_dates = _likely(dates)
    told = [*attitude.signs(trigger, said, likely_dates[0].option.when if likely_dates else None, context)]
    return Draft(
        trigger=trigger,
        scope=scope,
        voice=said,
        kinds=model.scores("kind", kind.signs(trigger, context), event_types),
        actors=_likely(actors),
        targets=_likely(targets),
        places=_likely(places),
        dates=likely_dates,
        stances=model.scores("stance", told, STANCES),
        background=model["background"].score(told),
        options={"actors": actors, "targets": targets, "places": places, "date": dates},
        bound=_roles(here),
        clear={key_of(one.place): stead for one in where.options(trigger, context) if (stead := clear(trigger, one, context))},
    )


def _roles(here: Mapping[PartyMention, Bound | None]) -> dict[str, frozenset[Bound]]:
    """Return the roles that grammar settles by who has them; a party named twice may have two («صد هجوما لـX وأوقع قتلى في صفوف X»)."""
    found: dict[str, frozenset[Bound]] = {}
    for party, settled in here.items():
        if settled:
            key = key_of(party.party)
            found[key] = found.get(key, frozenset()) | {settled}
    return found


def best_voice(trigger: Trigger, context: Context, model: Model) -> Utterance | None:
    """Return the likeliest utterance that the candidate belongs to; None is the outlet's own voice."""
    weights = model["voice"]
    best, chosen = 0.0, None
    for one in voice.options(trigger, context):
        score = weights.score(voice.signs(trigger, one, context))
        if score > best:
            best, chosen = score, one
    return chosen


def _weighed(options: Sequence[tuple[T, list[Sign]]], weights: Weights) -> tuple[Weighed[T], ...]:
    """Return the options with their scores, likeliest first; only the likeliest says why."""
    scored = sorted(((weights.score(signs), option, signs) for option, signs in options), key=_BY_SCORE, reverse=True)
    return tuple(Weighed(option, score, weights.reasons(signs) if not number and score > 0 else ()) for number, (score, option, signs) in enumerate(scored))


def _likely(weighed: tuple[Weighed[T], ...]) -> tuple[Weighed[T], ...]:
    """Return the options more likely than not."""
    return tuple(one for one in weighed if one.score > 0)
