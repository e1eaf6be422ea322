"""The places that a name as the page writes it may mean."""

from __future__ import annotations

from collections.abc import Iterable

from riwaya.gazetteer import Atlas, Found, Match
from riwaya.gazetteer.record import UNITS
from riwaya.link.places.phrase import Phrase

# What a full name has and a page may leave out, or the other way round.
_ADDED = ("العسكري", "الدولي", "الجوية", "العسكرية", "الحدودي", "الجوي")
_SITES = frozenset({"airport", "base", "camp", "crossing", "site", "port", "mountain", "island", "water", "region", "road"})


_COUNTRYSIDE = "ريف"  # «ريف دمشق» is a governorate by that name, beside that of the city


def candidates(atlas: Atlas, name: str, phrase: Phrase, relation: str) -> tuple[Found, ...]:
    """Return the places of a name; one with a word for its kind inside («مطار حماة») is looked for with and without «العسكري» and the like."""
    if relation == "countryside":
        units = tuple(one for one in atlas.find(f"{_COUNTRYSIDE} {name}") if one.match is Match.EXACT and one.entry.kind == "governorate")
        if units:
            return units
    found = atlas.find(name)
    if not phrase.kept:
        return found
    found = tuple(one for one in found if one.entry.kind not in UNITS)  # «البحر الأحمر» is the sea, not the state of that name
    if found:
        return found
    for other in _variants(name):
        sites = tuple(one for one in atlas.find(other) if one.entry.kind in _SITES and one.match <= Match.LOOSE)
        if sites:
            return sites
    return ()


def _variants(name: str) -> Iterable[str]:
    words = name.split()
    while len(words) > 2 and words[-1] in _ADDED:
        words = words[:-1]
        yield " ".join(words)
    for one in _ADDED:
        yield " ".join((*words, one))


def base(atlas: Atlas, name: str) -> tuple[Found, ...]:
    """Return the towns that a site is named after: «مطار حماة العسكري» lies near Hama."""
    words = [word for word in name.split()[1:] if word not in _ADDED]
    found = atlas.find(" ".join(words)) if words else ()
    return tuple(one for one in found if one.entry.kind not in _SITES)
