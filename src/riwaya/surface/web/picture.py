"""The picture of an event: its accounts as columns, its slots as rows, what agrees and what contradicts, each cell with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.link.accounts import fillers
from riwaya.model import Account, Agreement, Comparison, Document, Event, Report, Span
from riwaya.surface.web.marking import spans

_GROUPS = 6  # values of a contradicted slot that get a colour of their own


@dataclass(frozen=True, slots=True)
class Value:
    """One value in a cell: `text` in words, `report` the claim that says it, `group` the same number for the same value of a row, 0 where all agree."""

    text: str
    report: Report | None
    group: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One slot over all accounts: a tuple of values each, empty where an account is silent."""

    slot: str
    agreement: Agreement
    cells: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a quoted sentence; `slot` where its words fill one."""

    text: str
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What a claim says, verbatim, in the pieces that its slots make of it; `report` is the claim."""

    report: Report
    pieces: tuple[tuple[Piece, ...], ...]


def rows(event: Event, words: Callable[[str, str], str]) -> tuple[Row, ...]:
    """Return the rows of an event's picture; `words` says a value of a slot."""
    return tuple(_row(comparison, event.accounts, words) for comparison in event.comparisons)


def _row(comparison: Comparison, accounts: Sequence[Account], words: Callable[[str, str], str]) -> Row:
    apart = comparison.agreement == "contradicted"
    cells: list[list[Value]] = [[] for _ in accounts]
    for number, (value, tellers) in enumerate(comparison.values, 1):
        text = words(comparison.slot, value)
        for teller in tellers:
            report = holder(accounts[teller], comparison.slot, value)
            cells[teller].append(Value(text, report, min(number, _GROUPS) if apart else 0))
    return Row(comparison.slot, comparison.agreement, tuple(map(tuple, cells)))


def holder(account: Account, slot: str, value: str) -> Report | None:
    """Return the claim of an account that says a value."""
    return next((report for report in account.reports if value in fillers(report.claim, slot)), account.reports[0] if account.reports else None)


def quotes(account: Account, documents: Mapping[str, Document | None]) -> tuple[Quote, ...]:
    """Return the sentences of an account, one entry a claim."""
    return tuple(quote(report, documents.get(report.claim.document)) for report in account.reports)


def quote(report: Report, document: Document | None) -> Quote:
    """Return what a claim says in the words of its page, slots marked; without the page what linking kept of it."""
    if document is None or not document.text:
        return Quote(report, ((Piece(report.words),),) if report.words else ())
    inner = [(slot, span) for slot, span in spans(report.claim)]
    return Quote(report, tuple(tuple(_pieces(evidence, inner, document.text)) for evidence in report.claim.evidence))


def _pieces(evidence: Span, inner: Sequence[tuple[str, Span]], text: str) -> Iterator[Piece]:
    """Cut a span of evidence at the slots inside it; of two slots that overlap the earlier one keeps the words."""
    at = evidence.start
    for slot, span in sorted(inner, key=lambda one: (one[1].start, -one[1].end)):
        if span.start < at or span.end > evidence.end or span.start == span.end:
            continue
        if span.start > at:
            yield Piece(text[at : span.start])
        yield Piece(text[span.start : span.end], slot)
        at = span.end
    if at < evidence.end:
        yield Piece(text[at : evidence.end])


def summary(event: Event) -> Mapping[str, tuple[str, ...]]:
    """Return the slots of an event by how its accounts agree on them."""
    found: dict[str, tuple[str, ...]] = {"agreed": (), "partly": (), "contradicted": (), "one-voice": ()}
    for one in event.comparisons:
        found[one.agreement] = (*found[one.agreement], one.slot)
    return found
