"""Applies a policy to what a reader is to see: one pure function that every face calls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar, overload
from urllib.parse import unquote

from riwaya import arabic
from riwaya.model import Account, Claim, Comparison, Document, Event, Grade, Party, Place, Reasoned, Report, Span, Voice
from riwaya.policy.names import Names, mask, names
from riwaya.policy.rules import Policy, Reader, What

Value = TypeVar("Value", Report, Event, Document)
_BETWEEN_WORDS = re.compile(r"[-_/+.?=&]")  # of an address
Named = TypeVar("Named", Voice, Party)


def _whole(place: Place) -> Place:
    return replace(place, lat=None, lon=None, radius_km=None, where_prec=None, id=None)


def _same(reports: tuple[Report, ...]) -> Event:
    raise ValueError(reports)


@dataclass(frozen=True, slots=True)
class Ground:
    """What applying a policy needs to know of the store.

    `listed` are the store's names to mask, `marks` ranges of names by page, `accepted` the claims that are published, `described` folded words that
    describe a witness without naming one, `coarse` turns a place into its district, `assemble` forms an event of fewer claims.
    """

    listed: frozenset[str] = frozenset()
    marks: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    coarse: Callable[[Place], Place] = _whole
    assemble: Callable[[tuple[Report, ...]], Event] = _same


@dataclass(frozen=True, slots=True)
class Withheld(Generic[Value]):
    """What a reader may see, None where that is nothing, and how often each kind of thing was withheld."""

    value: Value | None
    counts: Mapping[str, int]


@overload
def apply(policy: Policy, reader: Reader, value: Report, ground: Ground, page: Sequence[Claim] = ...) -> Withheld[Report]: ...
@overload
def apply(policy: Policy, reader: Reader, value: Event, ground: Ground, page: Sequence[Claim] = ...) -> Withheld[Event]: ...
@overload
def apply(policy: Policy, reader: Reader, value: Document, ground: Ground, page: Sequence[Claim] = ...) -> Withheld[Document]: ...
def apply(
    policy: Policy, reader: Reader, value: Report | Event | Document, ground: Ground, page: Sequence[Claim] = ()
) -> Withheld[Report] | Withheld[Event] | Withheld[Document]:
    """Return a claim (as a report), an event or a page's text as a reader may see it. `page` are the claims of the page whose text it is."""
    sight = _Sight(policy, reader, ground)
    if isinstance(value, Report):
        return Withheld(sight.report(value), sight.counts)
    if isinstance(value, Event):
        return Withheld(sight.event(value), sight.counts)
    return Withheld(sight.document(value, page), sight.counts)


