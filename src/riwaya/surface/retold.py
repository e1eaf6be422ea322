"""Sentences that were made in English below the surface (why a page was not read, what an error says) or by Typer, in the user's language.

A store keeps them as they were made; `sentences.ar.toml` has the Arabic of each, with the parts that are filled in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from string import Formatter

from riwaya.surface.strings import Strings

_SENTENCES = frozenset({"why", "error", "detail", "kind", "what", "reason", "language"})  # parts that may be sentences; others a user may have written
_DEEPEST = 3  # sentences within sentences
_LONGEST = 2_000  # characters; what is longer is nobody's sentence
Piece = tuple[str, str | None]
"""Words of a sentence, and the name of the part that follows them."""


def retold(sentence: str, say: Strings, depth: int = _DEEPEST) -> str:
    """Return `sentence` in the language of `say`, its parts too where they are sentences themselves; one that is not known stays as it is."""
    if say.lang == "en" or not depth or len(sentence) > _LONGEST:
        return sentence
    for pieces, text in _sentences(say.lang):
        if (found := _parts(pieces, sentence)) is not None:
            return text.format(**{name: retold(part, say, depth - 1) if name in _SENTENCES else part for name, part in found.items()})
    return sentence


@lru_cache
def _sentences(lang: str) -> list[tuple[list[Piece], str]]:
    """Read the sentences of a language; the one with the most words of its own is tried first."""
    told: dict[str, str] = tomllib.loads((files("riwaya.surface") / f"sentences.{lang}.toml").read_text(encoding="utf-8"))
    pieces = [(_pieces(one), text) for one, text in told.items()]
    return sorted(pieces, key=lambda one: -sum(len(literal) for literal, _ in one[0]))


def _pieces(sentence: str) -> list[Piece]:
    """Return the words of a sentence with the parts between them; the last piece has no part."""
    found: list[Piece] = [("", None)]
    for literal, name, *_ in Formatter().parse(sentence):
        found[-1] = found[-1][0] + literal, name
        if name is not None:
            found.append(("", None))
    return found


def _parts(pieces: Sequence[Piece], sentence: str) -> dict[str, str] | None:
    """Return the parts of a sentence by name, None where it is another one. Each part is as short as may be, so that the time is linear whatever the text."""
    (first, name), *rest = pieces
    if not sentence.startswith(first):
        return None
    found: dict[str, str] = {}
    start = len(first)
    for number, (literal, following) in enumerate(rest, 1):
        last = number == len(rest)
        end = len(sentence) - len(literal) if last and sentence.endswith(literal) else -1 if last else sentence.find(literal, start + 1)
        if end <= start or found.setdefault(name or "", sentence[start:end]) != sentence[start:end]:
            return None
        start, name = end + len(literal), following
    return found if start == len(sentence) else None
