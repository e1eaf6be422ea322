"""What is handed to the store: a page's reading with all that search needs, worked out beforehand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from riwaya.model import Claim, Document, Rejected

_ODD = re.compile("[\x00\ud800-\udfff]")


@lru_cache(maxsize=1 << 14)
def column(text: str) -> str:
    """Return a text as every database's columns can hold it: NUL, which PostgreSQL refuses, and lone surrogates, which UTF-8 lacks, become U+FFFD.

    Page texts and records are kept as bytes, letter for letter.
    """
    return _ODD.sub("\ufffd", text)


def _name(text: str | None) -> str | None:
    return text and column(text)


@dataclass(frozen=True, slots=True)
class Filed:
    """A claim to be stored. `words` are the stems of its evidence in order, `terms` what it can be filtered by (`match.term`).

    `units` are the ids of country, governorate and district, `point` is in degrees, `losses` are (outcome, figure).
    """

    id: str
    claim: Claim
    words: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    units: tuple[str | None, str | None, str | None] = (None, None, None)
    point: tuple[float, float] | None = None
    losses: frozenset[tuple[str, int]] = frozenset()

    def of(self, document: str) -> Filed:
        """Return the claim as one of a document of this id; an id that is the claim's own hash becomes the new one's."""
        claim = replace(self.claim, document=document)
        return replace(self, claim=claim, id=claim.id if self.id == self.claim.id else column(self.id))


@dataclass(frozen=True, slots=True)
class Reading:
    """A page that was read. `key` names the content: one key is stored once. `body` are the page's bytes, None where only claims were given."""

    key: str
    document: Document
    claims: tuple[Filed, ...]
    body: bytes | None = None

    def storable(self) -> Reading:
        """Return the reading with ids and names that columns can hold."""
        old = self.document
        names = "".join([old.id, old.title or "", old.url or "", old.outlet or "", *[one.id for one in self.claims]])
        if not _ODD.search(names) and all([one.claim.document == old.id for one in self.claims]):  # noqa: C419  # a generator takes longer than so few claims
            return self  # as nearly all are: to build a value anew costs more than to look at it
        document = replace(old, id=column(old.id), title=_name(old.title), url=_name(old.url), outlet=_name(old.outlet))
        return replace(self, document=document, claims=tuple(one.of(document.id) for one in self.claims))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that was not read."""

    key: str
    rejected: Rejected
    body: bytes | None = None

    def storable(self) -> Refusal:
        """Return the refusal with an id and names that columns can hold."""
        old = self.rejected
        rejected = replace(old, id=column(old.id), detail=column(old.detail), url=_name(old.url), outlet=_name(old.outlet))
        return replace(self, rejected=rejected)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of reading: which riwaya and which lexicon read what, and when (ISO time)."""

    id: str
    riwaya: str
    lexicon: str
    started: str
    inputs: str
