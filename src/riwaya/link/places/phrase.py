"""What the words around a name say of the place: its kind, a side, a distance, the other end of a road."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from riwaya import arabic
from riwaya.lexicon import Hit
from riwaya.link.places.words import Words
from riwaya.model import Place

_REACH = 9  # words to the left: «على بعد نحو 60 كيلومترا إلى الشمال الشرقي من مدينة»
_KM = {"متر": 0.001, "مترا": 0.001, "امتار": 0.001, "ميل": 1.609, "اميال": 1.609}
_ROADS = frozenset({"الطريق", "طريق", "الاوتوستراد", "اوتوستراد", "الخط", "خط", "الواصل", "الرابط", "السريع"})
_BETWEEN = "بين"
_COMPASS = {("n", "e"): "ne", ("n", "w"): "nw", ("s", "e"): "se", ("s", "w"): "sw"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words around a name: `kind` of placekind.yaml ("" none told), `kept` where the kind word is a part of the name («مطار حماة»).

    `side` is a direction ("n", "sw", … or ""); `distance_km` how far from the place, None where not told; `road` whether the name is an end of a road.
    """

    kind: str = ""
    kept: bool = False
    side: str = ""
    distance_km: float | None = None
    road: bool = False


def phrases(places: Sequence[Place], words: Words) -> list[Phrase]:
    """Return the phrase of each place of a page, by position; a later name of a list has the kind word of the first («بلدتي سرمين وبنش»)."""
    found: list[Phrase] = []
    previous: tuple[int, Phrase] | None = None
    for place in places:
        if place.span is None:
            found.append(Phrase())
            continue
        start, end = words.at(place.span)
        phrase = _read(words, place, start, end)
        if previous and not phrase.kind and previous[0] <= start <= previous[0] + 1 and _joins(words, previous[0], start):
            phrase = replace(phrase, kind=previous[1].kind if not previous[1].kept else "", road=phrase.road or previous[1].road)
        found.append(phrase)
        previous = (end, phrase)
    return found


def _joins(words: Words, end: int, start: int) -> bool:
    between = words.norms[end:start]
    return (not between and start < len(words.norms) and words.norms[start].startswith("و")) or between in {("،",), (",",), ("و",)}


def _read(words: Words, place: Place, start: int, end: int) -> Phrase:
    kept = _kept(words, start, end)
    phrase = Phrase() if _conjoined(words, place, start) else _before(words, start)
    if kept and not phrase.kind:  # «ولاية البحر الأحمر» is a state, not the sea
        phrase = replace(phrase, kind=kept, kept=True)
    if place.relation in {"countryside", "axis"} or phrase.kind in {"governorate", "district"}:
        phrase = replace(phrase, side=_after(words, end) or phrase.side)
    return phrase


def _conjoined(words: Words, place: Place, start: int) -> bool:
    """Whether «و» joins the name to what stands before it, which then says nothing of it."""
    return words.norms[start].startswith("و") and not arabic.key(place.name).startswith("و")


def _kept(words: Words, start: int, end: int) -> str:
    """Return the kind of a name that begins with a word for it, as airports and camps do."""
    hits = [hit for hit in words.hits(start, end) if hit.start == start and hit.entry.kind == "placekind" and "kept" in hit.entry.traits]
    return hits[0].entry.value if hits else ""


def _before(words: Words, start: int) -> Phrase:
    """Read leftwards from a name, as long as the words are those of place grammar."""
    ends: dict[int, list[Hit]] = {}
    for hit in words.hits(start - _REACH, start):
        ends.setdefault(hit.end, []).append(hit)
    at, phrase, related = start, Phrase(), False
    while at > 0 and start - at < _REACH:
        if words.norms[at - 1] in _ROADS and words.norms[at] == _BETWEEN:
            return replace(phrase, road=True)
        found = _grammar(ends.get(at, ()), phrase, related=related)
        step = _taken(words, found, phrase) if found else None
        if found is None or step is None:
            break
        related = related or found.entry.kind == "relation"
        at, phrase = step
        if found.prefix.startswith("و"):
            break
    return phrase


def _grammar(hits: Iterable[Hit], phrase: Phrase, *, related: bool) -> Hit | None:
    """Return the longest piece of place grammar; a word for a kind before «ريف» is of what lies in that countryside («بلدات ريف حماة»)."""
    for hit in sorted(hits, key=lambda hit: hit.start):
        kind, value = hit.entry.kind, hit.entry.value
        if (kind == "direction" and phrase.distance_km is None) or kind == "relation":
            return hit
        if kind == "placekind" and not phrase.kind and not related and "kept" not in hit.entry.traits:
            return hit
        if kind == "placeword" and value in {"cue", "link", "bearing", "compass", "distance"}:
            return hit
    return None


def _taken(words: Words, hit: Hit, phrase: Phrase) -> tuple[int, Phrase] | None:
    """Return where the words taken in begin, and what they add; None for a distance without a number."""
    if hit.entry.kind == "direction" or hit.entry.value == "compass":  # «الشمال الشرقي من»
        sides = [one for one in words.hits(hit.start, hit.end) if one.entry.kind == "direction"]
        side = max(sides, key=lambda one: one.end - one.start).entry.value if sides else ""
        return hit.start, replace(phrase, side=_combined(side, phrase.side) if side else phrase.side)
    if hit.entry.kind == "placekind":
        return hit.start, replace(phrase, kind=hit.entry.value)
    return _distance(words, hit, phrase) if hit.entry.value == "distance" else (hit.start, phrase)


def _combined(first: str, second: str) -> str:
    """«شمال» before «غرب حلب» is the north-west; «شرق» before another side is only itself."""
    return _COMPASS.get((first, second), first) if second else first


def _distance(words: Words, unit: Hit, phrase: Phrase) -> tuple[int, Phrase] | None:
    at = unit.start - 1
    if at < 0:
        return None
    word = words.norms[at]
    factor = _KM.get(words.norms[unit.start], 1.0)
    if word.replace(".", "", 1).isdigit():
        whole = f"{words.norms[at - 2]}.{word}" if at > 1 and words.norms[at - 1] in {".", ","} and words.norms[at - 2].isdigit() else word
        return at, replace(phrase, distance_km=float(whole) * factor)
    told = [hit for hit in words.hits(at, at + 1) if hit.entry.kind == "number"]
    return (at, replace(phrase, distance_km=float(told[0].entry.value) * factor)) if told and told[0].entry.value.isdigit() else None


def _after(words: Words, end: int) -> str:
    """Return the side told after a name: «ريف حلب الشمالي الغربي»; without the article («شرقي سوريا») it belongs to the next name."""
    hits = [hit for hit in words.hits(end, end + 2) if hit.entry.kind == "direction" and hit.start == end and words.norms[end].startswith("ال")]
    return max(hits, key=lambda hit: hit.end).entry.value if hits else ""
