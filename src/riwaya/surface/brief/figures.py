"""The drawings of a briefing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from riwaya.model import Event, Place
from riwaya.surface.brief.phrases import Phrases
from riwaya.surface.brief.values import GRADES, KINDS, Briefing, Entry, Loss
from riwaya.surface.draw import Drawing, columns, map, ranges, strip  # noqa: A004  # a map is a map

GRADE_TONES: Mapping[str, str] = dict(zip(GRADES, ("#1d6b4f", "#5b8c5a", "#a4343a", "#b98a2e", "#8a9299"), strict=True))
KIND_TONES: Mapping[str, str] = dict(zip(KINDS, ("#8c2f39", "#d08a3c", "#5a2a52", "#2f6d8f", "#7f9a48", "#9aa5ad"), strict=True))
_PARTY, _BYSTANDER = "#8c2f39", "#2f6d8f"
_BYSTANDERS = {"monitors", "outlets", "others"}
_WIDEST = 6  # UCDP's where_prec from which a place is a country or more: no disc could show it


@dataclass(frozen=True, slots=True)
class Mapped:
    """The map, None where no event has a point, and the numbers of the events that it lacks."""

    drawing: Drawing | None
    left_out: tuple[int, ...]


def mapped(briefing: Briefing, p: Phrases) -> Mapped:
    """Draw where events are told to have been; those of one point share a disc."""
    found: dict[tuple[float, float, float], list[Entry]] = {}
    for entry in briefing.entries:
        if at := _point(entry.event):
            found.setdefault(at, []).append(entry)
    held = {entry.number for entries in found.values() for entry in entries}
    left_out = tuple(entry.number for entry in briefing.entries if entry.number not in held)
    if not found:
        return Mapped(None, left_out)
    discs = [map.Disc(*at, _numbers(entries), f"grade-{entries[0].event.grade.scale}", _tone(entries)) for at, entries in found.items()]
    names = [map.Named(lat, lon, arabic if p.say.lang == "ar" else latin) for lat, lon, arabic, latin in briefing.material.countries]
    return Mapped(map.chart(discs, map.borders(), names, p.say("brief.map-title"), p.say("brief.km")), left_out)


def _point(event: Event) -> tuple[float, float, float] | None:
    """Return latitude, longitude and radius of an event's first place that has them and is no country."""
    for place in event.places:
        if place.lat is not None and place.lon is not None and (place.where_prec or 1) < _WIDEST:
            return place.lat, place.lon, _radius(place)
    return None


def _radius(place: Place) -> float:
    """Return how far an event may lie from the point, by the place's own radius, else by UCDP's code."""
    by_code = {1: 2.0, 2: 25.0, 3: 40.0, 4: 75.0, 5: 150.0}
    return place.radius_km if place.radius_km is not None else by_code.get(place.where_prec or 5, 150.0)


def _numbers(entries: list[Entry]) -> str:
    return ", ".join(str(entry.number) for entry in entries[:4]) + ("…" if len(entries) > 4 else "")


def _tone(entries: list[Entry]) -> str:
    return GRADE_TONES[entries[0].event.grade.scale]


def grades(briefing: Briefing, p: Phrases) -> Drawing:
    """Draw how many events have which grade."""
    return strip.strip(briefing.grades, GRADE_TONES, p.say("brief.grades-title"))


def over_time(briefing: Briefing, p: Phrases) -> Drawing:
    """Draw how many events began on which day, by kind."""
    found = [columns.Column(p.tick(day, briefing.step), parts) for day, parts in briefing.steps]
    return columns.columns(found, KIND_TONES, p.say(f"brief.time-{briefing.step}"))


def by_entry(briefing: Briefing) -> list[tuple[Entry, list[Loss]]]:
    """Return what sides say of losses, event by event."""
    entries = {entry.number: entry for entry in briefing.entries}
    return [(entries[number], list(losses)) for number, losses in groupby(briefing.losses, key=lambda loss: loss.entry)]


def most(briefing: Briefing) -> int:
    """Return the largest figure that is drawn."""
    return max((loss.high or loss.low for loss in briefing.losses), default=1)


def ruler(largest: int) -> Drawing:
    """Draw the scale of the ranges."""
    return ranges.ruler(largest)


def span(loss: Loss, largest: int, p: Phrases) -> Drawing:
    """Draw what one side says of one loss."""
    title = f"{p.side(loss.side)}: {p.bounds(loss.low, loss.high)}"
    return ranges.span(loss.low, loss.high, largest, _BYSTANDER if loss.side in _BYSTANDERS else _PARTY, title)
