"""The text of a page cut where evidence and slots begin and end, so that nested and overlapping spans can all be marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TypeVar

from riwaya.model import Claim, Document, Span

Key = TypeVar("Key", bound=Hashable)
_DEEPEST = 12  # claims that one stretch of text names; more overlap only where a page means harm
_MOST = 12_000  # spans that are marked


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked: the number of its claim on the page, and the slot whose words it is ("" for evidence)."""

    span: Span
    claim: int
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between two borders. `claims` have it as evidence; `slots` are the slots that it fills; `starts` are claims whose first evidence begins here."""

    text: str
    claims: tuple[int, ...] = ()
    slots: tuple[str, ...] = ()
    owners: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    skipped: bool = False

    @property
    def depth(self) -> int:
        """How many claims lie one over the other here, 3 at most: more cannot be told apart by eye."""
        return min(len(self.claims), 3)


def marks(claims: Sequence[Claim]) -> list[Mark]:
    """Return what is to be marked of claims, evidence first; claims are numbered from 1."""
    evidence = [Mark(span, number) for number, claim in enumerate(claims, 1) for span in claim.evidence]
    slots = [Mark(span, number, slot) for number, claim in enumerate(claims, 1) for slot, span in spans(claim)]
    return [*evidence, *slots][:_MOST]


def spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    """Yield the words that fill a claim's slots, by the slots that are compared."""
    fillers: list[tuple[str, Span | None]] = [("source", voice.span) for voice in claim.sources]
    fillers += [("cause", party.span) for party in claim.actors]
    fillers += [("to", party.span) for party in claim.targets]
    fillers += [("where", place.span) for place in claim.places]
    fillers += [("when", claim.date.span if claim.date else None)]
    fillers += [(one.outcome, one.figure.span) for one in claim.casualties]
    fillers += [("equipment", one.figure.span) for one in claim.equipment]
    yield from ((slot, span) for slot, span in fillers if span is not None)


def paragraphs(document: Document, given: Iterable[Mark]) -> list[list[Stretch]]:
    """Return the text line by line, each cut into stretches; empty lines are left out."""
    found: list[list[Stretch]] = [[]]
    for stretch in _stretches(document, list(given)):
        first, *rest = stretch.text.split("\n")
        found[-1].append(_cut(stretch, first, head=True))
        found += [[_cut(stretch, line, head=False)] for line in rest]
    lines = [[one for one in line if one.text] for line in found]
    return [line for line in lines if any(one.text.strip() for one in line)]


def _cut(stretch: Stretch, text: str, *, head: bool) -> Stretch:
    return Stretch(text, stretch.claims, stretch.slots, stretch.owners, stretch.starts if head else (), stretch.skipped)


def _stretches(document: Document, given: Sequence[Mark]) -> Iterator[Stretch]:
    """Walk over all borders once, counting how often each claim and slot is open: many spans of one claim cost no more than one."""
    text, starts = document.text, _first(given)
    opening, closing = _by(given, start=True), _by(given, start=False)
    skips = {edge for span in document.skipped for edge in (span.start, span.end)}
    edges = sorted({0, len(text), *(edge for edge in (*opening, *closing, *skips) if 0 <= edge <= len(text))})
    claims: Counter[int] = Counter()
    slots: Counter[tuple[str, int]] = Counter()
    for start, end in pairwise(edges):
        for edge, sign in ((closing, -1), (opening, 1)):
            for mark in edge.get(start, ()):
                if mark.slot:
                    _turn(slots, (mark.slot, mark.claim), sign)
                else:
                    _turn(claims, mark.claim, sign)
        skipped = any(span.start <= start < span.end for span in document.skipped)
        filled = tuple(islice(slots, _DEEPEST))
        yield Stretch(
            text[start:end], tuple(sorted(islice(claims, _DEEPEST))), tuple(dict.fromkeys(slot for slot, _ in filled)),
            tuple(dict.fromkeys(claim for _, claim in filled)), tuple(starts.get(start, ())), skipped,
        )  # fmt: skip


def _turn(counts: Counter[Key], key: Key, sign: int) -> None:
    counts[key] += sign
    if not counts[key]:
        del counts[key]


def _first(given: Iterable[Mark]) -> dict[int, list[int]]:
    """Return the claims by the place where the first of their evidence begins."""
    firsts: dict[int, int] = {}
    for mark in given:
        if not mark.slot:
            firsts[mark.claim] = min(firsts.get(mark.claim, mark.span.start), mark.span.start)
    found: dict[int, list[int]] = {}
    for claim, start in firsts.items():
        found.setdefault(start, []).append(claim)
    return found


def _by(given: Iterable[Mark], *, start: bool) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in given:
        if mark.span.start < mark.span.end:
            found.setdefault(mark.span.start if start else mark.span.end, []).append(mark)
    return found
