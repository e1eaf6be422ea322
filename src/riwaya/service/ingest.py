"""Pages in: read, stored, linked; done twice it is done once, and a kill at any moment loses and doubles nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime

import riwaya
from riwaya import batch, contract, link
from riwaya.config import Config
from riwaya.link import Knowledge
from riwaya.model import Claim, Document, Page, Rejected
from riwaya.pipeline import PageClaims, Reader
from riwaya.store import Intake, Run, Store, Taken

BATCH = 64  # pages a transaction: few enough that a kill costs a second of reading, enough that the disk's syncs do not count


def ingest(store: Store, pages: Iterable[Page | Rejected], reader: Reader, config: Config, done: Callable[[Taken], None] | None = None) -> Taken:
    """Read and store pages that are not held yet, then link; `done` hears of every batch once it is on the disk."""
    total = Taken()
    for taken in taken_in(store, pages, reader, config):
        total.add(taken)
        if done:
            done(taken)
    if total.stored:
        relink(store, link.knowledge(reader.lexicon))
    return total


def taken_in(store: Store, pages: Iterable[Page | Rejected], reader: Reader, config: Config) -> Iterator[Taken]:
    """Yield what came of each batch, after it is stored."""
    run = store.begin_run(Run(datetime.now(UTC).isoformat(timespec="seconds"), riwaya.__version__, reader.lexicon.version))
    skipped = Taken()
    waiting: list[Intake] = []
    for intake in _read(_fresh(store, pages, skipped), reader, config):
        waiting.append(intake)
        if len(waiting) >= BATCH:
            yield store.put(run, waiting)
            waiting = []
    last = store.put(run, waiting)
    last.add(skipped)
    yield last


def _fresh(store: Store, pages: Iterable[Page | Rejected], skipped: Taken) -> Iterator[Page | Rejected]:
    """Yield the pages that are not held, so that a run that was cut off is taken up where it ended."""
    for page in pages:
        if isinstance(page, Page) and store.known(page.id, page.sha256, page.url, page.outlet):
            skipped.known += 1
        else:
            yield page


def _read(pages: Iterable[Page | Rejected], reader: Reader, config: Config) -> Iterator[Intake]:
    given: deque[Page | Rejected] = deque()

    def noted() -> Iterator[Page | Rejected]:
        for page in pages:
            given.append(page)
            yield page

    results = batch.read_pages(noted(), reader) if config.jobs == 1 else batch.read_pages_over(noted(), config)
    for result in results:
        page = given.popleft()
        raw = page if isinstance(page, Page) else None
        yield Intake(raw, result.document, result.claims) if isinstance(result, PageClaims) else Intake(raw, result)


def relink(store: Store, known: Knowledge) -> int:
    """Link all current claims anew, put the events in place, and return their number."""
    answers = [
        contract.Answer(page.id, page.text, tuple(found.values()), tuple(found), page.outlet, page.published, page.title) for page, found in store.read()
    ]
    events = link.link(link.reports(answers), known)
    store.replace_events(events)
    return len(events)


def _answer(page: Document, found: Mapping[str, Claim]) -> contract.Answer:
    return contract.Answer(page.id, page.text, tuple(found.values()), tuple(found), page.outlet, page.published, page.title)
