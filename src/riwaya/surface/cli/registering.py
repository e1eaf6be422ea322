"""The commands of `riwaya sources`: the register of outlets."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from riwaya.acquire import sources
from riwaya.config import kept
from riwaya.errors import BadInput
from riwaya.lexicon.outlets import Outlet, outlet
from riwaya.surface.bidi import isolate
from riwaya.surface.cli import fetching, run
from riwaya.surface.cli.screen import Screen
from riwaya.surface.retold import retold
from riwaya.surface.strings import Strings

app = typer.Typer(no_args_is_help=True)
FileOption = Annotated[Path | None, typer.Option("--sources", metavar="FILE")]


@app.command("list")
def list_(context: typer.Context, country: Annotated[str, typer.Option("--country", metavar="CC")] = "", register_file: FileOption = None) -> None:
    """List the sources of the register."""
    say: Strings = context.obj
    screen = Screen(Console(highlight=False))
    shown = [one for one in sources.register(register_file or kept("sources.tsv")) if not country or one.country == country.upper()]
    for one in shown:
        screen.line(f"{one.id:20} {one.country:3} {say(f'outlet.{one.kind}'):12} {isolate(one.name_ar)} · {one.name_en}")
        for address in (*one.feeds, *one.sitemaps):
            screen.line(f"{'':24} {address}", "dim")
    screen.line(say("sources.count", sources=len(shown), fed=sum(bool(one.feeds or one.sitemaps) for one in shown)))


@app.command("add")
def add(  # as many parameters as options
    context: typer.Context,
    identity: Annotated[str, typer.Argument(metavar="ID")],
    name_ar: Annotated[str, typer.Option("--name-ar", metavar="NAME")] = "",
    name_en: Annotated[str, typer.Option("--name-en", metavar="NAME")] = "",
    country: Annotated[str, typer.Option("--country", metavar="CC")] = "",
    feeds: Annotated[list[str] | None, typer.Option("--feed", metavar="URL")] = None,
    sitemaps: Annotated[list[str] | None, typer.Option("--sitemap", metavar="URL")] = None,
    register_file: FileOption = None,
) -> None:
    """Add a source, or give one of the register further addresses."""
    where = register_file or kept("sources.tsv")
    before = {one.id: one for one in sources.register(where)}.get(identity, Outlet(identity, ""))
    told = replace(
        before, name_ar=name_ar or before.name_ar, name_en=name_en or before.name_en, country=country.upper() or before.country,
        feeds=tuple(dict.fromkeys((*before.feeds, *(feeds or ())))), sitemaps=tuple(dict.fromkeys((*before.sitemaps, *(sitemaps or ())))),
        origin=before.origin or "added by hand",
    )  # fmt: skip
    sources.add(where, [outlet(told.row(), identity)])
    typer.echo(context.obj("sources.added", sources=1, file=where))


@app.command("import")
def import_(context: typer.Context, source_tables: Annotated[list[Path], typer.Argument(metavar="FILE...")], register_file: FileOption = None) -> None:
    """Add the sources of tables or OPML files."""
    where = register_file or kept("sources.tsv")
    found = [one for path in source_tables for one in sources.table(path)]
    if not found:
        raise BadInput(context.obj("error.no-sources", files=", ".join(map(str, source_tables))))
    typer.echo(context.obj("sources.added", sources=sources.add(where, found), file=where))


@app.command("test")
def try_out(
    context: typer.Context,
    source_names: Annotated[list[str], typer.Argument(metavar="ID...")],
    register_file: FileOption = None,
    delay: fetching.DelayOption = fetching.DELAY,
    allow: fetching.AllowOption = None,
    agent: fetching.AgentOption = None,
) -> None:
    """Ask the feeds and sitemaps of sources, and the first page of each, keeping nothing."""
    from riwaya.acquire import web  # noqa: PLC0415  # what asks the network is loaded when the network is asked
    from riwaya.acquire.web.memory import Memory  # noqa: PLC0415  # the same

    say: Strings = context.obj
    known, found = sources.register(register_file or kept("sources.tsv")), Memory()
    given = replace(fetching.settings(delay, allow or (), agent, say), most_pages=1, sitemaps=3)
    targets = [web.Target(one.id, one.name_ar, one.feeds, one.sitemaps) for one in (sources.find(known, word) for word in source_names)]
    asyncio.run(web.collect(targets, web.Web(found, given)))
    screen = Screen(Console(highlight=False))
    for kept_ in found.kept:
        screen.line(f"{kept_.source:20} {say(f'role.{kept_.role}'):12} {kept_.exchange.response.status} {kept_.exchange.url}")
    for failure in found.failures:
        screen.line(
            f"{failure.source:20} {say(f'role.{failure.role}'):12} {say(f'reason.{failure.reason}')}: {failure.url}: {retold(failure.detail, say)}", "yellow"
        )
    raise typer.Exit(run.WITH_FINDINGS if found.failures else run.DONE)
