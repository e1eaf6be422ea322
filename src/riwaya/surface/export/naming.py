"""What a claim or an event is called where a table wants a title."""

from __future__ import annotations

from riwaya.model import Claim, Event, Place, When
from riwaya.surface.export.format import Setting


def title(told: Claim | Event, places: tuple[Place, ...], setting: Setting) -> str:
    """Return a title: ACLED's word for the type, the first place as the page writes it, and the day."""
    kind = setting.kinds.get(told.sub_event_type, told.sub_event_type)
    return ", ".join(part for part in (kind, places[0].name if places else "", days(told.date)) if part)


def days(when: When | None) -> str:
    """Return a day, or first and last day with a slash between them; "" where no day is told."""
    if when is None:
        return ""
    return when.start.isoformat() if when.start == when.end else f"{when.start.isoformat()}/{when.end.isoformat()}"


def link(what: str, identity: str, setting: Setting) -> str:
    """Return the address of a claim or an event on this riwaya, "" where it has none."""
    return f"{setting.address.rstrip('/')}/{what}/{identity}" if setting.address else ""
