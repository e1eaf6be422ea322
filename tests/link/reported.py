"""Reports made by hand, so that each sign of linking can be seen alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from riwaya.model import Casualty, Claim, Equipment, Figure, Party, Place, Report, Span, Voice, When

TYPES = {
    "air-drone-strike": "explosions-remote-violence",
    "shelling-artillery-missile-attack": "explosions-remote-violence",
    "remote-explosive-landmine-ied": "explosions-remote-violence",
    "chemical-weapon": "explosions-remote-violence",
    "attack": "violence-against-civilians",
    "arrests": "strategic-developments",
    "other": "strategic-developments",
    "armed-clash": "battles",
}


def day(given: str | None, until: str | None = None, basis: str = "stated") -> When | None:
    """2019-06-19, or from one day until another."""
    if given is None:
        return None
    return When(date.fromisoformat(given), date.fromisoformat(until or given), "day", basis)


def killed(low: int | None, high: int | None = None, group: str | None = None, *, exact: bool = True) -> Casualty:
    return Casualty("killed", group, Figure(low, low if exact and high is None else high))


def parties(*given: str) -> tuple[Party, ...]:
    """Actor ids hold a dot or are known; everything else is a name."""
    known = {"civilians", "is", "sohr", "icrc"}
    return tuple(Party(one, None) if "." in one or one in known else Party(None, one) for one in given)


def report(
    name: str,
    *,
    doc: str | None = None,
    kind: str = "air-drone-strike",
    place: str | Place | None = "تل النخيل",
    when: When | str | None = "2019-06-19",
    words: str = "",
    outlet: str | None = None,
    published: str | None = "2019-06-20",
    start: int = 0,
    **slots: Any,  # noqa: ANN401  # the other slots of a claim
) -> Report:
    """A report whose claim has the slots given; the page is its own unless named."""
    spot = Place(place) if isinstance(place, str) else place
    claim = Claim(
        document=doc or f"page-{name}",
        evidence=(Span(start, start + 50),),
        event_type=TYPES[kind],
        sub_event_type=kind,
        places=(spot,) if spot else (),
        date=day(when) if isinstance(when, str) else when,
        **slots,
    )
    return Report(name, claim, outlet or f"outlet of {name}", date.fromisoformat(published) if published else None, None, words)


def told_by(actor: str | None = None, name: str | None = None, channel: str | None = "statement") -> tuple[Voice, ...]:
    return (Voice(name, actor, channel),)


def aircraft(outcome: str = "downed", number: int = 1) -> tuple[Equipment, ...]:
    return (Equipment("aircraft", outcome, Figure(number, number)),)
