"""Made-up values for tests of export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from riwaya.gazetteer import open_atlas
from riwaya.lexicon import Actor
from riwaya.model import (
    Account,
    Casualty,
    Claim,
    Comparison,
    Equipment,
    Event,
    Figure,
    Grade,
    Party,
    Place,
    Report,
    Span,
    Toll,
    Voice,
    When,
)
from riwaya.policy import Withheld
from riwaya.surface.export import FORMATS, Setting, What

ACTORS = {
    row.id: row
    for row in (
        Actor("gov", "Government of Syria", "حكومة", "government", "SY", "government", ""),
        Actor("army", "Military forces of Syria (2000-2024)", "جيش", "military", "SY", "government", "gov"),
        Actor("group", "Group", "فصيل", "armed-group", "SY", "opposition", ""),
        Actor("ally", "Ally", "لواء", "armed-group", "SY", "opposition", ""),
        Actor("foreign", "Military forces of Russia", "قوات", "military", "RU", "", "kremlin"),
        Actor("kremlin", "Government of Russia", "روسيا", "government", "RU", "", ""),
        Actor("civilians", "Civilians", "مدنيون", "civilians", "", "", ""),
        Actor("journalists", "Journalists", "صحفيون", "civilians", "", "", "civilians"),
        Actor("protesters", "Protesters", "متظاهرون", "protesters", "", "", ""),
    )
}
KINDS = {"armed-clash": "Armed clash", "air-drone-strike": "Air/drone strike"}
DAY = When(date(2019, 6, 19), date(2019, 6, 19), "day", "stated")
HAMA = Place("تل", "حماة", lat=35.25, lon=-1.5, radius_km=12.0, where_prec=4)


def claim(doers: str = "", hit: str = "", kind: str = "battles armed-clash", doc: str = "d1", **slots: Any) -> Claim:  # noqa: ANN401  # slots of Claim
    """Return a claim: ids of doers and targets, separated by spaces."""
    event_type, sub_event_type = kind.split()
    actors, targets = (tuple(Party(one, None) for one in names.split()) for names in (doers, hit))
    return Claim(doc, slots.pop("evidence", (Span(0, 4),)), event_type, sub_event_type, actors=actors, targets=targets, **slots)


def report(told: Claim, name: str = "c1", **more: Any) -> Report:  # noqa: ANN401  # fields of Report
    page = {"outlet": "=نهر", "published": date(2019, 6, 20), "title": "عنوان, «به» فاصلة", "words": "قُتل اثنان", "url": "https://nahr.example/1"}
    return Report(name, told, **{**page, **more})


def event(*told: Claim, tolls: Iterable[Toll] = (), grade: str = "weak", name: str = "e1", **slots: Any) -> Event:  # noqa: ANN401  # fields of Event
    """Return an event of claims, each of a page of its own where it has another document; a day and a place unless others are given."""
    reports = tuple(report(one, f"c{number}") for number, one in enumerate(told, 1))
    accounts = (Account("outlet:نهر", reports, "third-party", Voice("ناطق", "group", "statement")),)
    first = told[0] if told else claim()
    apart = (Comparison("cause", "contradicted", ()),) if grade == "contested" else ()
    values = {"places": (HAMA,), "date": DAY, **slots}
    scale = Grade(grade, "C", 4, ())  # type: ignore[arg-type]  # one of its words
    return Event(name, first.event_type, first.sub_event_type, reports, accounts, apart, tuple(tolls), scale, (), **values)


def killed(group: str | None, low: int, best: int, high: int | None) -> Toll:
    return Toll("killed", group, low, best, high, ())


def full_claim() -> Claim:
    """A claim with something in every slot."""
    return claim(
        "group ally",
        "army",
        stance="possible",
        background=True,
        sources=(Voice("ناطق", "group", "twitter"),),
        places=(replace(HAMA, id="gn:170017"),),
        date=DAY,
        casualties=(Casualty("killed", "army", Figure(2, None)), Casualty("wounded", None, Figure(None, None, "tens"))),
        equipment=(Equipment("tank", "destroyed", Figure(1, 1)),),
        rules=("r1",),
    )


SETTING = Setting(ACTORS, KINDS)


def placed() -> Setting:
    """Return the setting with the gazetteer that ships with riwaya."""
    return replace(SETTING, atlas=open_atlas(None))


def hearing(heard: list[tuple[str, str]]) -> Setting:
    """Return the setting that notes what a format leaves out, and why."""
    return replace(SETTING, leave=lambda name, why: heard.append((name, why)))


def written(form: str, what: What, values: Iterable[Report | Event | Withheld[Any]], setting: Setting = SETTING) -> bytes:
    """Return a file of a format, nothing withheld unless a value is `Withheld` already."""
    out = BytesIO()
    given = (one if isinstance(one, Withheld) else Withheld(one, {}) for one in values)
    FORMATS[form].layouts[what].write(given, setting, out)
    return out.getvalue()
