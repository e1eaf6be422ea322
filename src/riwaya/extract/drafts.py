"""Each candidate with the choices that its own sentence allows: in scope or not, voice, roles, place, day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from riwaya.extract.choices import attitude, day, kind, role, scope, voice, where
from riwaya.extract.context import Context
from riwaya.extract.keys import Mentioned
from riwaya.extract.parties import PartyMention
from riwaya.extract.places import PlaceMention
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Model, Weights
from riwaya.extract.when import DateMention

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
STANCES = ("denied", "possible", "planned")


@dataclass(frozen=True, slots=True)
class Weighed(Generic[T_co]):
    """An option with its score (log-odds) and the features that spoke loudest for it."""

    option: T_co
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One event word with what its sentence says of it; `kinds` are scores by sub-event type."""

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

    @property
    def kind(self) -> str:
        """The likeliest sub-event type."""
        return max(self.kinds, key=self.kinds.__getitem__)

    @property
    def stance(self) -> str:
        """The likeliest stance."""
        best = max(self.stances, key=self.stances.__getitem__)
        return best if self.stances[best] > 0 else "asserted"

    @property
    def date(self) -> DateMention | None:
        """The likeliest date phrase, if any is likely."""
        return self.dates[0].option if self.dates else None


def draft(trigger: Trigger, context: Context, model: Model, event_types: Iterable[str]) -> Draft:
    """Make every local choice for one candidate."""
    said = best_voice(trigger, context, model)
    dates = _weighed([(one, list(day.features(trigger, one, context))) for one in day.options(trigger, context)], model["day"])
    places = _weighed([(one, list(where.features(trigger, one, context))) for one in where.options(trigger, context)], model["where"])
    parties = [(one, list(role.features(trigger, one, context))) for one in role.options(trigger, context)]
    actors, targets = _weighed(parties, model["actor"]), _weighed(parties, model["target"])
    likely_dates = _likely(dates)
    attitude_features = list(attitude.features(trigger, said, likely_dates[0].option.when if likely_dates else None, context))
    return Draft(
        trigger=trigger,
        scope=model["scope"].score(scope.features(trigger, context)),
        voice=said,
        kinds=model.scores("kind", list(kind.features(trigger, context)), event_types),
        actors=_likely(actors),
        targets=_likely(targets),
        places=_likely(places),
        dates=likely_dates,
        stances=model.scores("stance", attitude_features, STANCES),
        background=model["background"].score(attitude_features),
        options={"actors": actors, "targets": targets, "places": places, "date": dates},
    )


def best_voice(trigger: Trigger, context: Context, model: Model) -> Utterance | None:
    """Return the likeliest utterance that the candidate belongs to; None is the outlet's own voice."""
    options = [(one, list(voice.features(trigger, one, context))) for one in voice.options(trigger, context)]
    weighed = _likely(_weighed(options, model["voice"]))
    return weighed[0].option if weighed else None


def _weighed(options: Sequence[tuple[T, list[str]]], weights: Weights) -> tuple[Weighed[T], ...]:
    """Return the options with their scores, likeliest first; only likely ones say why."""
    found = [(option, weights.score(signs), signs) for option, signs in options]
    weighed = [Weighed(option, score, weights.reasons(signs) if score > 0 else ()) for option, score, signs in found]
    return tuple(sorted(weighed, key=lambda one: -one.score))


def _likely(weighed: tuple[Weighed[T], ...]) -> tuple[Weighed[T], ...]:
    """Return the options more likely than not."""
    return tuple(one for one in weighed if one.score > 0)
