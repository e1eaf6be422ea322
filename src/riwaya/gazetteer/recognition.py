"""Imported names for extraction: beside the names that ship with riwaya, each as cautious as its spelling asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from riwaya.gazetteer.atlas import Atlas
from riwaya.gazetteer.spelling import loose
from riwaya.lexicon.gazetteer import Gazetteer, Known, load_gazetteer

_SHORT = 3  # letters; a single word as short as this is mostly something else
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class _Names(Mapping[str, tuple[Known, ...]]):
    """The built-in names, and those of a gazetteer as they are asked for; a built-in name keeps its meaning and caution."""

    own: Mapping[str, tuple[Known, ...]]
    atlas: Atlas
    _seen: dict[str, tuple[Known, ...]] = field(default_factory=dict)

    def __getitem__(self, key: str) -> tuple[Known, ...]:
        known = self.own.get(key) or self._imported(key)
        if not known:
            raise KeyError(key)
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self.own)

    def __len__(self) -> int:
        return len(self.own)

    def _imported(self, key: str) -> tuple[Known, ...]:
        found = self._seen.get(key)
        if found is None:
            found = _look_up(self.atlas, key)
            if len(self._seen) < _REMEMBERED:
                self._seen[key] = found
        return found


def names(atlas: Atlas) -> Gazetteer:
    """Return the built-in names of places with those of a gazetteer beside them."""
    own = load_gazetteer()
    reach = dict(atlas.connection.execute("SELECT first, words FROM reach"))
    for first, words in own.reach.items():
        reach[first] = max(words, reach.get(first, 0))
    return Gazetteer(_Names(own.names, atlas), reach, own.countries)


def _look_up(atlas: Atlas, key: str) -> tuple[Known, ...]:
    if " " not in key and len(key) <= _SHORT:
        return ()
    rows = atlas.connection.execute(
        "SELECT place.kind, place.country, unit.arabic, place.population, name.caution FROM name JOIN place ON place.number = name.place "
        "LEFT JOIN place AS unit ON unit.id = place.admin1 WHERE name.loose = ? AND name.spelling = ? AND name.caution < 3 "
        "ORDER BY place.population DESC, place.id LIMIT 40",
        (loose(key), key),
    ).fetchall()
    return tuple(Known(key, kind, country, (unit or "").split("|")[0], population, caution) for kind, country, unit, population, caution in rows)
