"""What a lexicon holds: entries of language knowledge, and the written forms each one matches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Actor:
    """A party to a conflict, as in `actors.csv`: `side` is the side of its country's conflict, `parent` an id."""

    id: str
    name_en: str
    name_ar: str
    kind: str
    country: str
    side: str
    parent: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb by its third person masculine singular in past and present; other persons are inflected from these."""

    past: str
    present: str | None = None
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of language knowledge; see `docs/lexicon.md` for the meaning of each key.

    `value` is what the entry stands for (an actor id, a sub-event type, a number ...), `meaning` what it stands
    for in a country or in the mouth of a side ("SY", "SY@government"), `traits` its grammar or behaviour.
    """

    id: str
    kind: str
    value: str
    traits: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    verbs: tuple[Verb, ...] = ()
    objects: tuple[str, ...] = ()
    meaning: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    place: str = ""


class Pattern(NamedTuple):
    """Written forms of an entry, not yet written out: of each word the folded ways to write it.

    A tuple, as the lexicon has thirty thousand of them.
    """

    words: tuple[tuple[str, ...], ...]
    tag: str
    takes_suffix: bool


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of an entry: folded words, their inflection, and whether a pronoun may be attached."""

    words: tuple[str, ...]
    tag: str
    takes_suffix: bool
