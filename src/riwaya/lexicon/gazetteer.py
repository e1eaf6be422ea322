"""The names of places that ship with riwaya: enough to see that a word is a place, no coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from riwaya import arabic
from riwaya.errors import BadLexicon

_ARTICLE = "ال"
_REMEMBERED = 200_000  # words; more are read anew each time
_COLUMNS = ("name", "variants", "kind", "country", "parent", "population", "caution", "source")
# Of places with one name, the wider is the one that a page means unless it says otherwise.
_PROMINENCE = {"country": 0, "governorate": 1, "region": 1, "city": 2}


@dataclass(frozen=True, slots=True)
class Known:
    """One place: `country` is an ISO code, `parent` the name of its governorate ("" where not known).

    `caution` 0: the name is a place wherever it stands; 1: it is also another word, a place only after a preposition or
    once the page has used it so; 2: a place only after a word for a kind of place.
    """

    name: str
    kind: str
    country: str
    parent: str
    population: int
    caution: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by folded name; `reach` tells for a first word how many words the longest name has that begins with it, `countries` names a code.

    Immutable, apart from a memory of the words asked for.
    """

    names: Mapping[str, tuple[Known, ...]]
    reach: Mapping[str, int]
    countries: Mapping[str, str]
    _known: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def find(self, name: str) -> tuple[Known, ...]:
        """Return the places of a name in any spelling, the best known first."""
        return self.names.get(arabic.key(name), ())

    def begun(self, word: str) -> tuple[tuple[str, str], ...]:
        """Return how a folded word may begin a name, as (clitics, stem), uncut first; pronouns are not cut, a name takes none."""
        known = self._known.get(word)
        if known is None:
            known = tuple((prefix, stem) for prefix, stem in _readings(word) if stem in self.reach)
            if len(self._known) < _REMEMBERED:
                self._known[word] = known
        return known

    def longest(self, words: Sequence[str], start: int, first: str, stop: int) -> tuple[int, tuple[Known, ...]] | None:
        """Return the end and the places of the longest name on `words[start:stop]`, its first word read as `first`."""
        reach = self.reach.get(first)
        if reach is None:
            return None
        for end in range(min(start + reach, stop), start, -1):
            found = self.names.get(" ".join((first, *words[start + 1 : end])))
            if found:
                return end, found
        return None


def _readings(word: str) -> Iterator[tuple[str, str]]:
    if word[0] not in "وفبلك":
        yield "", word
        return
    for cut in arabic.cuts(word):
        if not cut.suffix and "س" not in cut.prefix and ("ك" not in cut.prefix or cut.stem.startswith(_ARTICLE)):
            yield cut.prefix, cut.stem


def load_gazetteer(*tables: Path) -> Gazetteer:
    """Load the built-in table and further ones of the same columns. Raises BadLexicon."""
    names: dict[str, list[Known]] = {}
    for path in (Path(__file__).parent / "places" / "places.tsv", *tables):
        _add(names, path)
    reach: dict[str, int] = {}
    for name in names:
        words = name.split()
        reach[words[0]] = max(reach.get(words[0], 0), len(words))
    countries = {place.country: place.name for places in reversed(names.values()) for place in places if place.kind == "country"}
    return Gazetteer({name: tuple(sorted(places, key=lambda place: _PROMINENCE.get(place.kind, 3))) for name, places in names.items()}, reach, countries)


def _add(names: dict[str, list[Known]], path: Path) -> None:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadLexicon(f"{path}: not readable as a table of places in UTF-8: {error}") from error
    if not lines or tuple(lines[0].split("\t")) != _COLUMNS:
        raise BadLexicon(f"{path}:1: a table of places begins with the columns {', '.join(_COLUMNS)}, separated by tabs")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(_COLUMNS) or not (cells[5].isdigit() and cells[6] in {"0", "1", "2"}):
            raise BadLexicon(f"{path}:{number}: {len(_COLUMNS)} cells are needed, 'population' a number, 'caution' 0, 1 or 2")
        known = Known(cells[0], cells[2], cells[3], cells[4], int(cells[5]), int(cells[6]))
        for form in (cells[0], *filter(None, cells[1].split("|"))):
            names.setdefault(arabic.key(form), []).append(known)
