"""The command that writes claims and events in the forms of other tools."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from riwaya import contract, lexicon, link
from riwaya.config import Config, from_environment
from riwaya.errors import BadInput
from riwaya.gazetteer import open_atlas
from riwaya.lexicon import Lexicon
from riwaya.model import Event, Report
from riwaya.policy import Withheld
from riwaya.surface.cli.linking import given_events
from riwaya.surface.cli.stores import DbOption, entered
from riwaya.surface.days import day
from riwaya.surface.export import FORMATS, Format, Setting, What
from riwaya.surface.strings import Strings

FormOption = Annotated[str, typer.Option("--format", metavar="FORM")]


class Holding(StrEnum):
    """What a file holds."""

    CLAIMS = "claims"
    EVENTS = "events"


def export(  # noqa: PLR0913  # a filter each
    context: typer.Context,
    words: Annotated[str, typer.Argument(metavar="WORDS")] = "",
    given_file: Annotated[Path | None, typer.Option("--from", metavar="FILE")] = None,
    database: DbOption = None,
    export_form: FormOption = "csv",
    what: Annotated[Holding, typer.Option("--what")] = Holding.EVENTS,
    since: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE")] = None,
    actor: Annotated[str | None, typer.Option(metavar="ID|NAME")] = None,
    told_by: Annotated[str | None, typer.Option("--told-by", metavar="NAME")] = None,
    hxl: Annotated[bool, typer.Option("--hxl")] = False,
    export_file: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
) -> None:
    """Write claims or events in a form for other tools."""
    say: Strings = context.obj
    form = FORMATS.get(export_form)
    if form is None:
        raise BadInput(say("error.no-form", form=export_form, forms=", ".join(FORMATS)))
    _check(form, what.value, say, hxl=hxl)
    asked = {"words": words, "since": day(since, say), "until": day(until, say), "place": place, "kind": kind, "party": actor, "outlet": told_by}
    config = from_environment()
    known, atlas = lexicon.load(*config.lexicons), open_atlas(config.gazetteer)
    told = _Told()
    setting = Setting(known.actors, sub_types(), atlas, hxl, leave=told.leave)
    with ExitStack() as open_until_done:
        if given_file:
            values = _of_file(given_file, what.value, known, asked, say)
        else:
            values = open_until_done.enter_context(_of_store(database, what.value, asked, config))
        out = open_until_done.enter_context(_opened(export_file))
        count = form.layouts[what.value].write(told.heard(values), setting, out)
    told.say(say, what.value, count)


class _Told:
    """What a person is told once a file is written: what it cannot hold, and what was withheld."""

    def __init__(self) -> None:
        self.left: dict[str, list[str]] = {}
        self.withheld: Counter[str] = Counter()
        self.shown = 0

    def leave(self, identity: str, reason: str) -> None:
        self.left.setdefault(reason, []).append(identity)

    def heard(self, values: Iterable[Withheld[Any]]) -> Iterator[Withheld[Any]]:
        for one in values:
            self.withheld.update(one.counts)
            self.shown += one.value is not None
            yield one

    def say(self, say: Strings, what: What, count: int) -> None:
        left = sum(len(ids) for reason, ids in self.left.items() if reason != "too-long")
        print(say(f"export.{what}", count=self.shown - left, rows=count), file=sys.stderr)
        for reason, ids in sorted(self.left.items()):
            print(say("export.left", count=len(ids), reason=say(f"left.{reason}"), ids=" ".join(ids)), file=sys.stderr)
        for kind, times in sorted(self.withheld.items()):
            if times:
                print(say("export.withheld", count=times, kind=say(f"withheld.{kind}")), file=sys.stderr)


def _check(form: Format, what: What, say: Strings, *, hxl: bool) -> None:
    if what not in form.layouts:
        raise BadInput(say("error.export-what", format=form.name, what=say(f"what.{next(iter(form.layouts))}"), option=next(iter(form.layouts))))
    if hxl and not form.hxl:
        raise BadInput(say("error.export-hxl", format=form.name, formats=", ".join(name for name, one in FORMATS.items() if one.hxl)))


def _of_file(file: Path, what: What, known: Lexicon, asked: dict[str, Any], say: Strings) -> Iterator[Withheld[Any]]:
    if any(asked.values()):
        raise BadInput(say("error.export-asked", path=file))
    values: Iterable[Event | Report] = given_events(file, known) if what == "events" else _reports(file)
    return (Withheld(one, {}) for one in values)


def _reports(file: Path) -> Iterator[Report]:
    if contract.holds_events(file):
        return (report for event in contract.read_events(file) for report in event.reports)
    return link.reports(contract.read_answers(file))


@contextmanager
def _of_store(database: str | None, what: What, asked: dict[str, Any], config: Config) -> Iterator[Iterator[Withheld[Any]]]:
    from riwaya.service import exporting  # noqa: PLC0415  # what needs SQLAlchemy is imported when a store is opened
    from riwaya.service import ingest as ingesting  # noqa: PLC0415  # the same
    from riwaya.service.query import Query  # noqa: PLC0415  # the same

    ground = ingesting.ground(config)
    store, person = entered(database, "export")
    with closing(store):
        verb = exporting.claims if what == "claims" else exporting.events
        yield verb(store, Query(**asked), ground, exporting.sights(store, person, ground))


@contextmanager
def _opened(file: Path | None) -> Iterator[BinaryIO]:
    """Open a file that stands under its name only once it is whole, or standard output."""
    if file is None:
        yield sys.stdout.buffer
        return
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(file)
    except OSError as error:
        raise BadInput(f"{file}: cannot be written: {error}; name a file in a folder that you may write to") from error
    finally:
        part.unlink(missing_ok=True)


def sub_types() -> dict[str, str]:
    """Return ACLED's words for sub-event types by id."""
    return {row["sub_event_type"]: row["name_en"] for row in lexicon.rows(lexicon.built_in() / "events.csv")}
