"""The commands of `riwaya review`. What they do is in `desk`, which is loaded when one of them runs: it brings the store's libraries."""

from __future__ import annotations

from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.config import from_environment
from riwaya.people.roles import Verb
from riwaya.surface.cli.inputs import QuickOption
from riwaya.surface.cli.stores import DbOption

if TYPE_CHECKING:
    from riwaya.surface.cli.desk import Desk

app = typer.Typer(no_args_is_help=True)


class CaseForm(StrEnum):
    """How claims under review are printed."""

    TABLE = "table"
    JSONL = "jsonl"


WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT")]
FormOption = Annotated[CaseForm, typer.Option("--format")]
ClaimArgument = Annotated[str, typer.Argument(metavar="CLAIM")]
OtherArgument = Annotated[str, typer.Argument(metavar="CLAIM")]
PageArgument = Annotated[str, typer.Argument(metavar="PAGE")]


def desk_of(context: typer.Context, db: str | None, verb: Verb = "queue") -> AbstractContextManager[Desk]:
    """Open the desk that a command works at, for a person who may do what the verb says; the service asks for each deed's own right again."""
    from riwaya.surface.cli import desk  # noqa: PLC0415  # brings the database's libraries, which other commands must not wait for

    return desk.opened(context.obj, db, verb)


@app.command("next")
def next_(
    context: typer.Context,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, max=1000)] = 5,
    output: FormOption = CaseForm.TABLE,
    database: DbOption = None,
) -> None:
    """Show the claims that wait."""
    with desk_of(context, database) as desk:
        desk.waiting(limit, as_json=output is CaseForm.JSONL)


@app.command("show")
def show(context: typer.Context, claim_id: ClaimArgument, output: FormOption = CaseForm.TABLE, database: DbOption = None) -> None:
    """Show a claim with its judgements."""
    with desk_of(context, database) as desk:
        desk.show([desk.review.show(desk.person, claim_id)], as_json=output is CaseForm.JSONL)


@app.command("accept")
def accept(context: typer.Context, claim_id: ClaimArgument, why: WhyOption = "", database: DbOption = None) -> None:
    """Accept a claim."""
    with desk_of(context, database) as desk:
        desk.judge("accept", [claim_id], why=why)


@app.command("reject")
def reject(context: typer.Context, claim_id: ClaimArgument, why: WhyOption = "", database: DbOption = None) -> None:
    """Reject a claim."""
    with desk_of(context, database) as desk:
        desk.judge("reject", [claim_id], why=why)


@app.command("correct")
def correct(  # as many parameters as options
    context: typer.Context,
    claim_id: ClaimArgument,
    slot: Annotated[str, typer.Argument(metavar="SLOT")],
    slot_values: Annotated[list[str], typer.Argument(metavar="VALUE...")],
    why: WhyOption = "",
    database: DbOption = None,
) -> None:
    """Correct a slot of a claim."""
    with desk_of(context, database) as desk:
        desk.correct(claim_id, slot, slot_values, why)


@app.command("same")
def same(context: typer.Context, claim_id: ClaimArgument, other_claim: OtherArgument, why: WhyOption = "", database: DbOption = None) -> None:
    """Judge that two claims tell of one event."""
    with desk_of(context, database) as desk:
        desk.judge("same", [claim_id, other_claim], why=why)


@app.command("different")
def different(context: typer.Context, claim_id: ClaimArgument, other_claim: OtherArgument, why: WhyOption = "", database: DbOption = None) -> None:
    """Judge that two claims tell of two events."""
    with desk_of(context, database) as desk:
        desk.judge("different", [claim_id, other_claim], why=why)


@app.command("merge")
def merge(
    context: typer.Context,
    event: Annotated[str, typer.Argument(metavar="EVENT")],
    other_event: Annotated[str, typer.Argument(metavar="EVENT")],
    why: WhyOption = "",
    database: DbOption = None,
) -> None:
    """Judge that two events are one."""
    with desk_of(context, database) as desk:
        desk.merge(event, other_event, why)


@app.command("split")
def split(
    context: typer.Context,
    event: Annotated[str, typer.Argument(metavar="EVENT")],
    claim_ids: Annotated[list[str], typer.Argument(metavar="CLAIM...")],
    why: WhyOption = "",
    database: DbOption = None,
) -> None:
    """Judge that some claims of an event tell of another."""
    with desk_of(context, database) as desk:
        desk.split(event, claim_ids, why)


@app.command("note")
def note(context: typer.Context, claim_id: ClaimArgument, note_text: Annotated[str, typer.Argument(metavar="TEXT")], database: DbOption = None) -> None:
    """Add a note to a claim."""
    with desk_of(context, database) as desk:
        desk.judge("note", [claim_id], why=note_text)


@app.command("assign")
def assign(context: typer.Context, claim_id: ClaimArgument, person: Annotated[str, typer.Argument(metavar="NAME")], database: DbOption = None) -> None:
    """Ask a person to look at a claim."""
    with desk_of(context, database) as desk:
        desk.judge("assign", [claim_id], value="" if person == "-" else person)


@app.command("undo")
def undo(context: typer.Context, judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT")], why: WhyOption = "", database: DbOption = None) -> None:
    """Take a judgement back."""
    with desk_of(context, database) as desk:
        desk.undo(judgement, why)


@app.command("agreement")
def agreement(context: typer.Context, output: FormOption = CaseForm.TABLE, database: DbOption = None) -> None:
    """Show how far reviewers agree."""
    with desk_of(context, database) as desk:
        desk.agreement(desk.review.agreements(desk.person), as_json=output is CaseForm.JSONL)


@app.command("judgements")
def judgements(context: typer.Context, database: DbOption = None) -> None:
    """Print every judgement."""
    with desk_of(context, database) as desk:
        desk.judgements()


@app.command("withdraw")
def withdraw(context: typer.Context, page_id: PageArgument, why: WhyOption = "", database: DbOption = None) -> None:
    """Withdraw a page."""
    with desk_of(context, database) as desk:
        desk.withdraw(page_id, why)


@app.command("restore")
def restore(context: typer.Context, page_id: PageArgument, why: WhyOption = "", database: DbOption = None) -> None:
    """Show a withdrawn page again."""
    with desk_of(context, database) as desk:
        desk.restore(page_id, why)


@app.command("reread")
def reread(
    context: typer.Context,
    page_ids: Annotated[list[str] | None, typer.Argument(metavar="PAGE...")] = None,
    lexicon: Annotated[list[Path] | None, typer.Option(metavar="DIR")] = None,
    jobs: Annotated[int, typer.Option(metavar="N", min=1)] = 1,
    quick: QuickOption = False,
    database: DbOption = None,
) -> None:
    """Read held pages again."""
    with desk_of(context, database) as desk:
        desk.reread(page_ids or (), from_environment(lexicons=lexicon or (), jobs=jobs, quick=quick))


@app.command("differences")
def differences(context: typer.Context, database: DbOption = None) -> None:
    """List where readings differ from judgements."""
    with desk_of(context, database) as desk:
        desk.differences()
