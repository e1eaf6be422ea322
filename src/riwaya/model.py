"""The immutable values that flow from page to claim to event.

Every offset is a half-open range `[start, end)` of code points in `Document.text`, which is never altered.
The slots of `Claim` and their allowed values are those of the claim contract (`docs/contract.md`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

Stance = Literal["asserted", "denied", "possible", "planned"]
Relation = Literal["in", "near", "countryside", "axis"]


class Reason(StrEnum):
    """Why a page became `Rejected` instead of a `Document`."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    BINARY = "binary"
    UNDECODABLE = "undecodable"
    TOO_DEEP = "too-deep"
    NO_ARTICLE = "no-article"
    TOO_SHORT = "too-short"
    UNREAD_LANGUAGE = "unread-language"
    DAMAGED = "damaged"
    NOT_FETCHED = "not-fetched"
    FORBIDDEN = "forbidden"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"  # taken down after it was read


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in code points of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the quote: what the page says between the two offsets, letter for letter."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Repair:
    """What a broken stretch of the text means: `span` as the page has it, `text` as it is to be read ("" for a stray gap)."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched or read from disk; never changed, never judged."""

    id: str
    body: bytes
    media: Literal["html", "text"]
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: date | None = None

    @property
    def sha256(self) -> str:
        """Hex digest of the bytes as they came."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """A page's main text, verbatim, and what is known about it.

    `skipped` are ranges of `text` that are not read (comment forms, share bars, captions); `repairs` are
    readings of broken words, laid over the text by `arabic.fold`; `origins` says for
    each field where its value came from ("json-ld", "visible date", "caller", ...).
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: date | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    skipped: tuple[Span, ...] = ()
    repairs: tuple[Repair, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A page that is not read, and why; kept and counted, never dropped in silence."""

    id: str
    reason: Reason
    detail: str
    url: str | None = None
    outlet: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as stated: `low`/`high` bounds (None = open), or a vague `quantity` word with neither."""

    low: int | None
    high: int | None
    quantity: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One step of the chain behind the outlet: its name on the page, whom it speaks for, through what."""

    name: str | None
    actor: str | None = None
    channel: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or a target: actor id where known, and the name as the page writes it."""

    actor: str | None
    name: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the most specific name, the wider place that the page names, and how the event lies to it.

    `lat`, `lon`, `radius_km`, `where_prec` (UCDP 1-7) and `id` stay None until a gazetteer resolves the name.
    """

    name: str
    within: str | None = None
    relation: Relation = "in"
    span: Span | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    where_prec: int | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """First and last day of the event; `precision` day/week/month/year/span, `basis` stated/relative/publication."""

    start: date
    end: date
    precision: str
    basis: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Casualty:
    """People lost: `outcome` and `group` are the contract's ids, the figure is as stated."""

    outcome: str
    group: str | None
    figure: Figure


@dataclass(frozen=True, slots=True)
class Equipment:
    """Things lost: `item` and `outcome` are the contract's ids, the figure is as stated."""

    item: str
    outcome: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's statement about one event in scope, with every span that says it."""

    document: str
    evidence: tuple[Span, ...]
    event_type: str
    sub_event_type: str
    stance: Stance = "asserted"
    background: bool = False
    sources: tuple[Voice, ...] = ()
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    date: When | None = None
    casualties: tuple[Casualty, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Hash of document, evidence, event type and innermost source: a judgement survives a lexicon edit."""
        source = self.sources[-1] if self.sources else Voice(None)
        spans = ";".join(f"{span.start}-{span.end}" for span in self.evidence)
        key = "\x1f".join((self.document, spans, self.sub_event_type, source.actor or "", source.name or ""))
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


Verdict = Literal["accept", "correct", "reject", "same", "different", "note", "assign", "undo"]
Position = Literal["denies", "explains-otherwise", "admits-loss", "claims-deed", "claims-enemy-loss", "accuses", "told-by-side", "third-party"]
Agreement = Literal["agreed", "partly", "contradicted", "one-voice"]


@dataclass(frozen=True, slots=True)
class Report:
    """A claim with what linking needs of its page.

    `id` is the claim's id as it came, or the claim's own hash; `words` is what the evidence says ("" where the page's text was not given);
    `sentences` are hashes of the page's folded sentences, by which copied text is known again.
    """

    id: str
    claim: Claim
    outlet: str | None = None
    published: date | None = None
    title: str | None = None
    words: str = ""
    sentences: frozenset[int] = frozenset()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided; never changed, only taken back by another (docs/review.md).

    `targets` are one claim, or for `same` and `different` two claims, or for `undo` the judgement taken back (or the two claims whose judgement is).
    `slot` and `value` are what `correct` puts where, `value` also whom `assign` asks ("" for nobody); `read` is the claim as it was read when judged.
    Values and claims stand in the contract's form, as JSON. `at` is an ISO time; where judgements contradict each other the latest holds.
    """

    verdict: Verdict
    targets: tuple[str, ...]
    by: str
    at: str
    why: str = ""
    slot: str = ""
    value: str = ""
    read: str = ""

    @property
    def id(self) -> str:
        """Hash of all that it says: said twice it is one judgement."""
        key = "\x1f".join((self.verdict, *self.targets, self.by, self.at, self.why, self.slot, self.value))
        return "j" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:15]


@dataclass(frozen=True, slots=True)
class Reasoned:
    """One reason in words: `key` of the texts of the interface, `parts` to fill in."""

    key: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Why two claims stand in one event: `score` in nats of evidence for one happening, and the named weights that add up to it."""

    left: str
    right: str
    score: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One telling of an event: the claims of one origin. `position` says how the teller stands to what is told."""

    origin: str
    reports: tuple[Report, ...]
    position: Position
    speaker: Voice | None = None

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry this account, each once."""
        return tuple(sorted({report.outlet or report.claim.document for report in self.reports}))


@dataclass(frozen=True, slots=True)
class Comparison:
    """One slot over all accounts: what each says (indices into `Event.accounts`), and whether they agree."""

    slot: str
    agreement: Agreement
    values: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """One kind of loss of an event: low, best and high by the rule chosen, and the best figure that every rule would give."""

    outcome: str
    group: str | None
    low: int | None
    best: int | None
    high: int | None
    by_rule: tuple[tuple[str, int | None], ...]

    @property
    def spread(self) -> int:
        """How far the rules' best figures lie apart: 0 where the choice of rule moves nothing."""
        told = [best for _, best in self.by_rule if best is not None]
        return max(told) - min(told) if told else 0


@dataclass(frozen=True, slots=True)
class Grade:
    """How well an event is attested: after Airwars, and by the Admiralty code (source A-F, information 1-6); see docs/grades.md."""

    scale: Literal["confirmed", "fair", "weak", "contested", "discounted"]
    source: Literal["A", "B", "C", "D", "E", "F"]
    information: Literal[1, 2, 3, 4, 5, 6]
    reasons: tuple[Reasoned, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What several claims tell of: derived from claims and judgements, never edited."""

    id: str
    event_type: str
    sub_event_type: str
    reports: tuple[Report, ...]
    accounts: tuple[Account, ...]
    comparisons: tuple[Comparison, ...]
    tolls: tuple[Toll, ...]
    grade: Grade
    links: tuple[Link, ...]
    places: tuple[Place, ...] = ()
    date: When | None = None

    @property
    def docs(self) -> tuple[str, ...]:
        """The pages that tell of it, each once."""
        return tuple(sorted({report.claim.document for report in self.reports}))
