"""Each candidate with the choices that its own sentence allows: in scope or not, voice, roles, place, day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from riwaya.extract.choices import attitude, day, kind, role, scope, voice, where
from riwaya.extract.context import Context
from riwaya.extract.parties import PartyMention
from riwaya.extract.places import PlaceMention
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Model
from riwaya.extract.when import DateMention

T = TypeVar("T")
STANCES = ("denied", "possible", "planned")


@dataclass(frozen=True, slots=True)
class Weighed(Generic[T]):
    """An option with its score (log-odds) and the features that spoke loudest for it."""

    option: T
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
    dates = _likely(day.options(trigger, context), lambda one: day.features(trigger, one, context), model, "day")
    when = dates[0].option.when if dates else None
    attitude_features = list(attitude.features(trigger, said, when, context))
    kind_features = list(kind.features(trigger, context))
    return Draft(
        trigger=trigger,
        scope=model["scope"].score(scope.features(trigger, context)),
        voice=said,
        kinds=model.scores("kind", kind_features, event_types),
        actors=_roles(trigger, context, model, "actor"),
        targets=_roles(trigger, context, model, "target"),
        places=_likely(where.options(trigger, context), lambda one: where.features(trigger, one, context), model, "where"),
        dates=dates,
        stances=model.scores("stance", attitude_features, STANCES),
        background=model["background"].score(attitude_features),
    )


def best_voice(trigger: Trigger, context: Context, model: Model) -> Utterance | None:
    """Return the likeliest utterance that the candidate belongs to; None is the outlet's own voice."""
    weighed = _likely(voice.options(trigger, context), lambda one: voice.features(trigger, one, context), model, "voice")
    return weighed[0].option if weighed else None


def _roles(trigger: Trigger, context: Context, model: Model, name: str) -> tuple[Weighed[PartyMention], ...]:
    return _likely(role.options(trigger, context), lambda one: role.features(trigger, one, context), model, name)


def _likely(options: Iterator[T], features: Callable[[T], Iterable[str]], model: Model, choice: str) -> tuple[Weighed[T], ...]:
    """Return the options more likely than not, likeliest first."""
    weights = model[choice]
    weighed = []
    for option in options:
        signs = list(features(option))
        score = weights.score(signs)
        if score > 0:
            weighed.append(Weighed(option, score, weights.reasons(signs)))
    return tuple(sorted(weighed, key=lambda one: -one.score))
