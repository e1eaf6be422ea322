"""The command `riwaya watch`."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya import pipeline
from riwaya.acquire.sources import find, register
from riwaya.config import Config, from_environment, kept
from riwaya.errors import BadInput
from riwaya.surface import alertwords, strings
from riwaya.surface.cli import fetching, run
from riwaya.surface.cli.inputs import QuickOption
from riwaya.surface.cli.places import GazetteerOption
from riwaya.surface.cli.stores import DbOption, opened
from riwaya.surface.strings import Strings

if TYPE_CHECKING:  # what asks the network is loaded when the network is asked
    from riwaya.acquire.web import Target
    from riwaya.service.watch.health import Health
    from riwaya.service.watch.intake import Desk
    from riwaya.service.watch.loop import Watch
    from riwaya.service.watch.plan import Plan

PlanOption = Annotated[Path | None, typer.Option("--plan", metavar="FILE", exists=True, dir_okay=False)]
LISTEN = "127.0.0.1:9464"


def watch(  # noqa: PLR0913  # as many parameters as options
    context: typer.Context,
    plan: PlanOption = None,
    database: DbOption = None,
    archive: fetching.ArchiveOption = None,
    gazetteer: GazetteerOption = None,
    listen: Annotated[str, typer.Option("--listen", metavar="HOST:PORT")] = LISTEN,
    once: Annotated[bool, typer.Option("--once")] = False,
    quick: QuickOption = False,
    check: Annotated[bool, typer.Option("--check")] = False,
) -> None:
    """Ask the sources of the register on a schedule, read, store and link what is new, and alert by rule."""
    say: Strings = context.obj
    told, targets = planned(plan, say)
    config = from_environment(gazetteer=gazetteer, quick=quick)
    at = _listening(listen, say)
    if check:
        _check(told, config)
        print(say("watch.checked", sources=len(targets), rules=len(told.rules)))
        return
    with ExitStack() as stack:
        desk = _desk(told, config, database, stack)
        watcher, health = _watch(told, targets, archive, desk, stack)
        if once:
            asyncio.run(watcher.once())
        else:
            asyncio.run(_serve(watcher, health, *at))
    raise typer.Exit(run.WITH_FINDINGS if once and health.down else run.DONE)


def planned(file: Path | None, say: Strings) -> tuple[Plan, dict[str, Target]]:
    """Read the plan and find its sources. Raises BadInput for what is wrong in it; a plan that is not there is the plan of all sources without alerts."""
    from riwaya.service.watch.plan import Plan, read  # noqa: PLC0415  # loaded when there is something to watch

    path = file or kept("watch.toml")
    plan = read(path) if path.exists() else Plan()
    found = fetching.targets([], plan.sources, say, again=False, since=None)
    known = register(kept("sources.tsv"))
    for name in plan.intervals:
        find(known, name)
    return plan, {one.source: one for one in found}


def _check(plan: Plan, config: Config) -> None:
    """Check rules against what riwaya knows. Raises BadInput."""
    from riwaya.service import ingest  # noqa: PLC0415  # loaded when there is something to watch
    from riwaya.service.watch import rules  # noqa: PLC0415  # the same

    rules.prepared(plan.rules, ingest.ground(config))


def _desk(plan: Plan, config: Config, database: str | None, stack: ExitStack) -> Desk:
    from riwaya.service import ingest  # noqa: PLC0415  # loaded when there is something to watch
    from riwaya.service.watch import intake, rules  # noqa: PLC0415  # the same

    reader = pipeline.reader(config)
    ground = ingest.ground_of(reader)
    prepared = rules.prepared(plan.rules, ground)
    return intake.Desk(stack.enter_context(closing(opened(database))), reader, ground, prepared, config)


def _watch(plan: Plan, targets: dict[str, Target], archive: Path | None, desk: Desk, stack: ExitStack) -> tuple[Watch, Health]:
    from riwaya.acquire.archive import Archive  # noqa: PLC0415  # loaded when there is something to watch
    from riwaya.acquire.web import Settings, World  # noqa: PLC0415  # the same
    from riwaya.service.watch import health, loop, send  # noqa: PLC0415  # the same

    world = World()
    plain = Settings(delay=plan.delay, allowed=plan.allow)
    settings = replace(plain, agent=plan.agent) if plan.agent else plain
    sender = send.Sender(plan, partial(alertwords.mail, say=strings.load(plan.language)), settings, world)
    told = health.Health(world)
    kept_in = stack.enter_context(Archive(archive or kept("archive")))
    return loop.Watch(plan, targets, kept_in, desk, sender, told), told


def _listening(told: str, say: Strings) -> tuple[str, int]:
    host, _, port = told.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise BadInput(say("error.listen", address=told))
    return host.strip("[]"), int(port)


async def _serve(watcher: Watch, health: Health, host: str, port: int) -> None:
    """Watch until the process is told to end."""
    from riwaya.service.watch.serve import serving  # noqa: PLC0415  # loaded when there is something to watch

    stop = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM) if sys.platform != "win32" else ():
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    with serving(health, host, port) as at:
        health.log("listening", {"host": host, "port": at})
        await watcher.run(stop)
