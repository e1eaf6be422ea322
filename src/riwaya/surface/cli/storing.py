"""The commands about the store: ingest, search, db.

What needs SQLAlchemy is imported inside the commands: those that use no store must not wait for it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from riwaya import contract, pipeline
from riwaya.config import Config, from_environment
from riwaya.contract.write import claim_record
from riwaya.errors import BadInput
from riwaya.model import Claim
from riwaya.surface.bidi import isolate
from riwaya.surface.cli import hints, inputs, run
from riwaya.surface.cli.places import GazetteerOption
from riwaya.surface.cli.screen import Screen
from riwaya.surface.cli.stores import DbOption, entered, opened
from riwaya.surface.days import day
from riwaya.surface.strings import Strings
from riwaya.surface.words import Words

if TYPE_CHECKING:
    from riwaya.store import Added
    from riwaya.store.search import Hit

app = typer.Typer(no_args_is_help=True)


class SearchForm(StrEnum):
    """How claims found are printed."""

    TABLE = "table"
    JSONL = "jsonl"


class StateName(StrEnum):
    """What people decided of claims."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


def ingest(  # noqa: PLR0913  # as many parameters as options
    context: typer.Context,
    given_inputs: Annotated[list[str] | None, typer.Argument(metavar="FILES|FOLDER|-")] = None,
    from_jsonl: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    database: DbOption = None,
    published: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    lexicon: Annotated[list[Path] | None, typer.Option(metavar="DIR")] = None,
    gazetteer: GazetteerOption = None,
    jobs: Annotated[int, typer.Option(metavar="N", min=1)] = 1,
    quick: inputs.QuickOption = False,
) -> None:
    """Read pages into the store."""
    say: Strings = context.obj
    config = from_environment(lexicons=lexicon or (), jobs=jobs, gazetteer=gazetteer, quick=quick)
    if from_jsonl and not given_inputs and holds_claims(from_jsonl):
        added = _ingest_claims(from_jsonl, config, database, say)
    else:
        pages = map(inputs.given(published, outlet, say).fill, inputs.pages(given_inputs or (), from_jsonl, say))
        added = _ingest_pages(pages, config, database, say)
    print(say("sum.stored", documents=added.documents, claims=added.claims, known=added.known), file=sys.stderr)
    if added.reasons:
        run.report_rejected(Counter(added.reasons), say)
    raise typer.Exit(run.WITH_FINDINGS if added.reasons else run.DONE)


def holds_claims(path: Path) -> bool:
    """Whether a file of JSON lines holds claims that were read already, told by its first line that can be read."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            first = next((row for row in map(_object, lines) if row), {})
    except OSError:
        return False  # what cannot be read here is told of by what reads pages
    return "claims" in first


def _object(line: str) -> dict[str, object] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):  # a line may nest deeper than anybody means
        return None
    return row if isinstance(row, dict) else None


def _ingest_pages(pages: inputs.Pages, config: Config, database: str | None, say: Strings) -> Added:
    from riwaya.service import ingest as ingesting  # noqa: PLC0415  # see the module's docstring

    reader = pipeline.reader(config)
    with closing(opened(database, "ingest")) as store, told(say) as tell:
        added = ingesting.ingest(store, pages, reader, config, tell)
        ingesting.link_after(store, added, ingesting.ground_of(reader))
    return added


def _ingest_claims(path: Path, config: Config, database: str | None, say: Strings) -> Added:
    from riwaya.service import ingest as ingesting  # noqa: PLC0415  # see the module's docstring

    known = ingesting.ground(config)
    with closing(opened(database, "ingest")) as store, told(say) as tell:
        added = ingesting.ingest_answers(store, contract.read_answers(path), known, tell, str(path))
        ingesting.link_after(store, added, known)
    return added


@contextmanager
def told(say: Strings) -> Iterator[Callable[[Added], None]]:
    """Show how many pages are done where a person watches."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(say("sum.reading"), total=None)
        yield lambda added: bar.advance(task, added.pages)


