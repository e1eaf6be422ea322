"""The commands of `riwaya`. Their help texts are in `strings.*.toml`, put in place by `localise`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

import riwaya
from riwaya import acquire, contract, lexicon, pipeline, samples
from riwaya.config import Config, from_environment
from riwaya.errors import BadInput, MissingExtra, RiwayaError
from riwaya.lexicon import Lexicon
from riwaya.model import Rejected
from riwaya.pipeline import PageClaims
from riwaya.surface import strings
from riwaya.surface.cli import (
    archiving,
    batching,
    briefing,
    cards,
    explaining,
    exporting,
    fetching,
    importing,
    inputs,
    linking,
    manual,
    measuring,
    places,
    proving,
    registering,
    review,
    run,
    serving,
    storing,
    users,
    watching,
)
from riwaya.surface.cli.localise import localise
from riwaya.surface.cli.screen import Screen
from riwaya.surface.retold import retold
from riwaya.surface.strings import Strings
from riwaya.surface.words import Words

Result = PageClaims | Rejected
app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
lexicon_app = typer.Typer(no_args_is_help=True)
app.add_typer(lexicon_app, name="lexicon")
app.add_typer(places.app, name="places")
app.add_typer(storing.app, name="db")
app.add_typer(registering.app, name="sources")
app.add_typer(archiving.app, name="archive")
app.add_typer(review.app, name="review")
app.add_typer(users.app, name="users")
app.add_typer(users.policy_app, name="policy")


class Form(StrEnum):
    """How results of reading are printed."""

    TABLE = "table"
    JSONL = "jsonl"


class TextForm(StrEnum):
    """How an explanation is printed."""

    TEXT = "text"
    JSONL = "jsonl"


class TableForm(StrEnum):
    """How a comparison is printed."""

    TABLE = "table"
    JSON = "json"


FormatOption = Annotated[Form, typer.Option("--format")]
PublishedOption = Annotated[str | None, typer.Option(metavar="DAY")]
OutletOption = Annotated[str | None, typer.Option(metavar="NAME")]
LexiconOption = Annotated[list[Path] | None, typer.Option(metavar="DIR")]
JobsOption = Annotated[int, typer.Option(metavar="N", min=1)]
JsonlOption = Annotated[Path | None, typer.Option(metavar="FILE")]


app.command("fetch")(fetching.fetch)
app.command("watch")(watching.watch)
app.command("link")(linking.link_claims)
app.command("events")(linking.list_events)
app.command("show")(linking.show_event)
app.command("export")(exporting.export)
app.command("brief")(briefing.brief)
app.command("import")(importing.import_)
app.command("ingest")(storing.ingest)
app.command("search")(storing.search)
app.command("serve")(serving.serve)
app.command("batch")(batching.batch)
app.command("load")(batching.load)
app.command("link-shards")(batching.link_shards)


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version")] = False,
    lang: Annotated[str | None, typer.Option(metavar="ar|en")] = None,  # noqa: ARG001  # declared for --help; `main` takes it out before
) -> None:
    """Answer --version."""
    if version:
        print(f"riwaya {riwaya.__version__}")
        raise typer.Exit(run.DONE)


@app.command()
def extract(  # noqa: PLR0913  # as many parameters as options
    context: typer.Context,
    given_inputs: Annotated[list[str] | None, typer.Argument(metavar="FILES|FOLDER|-")] = None,
    from_jsonl: JsonlOption = None,
    output: FormatOption = Form.TABLE,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    lexicon: LexiconOption = None,
    gazetteer: places.GazetteerOption = None,
    jobs: JobsOption = 1,
    quick: inputs.QuickOption = False,
) -> None:
    """Read pages and print their claims."""
    say: Strings = context.obj
    config = from_environment(lexicons=lexicon or (), jobs=jobs, gazetteer=gazetteer, quick=quick)
    given = inputs.given(published, outlet, say)
    pages = inputs.pages(given_inputs or (), from_jsonl, say)
    finish(pages, given, config, output, say, inputs.expected(from_jsonl))


@app.command()
def demo(
    context: typer.Context,
    events: Annotated[bool, typer.Option("--events")] = False,
    serve: Annotated[bool, typer.Option("--serve")] = False,
    port: serving.PortOption = serving.PORT,
    browser: serving.OpenOption = False,
) -> None:
    """Read the sample pages that ship with riwaya; show their claims, or the events that they tell of, or serve them."""
    say: Strings = context.obj
    both = [strings.load(lang) for lang in sorted(strings.LANGUAGES, key=lambda lang: lang != say.lang)]
    for one in both:
        screen().line(one("page.made-up"), "bold black on yellow")
    screen().line()
    if serve:
        serving.serve_samples(say, port, browser=browser)
        return
    pages = (replace(page, id=Path(page.id).name) for page in acquire.pages([samples.folder()]))
    if events:
        reader = pipeline.reader(from_environment())
        linking.show_told(run.results(pages, inputs.Given(), Config(), reader), say, reader.lexicon)
    else:
        finish(pages, inputs.Given(), from_environment(), Form.TABLE, say, None)


@app.command()
def explain(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE")],
    output: Annotated[TextForm, typer.Option("--format")] = TextForm.TEXT,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Show what fired on which words of a page."""
    say: Strings = context.obj
    given = inputs.given(published, outlet, say)
    pages = inputs.pages([file], None, say)
    reader = pipeline.reader(from_environment(lexicons=lexicon or ()))
    words = Words(say, reader.lexicon.actors)
    show = explaining.printer(reader.lexicon, words, screen()) if output is TextForm.TEXT else explaining.json_printer(reader.lexicon)
    conclude(run.show_all(run.results(pages, given, Config(), reader), show, say), say)


