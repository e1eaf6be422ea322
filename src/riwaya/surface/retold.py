"""Sentences that were made in English below the surface (why a page was not read, what an error says) or by Typer, in the user's language.

A store keeps them as they were made; `sentences.ar.toml` has the Arabic of each, with the parts that are filled in.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from string import Formatter

from riwaya.surface.strings import Strings


def retold(sentence: str, say: Strings) -> str:
    """Return `sentence` in the language of `say`, its parts too where they are sentences themselves; one that is not known stays as it is."""
    if say.lang == "en":
        return sentence
    for pattern, text in _sentences(say.lang):
        if found := pattern.fullmatch(sentence):
            return text.format(**{name: retold(part, say) if " " in part else part for name, part in found.groupdict().items()})
    return sentence


@lru_cache
def _sentences(lang: str) -> list[tuple[re.Pattern[str], str]]:
    """Read the sentences of a language; the one with the most words of its own is tried first."""
    told: dict[str, str] = tomllib.loads((files("riwaya.surface") / f"sentences.{lang}.toml").read_text(encoding="utf-8"))
    longest = sorted(told, key=lambda one: -sum(len(literal) for literal, *_ in Formatter().parse(one)))
    return [(_pattern(one), told[one]) for one in longest]


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = (re.escape(literal) + (f"(?P<{name}>.+?)" if name else "") for literal, name, *_ in Formatter().parse(sentence))
    return re.compile("".join(parts), re.DOTALL)
