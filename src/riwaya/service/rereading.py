"""Reading held pages again with today's words: every judgement stays, and where it differs from the new reading is listed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

import riwaya
from riwaya import batch, people
from riwaya.config import Config
from riwaya.contract.read import claim_of
from riwaya.model import Claim, Page, Rejected
from riwaya.people import Person
from riwaya.pipeline import PageClaims, Reader
from riwaya.review import State, states
from riwaya.review.reread import Difference, Reread, compare
from riwaya.store import Run, Store, judgements, rereading


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading pages again: pages read, claims new, gone and kept for a person's sake, and pages that cannot be read now (left as they were)."""

    pages: int = 0
    fresh: int = 0
    gone: int = 0
    kept: int = 0
    unread: int = 0


def reread(store: Store, person: Person, reader: Reader, config: Config, wanted: Sequence[str] = ()) -> Iterator[Read]:
    """Read the current pages again, or those of these ids, and yield what came of each. Each is one transaction; linking is the caller's next step.

    A page whose bytes are not held (claims that came ready-made) stays as it is. Raises Denied.
    """
    people.check(person, "reread")
    with store.reading() as connection:
        ids = list(wanted) or rereading.held_pages(connection)
    pages = [(one, page) for one in ids if (page := _page(store, one))]
    run = store.begin_run(Run(datetime.now(UTC).isoformat(timespec="seconds"), riwaya.__version__, reader.lexicon.version))
    results = _read((page for _, page in pages), reader, config)
    for (identity, _), result in zip(pages, results, strict=True):
        yield Read(unread=1) if isinstance(result, Rejected) else take_in(store, identity, result, run)


def _page(store: Store, identity: str) -> Page | None:
    with store.reading() as connection:
        return rereading.page(connection, identity)


def _read(pages: Iterable[Page], reader: Reader, config: Config) -> Iterator[PageClaims | Rejected]:
    return batch.read_pages(pages, reader) if config.jobs == 1 else batch.read_pages_over(pages, config)


def take_in(store: Store, identity: str, result: PageClaims, run: int) -> Read:
    """Put a new reading in place of a held page's; a claim that any judgement speaks of stays, whatever the reading says."""
    with store.writing() as connection:
        before, after = rereading.held_of(connection, identity), rereading.by_row_id(result.claims, identity)
        spoken = {target for one in judgements.of_claims(connection, list(before)) for target in one.targets} & before.keys()
        for name in sorted(spoken):
            judgements.read_anew(connection, before[name], after.get(name))
        gone = before.keys() - after.keys() - spoken
        rereading.replace(connection, identity, result.document, after, gone=gone, untouched=spoken, run=run)
        judgements.mark_unlinked(connection, [identity])
    return Read(1, len(after.keys() - before.keys()), len(gone), len(spoken - after.keys()))


def differences(store: Store, person: Person) -> tuple[Difference, ...]:
    """Return where today's readings differ from what people judged. Raises Denied."""
    people.check(person, "queue")
    with store.reading() as connection:
        return compared(connection).differences


def compared(connection: Connection) -> Reread:
    """Compare every judged claim, as it was read when it was judged, with today's reading."""
    ids = judgements.judged_ids(connection)
    told = states(judgements.of_claims(connection, ids))
    held = {name: one for name, one in judgements.held(connection, ids).items() if one.current}
    before = {name: _when_judged(told[name], one.page, one.read) for name, one in held.items() if name in told}
    return compare(before, {name: one.read for name, one in held.items() if not one.gone}, told)


def _when_judged(state: State, page: str, otherwise: Claim) -> Claim:
    said = [one for one in (*state.corrections, *((state.decided,) if state.decided else ())) if one.read]
    return claim_of(json.loads(max(said, key=lambda one: one.at).read), page) if said else otherwise


def summed(given: Iterable[Read]) -> Read:
    """Add up what came of several pages."""
    total = Read()
    for one in given:
        total = Read(total.pages + one.pages, total.fresh + one.fresh, total.gone + one.gone, total.kept + one.kept, total.unread + one.unread)
    return total
