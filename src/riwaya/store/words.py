"""Claims' words as they are indexed, and what a person types as phrases of such words."""

from __future__ import annotations

import re

from riwaya import arabic

_WORD = re.compile(r"\w+")
_ARTICLES = ("وال", "فال", "بال", "كال", "لل", "ال")
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")


def indexed(text: str) -> str:
    """Return a text's words folded, each without article: what the index holds."""
    return " ".join(map(bare, _WORD.findall(arabic.key(text))))


def bare(word: str) -> str:
    """Return a folded word without article and what clings to the article."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) > len(article) + 2:
            return word[len(article) :]
    return word


def phrases(typed: str) -> tuple[tuple[str, ...], ...]:
    """Return the forms in which a typed phrase may stand in the index: its first word bare or after a conjunction or preposition."""
    words = [bare(word) for word in _WORD.findall(arabic.key(typed))]
    if not words:
        return ()
    first, rest = words[0], tuple(words[1:])
    return tuple((clitic + first, *rest) for clitic in _CLITICS)
