"""From the contract's JSON lines back to values; what breaks the contract is refused with file and line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from riwaya.errors import BadInput
from riwaya.model import Casualty, Claim, Document, Equipment, Figure, Party, Place, Span, Voice, When

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the contract: a page's id, its text where the line holds it, its claims, and what else is said of the page.

    `ids` are the claims' ids in their order: as given, or the claims' own hashes.
    """

    doc: str
    text: str | None
    claims: tuple[Claim, ...]
    ids: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None
    title: str | None = None
    url: str | None = None


def read_answers(path: Path) -> Iterator[Answer]:
    """Yield the pages of a file of the contract. Raises BadInput with file and line."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _checked(line, f"{path}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read: {error}; give a file of JSON lines in UTF-8") from error


def _checked(line: str, place: str) -> Answer:
    try:
        answer = answer_of(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{place}: not a page of the claim contract ({error!r}); docs/contract.md says what a line holds") from error
    size = len(answer.text) if answer.text is not None else None
    for span in (span for claim in answer.claims for span in claim.evidence):
        if not 0 <= span.start < span.end or (size is not None and span.end > size):
            raise BadInput(f"{place}: evidence [{span.start}, {span.end}] lies outside the page's text of {size} characters")
    return answer


def answer_of(page: Record) -> Answer:
    """Return one page's answer; raises KeyError, TypeError or ValueError where a required part is missing or wrong."""
    claims = tuple(claim_of(claim, str(page["doc"])) for claim in page["claims"])
    ids = tuple(str(given.get("id") or claim.id) for given, claim in zip(page["claims"], claims, strict=True))
    published = date.fromisoformat(page["published"][:10]) if page.get("published") else None
    return Answer(str(page["doc"]), page.get("text"), claims, ids, page.get("outlet"), published, page.get("title"), page.get("url"))


def answer_for(document: Document, claims: Sequence[Claim]) -> Answer:
    """Return the answer of a page that was just read."""
    ids = tuple(claim.id for claim in claims)
    return Answer(document.id, document.text, tuple(claims), ids, document.outlet, document.published, document.title, document.url)


def claim_of(claim: Record, doc: str) -> Claim:
    """Return one claim; absent optional slots are empty."""
    return Claim(
        document=doc,
        evidence=tuple(Span(start, end) for start, end in claim["evidence"]),
        event_type=claim["event_type"],
        sub_event_type=claim["sub_event_type"],
        stance=claim.get("stance", "asserted"),
        background=bool(claim.get("background", False)),
        sources=tuple(map(voice_of, claim.get("sources") or ())),
        actors=tuple(_party(one) for one in claim.get("actors") or ()),
        targets=tuple(_party(one) for one in claim.get("targets") or ()),
        places=tuple(place_of(one) for one in claim.get("places") or ()),
        date=when_of(claim.get("date")),
        casualties=tuple(Casualty(one["outcome"], one.get("group"), _figure(one)) for one in claim.get("casualties") or ()),
        equipment=tuple(Equipment(one["item"], one["outcome"], _figure(one)) for one in claim.get("equipment") or ()),
        rules=tuple(claim.get("rules") or ()),
    )


def voice_of(one: Record) -> Voice:
    """Return one source."""
    return Voice(one.get("name"), one.get("actor"), one.get("channel"), _span(one))


def _party(one: Record) -> Party:
    return Party(one.get("actor"), one.get("name"), _span(one))


def place_of(one: Record) -> Place:
    """Return one place."""
    resolved = {key: one.get(key) for key in ("lat", "lon", "radius_km", "where_prec", "id")}
    return Place(one.get("name") or "", one.get("within"), one.get("relation") or "in", _span(one), **resolved)


def when_of(one: Record | None) -> When | None:
    """Return the days of an event, None where they are not told."""
    if not one or not one.get("start"):
        return None
    start = date.fromisoformat(one["start"])
    end = date.fromisoformat(one["end"]) if one.get("end") else start
    return When(start, end, one.get("precision") or "", one.get("basis") or "", _span(one))


def _figure(one: Record) -> Figure:
    return Figure(one.get("low"), one.get("high"), one.get("quantity") or None, _span(one))


def _span(one: Record) -> Span | None:
    span = one.get("span")
    return Span(*span) if span else None
