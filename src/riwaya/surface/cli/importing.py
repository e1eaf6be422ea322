"""The command that reads an export back into the store."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from riwaya.config import from_environment
from riwaya.errors import BadInput
from riwaya.surface.cli import run
from riwaya.surface.cli.stores import DbOption, opened
from riwaya.surface.cli.storing import told
from riwaya.surface.export.reading import read_export
from riwaya.surface.strings import Strings


def import_(context: typer.Context, import_file: Annotated[Path, typer.Argument(metavar="FILE")], database: DbOption = None) -> None:
    """Read an export of claims or events back into the store."""
    from riwaya.service import importing  # noqa: PLC0415  # what needs SQLAlchemy is imported when a store is opened
    from riwaya.service import ingest as ingesting  # noqa: PLC0415  # the same

    say: Strings = context.obj
    if not import_file.is_file():
        raise BadInput(say("error.unread", path=import_file))
    answers = read_export(import_file)
    with closing(opened(database, "ingest")) as store, told(say) as tell:
        came = importing.import_answers(store, answers, ingesting.ground(from_environment()), tell, str(import_file))
    print(say("sum.stored", documents=came.added.documents, claims=came.added.claims, known=came.added.known), file=sys.stderr)
    if came.lacking:
        print(say("sum.lacking", count=len(came.lacking), ids=" ".join(came.lacking)), file=sys.stderr)
    raise typer.Exit(run.WITH_FINDINGS if came.lacking or came.added.reasons else run.DONE)
