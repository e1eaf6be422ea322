"""What the API's answers hold: the claim contract (docs/contract.md), with the quote beside every offset."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field


class Quote(BaseModel):
    """`[start, end)` in code points of the page's text, and what stands there, letter for letter."""

    start: int
    end: int
    quote: str


class Voice(BaseModel):
    """One step of the chain behind the outlet."""

    name: str | None
    actor: str | None
    channel: str | None
    span: Quote | None = None


class Party(BaseModel):
    """An actor or target."""

    actor: str | None
    name: str | None
    span: Quote | None = None


class Place(BaseModel):
    """Where: `radius_km` is how far the event may lie from the point, `where_prec` UCDP's code 1 to 7."""

    name: str
    within: str | None
    relation: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    where_prec: int | None
    id: str | None
    span: Quote | None = None


class When(BaseModel):
    """First and last day."""

    start: date
    end: date
    precision: str
    basis: str
    span: Quote | None = None


class Casualty(BaseModel):
    """People lost, as stated; null is an open bound."""

    outcome: str
    group: str | None
    low: int | None
    high: int | None
    quantity: str | None
    span: Quote | None = None


class Equipment(BaseModel):
    """Things lost, as stated; null is an open bound."""

    item: str
    outcome: str
    low: int | None
    high: int | None
    quantity: str | None
    span: Quote | None = None


class Claim(BaseModel):
    """What one source says of one event, and the page that says so."""

    id: str
    page: str
    outlet: str | None
    published: date | None
    title: str | None
    words: str = Field(description="the evidence, its parts joined by …")
    evidence: list[Quote]
    event_type: str
    sub_event_type: str
    stance: str
    background: bool
    sources: list[Voice]
    actors: list[Party]
    targets: list[Party]
    places: list[Place]
    date: When | None
    casualties: list[Casualty]
    equipment: list[Equipment]
    rules: list[str]


class Rule(BaseModel):
    """An entry of the lexicon, or a feature (`kind` is null), that led to the claim, and the words that it stands on."""

    rule: str
    kind: str | None
    value: str | None
    quotes: list[Quote]


class ClaimInFull(Claim):
    """A claim with its event, and why it is as it is."""

    event: str | None
    rejected: bool = Field(description="people decided that the page does not say so; no search and no event has it")
    explanation: list[Rule]


class Reason(BaseModel):
    """A reason of a grade: a key of the interface's texts, with its parts."""

    key: str
    parts: dict[str, str]


class Grade(BaseModel):
    """How well an event is attested (docs/grades.md)."""

    scale: str
    source: str
    information: int
    reasons: list[Reason]


class Toll(BaseModel):
    """One kind of loss of an event; `by_rule` is the best figure that every rule would give."""

    outcome: str
    group: str | None
    low: int | None
    best: int | None
    high: int | None
    by_rule: dict[str, int | None]


class Event(BaseModel):
    """What several claims tell of."""

    id: str
    event_type: str
    sub_event_type: str
    date: When | None
    places: list[Place]
    grade: Grade
    tolls: list[Toll]
    outlets: list[str]
    accounts: int
    claims: list[str]
    pages: list[str]


class Account(BaseModel):
    """One telling of an event: the claims of one origin."""

    origin: str
    position: str
    outlets: list[str]
    speaker: Voice | None
    claims: list[str]


class SlotValue(BaseModel):
    """A value of a slot, and the numbers of the accounts (from 0) that give it."""

    value: str
    accounts: list[int]


class Comparison(BaseModel):
    """One slot over all accounts."""

    slot: str
    agreement: str
    values: list[SlotValue]


class Link(BaseModel):
    """Why two claims stand in one event; scores are nats."""

    left: str
    right: str
    score: float
    reasons: dict[str, float]


class EventInFull(BaseModel):
    """An event with its competing accounts and the claims themselves."""

    event: Event
    accounts: list[Account]
    comparisons: list[Comparison]
    links: list[Link]
    claims: list[Claim]


class PageEntry(BaseModel):
    """A page in a list."""

    id: str
    url: str | None
    outlet: str | None
    title: str | None
    published: date | None
    version: int


class Reading(BaseModel):
    """A page's text and what it claims. `skipped` are ranges that are not read as the article; `origins` tell where each field came from."""

    id: str
    url: str | None
    title: str | None
    outlet: str | None
    byline: str | None
    published: date | None
    language: str | None
    tags: list[str]
    text: str
    skipped: list[tuple[int, int]]
    origins: dict[str, str]
    claims: list[Claim]


class Page(Reading):
    """A stored page: which version, current or not, and who read it when."""

    version: int
    versions_of: str = Field(description="the id of the page's first version")
    current: bool
    riwaya: str
    lexicon: str
    read: str
    rejected: list[str] = Field(description="ids of those of the claims that people rejected; no search and no event has them")


class Unread(BaseModel):
    """A page that was not read, and why."""

    id: str
    reason: str
    detail: str
    url: str | None
    outlet: str | None


class Added(BaseModel):
    """What came of a page that was given: its id, whether it was new, and why it was refused."""

    page: str
    new: bool
    claims: int
    rejected: str | None = Field(description="the reason for which it is not read; GET /rejections has the details")
