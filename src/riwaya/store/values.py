"""What is handed to the store: a page's reading with all that search needs, worked out beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.model import Claim, Document, Rejected


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


@dataclass(frozen=True, slots=True)
class Reading:
    """A page that was read. `key` names the content: one key is stored once. `body` are the page's bytes, None where only claims were given."""

    key: str
    document: Document
    claims: tuple[Filed, ...]
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that was not read."""

    key: str
    rejected: Rejected
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of reading: which riwaya and which lexicon read what, and when (ISO time)."""

    id: str
    riwaya: str
    lexicon: str
    started: str
    inputs: str