@dataclass(frozen=True, slots=True)
class _Sight:
    """One reader's sight of one value; counts what it withholds."""

    policy: Policy
    reader: Reader
    ground: Ground
    counts: Counter[str] = field(default_factory=Counter)

    def report(self, one: Report) -> Report | None:
        if self._hides("unpublished", one.claim) and one.id not in self.ground.accepted:
            self.counts["unpublished"] += 1
            return None
        return self._masked(self._coarse(one), self._names([one.claim]))

    def event(self, event: Event) -> Event | None:
        seen = tuple(one for one in event.reports if not self._hides("unpublished", one.claim) or one.id in self.ground.accepted)
        self.counts["unpublished"] += len(event.reports) - len(seen)
        if not seen:
            return None
        whole = event if len(seen) == len(event.reports) else replace(self.ground.assemble(seen), id=event.id)
        found = self._names([one.claim for one in event.reports])
        place_hidden = any(self._hides("points", one.claim) for one in whole.reports)
        told = {one.id: self._masked(self._coarse(one), found) for one in whole.reports}
        return replace(
            whole,
            reports=tuple(told[one.id] for one in whole.reports),
            accounts=tuple(self._account(one, told, found) for one in whole.accounts),
            comparisons=tuple(self._comparison(one, found) for one in whole.comparisons),
            grade=self._grade(whole.grade, found),
            places=tuple(replace(self._place(one) if place_hidden else one, name=self._text(one.name, found)) for one in whole.places),
        )

    def document(self, page: Document, claims: Sequence[Claim]) -> Document:
        if not self._hides("names", None):
            return page
        found, marks = self._names(claims), [*self.ground.marks.get(page.id, ())]
        marks += [voice.span for claim in claims for voice in claim.sources if voice.span and self._witness(voice)]
        spans = sorted({*found.spans(page.text, page.repairs), *marks})
        self.counts["names"] += len(spans)
        return replace(page, text=mask(page.text, spans), title=self._title(page.title, found), byline=self._title(page.byline, found), repairs=())

    def _hides(self, what: What, claim: Claim | None) -> bool:
        return self.policy.withholds(what, self.reader, claim.sub_event_type if claim else None)

    def _names(self, claims: Sequence[Claim]) -> Names:
        """Return the names to mask where these claims are shown: those of the store, and the witnesses that the claims name."""
        if not any(self._hides("names", claim) for claim in claims) and not (not claims and self._hides("names", None)):
            return names(())
        return names({*self.ground.listed, *(voice.name or "" for claim in claims for voice in claim.sources if self._witness(voice))})

    def _witness(self, voice: Voice) -> bool:
        """Whether a source is a witness with a name of his own, not described only («شهود عيان»)."""
        if voice.channel != "witness" or voice.actor is not None or not voice.name:
            return False
        return any(word not in self.ground.described and word.removeprefix("ال") not in self.ground.described for word in arabic.key(voice.name).split())

    def _text(self, text: str, found: Names) -> str:
        spans = list(found.spans(text))
        self.counts["names"] += len(spans)
        return mask(text, spans)

    def _title(self, text: str | None, found: Names) -> str | None:
        return None if text is None else self._text(text, found)

    def _masked(self, one: Report, found: Names) -> Report:
        claim = one.claim
        marked = [span for span in self.ground.marks.get(claim.document, ()) if self._hides("names", claim)]
        if not marked and not found:
            return one
        masked = replace(
            claim,
            sources=tuple(self._named(voice, marked, found) for voice in claim.sources),
            actors=tuple(self._named(party, marked, found) for party in claim.actors),
            targets=tuple(self._named(party, marked, found) for party in claim.targets),
            places=tuple(replace(place, name=self._text(place.name, found)) for place in claim.places),  # «منزل فلان»
        )
        return replace(one, claim=masked, words=self._words(one, marked, found), title=self._title(one.title, found), url=self._address(one.url, found))

    def _address(self, url: str | None, found: Names) -> str | None:
        """Return a page's address; none where a name stands in it, since blocks would make another address of it."""
        if url is None or not found.holds(_BETWEEN_WORDS.sub(" ", unquote(url))):
            return url
        self.counts["names"] += 1
        return None

    def _words(self, one: Report, marked: Sequence[Span], found: Names) -> str:
        """Mask the words of a claim's evidence; where a marked name stands in it, whose place in the words is not known, all of them."""
        if any(span.overlaps(mark) for span in one.claim.evidence for mark in marked):
            self.counts["names"] += 1
            return mask(one.words, [Span(0, len(one.words))])
        return self._text(one.words, found)

    def _named(self, one: Named, marked: Sequence[Span], found: Names) -> Named:
        if one.name is None:
            return one
        if one.span is not None and any(one.span.overlaps(mark) for mark in marked):
            self.counts["names"] += 1
            return replace(one, name=mask(one.name, [Span(0, len(one.name))]))
        return replace(one, name=self._text(one.name, found))

    def _coarse(self, one: Report) -> Report:
        if not self._hides("points", one.claim):
            return one
        return replace(one, claim=replace(one.claim, places=tuple(map(self._place, one.claim.places))))

    def _place(self, place: Place) -> Place:
        coarse = self.ground.coarse(place)
        self.counts["points"] += coarse != place
        return coarse

    def _account(self, one: Account, told: Mapping[str, Report], found: Names) -> Account:
        speaker = self._named(one.speaker, (), found) if one.speaker else None
        return replace(one, origin=self._text(one.origin, found), reports=tuple(told[report.id] for report in one.reports), speaker=speaker)

    def _comparison(self, one: Comparison, found: Names) -> Comparison:
        return replace(one, values=tuple((self._text(value, found), who) for value, who in one.values))

    def _grade(self, one: Grade, found: Names) -> Grade:
        return replace(one, reasons=tuple(Reasoned(why.key, tuple((key, self._text(part, found)) for key, part in why.parts)) for why in one.reasons))
