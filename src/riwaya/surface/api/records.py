"""From the values of the service to what answers hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from riwaya.contract import claim_record, event_record
from riwaya.contract.write import place_record, voice_record, when_record
from riwaya.model import Document, Event, Rejected, Report
from riwaya.service.explain import Fired
from riwaya.service.shelf import Page, Told
from riwaya.store.listing import Entry
from riwaya.surface.api import forms
from riwaya.surface.api.texts import whole

Record = dict[str, Any]
_SLOTS = ("sources", "actors", "targets", "places", "casualties", "equipment")


def claim(report: Report, text: str) -> forms.Claim:
    """Return a claim; `text` is its page's, as who asks may see it."""
    return forms.Claim.model_validate(whole(_claim(report, text)))


def claim_in_full(report: Report, text: str, told: Told, explanation: tuple[Fired, ...]) -> forms.ClaimInFull:
    """Return a claim with its event and the rules that led to it; `report` and `text` are as who asks may see them."""
    rules = [{"rule": one.rule, "kind": one.kind, "value": one.value, "quotes": _quotes(one, text)} for one in explanation]
    return forms.ClaimInFull.model_validate(whole({**_claim(report, text), "event": told.event, "rejected": told.rejected, "explanation": rules}))


def _quotes(one: Fired, text: str) -> list[Record]:
    return [_quote([span.start, span.end], text) for span in one.spans]


def _claim(report: Report, text: str) -> Record:
    record = claim_record(report.claim)
    for slot in _SLOTS:
        record[slot] = [_quoted(one, text) for one in record[slot]]
    record["date"] = record["date"] and _quoted(record["date"], text)
    record["evidence"] = [_quote(span, text) for span in record["evidence"]]
    page = {"page": report.claim.document, "outlet": report.outlet, "published": report.published, "title": report.title, "words": report.words}
    return {**record, **page, "id": report.id}


def _quoted(one: Record, text: str) -> Record:
    return {**one, "span": _quote(one["span"], text)} if one.get("span") else one


def _quote(span: list[int], text: str) -> Record:
    start, end = span
    return {"start": start, "end": end, "quote": text[start:end]}


def event(one: Event) -> forms.Event:
    """Return an event as lists have it."""
    return forms.Event.model_validate(whole(_event(one)))


def _event(one: Event) -> Record:
    grade = one.grade
    reasons = [{"key": reason.key, "parts": dict(reason.parts)} for reason in grade.reasons]
    return {
        "id": one.id,
        "event_type": one.event_type,
        "sub_event_type": one.sub_event_type,
        "date": _bare(when_record(one.date)),
        "places": [_bare(place_record(place)) for place in one.places],
        "grade": {"scale": grade.scale, "source": grade.source, "information": grade.information, "reasons": reasons},
        "tolls": event_record(one)["tolls"],
        "outlets": sorted({outlet for account in one.accounts for outlet in account.outlets}),
        "accounts": len(one.accounts),
        "claims": [report.id for report in one.reports],
        "pages": list(one.docs),
    }


def _bare(record: Record | None) -> Record | None:
    """Leave out the span: an event's slots are of several pages."""
    return None if record is None else {key: value for key, value in record.items() if key != "span"}


def event_in_full(one: Event, texts: Mapping[str, str]) -> forms.EventInFull:
    """Return an event with accounts and claims; `texts` are those of its pages, as who asks may see them."""
    record = event_record(one)
    speakers = [account.speaker and _bare(voice_record(account.speaker)) for account in one.accounts]
    accounts = [{**account, "speaker": speaker} for account, speaker in zip(record["accounts"], speakers, strict=True)]
    told = [_claim(report, texts.get(report.claim.document, "")) for report in one.reports]
    whole_event = {"event": _event(one), "accounts": accounts, "comparisons": record["comparisons"], "links": record["links"], "claims": told}
    return forms.EventInFull.model_validate(whole(whole_event))


def entry(one: Entry) -> forms.PageEntry:
    """Return a page as lists have it."""
    return forms.PageEntry(id=one.id, url=one.url, outlet=one.outlet, title=one.title, published=one.published, version=one.version)


def reading(document: Document, reports: tuple[Report, ...]) -> forms.Reading:
    """Return a page's text and claims."""
    return forms.Reading.model_validate(whole(_reading(document, reports)))


def page(one: Page, document: Document, reports: tuple[Report, ...]) -> forms.Page:
    """Return a stored page; `document` and `reports` are its own, as who asks may see them."""
    version = one.version
    held = {"version": version.version, "versions_of": version.base, "current": version.current}
    run = {"riwaya": version.riwaya, "lexicon": version.lexicon, "read": version.read}
    rejected = {"rejected": [report.id for report in reports if report.id in one.rejected]}
    return forms.Page.model_validate(whole({**_reading(document, reports), **held, **run, **rejected}))


def _reading(document: Document, reports: tuple[Report, ...]) -> Record:
    names = ("id", "url", "title", "outlet", "byline", "published", "language", "text")
    return {
        **{name: getattr(document, name) for name in names},
        "tags": list(document.tags),
        "skipped": [(span.start, span.end) for span in document.skipped],
        "origins": dict(document.origins),
        "claims": [_claim(one, document.text) for one in reports],
    }


def unread(one: Rejected) -> forms.Unread:
    """Return a page that was not read."""
    return forms.Unread.model_validate(whole({"id": one.id, "reason": str(one.reason), "detail": one.detail, "url": one.url, "outlet": one.outlet}))
