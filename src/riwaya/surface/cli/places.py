"""The commands of `riwaya places`: import tables, fetch them, look places up, and say where they come from."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from riwaya import gazetteer, pipeline
from riwaya.clean import clean
from riwaya.config import Config, from_environment
from riwaya.errors import BadInput
from riwaya.extract import read
from riwaya.gazetteer import Atlas, Entry, fetch
from riwaya.gazetteer.tables import Harvest
from riwaya.link.places import explain
from riwaya.link.places.score import Scored
from riwaya.model import Document, Place, Rejected
from riwaya.surface.bidi import isolate
from riwaya.surface.cli import inputs, run
from riwaya.surface.cli.screen import Screen
from riwaya.surface.retold import retold
from riwaya.surface.strings import Strings

app = typer.Typer(no_args_is_help=True)
GazetteerOption = Annotated[Path | None, typer.Option("--gazetteer", metavar="DIR")]
CountryOption = Annotated[str, typer.Option("--country", metavar="CC")]
SHOWN = 12  # candidates of a name that are printed


@app.command("import")
def import_(
    context: typer.Context,
    tables: Annotated[list[Path], typer.Argument(metavar="TABLE...")],
    directory: GazetteerOption = None,
    country: CountryOption = "",
    source: Annotated[str, typer.Option("--source", metavar="NAME")] = "",
    licence: Annotated[str, typer.Option("--licence", metavar="TEXT")] = "",
    skip_bad_rows: Annotated[bool, typer.Option("--skip-bad-rows")] = False,
) -> None:
    """Add tables to the gazetteer."""
    where = folder_of(directory)
    found = gazetteer.import_tables(where, tables, country=country, source=source, licence=licence, skip_bad_rows=skip_bad_rows)
    raise typer.Exit(report(found, where, context.obj))


@app.command("fetch")
def fetch_(
    context: typer.Context,
    codes: Annotated[list[str], typer.Argument(metavar="CC...")],
    directory: GazetteerOption = None,
    base: Annotated[str, typer.Option("--from", metavar="URL")] = fetch.GEONAMES,
) -> None:
    """Download tables of countries from GeoNames and import them."""
    where = folder_of(directory)
    tables = [path for code in codes for path in fetch.fetch(code, where / "tables", base)]
    raise typer.Exit(report(gazetteer.import_tables(where, tables, skip_bad_rows=True), where, context.obj))


@app.command("list")
def list_(context: typer.Context, directory: GazetteerOption = None, country: CountryOption = "") -> None:
    """Count the places by country and kind."""
    say: Strings = context.obj
    where, target = folder_of(directory), screen()
    for code, kind, number in open_at(where).counts(country.upper()):
        target.line(f"{number:8d}  {code}  {say(f'kind.{kind}')}")
    target.line(say("places.imported" if gazetteer.imported(where) else "places.built-in", folder=where), "bold")


@app.command("show")
def show(context: typer.Context, key: Annotated[str, typer.Argument(metavar="ID")], directory: GazetteerOption = None) -> None:
    """Show all that is known of a place."""
    say: Strings = context.obj
    atlas = open_at(folder_of(directory))
    entry = atlas.get(key) or atlas.by_alias(key)
    if entry is None:
        raise BadInput(say("places.no-id", id=key))
    print_entry(entry, atlas, say, screen())


@app.command("licences")
def licences(context: typer.Context, directory: GazetteerOption = None) -> None:
    """Say where places come from and under which licence."""
    target, say = screen(), context.obj
    for source in gazetteer.sources(folder_of(directory)).values():
        target.line(f"{source.id}: {source.name}", "bold")
        for label, text in (("licence", source.licence), ("attribution", source.attribution), ("link", source.url), ("note", source.note)):
            if text:
                target.field(say(f"places.{label}"), text)


@app.command("find")
def find(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    near: Annotated[str, typer.Option("--near", metavar="NAME|LAT,LON")] = "",
    country: CountryOption = "",
    page: Annotated[Path | None, typer.Option("--page", metavar="FILE")] = None,
    directory: GazetteerOption = None,
) -> None:
    """Explain which places a name may mean, and why one is taken."""
    say: Strings = context.obj
    config = from_environment(gazetteer=directory)
    reader = pipeline.reader(config)
    around = explain.Around(country=country.upper(), near=near)
    options = explain.on_page(name, *named_on(page, reader, say), reader.ground) if page else explain.alone(name, around, reader.ground)
    if not options:
        screen().line(say("places.none", name=isolate(name)))
        raise typer.Exit(run.WITH_FINDINGS)
    print_candidates(options, reader.ground.atlas, say, screen())


def named_on(page: Path, reader: pipeline.Reader, say: Strings) -> tuple[Document, tuple[Place, ...]]:
    """Return a page's document and the places that it names."""
    first = next(iter(inputs.pages([str(page)], None, say)))
    document = first if isinstance(first, Rejected) else clean(first, reader.lexicon)
    if isinstance(document, Rejected):
        raise BadInput(f"{page}: {say(f'reason.{document.reason}')} ({retold(document.detail, say)})")
    return document, read(document, reader.known).places


def print_candidates(options: Sequence[Scored], atlas: Atlas, say: Strings, target: Screen) -> None:
    """Print candidates with their scores and the reasons that add up to them, the likeliest first."""
    for one in options[:SHOWN]:
        target.line(f"{one.score:6.2f}  {described(one.entry, atlas, say)}", "bold" if one is options[0] else "")
        target.field(say("places.reasons"), ", ".join(f"{say(f'why.{reason}')} {weight:+.2f}" for reason, weight in one.reasons if weight))
    if len(options) > SHOWN:
        target.line(say("places.more", number=len(options) - SHOWN))


def described(entry: Entry, atlas: Atlas, say: Strings) -> str:
    """Say a place in one line: name, kind, units, point, id."""
    units = [unit.name for key in (entry.admin2, entry.admin1) if key and (unit := atlas.get(key))]
    names = " · ".join(isolate(name) for name in (entry.name, *units))
    return f"{names} · {say(f'kind.{entry.kind}')} · {entry.country} · {entry.lat:.4f}, {entry.lon:.4f} · {entry.id}"


def print_entry(entry: Entry, atlas: Atlas, say: Strings, target: Screen) -> None:
    """Print all that is known of a place."""
    target.line(described(entry, atlas, say), "bold")
    parts = {
        "names": " · ".join(isolate(name) for name in (*entry.arabic, *entry.latin)),
        "ids": " ".join(entry.ids),
        "radius": f"{entry.radius_km:g}",
        "population": str(entry.population) if entry.population else "",
        "sources": " ".join(entry.sources),
    }
    for label, text in parts.items():
        if text:
            target.field(say(f"places.{label}"), text)


def report(found: Harvest, where: Path, say: Strings) -> int:
    """Say what an import brought; return the exit status."""
    for fault in found.left_out:
        typer.echo(retold(str(fault), say), err=True)
    screen().line(say("places.done", rows=len(found.records), names=len(found.aliases), folder=where))
    if found.left_out:
        screen().line(say("places.left-out", rows=len(found.left_out)), "yellow")
    return run.WITH_FINDINGS if found.left_out else run.DONE


def folder_of(directory: Path | None) -> Path:
    """Return the gazetteer's folder."""
    config: Config = from_environment(os.environ, gazetteer=directory)
    return config.gazetteer or Path()


def open_at(folder: Path) -> Atlas:
    """Open the gazetteer of a folder."""
    return gazetteer.open_atlas(folder)


def screen() -> Screen:
    """Return standard output as a screen."""
    return Screen(Console(highlight=False))