def search(  # noqa: PLR0913  # a filter each
    context: typer.Context,
    words: Annotated[str, typer.Argument(metavar="WORDS")] = "",
    database: DbOption = None,
    since: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE")] = None,
    actor: Annotated[str | None, typer.Option(metavar="ID|NAME")] = None,
    told_by: Annotated[str | None, typer.Option("--told-by", metavar="NAME")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=500)] = 20,
    after: Annotated[str | None, typer.Option(metavar="MARK")] = None,
    state: Annotated[StateName | None, typer.Option("--state")] = None,
    output: Annotated[SearchForm, typer.Option("--format")] = SearchForm.TABLE,
) -> None:
    """Find claims in the store."""
    from riwaya.service import ingest as ingesting  # noqa: PLC0415  # see the module's docstring
    from riwaya.service import withholding  # noqa: PLC0415  # the same
    from riwaya.service.query import Query  # noqa: PLC0415  # the same

    say: Strings = context.obj
    known = ingesting.ground(from_environment())
    decided: Any = state and state.value  # one of the store's states
    query = Query(words, day(since, say), day(until, say), place=place, kind=kind, party=actor, outlet=told_by, state=decided)
    store, person = entered(database, "search")
    with closing(store):
        seen = withholding.sight(store, person.role, lambda: known)
        found = withholding.find(store, query, known, seen, limit, after)
        number = withholding.count(store, query, known, seen).claims
        _print_hits(found.hits, output, Words(say, known.lexicon.actors))
        print(say("sum.found", claims=number, shown=len(found.hits)), file=sys.stderr)
        if not number:
            hints.of_claims(query, lambda asked: withholding.count(store, asked, known, seen).claims, store.seen("outlet"), known.lexicon, say)
    if found.next:
        print(say("sum.next", mark=found.next), file=sys.stderr)


def _print_hits(hits: Iterable[Hit], output: SearchForm, spoken: Words) -> None:
    screen = Screen(Console(highlight=False))
    for hit in hits:
        if output is SearchForm.JSONL:
            sys.stdout.write(json.dumps({"doc": hit.claim.document, **claim_record(hit.claim), "id": hit.id}, ensure_ascii=False) + "\n")
        else:
            line = (hit.id, _kind(hit.claim, spoken), isolate(spoken.places(hit.claim.places)), spoken.when(hit.claim.date), hit.claim.document)
            screen.line(" · ".join(part for part in line if part))


def _kind(claim: Claim, spoken: Words) -> str:
    """Say the type; claims from elsewhere may have one that riwaya has no name for."""
    return spoken.kind(claim) if f"type.{claim.sub_event_type}" in spoken.say.texts else claim.sub_event_type


@app.command("upgrade")
def upgrade(context: typer.Context, database: DbOption = None) -> None:
    """Bring the store's tables up to date."""
    with closing(opened(database)) as store:
        print(context.obj("db.version", version=store.version()[0]))


@app.command("check")
def check(context: typer.Context, database: DbOption = None) -> None:
    """Look for what is wrong with the store."""
    from riwaya.service import ingest as ingesting  # noqa: PLC0415  # see the module's docstring
    from riwaya.service.linking import out_of_step  # noqa: PLC0415  # the same

    with closing(opened(database)) as store:
        linked = store.linked()
        found = store.faults() or (out_of_step(store, ingesting.ground(from_environment()).known) if linked else [])
    for one in found:
        print(one)
    if not linked:
        print(context.obj("db.unlinked"), file=sys.stderr)
    print(context.obj("db.faults", number=len(found)) if found else context.obj("db.sound"), file=sys.stderr)
    raise typer.Exit(run.WITH_FINDINGS if found else run.DONE)


@app.command("backup")
def backup(context: typer.Context, target: Annotated[Path, typer.Argument(metavar="FILE")], database: DbOption = None) -> None:
    """Copy the store to a file."""
    with closing(opened(database)) as store:
        if target.exists():
            raise BadInput(context.obj("error.exists", path=target))
        store.backup(target)


@app.command("stats")
def stats(database: DbOption = None) -> None:
    """Print what the store holds."""
    with closing(opened(database)) as store:
        for name, number in store.stats().items():
            print(f"{name}\t{number}")


@app.command("link")
def link_(database: DbOption = None) -> None:
    """Form the events anew from all claims."""
    from riwaya.service import ingest as ingesting  # noqa: PLC0415  # see the module's docstring
    from riwaya.service.linking import relink  # noqa: PLC0415  # the same

    with closing(opened(database)) as store:
        print(relink(store, ingesting.ground(from_environment()).known))
