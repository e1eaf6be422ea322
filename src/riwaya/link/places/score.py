"""Which of the places of a name is meant: reasons that add up, each with its weight, so that a choice can be explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, log10

from riwaya.gazetteer import Entry, Found, Match
from riwaya.gazetteer.earth import near_distance
from riwaya.gazetteer.record import UNITS
from riwaya.link.places.context import Anchor, Context, Mention

# Set by hand; docs/places.md tells what each stands for, and what of the benchmark was seen when.
_MATCH = {
    Match.EXACT: ("spelling-exact", 0.0),
    Match.LOOSE: ("spelling-loose", -0.7),
    Match.SOUND: ("spelling-sound", -1.5),
    Match.SLIP: ("spelling-slip", -1.5),
}
_BARE = {"country": 3.0, "governorate": 0.7, "city": 1.0, "region": 0.8, "town": 0.5, "island": 0.3, "quarter": -0.7, "subdistrict": -0.5, "mountain": -0.3}
_RURAL = {"governorate": 5.0, "district": 3.5, "city": 1.0, "town": 0.5, "country": 0.3}
_SAME, _AKIN, _OTHER = 2.0, 1.0, -2.0
_AKIN_KINDS = {
    "city": {"town", "village", "governorate"},
    "town": {"city", "village", "subdistrict"},
    "village": {"town", "city"},
    "governorate": {"district", "region"},
    "district": {"governorate", "subdistrict", "city", "town"},
    "quarter": {"district", "subdistrict", "town", "village", "city", "region"},
    "base": {"airport", "site"},
    "airport": {"base"},
    "camp": {"quarter"},
    "site": {"base", "quarter", "mountain"},
    "mountain": {"region", "village", "town"},
    "region": {"water", "mountain"},
}
_INSIDE, _BESIDE, _OUTSIDE = 4.0, 2.5, -3.0
_BESIDE_KM = 60.0
_SHARED = {"PS": "IL", "IL": "PS"}  # gazetteers give Jerusalem and the places on the line to either
_COUNTRY, _NO_COUNTRY, _UNIT = 3.0, -1.0, 1.0
_NEIGHBOUR, _NEIGHBOUR_KM, _CLOSE, _CLOSE_KM = 2.0, 40.0, 2.5, 25.0
_SAME_BREATH = 120  # characters between names told together
# Of a country that the page does not tell of, and far from all that it tells of: a namesake; the second distance is for names spelled otherwise.
_FAR, _FAR_KM, _FAR_OTHER_KM = -3.5, 300.0, 60.0
_SIZE, _LISTED = 0.25, 0.8
_SURE = 1.0  # points ahead of the next place elsewhere that let a place support its neighbours
_ELSEWHERE = 30.0  # km: nearer places of one name are one answer
LEAST = -1.5  # a best place that scores below this is not taken


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate, its score, and the reasons that add up to it."""

    entry: Entry
    match: Match
    reasons: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        """The sum of the reasons."""
        return sum(weight for _, weight in self.reasons)


def ranked(mention: Mention, within: Sequence[Entry], context: Context) -> list[Scored]:
    """Return the candidates of a mention, the likeliest first; `within` are the places that the page says hold it."""
    shares = context.shares(mention.place.name)
    scored = [Scored(found.entry, found.match, tuple(_reasons(found, mention, within, context, shares))) for found in mention.found]
    return sorted(scored, key=lambda one: (-round(one.score, 6), one.entry.id))


def _reasons(found: Found, mention: Mention, within: Sequence[Entry], context: Context, shares: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    entry = found.entry
    yield _MATCH[found.match]
    yield _kind(entry, mention)
    if within:
        yield _held(entry, within)
    share = 0.0
    if shares:
        share = max(shares.get(entry.country, 0.0), shares.get(_SHARED.get(entry.country, ""), 0.0))
        yield "country", _COUNTRY * share if share else _NO_COUNTRY
    if entry.kind not in UNITS and (entry.admin1 in context.units or entry.admin2 in context.units):
        yield "unit-named", _UNIT
    apart = _apart(entry, mention, context.anchors)
    yield from _neighbours(apart)
    if shares and not share and apart and min(km for km, _ in apart) > _reach(found):
        yield "far", _FAR
    yield "size", _SIZE * log10(entry.population + 1)
    if entry.listed and entry.kind not in UNITS:  # a bare name means the town, as coders of events take it, not the unit named after it
        yield "in-reports", _LISTED


def _kind(entry: Entry, mention: Mention) -> tuple[str, float]:
    told = mention.phrase.kind
    if told:
        if told == entry.kind or (told in {"city", "town"} and entry.kind in {"city", "town"}):
            return "kind-same", _SAME
        return ("kind-akin", _AKIN) if entry.kind in _AKIN_KINDS.get(told, ()) else ("kind-other", _OTHER)
    if mention.place.relation == "countryside":
        return "kind-rural", _RURAL.get(entry.kind, -0.5)
    return "kind-bare", _BARE.get(entry.kind, 0.0)


def _held(entry: Entry, within: Sequence[Entry]) -> tuple[str, float]:
    for wide in within:
        if entry.id != wide.id and (entry.lies_in(wide.id) or (wide.kind == "country" and entry.country == wide.country)):
            return "inside", _INSIDE
    point = (entry.lat, entry.lon)
    if any(wide.kind != "country" and near_distance(point, (wide.lat, wide.lon)) <= max(_BESIDE_KM, wide.radius_km) for wide in within):
        return "beside", _BESIDE
    return "outside", _OUTSIDE


def _reach(found: Found) -> float:
    """Return how far a place of a country that the page does not tell of may lie from all that it tells of, in km; a city may, wherever it is."""
    spelled = found.match <= Match.LOOSE
    if found.entry.kind == "city" and (spelled or found.entry.listed):
        return inf
    return _FAR_KM if spelled else _FAR_OTHER_KM


def _apart(entry: Entry, mention: Mention, anchors: Sequence[Anchor]) -> list[tuple[float, int]]:
    """Return how far the page's settled places of other names lie from a place, in km, and from the mention, in characters; none for a country."""
    if entry.kind == "country":
        return []
    here = (entry.lat, entry.lon)
    return [(near_distance(here, (anchor.lat, anchor.lon)), abs(anchor.at - mention.at)) for anchor in anchors if anchor.name != mention.place.name]


def _neighbours(apart: Sequence[tuple[float, int]]) -> Iterator[tuple[str, float]]:
    """Yield how near the nearest settled place of the page is, and the nearest told in the same breath."""
    if apart:
        yield "neighbour", round(_NEIGHBOUR / (1 + min(km for km, _ in apart) / _NEIGHBOUR_KM), 3)
    close = [km for km, gap in apart if gap <= _SAME_BREATH]
    if close:
        yield "same-breath", round(_CLOSE / (1 + min(close) / _CLOSE_KM), 3)


def together(one: Entry, other: Entry) -> bool:
    """Whether two places of one name (a town, its district, its governorate) are one answer to "where"."""
    return one.country == other.country and near_distance((one.lat, one.lon), (other.lat, other.lon)) <= _ELSEWHERE


def sure(options: Sequence[Scored]) -> bool:
    """Whether the best candidate is well ahead of the next that lies elsewhere."""
    best = options[0]
    other = next((one for one in options[1:] if not together(one.entry, best.entry)), None)
    return other is None or best.score - other.score >= _SURE
