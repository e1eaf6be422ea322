"""Language and world knowledge as data: loaded once, checked on the way in, never changed afterwards."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from riwaya.errors import BadLexicon
from riwaya.lexicon.camps import Camps, camps_of
from riwaya.lexicon.entry import Actor, Entry, Verb
from riwaya.lexicon.forms import FINITE
from riwaya.lexicon.schema import Vocabulary, read_entries, read_kinds
from riwaya.lexicon.trie import Hit, Trie, Word

__all__ = ["FINITE", "Actor", "Camps", "Crowd", "Entry", "Hit", "Lexicon", "Trie", "Verb", "Word", "built_in", "load"]


@dataclass(frozen=True, slots=True)
class Crowd:
    """The crowd that an event type names by itself (ACLED's protests and riots): its actor id, and whether it acts or suffers."""

    role: str
    actor: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All knowledge of one run; `version` is the hash of the files it was read from.

    `turns` are the types that an event told with a word of some type may have: that type, and those that its parties, its victims or its means turn it into.
    """

    entries: tuple[Entry, ...]
    actors: Mapping[str, Actor]
    event_types: Mapping[str, str]
    trie: Trie
    version: str
    crowds: Mapping[str, Crowd] = field(default_factory=dict)
    turns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    camps: Camps = field(default_factory=lambda: Camps({}))

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of one kind, in file order."""
        return tuple(entry for entry in self.entries if entry.kind == kind)


def built_in() -> Path:
    """Return the folder of the lexicon that ships with riwaya."""
    return Path(__file__).parent


def load(*overlays: Path) -> Lexicon:
    """Load the built-in lexicon with the user's own folders laid over it; an entry of the same id replaces the earlier one.

    A folder holds `actors.csv` and `camps.csv` (both optional; camps are added to the built-in ones) and `ar/KIND.yaml` or `ar/KIND/*.yaml`. Raises BadLexicon.
    """
    folders = (built_in(), *overlays)
    for folder in overlays:
        if not folder.is_dir():
            raise BadLexicon(f"{folder}: no such lexicon folder; --lexicon takes a folder with ar/KIND.yaml files in it")
    actors = {row["id"]: Actor(**row) for folder in folders for row in rows(folder / "actors.csv")}
    events = rows(built_in() / "events.csv")
    event_types = {row["sub_event_type"]: row["event_type"] for row in events}
    turns = turns_of(events, event_types)
    crowds = {row["sub_event_type"]: Crowd(row["crowd_role"], row["crowd"]) for row in events if row["crowd"]}
    vocabulary = Vocabulary(read_kinds(built_in() / "kinds.yaml"), frozenset(actors), frozenset(event_types))
    files = [(file, kind) for folder in folders for file, kind in lexicon_files(folder)]
    entries: dict[str, Entry] = {}
    for folder in folders:
        _lay_over(entries, [entry for file, kind in lexicon_files(folder) for entry in read_entries(file, kind, vocabulary)])
    everything = tuple(entries.values())
    camps = camps_of([row for folder in folders for row in rows(folder / "camps.csv")], actors)
    return Lexicon(everything, actors, event_types, Trie(everything), _version(file for file, _ in files), crowds, turns, camps)


def turns_of(events: Iterable[Mapping[str, str]], event_types: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return the types that a word of each type may turn into, itself among them. Raises BadLexicon where one is unknown."""
    found = {row["sub_event_type"]: frozenset((row["sub_event_type"], *row["turns"].split())) for row in events}
    for kind, turns in found.items():
        if unknown := sorted(turns - event_types.keys()):
            raise BadLexicon(f"events.csv: '{kind}' cannot turn into {unknown}, which are no sub-event types")
    return found


def _lay_over(entries: dict[str, Entry], more: Iterable[Entry]) -> None:
    """Add one folder's entries; within a folder an id may stand only once."""
    fresh: dict[str, Entry] = {}
    for entry in more:
        if entry.id in fresh:
            raise BadLexicon(f"{entry.place}: key 'id': '{entry.id}' stands at {fresh[entry.id].place} already")
        fresh[entry.id] = entry
    entries.update(fresh)


def lexicon_files(folder: Path) -> list[tuple[Path, str]]:
    """Return the YAML files of a lexicon folder, each with the kind of its entries, in a stable order."""
    found = [(file, file.stem) for file in (folder / "ar").glob("*.yaml")]
    found += [(file, file.parent.name) for file in (folder / "ar").glob("*/*.yaml")]
    return sorted(found)


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV table as dicts; none where the file is absent."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:  # as spreadsheets write it
        return list(csv.DictReader(file))


def _version(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
