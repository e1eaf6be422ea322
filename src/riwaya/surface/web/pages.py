"""The view of one page: its text with the evidence marked, its claims beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from riwaya.extract.reading import Mention, Reading, read
from riwaya.lexicon import Lexicon
from riwaya.model import Claim, Document, Event, Report
from riwaya.service import shelf
from riwaya.surface.web import marking
from riwaya.surface.web.site import Visit
from riwaya.surface.web.wording import Wording

MOST = 400  # claims of one page that are listed; hostile pages alone have more
_SLOT_OF = {
    "actor": "cause", "target": "to", "where": "where", "place": "where", "date": "when", "when": "when", "source": "source", "voice": "source",
    "casualty": "losses", "damage": "losses", "equipment": "losses", "number": "losses", "stance": "stance", "event": "what", "kind": "what",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Because:
    """Why a slot is as it is: the entry or feature that led to it, and the words of the page on which an entry fired."""

    rule: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One slot of a claim in words, and why it is so."""

    slot: str
    label: str
    text: str
    reasons: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as it is shown beside its page; `event` is the one that it stands in."""

    number: int
    id: str
    claim: Claim
    lines: tuple[Line, ...]
    event: Event | None
    others: tuple[Because, ...]


def page(visit: Visit) -> Response:
    """Show a page. Raises Problem `not-found`."""
    document, reports = visit.page(visit.part("document"))
    events = visit.events_of([report.id for report in reports[:MOST]])
    told = worded(document, reports, visit.desk.ground.lexicon, visit.wording, events)
    lit = next((one.number for one in told if one.id == visit.asked("claim")), 0)
    drawn = paragraphs(document, reports)
    rejected = shelf.rejected(visit.store, [one.id for one in told])
    held = {"document": document, "claims": told, "paragraphs": drawn, "rejected": rejected, "link": safe(document.url)}
    return visit.show("page.html", **held, lit=lit, slot=visit.asked("slot"), stored=True)


def claim(visit: Visit) -> Response:
    """Lead from a claim's permanent address to its sentence. Raises Problem `not-found`."""
    found = visit.claim(visit.part("claim"))
    return RedirectResponse(visit.frame.to("pages", found.claim.document, claim=found.id) + f"#c-{found.id}", 307)


def paragraphs(document: Document, reports: Sequence[Report]) -> list[list[marking.Stretch]]:
    """Return a page's text with what is to be marked of its claims."""
    return marking.paragraphs(document, marking.marks([one.claim for one in reports[:MOST]]))


def safe(url: str | None) -> str | None:
    """Return an address that may be linked to: of the web, never one that runs something."""
    return url if url and urlsplit(url).scheme in {"http", "https"} else None


def worded(document: Document, reports: Sequence[Report], lexicon: Lexicon, wording: Wording, events: Mapping[str, Event]) -> tuple[Told, ...]:
    """Put the claims of a page into words, the first MOST of them, with the reasons for each slot; `events` are those that claims stand in, by claim."""
    reading = read(document, lexicon) if reports else None
    found = []
    for number, report in enumerate(reports[:MOST], 1):
        reasons = dict(_reasons(report.claim, reading)) if reading else {}
        lines = tuple(Line(slot, label, text, reasons.pop(slot, ())) for slot, label, text in lines_of(report.claim, document.outlet, wording))
        found.append(Told(number, report.id, report.claim, lines, events.get(report.id), tuple(reason for rest in reasons.values() for reason in rest)))
    return tuple(found)


def lines_of(one: Claim, outlet: str | None, wording: Wording) -> Iterator[tuple[str, str, str]]:
    """Yield what a claim says, slot by slot: the slot, its label, its words."""
    say, words = wording.say, wording.words
    yield "what", say("slot.what"), wording.kind(one.sub_event_type)
    yield "stance", say("web.page.stance"), say(f"stance.{one.stance}") + (f" · {say('card.background')}" if one.background else "")
    yield "source", say("card.who-says"), words.chain(one, outlet)
    if one.actors:
        yield "cause", say("card.by"), words.parties(one.actors)
    if one.targets:
        yield "to", say("card.to"), words.parties(one.targets)
    yield "where", say("card.where"), words.places(one.places)
    yield "when", say("card.when"), wording.days(one.date) if one.date else say("card.unknown")
    if one.casualties or one.equipment:
        yield "losses", say("card.losses"), words.losses(one)


def _reasons(one: Claim, reading: Reading) -> Iterator[tuple[str, tuple[Because, ...]]]:
    """Yield by slot why it is so: the rules that led to the claim, by the slot that each speaks of."""
    fired = _fired(one, reading)
    by_slot: dict[str, list[Because]] = {}
    for rule in dict.fromkeys(one.rules):
        subject = re.split(r"[.:]", rule, maxsplit=1)[0]
        quotes = tuple(dict.fromkeys(reading.quote(mention.start, mention.end) for mention in fired.get(rule, ())))
        by_slot.setdefault(_SLOT_OF.get(subject, "other"), []).append(Because(rule, quotes))
    yield from ((slot, tuple(reasons)) for slot, reasons in by_slot.items())


def _fired(one: Claim, reading: Reading) -> Mapping[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    wanted = set(one.rules)
    for mention in (mention for kind in reading.mentions for mention in reading.of(kind)):
        if mention.entry.id in wanted and any(reading.span(mention.start, mention.end).overlaps(span) for span in one.evidence):
            found.setdefault(mention.entry.id, []).append(mention)
    return found
