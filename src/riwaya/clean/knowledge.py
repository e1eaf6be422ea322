"""What cleaning needs of the lexicon, compiled once a lexicon: month names and the phrases of page furniture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from riwaya.lexicon import Entry, Lexicon
from riwaya.lexicon.forms import forms

WORD = re.compile(r"[^\W\d_]+|\d+")
FRONT_MATTER = re.compile(r"(?:\A|(?<=\n))\ufeff?---[ \t]*\r?\n(?:[ \t]*[\w-]+[ \t]*:[^\n]*\r?\n){1,40}---[ \t]*(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class Month:
    """A month name's number, 1-12, and whether its year is an Islamic one."""

    number: int
    hijri: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words of page furniture; `value` and `colon` as in the lexicon's kind "boilerplate"."""

    words: tuple[str, ...]
    value: str
    colon: bool


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Compiled knowledge: `dates` finds a named day in folded text, `phrases` are filed by their first word, longest first."""

    months: Mapping[str, Month]
    dates: re.Pattern[str]
    phrases: Mapping[str, tuple[Phrase, ...]]
    words: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _ByVersion:
    """A lexicon as a key: its version is the hash of all that it holds."""

    version: str
    entries: int
    lexicon: Lexicon = field(compare=False)


def knowledge(lexicon: Lexicon) -> Knowledge:
    """Return the compiled knowledge of `lexicon`, made once a version."""
    return _compiled(_ByVersion(lexicon.version, len(lexicon.entries), lexicon))


@lru_cache(maxsize=4)
def _compiled(key: _ByVersion) -> Knowledge:
    lexicon = key.lexicon
    months = {" ".join(form.words): Month(int(entry.value), "hijri" in entry.traits) for entry in lexicon.of_kind("month") for form in forms(entry)}
    phrases = [phrase for entry in lexicon.of_kind("boilerplate") for phrase in _phrases(entry)]
    filed: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.words)):
        filed.setdefault(phrase.words[0], []).append(phrase)
    words = {value: frozenset(word for phrase in phrases if phrase.value == value for word in phrase.words) for value in ("signoff", "dateline")}
    words["weekday"] = frozenset(form.words[-1] for entry in lexicon.of_kind("weekday") for form in forms(entry))
    return Knowledge(months, _dates(months), {first: tuple(some) for first, some in filed.items()}, words)


def _phrases(entry: Entry) -> list[Phrase]:
    parts = [tuple(WORD.findall(" ".join(form.words))) for form in forms(entry)]
    return [Phrase(words, entry.value, "colon" in entry.traits) for words in parts if words]


def _dates(months: Mapping[str, Month]) -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(months, key=len, reverse=True)) or r"(?!)"
    month = rf"(?<![^\W\d_])(?P<month>{names})(?![^\W\d_])(?:\s*[/(-]\s*(?:{names})\s*\)?)?"
    return re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\s*[-/.,،]?\s*{month}\s*[-/.,،]?\s*(?P<year>\d{{4}})(?!\d)")
