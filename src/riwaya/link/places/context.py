"""What a page as a whole tells of where it is about: countries, units, and the places that are sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from riwaya.gazetteer import Found, Match
from riwaya.link.places.phrase import Phrase
from riwaya.model import Place

OUTLET, NAMED, ALONE, DEMONYM = 1.5, 2.0, 1.0, 0.4  # how much an outlet's country, a country's name, a name of one country only, «السوري» count
_DEMONYMS = 6  # more of them than this tell no more


@dataclass(frozen=True, slots=True)
class Mention:
    """A place as the page tells of it, what its phrase says, and the places that its name may mean."""

    place: Place
    phrase: Phrase
    found: tuple[Found, ...]

    @property
    def at(self) -> int:
        """Where in the text it stands."""
        return self.place.span.start if self.place.span else 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that is settled, and where in the text it is told; `name` lets a mention not support itself."""

    lat: float
    lon: float
    at: int
    name: str


@dataclass(frozen=True, slots=True)
class Context:
    """`countries` are weights of countries, `alone` those that names of one country only give, by name; `units` ids of units that the page names as such."""

    countries: Mapping[str, float] = field(default_factory=dict)
    alone: Mapping[str, str] = field(default_factory=dict)
    units: frozenset[str] = frozenset()
    anchors: tuple[Anchor, ...] = ()

    def shares(self, name: str) -> Mapping[str, float]:
        """Return the countries' shares, which add up to one, as the page tells them without one name: a name must not speak for itself."""
        own = self.alone.get(name)
        weights = {code: weight - (ALONE if code == own else 0) for code, weight in self.countries.items()}
        total = sum(weights.values())
        return {code: weight / total for code, weight in weights.items() if weight > 0} if total > 0 else {}


def context(mentions: Sequence[Mention], told: Mapping[str, int], outlet: str) -> Context:
    """Return the context of a page; `told` counts adjectives of nationality by country, `outlet` is the outlet's country ("" unknown)."""
    weights: Counter[str] = Counter()
    if outlet:
        weights[outlet] += OUTLET  # type: ignore[assignment]  # a Counter may hold floats
    for code, count in told.items():
        weights[code] += DEMONYM * min(count, _DEMONYMS)  # type: ignore[assignment]  # the same
    alone: dict[str, str] = {}
    for name, exact in {mention.place.name: _exact(mention) for mention in mentions}.items():
        countries = {found.entry.country for found in exact}
        nation = next((found.entry for found in exact if found.entry.kind == "country"), None)
        if nation:
            weights[nation.country] += NAMED  # type: ignore[assignment]  # the same
        elif len(countries) == 1:
            alone[name] = countries.pop()
            weights[alone[name]] += ALONE  # type: ignore[assignment]  # the same
    return Context(weights, alone, frozenset(_units(mentions)))


def _exact(mention: Mention) -> list[Found]:
    return [one for one in mention.found if one.match is Match.EXACT]


def _units(mentions: Iterable[Mention]) -> Iterable[str]:
    """Yield the governorates and districts that the page names as units: with a word for it, as countryside, or as what holds another place."""
    for mention in mentions:
        phrase, place = mention.phrase, mention.place
        if place.relation == "countryside" or phrase.kind in {"governorate", "district"} or phrase.side:
            yield from (one.entry.id for one in mention.found if one.entry.kind in {"governorate", "district"} and one.match <= Match.LOOSE)
