"""Events as JSON objects, written and read back (docs/events.md says what a line holds)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from riwaya.contract.lines import read_lines
from riwaya.contract.read import claim_of, place_of, voice_of, when_of
from riwaya.contract.write import claim_record, place_record, voice_record, when_record
from riwaya.errors import BadInput
from riwaya.model import Account, Comparison, Event, Grade, Link, Reasoned, Report, Toll

Record = dict[str, Any]


def event_record(event: Event) -> Record:
    """Return the object for one event; `claims` and `docs` are ids, `reports` hold the claims themselves with the words of their evidence."""
    return {**outline(event), "reports": [_report(report) for report in event.reports]}


def outline(event: Event) -> Record:
    """Return the object for one event without its reports."""
    return {
        "event": event.id,
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "date": when_record(event.date),
        "places": [place_record(place) for place in event.places],
        "claims": [report.id for report in event.reports],
        "docs": list(event.docs),
        "grade": {
            "scale": event.grade.scale,
            "source": event.grade.source,
            "information": event.grade.information,
            "reasons": [{"key": reason.key, **dict(reason.parts)} for reason in event.grade.reasons],
        },
        "accounts": [_account(account) for account in event.accounts],
        "comparisons": [
            {"slot": one.slot, "agreement": one.agreement, "values": [{"value": value, "accounts": list(who)} for value, who in one.values]}
            for one in event.comparisons
        ],
        "tolls": [
            {"outcome": one.outcome, "group": one.group, "low": one.low, "best": one.best, "high": one.high, "by_rule": dict(one.by_rule)}
            for one in event.tolls
        ],
        "links": [{"left": one.left, "right": one.right, "score": one.score, "reasons": dict(one.reasons)} for one in event.links],
    }


def _account(account: Account) -> Record:
    return {
        "origin": account.origin,
        "position": account.position,
        "outlets": list(account.outlets),
        "speaker": voice_record(account.speaker) if account.speaker else None,
        "claims": [report.id for report in account.reports],
    }


def _report(report: Report) -> Record:
    return {
        "doc": report.claim.document,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "url": report.url,
        "words": report.words,
        "claim": {**claim_record(report.claim), "id": report.id},
    }


def event_of(record: Record) -> Event:
    """Return the event of an object; raises KeyError, TypeError or ValueError where a required part is missing or wrong."""
    return filled(record, {one["claim"]["id"]: _report_of(one) for one in record["reports"]})


def filled(record: Record, reports: Mapping[str, Report]) -> Event:
    """Return the event of an outline and its reports by id."""
    grade = record["grade"]
    return Event(
        id=record["event"],
        event_type=record["event_type"],
        sub_event_type=record["sub_event_type"],
        reports=tuple(reports[one] for one in record["claims"]),
        accounts=tuple(_account_of(one, reports) for one in record["accounts"]),
        comparisons=tuple(
            Comparison(one["slot"], one["agreement"], tuple((value["value"], tuple(value["accounts"])) for value in one["values"]))
            for one in record["comparisons"]
        ),
        tolls=tuple(Toll(one["outcome"], one["group"], one["low"], one["best"], one["high"], tuple(one["by_rule"].items())) for one in record["tolls"]),
        grade=Grade(grade["scale"], grade["source"], grade["information"], tuple(map(_reason_of, grade["reasons"]))),
        links=tuple(map(link_of, record["links"])),
        places=tuple(place_of(one) for one in record["places"]),
        date=when_of(record["date"]),
    )


def link_of(one: Record) -> Link:
    """Return one of an event's links."""
    return Link(one["left"], one["right"], one["score"], tuple(one["reasons"].items()))


def _reason_of(one: Record) -> Reasoned:
    return Reasoned(one["key"], tuple((name, part) for name, part in one.items() if name not in {"key", "words"}))


def _account_of(one: Record, reports: Mapping[str, Report]) -> Account:
    speaker = one["speaker"]
    return Account(one["origin"], tuple(reports[report] for report in one["claims"]), one["position"], voice_of(speaker) if speaker else None)


def _report_of(one: Record) -> Report:
    day = date.fromisoformat(one["published"]) if one["published"] else None
    return Report(one["claim"]["id"], claim_of(one["claim"], one["doc"]), one["outlet"], day, one["title"], one["words"], url=one.get("url"))


def read_events(path: Path) -> Iterator[Event]:
    """Yield the events of a file that `riwaya link --format jsonl` wrote. Raises BadInput with file and line."""
    return read_lines(path, event_of, "not an event as `riwaya link --format jsonl` prints it")


def holds_events(path: Path) -> bool:
    """Whether a file's first line is an event, not a page with claims."""
    try:
        with path.open(encoding="utf-8") as lines:
            first = next((line for line in lines if line.strip()), "{}")
        return "event" in json.loads(first)
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: cannot be read: {error}; give a file of JSON lines in UTF-8") from error
