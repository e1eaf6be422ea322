"""riwaya batch and riwaya load: web archives over many processes or a cluster, and what came of them into the store."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from riwaya import contract
from riwaya import lexicon as words
from riwaya.config import from_environment
from riwaya.contract.events import event_of
from riwaya.surface.cli import inputs, linking, run
from riwaya.surface.cli.places import GazetteerOption
from riwaya.surface.cli.stores import DbOption, opened
from riwaya.surface.cli.storing import told
from riwaya.surface.retold import retold
from riwaya.surface.strings import Strings

if TYPE_CHECKING:
    from riwaya.shards import Manifest, Plan, Task

_SHOWN = 20  # pages set aside that are named


class EngineChoice(StrEnum):
    """What reads the shards."""

    POOL = "pool"
    HERE = "here"
    RAY = "ray"


def batch(  # noqa: PLR0913  # as many parameters as options
    context: typer.Context,
    shard_inputs: Annotated[list[str], typer.Argument(metavar="FILES|FOLDER|URL")],
    shard_folder: Annotated[str, typer.Option("--output", "-o", metavar="FOLDER|URL")],
    engine: Annotated[EngineChoice, typer.Option("--engine")] = EngineChoice.POOL,
    jobs: Annotated[int | None, typer.Option(metavar="N", min=1)] = None,
    cluster: Annotated[str | None, typer.Option(metavar="ADDRESS")] = None,
    page_seconds: Annotated[float, typer.Option(metavar="SECONDS", min=0.1)] = 30.0,
    lexicon: Annotated[list[Path] | None, typer.Option(metavar="DIR")] = None,
    gazetteer: GazetteerOption = None,
    quick: inputs.QuickOption = False,
) -> None:
    """Read shards of pages into Parquet."""
    from riwaya import shards  # noqa: PLC0415  # commands that read single pages must not wait for it

    say: Strings = context.obj
    config = from_environment(lexicons=lexicon or (), gazetteer=gazetteer, quick=quick)
    planned = shards.plan(shard_inputs, shard_folder, config, words.load(*config.lexicons).version, page_seconds)
    with _Watch(planned, say) as watch:
        for manifest in shards.run(planned.tasks, engine.value, jobs or os.cpu_count() or 1, cluster, watch.page):
            watch.shard(manifest)
    _report(planned.done, watch.manifests, say)
    raise typer.Exit(run.WITH_FINDINGS if any(one.fault or one.aside or one.rejected for one in (*planned.done, *watch.manifests)) else run.DONE)


class _Watch:
    """Shows how far the shards are, how fast they go, and how long the rest will take."""

    def __init__(self, planned: Plan, say: Strings) -> None:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        self.bar = Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
        self.say, self.manifests = say, list["Manifest"]()
        self.at: dict[str, int] = {}
        self.bytes_a_page = 0.0
        self.line = self.bar.add_task(say("batch.reading", pages=0, rate=0, faults=0), total=planned.size or 1)

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.stop()

    def page(self, task: Task, page: int) -> None:
        """Hear that a page of a shard is being read."""
        self.at[task.output] = page
        if page % 25 == 0:
            self._show()

    def shard(self, manifest: Manifest) -> None:
        """Hear that a shard is done."""
        self.manifests.append(manifest)
        self.at.pop(manifest.output, None)
        pages = sum(one.pages for one in self.manifests)
        self.bytes_a_page = sum(one.origin.size for one in self.manifests) / pages if pages else 0.0
        self._show()

    def _show(self) -> None:
        pages = sum(one.pages for one in self.manifests) + sum(self.at.values())
        seconds = self.bar.tasks[0].elapsed or 0.0
        faults = sum(len(one.aside) + bool(one.fault) for one in self.manifests)
        done = sum(one.origin.size for one in self.manifests) + sum(self.at.values()) * self.bytes_a_page
        self.bar.update(
            self.line, completed=done, description=self.say("batch.reading", pages=pages, rate=round(pages / seconds) if seconds else 0, faults=faults)
        )


def _report(before: Sequence[Manifest], now: Sequence[Manifest], say: Strings) -> None:
    """Say what came of all shards, and name what was set aside."""
    every = (*before, *now)
    print(
        say("batch.done", shards=len(now), before=len(before), pages=sum(one.pages for one in every), claims=sum(one.claims for one in every)), file=sys.stderr
    )
    rejected = Counter[str]()
    for one in every:
        rejected.update(one.rejected)
    if rejected:
        run.report_rejected(rejected, say)
    aside = [f"{doc}: {retold(why, say)}" for one in every for doc, why in one.aside]
    for line in (*(f"{one.origin.input}: {retold(one.fault, say)}" for one in every if one.fault), *aside[:_SHOWN]):
        print(line, file=sys.stderr)
    if len(aside) > _SHOWN:
        print(say("batch.more", number=len(aside) - _SHOWN), file=sys.stderr)


def load(context: typer.Context, shard_outputs: Annotated[str, typer.Argument(metavar="FOLDER|URL")], database: DbOption = None) -> None:
    """Bring what batch read into the store."""
    from riwaya.service import ingest as ingesting  # noqa: PLC0415  # commands without a store must not wait for it
    from riwaya.service import loading  # noqa: PLC0415  # the same

    say: Strings = context.obj
    known = ingesting.ground(from_environment())
    with closing(opened(database, "ingest")) as store:
        with told(say) as tell:
            added = loading.load(store, shard_outputs, known, tell)
        ingesting.link_after(store, added, known)
    print(say("sum.stored", documents=added.documents, claims=added.claims, known=added.known), file=sys.stderr)


def link_shards(  # as many parameters as options
    shard_outputs: Annotated[str, typer.Argument(metavar="FOLDER|URL")],
    judgements: linking.JudgementsOption = None,
    rule: linking.RuleOption = linking.RuleName.LIKELY,
    engine: Annotated[EngineChoice, typer.Option("--engine")] = EngineChoice.POOL,
    jobs: Annotated[int | None, typer.Option(metavar="N", min=1)] = None,
    cluster: Annotated[str | None, typer.Option(metavar="ADDRESS")] = None,
    between: Annotated[str | None, typer.Option(metavar="FOLDER")] = None,
) -> None:
    """Link the claims of all shards into events."""
    from riwaya import shards  # noqa: PLC0415  # as above
    from riwaya.shards.linking import link_shards as linked  # noqa: PLC0415  # the same

    config = from_environment()
    decided = tuple(contract.read_judgements(judgements)) if judgements else ()
    records = linked(
        shards.outputs(shard_outputs), config, engine=engine.value, jobs=jobs or os.cpu_count() or 1, address=cluster,
        judgements=decided, rule=rule.value, folder=between,
    )  # fmt: skip
    linking.print_records(map(event_of, records), words.load(*config.lexicons))
