"""What an alert says, as a mail in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from riwaya.surface.strings import Strings


def mail(told: Mapping[str, Any], say: Strings) -> tuple[str, str]:
    """Return subject and text of an alert (`service.watch.alerts.summary`)."""
    kind = say(f"type.{told['sub_event_type']}")
    where, when = _where(told, say), _when(told, say)
    lines = [
        say("alert.what", kind=kind, place=where, day=when),
        *(say("alert.figure", outcome=say(f"outcome.{outcome}"), figure=figure) for outcome, figure in told["figures"].items()),
        say("event.grade", scale=say(f"scale.{told['grade']['scale']}"), code=f"{told['grade']['source']}{told['grade']['information']}"),
        say("alert.outlets", outlets=say("alert.and").join(sorted({outlet for one in told["accounts"] for outlet in one["outlets"]}))),
        say("alert.pages"),
        *(f"  {url}" for url in told["pages"]),
        "",
        say("alert.foot", rule=told["rule"], event=told["event"], made=told["made"], id=told["id"]),
    ]
    return say("alert.subject", kind=kind, place=where, day=when), "\n".join(lines) + "\n"


def _where(told: Mapping[str, Any], say: Strings) -> str:
    place = told["place"]
    if place is None:
        return say("alert.nowhere")
    return say("alert.within", place=place["name"], within=place["within"]) if place["within"] else str(place["name"])


def _when(told: Mapping[str, Any], say: Strings) -> str:
    days = told["date"]
    if days is None:
        return say("event.no-day")
    return str(days["start"]) if days["start"] == days["end"] else f"{days['start']} – {days['end']}"
