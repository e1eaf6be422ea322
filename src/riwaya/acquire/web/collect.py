"""Walks over sources: feeds and sitemaps to pages, each page once, several sources side by side."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from riwaya.acquire.web.feeds import BadFeedError, Item, items
from riwaya.acquire.web.polite import Web
from riwaya.acquire.web.sitemaps import Sitemap, sitemap
from riwaya.acquire.web.values import Exchange, Failure, Role, Told, UnfetchedError
from riwaya.acquire.web.wire import parsed
from riwaya.model import Reason

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid")


@dataclass(frozen=True, slots=True)
class Target:
    """What to ask of one source: `since` leaves out what a sitemap says was last changed before that day; `again` asks for known pages anew."""

    source: str
    outlet: str | None = None
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    since: date | None = None
    again: bool = False


async def collect(targets: Iterable[Target], web: Web) -> None:
    """Fetch all that the targets name and that is not known yet; the web's ledger is told of everything.

    An error of the ledger itself ends the walk and is raised.
    """
    places = asyncio.Semaphore(web.settings.side_by_side)
    taken: set[str] = set()

    async def one(target: Target) -> None:
        async with places:
            await _collect(target, web, taken)

    try:
        async with asyncio.TaskGroup() as group:
            for target in targets:
                group.create_task(one(target))
    except BaseExceptionGroup as group_of_errors:  # one source's error (a full disk) ends all of them
        raise group_of_errors.exceptions[0] from group_of_errors


async def _collect(target: Target, web: Web, taken: set[str]) -> None:
    named = [Item(url) for url in target.pages]
    for feed in target.feeds:
        named += await _items(feed, target, web)
    named += await _items_of_sitemaps(target, web)
    for item in named[: web.settings.most_pages]:
        url = address(item.url)
        if url not in taken and (target.again or not web.ledger.seen(url)):
            taken.add(url)
            await web.fetch(url, "page", target.source, Told(target.outlet, item.title, item.published))


async def _items(feed: str, target: Target, web: Web) -> Sequence[Item]:
    found = await _fetched(feed, "feed", target, web)
    if found is None:
        return ()
    try:
        return items(*found)
    except BadFeedError as error:
        _refuse(found[1], "feed", target, web, error)
        return ()


async def _fetched(url: str, role: Role, target: Target, web: Web) -> tuple[bytes, str] | None:
    """Return the body of a feed or sitemap and its address; where nothing is new the one last kept, since not all that it names need have come by then."""
    answer = await web.fetch(url, role, target.source)
    if isinstance(answer, Exchange):
        return answer.response.body, answer.url
    body = web.ledger.body(url) if answer else None
    return None if body is None else (body, url)


async def _items_of_sitemaps(target: Target, web: Web) -> Sequence[Item]:
    """Walk over sitemaps of sitemaps, each once, however they point at one another."""
    waiting, known, found = deque(target.sitemaps), set(target.sitemaps), list[Item]()
    while waiting and len(known) <= web.settings.sitemaps and len(found) < web.settings.most_pages:
        read = await _sitemap(waiting.popleft(), target, web)
        found += [item for item, changed in read.pages if not (target.since and changed and changed < target.since)]
        fresh = [url for url in read.sitemaps if url not in known]
        known |= set(fresh)
        waiting.extend(fresh)
    if waiting:
        why = f"more than {web.settings.sitemaps} sitemaps or {web.settings.most_pages:,} pages: {len(waiting)} sitemaps are not read"
        web.ledger.add(Failure(waiting[0], web.world.now(), "sitemap", target.source, Reason.TOO_LARGE, why))
    return found


async def _sitemap(url: str, target: Target, web: Web) -> Sitemap:
    found = await _fetched(url, "sitemap", target, web)
    if found is None:
        return Sitemap()
    try:
        return sitemap(*found)
    except BadFeedError as error:
        _refuse(found[1], "sitemap", target, web, error)
        return Sitemap()


def _refuse(url: str, role: Role, target: Target, web: Web, error: BadFeedError) -> None:
    web.ledger.add(Failure(url, web.world.now(), role, target.source, Reason.DAMAGED, str(error)))


def address(url: str) -> str:
    """Return an address as it is remembered: quoted, without fragment and without marks that only tell where a reader came from."""
    try:
        read = parsed(url)
    except UnfetchedError:
        return url  # fetching it will say what is wrong with it
    kept = [(name, value) for name, value in read.params.multi_items() if not name.lower().startswith(_TRACKING)]
    if len(kept) != len(read.params.multi_items()):
        read = read.copy_with(params=kept)
    return str(read.copy_with(fragment=None))
