"""From pages of the claim contract to reports, each claim with what linking needs of its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from riwaya.contract import Answer
from riwaya.errors import BadInput
from riwaya.link import text
from riwaya.model import Claim, Document, Report

BETWEEN = " … "  # parts of evidence


def reports(answers: Iterable[Answer]) -> Iterator[Report]:
    """Yield the reports of pages. Raises BadInput where one id stands for claims of two pages."""
    home: dict[str, str] = {}
    for answer in answers:
        for report in page_reports(answer):
            if home.setdefault(report.id, answer.doc) != answer.doc:
                raise BadInput(f"claim id {report.id}: stands on the pages {home[report.id]} and {answer.doc}; give every claim an id of its own, or none")
            yield report


def page_reports(answer: Answer, *, sentences: bool = True) -> Iterator[Report]:
    """Yield the reports of one page; an id that comes again on the page gets a number. `sentences` are needed by `assemble` only, and slow to work out."""
    body = answer.text or ""
    copied = text.sentences(body) if sentences else frozenset()
    times: Counter[str] = Counter()
    for name, claim in zip(answer.ids, answer.claims, strict=True):
        times[name] += 1
        unique = name if times[name] == 1 else f"{name}-{times[name]}"
        yield Report(unique, claim, answer.outlet, answer.published, answer.title, words(claim, body), copied, answer.url)


def report_of(name: str, claim: Claim, page: Document) -> Report:
    """Return a claim, by its id, with what readers need of its page."""
    return Report(name, claim, page.outlet, page.published, page.title, words(claim, page.text), url=page.url)


def words(claim: Claim, body: str) -> str:
    """Return what a claim's evidence says, its parts joined by " … ", "" where the page's text is not known."""
    return BETWEEN.join(" ".join(span.of(body).split()) for span in claim.evidence) if body else ""
