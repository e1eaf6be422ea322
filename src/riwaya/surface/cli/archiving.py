"""The commands of `riwaya archive`: prove, export, stamp, list, and show what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from riwaya import lexicon, versions
from riwaya.clean import clean
from riwaya.config import from_environment, kept
from riwaya.errors import BadInput
from riwaya.lexicon import Lexicon
from riwaya.model import Document, Page
from riwaya.surface.bidi import isolate
from riwaya.surface.cli import run
from riwaya.surface.cli.fetching import ArchiveOption
from riwaya.surface.cli.screen import Screen
from riwaya.surface.cli.stores import DbOption, opened
from riwaya.surface.retold import retold
from riwaya.surface.strings import Strings

if TYPE_CHECKING:  # readers and writers of archives are loaded by the commands that use them
    from riwaya.acquire.archive import Finding
    from riwaya.acquire.archive.journal import Entry, Line

app = typer.Typer(no_args_is_help=True)
GONE = {404, 410}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pages of an archive are meant: by address, source and day; all where nothing is named."""

    urls: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def __call__(self, entry: Entry) -> bool:
        """Whether an entry is chosen; a day stands for the whole of it."""
        day = entry.at[:10]
        named = not self.urls or entry.url in self.urls or bool(set(entry.via) & set(self.urls))
        return named and (not self.sources or entry.source in self.sources) and self.since <= day <= (self.until or day)


UrlOption = Annotated[list[str] | None, typer.Option("--url", metavar="URL")]
SourceOption = Annotated[list[str] | None, typer.Option("--source", metavar="ID")]
SinceOption = Annotated[str, typer.Option("--since", metavar="DAY")]
UntilOption = Annotated[str, typer.Option("--until", metavar="DAY")]


@app.command("verify")
def verify(
    context: typer.Context,
    archive: ArchiveOption = None,
    head: Annotated[str | None, typer.Option("--head", metavar="HASH")] = None,
    roots: Annotated[Path | None, typer.Option("--roots", metavar="PEM", exists=True, dir_okay=False)] = None,
) -> None:
    """Prove that nothing changed since it was kept."""
    from riwaya.acquire.archive import verify as check  # noqa: PLC0415  # for the commands that use it
    from riwaya.acquire.archive.verify import tip  # noqa: PLC0415  # the same

    say: Strings = context.obj
    folder, screen = archive or kept("archive"), Screen(Console(highlight=False))
    found = [*check(folder, head), *_stamps(folder, roots)]
    for one in found:
        screen.line(f"{one.place}: {one.what}{f' ({one.url})' if one.url else ''}", "yellow")
    last = tip(folder)
    if last:
        screen.line(say("archive.head", entries=last.entry.n, head=last.hash))
    screen.line(say("archive.findings", findings=len(found)) if found else say("archive.whole"), "bold")
    raise typer.Exit(run.WITH_FINDINGS if found else run.DONE)


def _stamps(folder: Path, roots: Path | None) -> list[Finding]:
    """Check the authorities' signatures where their root certificates are given."""
    from riwaya.acquire.archive.stamp import genuine  # noqa: PLC0415  # for the commands that use it

    if roots is None:
        return []
    checked = (genuine(folder, line.entry, roots.read_bytes()) for line in _lines(folder) if line.entry.kind == "stamp")
    return [one for one in checked if one]


@app.command("export")
def export(  # noqa: PLR0913  # as many parameters as options
    context: typer.Context,
    event: Annotated[str, typer.Argument(metavar="EVENT|CLAIM")] = "",
    package_file: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE.wacz")] = None,
    database: DbOption = None,
    archive: ArchiveOption = None,
    url: UrlOption = None,
    of_source: SourceOption = None,
    from_day: SinceOption = "",
    to_day: UntilOption = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT")] = "",
) -> None:
    """Write the pages of an event, or of addresses, sources and days, as a WACZ file that public tools open."""
    from riwaya.acquire.archive.export import export as write  # noqa: PLC0415  # for the commands that use it

    say: Strings = context.obj
    folder, choice = archive or kept("archive"), Choice(tuple(url or ()), tuple(of_source or ()), from_day, to_day)
    chosen, name, lacking = _of_event(event, database, folder, choice) if event else (choice, "riwaya", ())
    target = package_file or Path(f"{name}.wacz")
    package = write(folder, target, chosen, title or name, datetime.now(UTC))
    typer.echo(say("archive.exported", pages=package.pages, file=target, digest=package.digest))
    for one in lacking:
        typer.echo(say("archive.lacking", page=one), err=True)
    raise typer.Exit(run.WITH_FINDINGS if lacking else run.DONE)


