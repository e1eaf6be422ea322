"""A briefing as one HTML page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

import riwaya
from riwaya.surface import strings
from riwaya.surface.brief import figures
from riwaya.surface.brief.phrases import Phrases, capital, marked, phrases, references
from riwaya.surface.brief.values import GRADES, Briefing, Entry, Note
from riwaya.surface.draw import Drawing

COLUMNS = 4  # accounts that stand side by side on a page
MARKS = {"agreed": "=", "partly": "~", "contradicted": "≠", "one-voice": "·"}
Drawn = Callable[[Drawing], str]


def html(briefing: Briefing, lang: str, *, printed: bool = False) -> str:
    """Return the page in a language of strings.LANGUAGES; `printed` lays labels over drawings, for renderers that do not shape letters in SVG."""
    say = strings.load(lang)
    spoken = phrases(say, briefing.material)
    drawn: Drawn = Drawing.layered if printed else Drawing.svg
    style = (files("riwaya.surface.brief") / "templates" / "brief.css").read_text(encoding="utf-8")
    page = _environment(spoken).get_template("brief.html")
    return page.render(
        b=briefing,
        lang=lang,
        rtl=lang == "ar",
        say=say,
        p=spoken,
        style=Markup(style),  # noqa: S704  # our own file
        version=riwaya.__version__,
        grades=[(grade, [one for one in briefing.entries if one.event.grade.scale == grade]) for grade in GRADES],
        tolls=briefing.tolls()[:3],
        disputed=[one for one in briefing.entries if one.disputed],
        tables=partial(tables, p=spoken),
        marks=MARKS,
        url_of=url_of,
        **_drawings(briefing, spoken, lambda one: Markup(drawn(one.mirrored() if lang == "ar" else one)), lambda one: Markup(drawn(one))),  # noqa: S704  # drawings escape what they are given
    )


def _environment(spoken: Phrases) -> Environment:
    made = Environment(
        loader=PackageLoader("riwaya.surface.brief"), autoescape=select_autoescape(), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(bidi=marked, capital=capital, references=references, outlet=spoken.outlet)
    return made


def _drawings(briefing: Briefing, spoken: Phrases, read: Callable[[Drawing], Markup], fixed: Callable[[Drawing], Markup]) -> Mapping[str, Any]:
    """Return the drawings: `read` turns what is read along the line, `fixed` leaves what has a north."""
    mapped = figures.mapped(briefing, spoken)
    most = figures.most(briefing)
    return {
        "strip": read(figures.grades(briefing, spoken)),
        "chart": read(figures.over_time(briefing, spoken)) if briefing.steps else None,
        "map": fixed(mapped.drawing) if mapped.drawing else None,
        "unmapped": mapped.left_out,
        "ruler": read(figures.ruler(most)),
        "ranges": [(entry, [(loss, read(figures.span(loss, most, spoken))) for loss in losses]) for entry, losses in figures.by_entry(briefing)],
        "kinds": figures.KIND_TONES,
        "tones": figures.GRADE_TONES,
    }


def tables(entry: Entry, p: Phrases) -> list[dict[str, Any]]:
    """Return an event's accounts in tables of so many columns as a page holds, each with a row a slot."""
    accounts = entry.event.accounts
    parts = -(-len(accounts) // COLUMNS)
    wide = -(-len(accounts) // parts)
    return [_table(entry, range(first, min(first + wide, len(accounts))), p) for first in range(0, len(accounts), wide)]


def _table(entry: Entry, numbers: range, p: Phrases) -> dict[str, Any]:
    heads = [(entry.event.accounts[number], entry.notes_of(entry.event.accounts[number])) for number in numbers]
    rows = [(one, [p.said(one, number) for number in numbers]) for one in entry.event.comparisons]
    return {"heads": heads, "rows": [(one, cells) for one, cells in rows if any(cells)]}


def url_of(note: Note) -> str | None:
    """Return a page's address where it is one that a browser opens."""
    return note.url if note.url and note.url.startswith(("https://", "http://")) else None
