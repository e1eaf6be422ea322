"""Checks lexicon files while reading them; every error names file, line and key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from riwaya.errors import BadLexicon
from riwaya.lexicon.entry import Entry, Verb

_KEYS = frozenset({"id", "value", "traits", "words", "nouns", "verbs", "objects", "meaning", "origin", "yes", "no", "note"})
_REQUIRED = ("id", "value", "origin", "yes")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Kind:
    """What entries of one kind may hold: `values` is None where any value may stand."""

    name: str
    values: frozenset[str] | str
    traits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed lists that `value` is checked against."""

    kinds: Mapping[str, Kind]
    actors: frozenset[str]
    sub_event_types: frozenset[str]


def fail(node: yaml.Node | None, path: Path, message: str) -> BadLexicon:
    """Return the error for a node of a lexicon file."""
    line = node.start_mark.line + 1 if node is not None else 1
    return BadLexicon(f"{path}:{line}: {message}")


def compose(path: Path) -> yaml.Node | None:
    """Parse one file to nodes that know their line."""
    try:
        with path.open(encoding="utf-8") as file:
            return yaml.compose(file, Loader=_LOADER)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise BadLexicon(f"{path}: not readable as YAML in UTF-8: {error}") from error


def read_kinds(path: Path) -> dict[str, Kind]:
    """Read `kinds.yaml`."""
    return {name: _kind(name, node, path) for name, node in pairs(compose(path), path)}


def _kind(name: str, node: yaml.Node, path: Path) -> Kind:
    parts = dict(pairs(node, path))
    values = parts["values"]
    allowed = frozenset(strings(values, path, "values")) if isinstance(values, yaml.SequenceNode) else scalar(values, path, "values")
    return Kind(name, allowed, frozenset(key for key, _ in pairs(parts["traits"], path)))


def read_entries(path: Path, kind: str, vocabulary: Vocabulary) -> Iterator[Entry]:
    """Yield the checked entries of one file of a kind."""
    node = compose(path)
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        raise fail(node, path, "a lexicon file is a list of entries ('- id: ...')")
    if kind not in vocabulary.kinds:
        raise fail(node, path, f"no kind '{kind}'; kinds.yaml has: {', '.join(sorted(vocabulary.kinds))}")
    for item in node.value:
        yield _entry(item, path, vocabulary.kinds[kind], vocabulary)


def _entry(node: yaml.Node, path: Path, kind: Kind, vocabulary: Vocabulary) -> Entry:
    parts = dict(pairs(node, path))
    for name, value in parts.items():
        if name not in _KEYS:
            raise fail(value, path, f"key '{name}': not a key of an entry; allowed: {', '.join(sorted(_KEYS))}")
    for name in _REQUIRED:
        if name not in parts or not parts[name].value:
            raise fail(node, path, f"key '{name}': missing or empty")
    if not any(name in parts for name in ("words", "nouns", "verbs")):
        raise fail(node, path, "keys 'words', 'nouns', 'verbs': at least one must be given")
    lists = {name: tuple(strings(parts.get(name), path, name)) for name in ("words", "nouns", "objects", "traits", "yes", "no")}
    entry = Entry(
        id=scalar(parts["id"], path, "id"),
        kind=kind.name,
        value=scalar(parts["value"], path, "value"),
        traits=frozenset(lists["traits"]),
        words=lists["words"],
        nouns=lists["nouns"],
        verbs=tuple(_verbs(parts.get("verbs"), path)),
        objects=lists["objects"],
        meaning={key: scalar(value, path, "meaning") for key, value in pairs(parts.get("meaning"), path)},
        origin=scalar(parts["origin"], path, "origin"),
        yes=lists["yes"],
        no=lists["no"],
        place=f"{path}:{node.start_mark.line + 1}",
    )
    _check_values(entry, parts, path, kind, vocabulary)
    return entry


def _check_values(entry: Entry, parts: Mapping[str, yaml.Node], path: Path, kind: Kind, vocabulary: Vocabulary) -> None:
    for noun in entry.objects:
        if " " in noun:
            raise fail(parts["objects"], path, f"key 'objects': '{noun}' is more than one word")
    for trait in entry.traits - kind.traits:
        raise fail(parts["traits"], path, f"key 'traits': '{trait}' is no trait of kind '{kind.name}'")
    for value in (entry.value, *entry.meaning.values()):
        if not _allowed(value, kind, vocabulary):
            raise fail(parts["value"], path, f"key 'value' or 'meaning': '{value}' is not allowed for kind '{kind.name}'")


def _allowed(value: str, kind: Kind, vocabulary: Vocabulary) -> bool:
    if isinstance(kind.values, frozenset):
        return value in kind.values
    if kind.values == "actor-id":
        return value in vocabulary.actors or value == "unknown"
    if kind.values == "sub-event-type":
        return value in vocabulary.sub_event_types
    if kind.values == "number":
        return value.isdigit()
    return True


def _verbs(node: yaml.Node | None, path: Path) -> Iterator[Verb]:
    for item in node.value if node is not None else ():
        if isinstance(item, yaml.ScalarNode):
            yield Verb(scalar(item, path, "verbs"))
            continue
        parts = dict(pairs(item, path))
        for name in parts.keys() - {"past", "present", "extra"}:
            raise fail(item, path, f"key 'verbs': '{name}' is none of past, present, extra")
        if "past" not in parts:
            raise fail(item, path, "key 'verbs': 'past' is missing")
        past, present = scalar(parts["past"], path, "past"), parts.get("present")
        yield Verb(past, scalar(present, path, "present") if present else None, tuple(strings(parts.get("extra"), path, "extra")))


def pairs(node: yaml.Node | None, path: Path) -> Iterator[tuple[str, yaml.Node]]:
    """Yield key and value node of a mapping; a missing mapping has none."""
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        raise fail(node, path, "a mapping of keys is expected here")
    seen: set[str] = set()
    for key, value in node.value:
        if key.value in seen:
            raise fail(key, path, f"key '{key.value}': given twice")
        seen.add(key.value)
        yield key.value, value


def strings(node: yaml.Node | None, path: Path, name: str) -> Iterator[str]:
    """Yield the strings of a list; a missing list has none."""
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        raise fail(node, path, f"key '{name}': a list is expected")
    for item in node.value:
        yield scalar(item, path, name)


def scalar(node: yaml.Node, path: Path, name: str) -> str:
    """Return a node's text, whatever YAML would make of it (numbers and dates stay strings)."""
    text = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
    if not text:
        raise fail(node, path, f"key '{name}': a non-empty text is expected")
    return text
