"""The command that writes events in the tables of other tools."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, TextIO

import typer

from riwaya import lexicon
from riwaya.errors import BadInput
from riwaya.lexicon import Lexicon
from riwaya.model import Event
from riwaya.surface.cli.linking import given_events
from riwaya.surface.export import acled, plain
from riwaya.surface.export.table import write_csv


class ExportForm(StrEnum):
    """The formats of `riwaya export`."""

    CSV = "csv"
    ACLED = "acled"


def export(
    context: typer.Context,
    given_file: Annotated[Path, typer.Option("--from", metavar="FILE")],
    export_form: Annotated[ExportForm, typer.Option("--format")] = ExportForm.CSV,
    export_file: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
) -> None:
    """Write events as a table."""
    known = lexicon.load()
    events = given_events(given_file, known)
    with _opened(export_file) as out:
        count = _write(events, export_form, known, out)
    typer.echo(context.obj(f"export.{export_form}", count=count), err=True)


def _write(events: list[Event], form: ExportForm, known: Lexicon, out: TextIO) -> int:
    if form is ExportForm.ACLED:
        return write_csv(events, acled.COLUMNS, partial(acled.cells, actors=known.actors, sub_types=sub_types()), out)
    return write_csv(events, plain.COLUMNS, plain.cells, out)


def _opened(file: Path | None) -> AbstractContextManager[TextIO]:
    if file is None:
        return nullcontext(sys.stdout)
    try:
        return file.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise BadInput(f"{file}: cannot be written: {error}; name a file in a folder that you may write to") from error


def sub_types() -> dict[str, str]:
    """Return ACLED's words for sub-event types by id."""
    return {row["sub_event_type"]: row["name_en"] for row in lexicon.rows(lexicon.built_in() / "events.csv")}
