"""Each candidate with the choices that its own sentence allows: in scope or not, voice, roles, place, day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from riwaya.extract.choices import attitude, day, kind, role, scope, voice, where
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
Signs = tuple[Sign, ...]
Options = Sequence[tuple[T, Signs]]  # each with what speaks for it
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


@dataclass(frozen=True)
class Candidate:
    """A candidate with all that could be said of it, and what speaks for each: worked out when it is first asked for, once for all models that weigh it."""

    trigger: Trigger
    context: Context

    @cached_property
    def scope(self) -> Signs:
        """What speaks for its telling of an event."""
        return tuple(scope.signs(self.trigger, self.context))

    @cached_property
    def kind(self) -> Signs:
        """What speaks for its sub-event type."""
        return tuple(kind.signs(self.trigger, self.context))

    @cached_property
    def voices(self) -> Options[Utterance]:
        """The utterances that it may belong to."""
        return [(one, tuple(voice.signs(self.trigger, one, self.context))) for one in voice.options(self.trigger, self.context)]

    @cached_property
    def roles(self) -> Mapping[PartyMention, Bound | None]:
        """The parties that may have a part in it, with the role that grammar alone settles."""
        return role.options(self.trigger, self.context)

    @cached_property
    def parties(self) -> Options[PartyMention]:
        """The same parties."""
        return [(one, tuple(role.signs(self.trigger, one, self.roles, self.context))) for one in self.roles]

    @cached_property
    def places(self) -> Options[PlaceMention]:
        """The places where it may have happened."""
        return [(one, tuple(where.signs(self.trigger, one, self.context))) for one in where.options(self.trigger, self.context)]

    @cached_property
    def clear(self) -> Mapping[str, Stead]:
        """The places that grammar leaves to a word, by what they are compared by."""
        return {key_of(one.place): stead for one, _ in self.places if (stead := clear(self.trigger, one, self.context))}

    @cached_property
    def dates(self) -> Options[DateMention]:
        """The days on which it may have happened."""
        return [(one, tuple(day.signs(self.trigger, one, self.context))) for one in day.options(self.trigger, self.context)]


def draft(candidate: Candidate, odds: float, model: Model, event_types: Iterable[str]) -> Draft:
    """Make every local choice for one candidate, which is in scope by these log-odds."""
    said = _best(candidate.voices, model["voice"])
    dates, places = _weighed(candidate.dates, model["day"]), _weighed(candidate.places, model["where"])
    actors, targets = _weighed(candidate.parties, model["actor"]), _weighed(candidate.parties, model["target"])
    likely_dates = _likely(dates)
    told = [*attitude.signs(candidate.trigger, said, likely_dates[0].option.when if likely_dates else None, candidate.context)]
    return Draft(
        trigger=candidate.trigger,
        scope=odds,
        voice=said,
        kinds=model.scores("kind", candidate.kind, event_types),
        actors=_likely(actors),
        targets=_likely(targets),
        places=_likely(places),
        dates=likely_dates,
        stances=model.scores("stance", told, STANCES),
        background=model["background"].score(told),
        options={"actors": actors, "targets": targets, "places": places, "date": dates},
        bound=_roles(candidate.roles),
        clear=candidate.clear,
    )


def _roles(here: Mapping[PartyMention, Bound | None]) -> dict[str, frozenset[Bound]]:
    """Return the roles that grammar settles by who has them; a party named twice may have two («صد هجوما لـX وأوقع قتلى في صفوف X»)."""
    found: dict[str, frozenset[Bound]] = {}
    for party, settled in here.items():
        if settled:
            key = key_of(party.party)
            found[key] = found.get(key, frozenset()) | {settled}
    return found


def _best(options: Options[T], weights: Weights) -> T | None:
    """Return the likeliest option that is more likely than not; of utterances, none is the outlet's own voice."""
    best, chosen = 0.0, None
    for option, signs in options:
        score = weights.score(signs)
        if score > best:
            best, chosen = score, option
    return chosen


def _weighed(options: Options[T], weights: Weights) -> tuple[Weighed[T], ...]:
    """Return the options with their scores, likeliest first; only the likeliest says why."""
    scored = sorted(((weights.score(signs), option, signs) for option, signs in options), key=_BY_SCORE, reverse=True)
    return tuple(Weighed(option, score, weights.reasons(signs) if not number and score > 0 else ()) for number, (score, option, signs) in enumerate(scored))


def _likely(weighed: tuple[Weighed[T], ...]) -> tuple[Weighed[T], ...]:
    """Return the options more likely than not."""
    return tuple(one for one in weighed if one.score > 0)
