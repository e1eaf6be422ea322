"""The command `riwaya fetch`: sources, addresses and lists of them into an archive."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.acquire.kinds import addresses_in
from riwaya.acquire.sources import find, register
from riwaya.config import kept
from riwaya.errors import BadInput
from riwaya.lexicon.outlets import Outlet
from riwaya.surface.cli import inputs, run
from riwaya.surface.retold import retold
from riwaya.surface.strings import Strings

if TYPE_CHECKING:  # what asks the network is loaded when the network is asked
    from riwaya.acquire.archive import Archive
    from riwaya.acquire.web import Failure, Kept, Settings, Target, Unchanged, Validators

ArchiveOption = Annotated[Path | None, typer.Option("--archive", metavar="DIR")]
AllowOption = Annotated[list[str] | None, typer.Option("--allow", metavar="NETWORK")]
AgentOption = Annotated[str | None, typer.Option("--agent", metavar="TEXT")]
DelayOption = Annotated[float, typer.Option("--delay", metavar="SECONDS", min=0.0)]
DELAY = 2.0


@dataclass(slots=True)
class Watcher:
    """A ledger that tells a person what becomes of addresses, and hands everything on to the archive."""

    archive: Archive
    say: Strings
    failure: type[Failure]
    count: Counter[str] = field(default_factory=Counter)

    def seen(self, url: str) -> bool:
        """Tell whether the page of this address was kept already."""
        return self.archive.seen(url)

    def validators(self, url: str) -> Validators:
        """Return what to ask "changed since?" by."""
        return self.archive.validators(url)

    def body(self, url: str) -> bytes | None:
        """Return the body last kept of a feed or sitemap."""
        return self.archive.body(url)

    def add(self, event: Kept | Unchanged | Failure) -> None:
        """Keep an event and count it; say what failed."""
        self.archive.add(event)
        if isinstance(event, self.failure):
            print(f"{event.url}: {self.say(f'reason.{event.reason}')}: {retold(event.detail, self.say)}", file=sys.stderr)
            self.count["failure"] += 1
        elif event.role == "page":
            self.count[type(event).__name__.lower()] += 1


def fetch(  # noqa: PLR0913  # as many parameters as options
    context: typer.Context,
    addresses: Annotated[list[str] | None, typer.Argument(metavar="URL|FILE...")] = None,
    sources: Annotated[list[str] | None, typer.Option("--source", metavar="ID")] = None,
    archive: ArchiveOption = None,
    again: Annotated[bool, typer.Option("--again")] = False,  # Typer makes flags of boolean parameters
    changed_since: Annotated[str | None, typer.Option("--since", metavar="DAY")] = None,
    delay: DelayOption = DELAY,
    allow: AllowOption = None,
    agent: AgentOption = None,
) -> None:
    """Fetch pages into an archive."""
    from riwaya.acquire import web  # noqa: PLC0415  # what asks the network is loaded when the network is asked
    from riwaya.acquire.archive import Archive  # noqa: PLC0415  # the same

    say: Strings = context.obj
    wanted = targets(addresses or (), sources or (), say, again=again, since=inputs.given(changed_since, None, say).published)
    with Archive(archive or kept("archive")) as opened:
        watcher = Watcher(opened, say, web.Failure)
        try:
            asyncio.run(web.collect(wanted, web.Web(watcher, settings(delay, allow or (), agent, say))))
        except KeyboardInterrupt:
            print(say("fetch.stopped"), file=sys.stderr)
        head = opened.head
    count = watcher.count
    print(say("fetch.done", pages=count["kept"], unchanged=count["unchanged"], failures=count["failure"], folder=archive or kept("archive"), head=head))
    raise typer.Exit(run.WITH_FINDINGS if count["failure"] else run.DONE)


def settings(delay: float, allow: Sequence[str], agent: str | None, say: Strings) -> Settings:
    """Return how servers are asked. Raises BadInput for a network that is none."""
    from riwaya.acquire.web import Settings  # noqa: PLC0415  # what asks the network is loaded when the network is asked

    try:
        allowed = tuple(ip_network(one, strict=False) for one in allow)
    except ValueError as error:
        raise BadInput(say("error.network", error=error)) from error
    return Settings(agent=agent, delay=delay, allowed=allowed) if agent else Settings(delay=delay, allowed=allowed)


def targets(addresses: Sequence[str], sources: Sequence[str], say: Strings, *, again: bool, since: date | None) -> list[Target]:
    """Return what to ask for: sources of the register, addresses, and files with addresses. Raises BadInput where nothing or no such thing is named."""
    from riwaya.acquire.web import Target  # noqa: PLC0415  # what asks the network is loaded when the network is asked

    known = register(kept("sources.tsv"))
    named = [one for one in known if one.feeds or one.sitemaps] if "all" in sources else [find(known, word) for word in sources]
    for one in named:
        if not (one.feeds or one.sitemaps):
            raise BadInput(say("error.no-feed", source=one.id))
    found = [Target(one.id, one.name_ar or one.name_en, one.feeds, one.sitemaps, since=since, again=again) for one in named]
    pages = [page for one in addresses for page in _pages(one, say)]
    if not found and not pages:
        raise BadInput(say("error.nothing-to-fetch"))
    return found + [Target(f"address:{number}", _outlet(page, known), pages=(page,), again=True) for number, page in enumerate(pages)]


def _pages(text: str, say: Strings) -> list[str]:
    if text.startswith(("https://", "http://")):
        return [text]
    try:
        return addresses_in(Path(text).read_bytes())
    except OSError as error:
        raise BadInput(say("error.unread", path=text)) from error


def _outlet(page: str, known: Sequence[Outlet]) -> str | None:
    """Return the name of the outlet at whose site a page is."""
    for one in known:
        if one.site and page.startswith(f"{one.site}/"):
            return one.name_ar or one.name_en
    return None