def _of_event(name: str, database: str | None, folder: Path, choice: Choice) -> tuple[Callable[[Entry], bool], str, list[str]]:
    """Return what chooses the versions of pages from which an event's claims were read, the event's id, and its pages that the archive does not hold."""
    from riwaya.service.evidence import event_of, evidence  # noqa: PLC0415  # for the commands that use it

    with closing(opened(database)) as store:
        event = event_of(store, name)
        wanted = evidence(store, event)

    def chosen(entry: Entry) -> bool:
        return choice(entry) and any(one.kept_as(frozenset({entry.url, *entry.via}), entry.payload) for one in wanted)

    held = [(frozenset({line.entry.url, *line.entry.via}), line.entry.payload) for line in _lines(folder) if line.entry.kind == "response"]
    lacking = [one.url or one.document for one in wanted if not any(one.kept_as(urls, payload) for urls, payload in held)]
    return chosen, event.id, lacking


@app.command("stamp")
def stamp(
    context: typer.Context, authority: Annotated[str, typer.Option("--authority", metavar="URL", envvar="RIWAYA_AUTHORITY")], archive: ArchiveOption = None
) -> None:
    """Have an authority stamp the journal's head with the time (RFC 3161)."""
    from riwaya.acquire.archive import Archive  # noqa: PLC0415  # for the commands that use it
    from riwaya.acquire.archive.stamp import stamp as ask  # noqa: PLC0415  # the same

    with Archive(archive or kept("archive")) as opened:
        line = ask(opened, authority, datetime.now(UTC))
    typer.echo(context.obj("archive.stamped", head=line.entry.detail, file=line.entry.file))


@app.command("list")
def list_(
    context: typer.Context,
    archive: ArchiveOption = None,
    url: UrlOption = None,
    of_source: SourceOption = None,
    from_day: SinceOption = "",
    to_day: UntilOption = "",
    failures: Annotated[bool, typer.Option("--failures")] = False,
) -> None:
    """List what is kept, or what could not be had."""
    say: Strings = context.obj
    screen, choice, shown = Screen(Console(highlight=False)), Choice(tuple(url or ()), tuple(of_source or ()), from_day, to_day), 0
    for line in _lines(archive or kept("archive")):
        entry = line.entry
        if entry.kind == ("failure" if failures else "response") and (failures or entry.role == "page") and choice(entry):
            what = f"{say(f'reason.{entry.reason}')}: {retold(entry.detail, say)}" if failures else f"{entry.status} {isolate(entry.title)}"
            screen.line(f"{entry.at[:19]} {entry.source:16} {entry.url} {what}")
            shown += 1
    screen.line(say("archive.count", entries=shown), "bold")


@app.command("changes")
def changes(context: typer.Context, archive: ArchiveOption = None, url: UrlOption = None) -> None:
    """Show what pages changed after they were first kept."""
    say: Strings = context.obj
    folder, screen, words, shown = archive or kept("archive"), Screen(Console(highlight=False)), lexicon.load(*from_environment().lexicons), 0
    for before, after in pairs(folder, Choice(tuple(url or ()))):
        found = versions.changes(document(folder, before, words), document(folder, after, words), versions.numerals(words))
        if found:
            screen.line(f"{after.entry.url} · {before.entry.at[:19]} → {after.entry.at[:19]}", "bold")
            shown += 1
        for one in found:
            screen.line(f"    {say(f'change.{one.kind}')}: {isolate(one.before)} → {isolate(one.after)}")
    screen.line(say("archive.changed", pages=shown), "bold")


def pairs(folder: Path, choice: Choice) -> Iterator[tuple[Line, Line]]:
    """Yield each version of a page with the one before it; an answer that the page is gone is a version."""
    last: dict[str, Line] = {}
    for line in _lines(folder):
        entry = line.entry
        if entry.kind == "response" and entry.role == "page" and (entry.status == 200 or entry.status in GONE) and choice(entry):
            if entry.url in last:
                yield last[entry.url], line
            last[entry.url] = line


def document(folder: Path, line: Line, words: Lexicon) -> Document | None:
    """Return the cleaned text of a version; None for one that says the page is gone, and for one that cannot be read."""
    from riwaya.acquire.archive import read  # noqa: PLC0415  # for the commands that use it

    page = read.page(folder, line)
    found = clean(page, words) if isinstance(page, Page) else None
    return found if isinstance(found, Document) else None


def _lines(folder: Path) -> Iterator[Line]:
    """Yield the lines of an archive that can be read. Raises BadInput where there is no archive."""
    from riwaya.acquire.archive.journal import NAME, Broken, lines  # noqa: PLC0415  # for the commands that use it

    if not (folder / NAME).is_file():
        raise BadInput(f"{folder}: no archive is here (no {NAME}); `riwaya fetch` makes one, --archive names another")
    return (line for line in lines(folder) if not isinstance(line, Broken))
