"""Events as ClaimReview in JSON-LD (schema.org). The rating says how well an event is attested, not whether it is true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from riwaya.model import Account, Event, Report
from riwaya.policy import Withheld
from riwaya.surface.export.format import Layout, Setting, held
from riwaya.surface.export.lines import json_bytes
from riwaya.surface.export.naming import link, title
from riwaya.surface.export.spot import told_places
from riwaya.surface.export.table import Column

RATING: Mapping[str, int] = {"confirmed": 5, "fair": 4, "weak": 3, "contested": 2, "discounted": 1}
COLUMNS = (
    Column("@type, @id, identifier, url", "ClaimReview; urn:riwaya:event: and riwaya's event id; the event's address where this riwaya has one"),
    Column("claimReviewed", "ACLED's word for the type, place, day"),
    Column(
        "itemReviewed",
        "a Claim for each account: identifier (claim ids), author (the speaker, else the outlet), appearance (pages with headline, publisher, day, address)",
    ),
    Column(
        "reviewRating",
        "the grade: ratingValue 5 confirmed, 4 fair, 3 weak, 2 contested, 1 discounted; ratingExplanation: Admiralty code and what it rests on",
    ),
    Column("author", "riwaya, as an organisation"),
    Column("abstract", "what was withheld by policy, where something was"),
)


def layout() -> Layout:
    """Return the layout: one JSON-LD document whose @graph has a ClaimReview an event."""

    def write(given: Iterable[Withheld[Event]], setting: Setting, out: BinaryIO) -> int:
        out.write(b'{"@context":"https://schema.org","@graph":[')
        count = 0
        for event, withheld in held(given, setting):
            out.write((b",\n" if count else b"\n") + json_bytes(_review(event, withheld, setting)))
            count += 1
        out.write(b"\n]}\n")
        return count

    return Layout(COLUMNS, write)


def _review(event: Event, withheld: str, setting: Setting) -> dict[str, Any]:
    review = {
        "@type": "ClaimReview",
        "@id": f"urn:riwaya:event:{event.id}",
        "identifier": event.id,
        "url": link("event", event.id, setting),
        "claimReviewed": title(event, told_places(event), setting),
        "itemReviewed": [_claim(account) for account in event.accounts],
        "reviewRating": _rating(event),
        "author": {"@type": "Organization", "name": "riwaya"},
        "abstract": f"Withheld by policy: {withheld}" if withheld else "",
    }
    return {key: value for key, value in review.items() if value}


def _rating(event: Event) -> dict[str, Any]:
    grade = event.grade
    resting = f"{len(event.accounts)} accounts, {len(event.reports)} claims, {len(event.docs)} pages"
    return {
        "@type": "Rating",
        "ratingValue": RATING[grade.scale],
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": grade.scale,
        "ratingExplanation": f"How well the event is attested, not whether it is true. Admiralty code {grade.source}{grade.information}; {resting}.",
    }


def _claim(account: Account) -> dict[str, Any]:
    speaker = account.speaker.name if account.speaker else None
    author = speaker or ", ".join(account.outlets)
    pages = {report.claim.document: report for report in account.reports}
    claim = {"@type": "Claim", "identifier": [report.id for report in account.reports], "appearance": [_page(one) for _, one in sorted(pages.items())]}
    return {**claim, "author": {"@type": "Organization" if not speaker else "Thing", "name": author}} if author else claim


def _page(report: Report) -> dict[str, Any]:
    page = {
        "@type": "CreativeWork",
        "identifier": report.claim.document,
        "headline": report.title,
        "url": report.url,
        "datePublished": report.published.isoformat() if report.published else None,
        "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
    }
    return {key: value for key, value in page.items() if value}
