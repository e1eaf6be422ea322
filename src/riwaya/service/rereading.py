"""Reading held pages again with today's words: every judgement stays, and where it differs from the new reading is listed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from riwaya import batch, people
from riwaya.acquire.files import page as page_of
from riwaya.acquire.source import Known
from riwaya.config import Config
from riwaya.contract.read import claim_of
from riwaya.errors import BadInput
from riwaya.model import Claim, Page, Rejected
from riwaya.people import Person
from riwaya.pipeline import PageClaims, Reader
from riwaya.review import State, states
from riwaya.review.reread import Difference, Reread, compare
from riwaya.service.ingest import ground_of, new_run
from riwaya.service.settling import settle_held
from riwaya.service.terms import Ground, filed
from riwaya.store import Filed, Reading, Run, Store, claims, events, holding, judgements, pages, rereading


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading pages again: pages read, claims new, gone, and kept for a person's sake though the reading has them no more.

    `left` are pages left as they were: they cannot be read now, their bytes are not held, or their text comes out otherwise, so that no offset would hold.
    """

    pages: int = 0
    fresh: int = 0
    gone: int = 0
    kept: int = 0
    left: int = 0

    def __add__(self, other: Read) -> Read:
        return Read(self.pages + other.pages, self.fresh + other.fresh, self.gone + other.gone, self.kept + other.kept, self.left + other.left)


def reread(store: Store, person: Person, reader: Reader, config: Config, wanted: Sequence[str] = ()) -> Iterator[Read]:
    """Read the current pages again, or those of these ids, and yield what came of each; each is one transaction. `linking.catch_up` is the caller's next step.

    Raises Denied, and BadInput for an id that no current page has.
    """
    people.check(person, "reread")
    with store.reading() as connection:
        held = rereading.held_pages(connection)
    for name in set(wanted) - set(held):
        raise BadInput(f"{name}: no current page of this id whose bytes are held; `riwaya search` shows ids of pages")
    found = [(name, page) for name in wanted or held if isinstance(page := _page(store, name), Page)]
    run, ground = new_run(reader.lexicon.version, "reread"), ground_of(reader)
    results = _read((page for _, page in found), reader, config)
    for (name, _), result in zip(found, results, strict=True):
        yield Read(left=1) if isinstance(result, Rejected) else take_in(store, name, result, run, ground)


def _page(store: Store, name: str) -> Page | Rejected | None:
    """Return a held page as it came, under the id of its document."""
    document, body = store.document(name), store.body(name)
    if document is None or body is None:
        return None
    return page_of(name, body, Known(document.url, document.outlet, document.title, document.published), limit=len(body))


def _read(found: Iterable[Page], reader: Reader, config: Config) -> Iterator[PageClaims | Rejected]:
    return batch.read_pages(found, reader) if config.jobs == 1 else batch.read_pages_over(found, config)


def take_in(store: Store, name: str, result: PageClaims, run: Run, ground: Ground) -> Read:
    """Put a new reading in place of a held page's; a claim that any judgement speaks of stays, whatever the reading says."""
    with store.writing() as connection:
        document = pages.document(connection, name)
        if document is None or document.text != result.document.text:
            return Read(left=1)
        retold = rereading.replace(connection, name, result.document, run)
        after = {one.id: one for one in result.claims}
        before = holding.held(connection, pages.claim_ids(connection, name))
        spoken = {target for one in judgements.of_claims(connection, list(before)) for target in one.targets}
        settle_held(connection, [replace(one, read=after.get(one.id, one.read), gone=one.id not in after) for one in before.values()], lambda: ground)
        fresh = [_filed(claim, result, ground) for claim in after.values() if claim.id not in before]
        claims.add(connection, [Reading("", replace(result.document, id=name), tuple(fresh))])
        if retold:
            events.unlink(connection, list(before))
        gone = [one.id for one in before.values() if one.id not in after and not one.gone]
    kept = sum(one in spoken for one in gone)
    return Read(1, len(fresh), len(gone) - kept, kept)


def _filed(claim: Claim, result: PageClaims, ground: Ground) -> Filed:
    return filed(claim, claim.id, result.document, ground)


def differences(store: Store, person: Person) -> tuple[Difference, ...]:
    """Return where today's readings differ from what people judged. Raises Denied."""
    people.check(person, "queue")
    with store.reading() as connection:
        return compared(connection).differences


def compared(connection: Connection) -> Reread:
    """Compare every judged claim of a current page, as it was read when it was judged, with today's reading."""
    ids = holding.judged(connection)
    told = states(judgements.of_claims(connection, ids))
    held = {name: one for name, one in holding.held(connection, ids).items() if one.current}
    before = {name: _when_judged(told[name], one.document, one.read) for name, one in held.items() if name in told}
    return compare(before, {name: one.read for name, one in held.items() if not one.gone}, told)


def _when_judged(state: State, document: str, otherwise: Claim) -> Claim:
    said = [one for one in (*state.corrections, *((state.decided,) if state.decided else ())) if one.read]
    return claim_of(json.loads(max(said, key=lambda one: one.at).read), document) if said else otherwise
