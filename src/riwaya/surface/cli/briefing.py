"""The command that writes a situation report.

What needs SQLAlchemy, Jinja or WeasyPrint is imported inside: those who use no store must not wait for it.
"""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.config import from_environment
from riwaya.errors import BadInput
from riwaya.surface.cli.stores import DbOption, entered
from riwaya.surface.days import day
from riwaya.surface.strings import Strings

if TYPE_CHECKING:
    from riwaya.surface.brief import Briefing

SUFFIXES = (".html", ".pdf")


class Language(StrEnum):
    """The languages of a briefing."""

    AR = "ar"
    EN = "en"


def brief(  # as many parameters as options
    context: typer.Context,
    brief_file: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")],
    database: DbOption = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    language: Annotated[Language | None, typer.Option()] = None,
    since_brief: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
) -> None:
    """Write a situation report."""
    from riwaya.service import briefing as briefings  # noqa: PLC0415  # see the module's docstring
    from riwaya.service import ingest as ingesting  # noqa: PLC0415  # the same
    from riwaya.surface import brief as reports  # noqa: PLC0415  # the same

    say: Strings = context.obj
    if brief_file.suffix not in SUFFIXES:
        raise BadInput(say("error.brief-form", path=brief_file))
    scope = reports.Scope(day(since, say), day(until, say), place)
    before = reports.read_snapshot(since_brief) if since_brief else None
    store, person = entered(database, "export")
    with closing(store):
        found = briefings.material(store, person, ingesting.ground(from_environment()), scope.since, scope.until, scope.place)
    today = datetime.now(UTC).date()
    made = reports.collect(found, scope, today, before)
    _write(brief_file, _body(made, brief_file, language or say.lang))
    _write(brief_file.with_suffix(".json"), reports.snapshot(found.events, today).encode())
    print(say("brief.written", path=brief_file, events=len(found.events), sources=len(made.notes)), file=sys.stderr)


def _body(made: Briefing, brief_file: Path, lang: str) -> bytes:
    from riwaya.surface import brief as reports  # noqa: PLC0415  # see the module's docstring

    return reports.write_pdf(made, lang) if brief_file.suffix == ".pdf" else reports.html(made, lang).encode("utf-8", "replace")


def _write(path: Path, body: bytes) -> None:
    """Put a file in place whole: a kill leaves the one before."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(body)
        part.replace(path)
    except OSError as error:
        raise BadInput(f"{path}: cannot be written: {error}; name a file in a folder that you may write to") from error