@lexicon_app.command("check")
def lexicon_check(context: typer.Context, folder: Annotated[Path | None, typer.Argument(metavar="DIR")] = None) -> None:
    """Prove every entry of the lexicon by its own sentences."""
    config = from_environment(lexicons=[folder] if folder else ())
    raise typer.Exit(proving.check(load_lexicon(config), context.obj, screen()))


@app.command()
def evaluate(
    context: typer.Context,
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl")],
    system: Annotated[Path | None, typer.Argument(metavar="SYSTEM.jsonl")] = None,
    errors: Annotated[bool, typer.Option("--errors")] = False,
    output: Annotated[TableForm, typer.Option("--format")] = TableForm.TABLE,
    lexicon: LexiconOption = None,
    jobs: JobsOption = 1,
) -> None:
    """Compare claims with annotated claims."""
    say: Strings = context.obj
    config = from_environment(lexicons=lexicon or (), jobs=jobs)
    reader = pipeline.reader(config)
    annotated = {answer.doc: answer for answer in contract.read_answers(gold)}
    found = measuring.answered(system) if system else measuring.read_now(gold, config, reader, say)
    comparison = measuring.Comparison(annotated, found)
    if output is TableForm.JSON:
        print(json.dumps(comparison.record(), indent=1))
        return
    measuring.print_rates(comparison, say, screen())
    if errors:
        measuring.print_errors(comparison, Words(say, reader.lexicon.actors), screen())


@app.command()
def train(
    context: typer.Context,
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl")],
    weights: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", file_okay=False)] = Path("learned"),
    lessons: Annotated[Path | None, typer.Option("--lessons", metavar="DIR", exists=True, file_okay=False)] = None,
    lexicon: LexiconOption = None,
) -> None:
    """Learn the weights of extraction's choices from annotated pages."""
    try:
        from riwaya.extract.network import save  # noqa: PLC0415
        from riwaya.training.run import train as learn  # noqa: PLC0415  # only this command needs the packages of the extra
    except ModuleNotFoundError as error:
        raise MissingExtra(context.obj("error.train", package=error.name)) from error
    if not gold.is_file():
        raise BadInput(context.obj("error.unread", path=gold))
    config = from_environment(lexicons=lexicon or ())
    learned, network = learn(gold, load_lexicon(config), lessons)
    weights.mkdir(parents=True, exist_ok=True)
    for old in weights.glob("weights.*.json"):  # of a training with more models: they would vote
        old.unlink()
    for number, one in enumerate(learned, 1):
        (weights / f"weights.{number}.json").write_text(json.dumps(one, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    save(network, weights / "network.npz")


def load_lexicon(config: Config) -> Lexicon:
    """Load the words that the settings name; place names and weights stay out."""
    return lexicon.load(*config.lexicons)


def screen() -> Screen:
    """Return standard output as a screen."""
    return Screen(Console(highlight=False))


def finish(pages: inputs.Pages, given: inputs.Given, config: Config, output: Form, say: Strings, total: int | None) -> None:
    """Read pages, print what came of them, and leave with the status that fits."""
    reader = pipeline.reader(config)
    show = card_printer(Words(say, reader.lexicon.actors)) if output is Form.TABLE else print_record
    conclude(run.show_all(run.results(pages, given, config, reader), show, say, total), say)


def conclude(count: run.Count, say: Strings) -> NoReturn:
    """Say the counts and leave."""
    run.report(count, say)
    raise typer.Exit(count.status)


def card_printer(words: Words) -> Callable[[Result], None]:
    """Return what prints a page as cards."""
    target = screen()
    return lambda result: cards.page(result, words, target)


def print_record(result: Result) -> None:
    """Print a page as one line of the claim contract."""
    record = contract.rejected_record(result) if isinstance(result, Rejected) else contract.page_record(result.document, result.claims)
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; an error that riwaya foresees is said without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # a terminal's locale must not decide what can be printed
    rest, lang = without_lang(list(sys.argv[1:] if arguments is None else arguments))
    say = strings.load(strings.preferred(os.environ))
    try:
        say = say if lang is None else strings.load(checked_lang(lang, say))
        status = localise(typer.main.get_command(app), say).main(rest, prog_name="riwaya", obj=say, standalone_mode=False)
    except RiwayaError as error:
        print(f"riwaya: {retold(str(error), say)}", file=sys.stderr)
        sys.exit(run.UNUSABLE)
    except typer.TyperException as error:
        tell_misuse(error, say)
        sys.exit(run.UNUSABLE)
    except typer.Abort:
        print(say("panel.stopped"), file=sys.stderr)
        sys.exit(run.WITH_FINDINGS)
    sys.exit(status or run.DONE)


def tell_misuse(error: typer.TyperException, say: Strings) -> None:
    """Say what was wrong with how a command was called, and how it is called; where nothing was given, its help was printed already."""
    context = getattr(error, "ctx", None)
    if error.format_message().strip():
        print(f"riwaya: {retold(error.format_message(), say)}", file=sys.stderr)
        if context:
            print(manual.usage(context, say), say("panel.more", command=context.command_path), sep="\n", file=sys.stderr)


def without_lang(arguments: list[str]) -> tuple[list[str], str | None]:
    """Take --lang out of the arguments, wherever it stands: help texts must be chosen before commands are put together."""
    for index, one in enumerate(arguments):
        if one.startswith("--lang="):
            return arguments[:index] + arguments[index + 1 :], one.removeprefix("--lang=")
        if one == "--lang":
            return arguments[:index] + arguments[index + 2 :], "".join(arguments[index + 1 : index + 2])
    return arguments, None


def checked_lang(lang: str, say: Strings) -> str:
    """Return a language that riwaya speaks."""
    if lang not in strings.LANGUAGES:
        raise BadInput(say("error.no-lang", lang=lang))
    return lang
