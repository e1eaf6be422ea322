"""What a search asks of the words and terms of a claim, as a small tree; `dialect` puts it in a database's own words.

A word is a stem of folded text. A term is a filter ("kind:clash") written as one word that no text holds, so that one index answers both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """All of these."""

    parts: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these."""

    parts: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Not this."""

    part: Match


Match = Phrase | Every | Either | Without


@lru_cache(maxsize=1 << 16)  # the same filters stand on claim after claim
def term(kind: str, value: str) -> str:
    """Write a filter as one word: letters and digits only, the same in every database."""
    return "x" + f"{kind}:{value}".encode("utf-8", "surrogatepass").hex()


def has(kind: str, value: str) -> Phrase:
    """Return what asks for a filter."""
    return Phrase((term(kind, value),))


ANY = term("is", "claim")  # every claim has it: what "not this" is taken from
