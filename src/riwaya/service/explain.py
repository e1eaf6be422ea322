"""Why a claim is as it is: the entries of the lexicon that fired on which words of its page, and the features that decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riwaya.extract.reading import Mention, Reading, read
from riwaya.lexicon import Lexicon
from riwaya.model import Claim, Document, Span


@dataclass(frozen=True, slots=True)
class Fired:
    """One rule of a claim: an entry of the lexicon, with its kind, value and the words of the claim's evidence that it stands on; or a feature, without."""

    rule: str
    kind: str | None = None
    value: str | None = None
    spans: tuple[Span, ...] = ()


def explain(claim: Claim, document: Document, lexicon: Lexicon) -> tuple[Fired, ...]:
    """Return what each rule of a claim stands on, in the order of the rules, as today's lexicon reads the page."""
    reading = read(document, lexicon)
    named: dict[str, list[Mention]] = {}
    for one in mentions(reading):
        named.setdefault(one.entry.id, []).append(one)
    return tuple(_fired(rule, named.get(rule, ()), claim, reading) for rule in claim.rules)


def mentions(reading: Reading) -> Iterator[Mention]:
    """Yield every mention of a page by position."""
    yield from sorted((one for kind in reading.mentions for one in reading.of(kind)), key=lambda one: (one.start, one.end, one.entry.kind))


def _fired(rule: str, found: list[Mention] | tuple[()], claim: Claim, reading: Reading) -> Fired:
    if not found:
        return Fired(rule)
    spans = (reading.span(one.start, one.end) for one in found)
    inside = tuple(span for span in spans if any(span.overlaps(evidence) for evidence in claim.evidence))
    return Fired(rule, found[0].entry.kind, found[0].entry.value, inside)
