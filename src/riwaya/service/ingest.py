"""Pages, or claims that were read elsewhere, into the store: done twice it is done once; a kill at any moment loses and doubles nothing."""

from __future__ import annotations

import hashlib
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

import riwaya
from riwaya import batch, lexicon, link
from riwaya.config import Config
from riwaya.contract import Answer
from riwaya.gazetteer import open_atlas
from riwaya.model import Claim, Document, Page, Reason, Rejected
from riwaya.pipeline import PageClaims, Reader
from riwaya.service.linking import catch_up
from riwaya.service.terms import Ground, filed
from riwaya.store import Added, Reading, Refusal, Run, Store, uncollected

BATCH = 100  # pages a transaction: a kill costs the reading of so many, the disk's syncs do not count
CLAIMS = 50_000  # claims a transaction, of claims already read: pages of indexes that any claim may fall on are written once for so many
Item = Reading | Refusal
Told = Callable[[Added], None]


def ground(config: Config) -> Ground:
    """Load what filing and searching need."""
    words = lexicon.load(*config.lexicons)
    return Ground(words, link.knowledge(words), open_atlas(config.gazetteer))


def ground_of(reader: Reader) -> Ground:
    """Return what filing needs from a reader that is loaded already."""
    return Ground(reader.lexicon, link.knowledge(reader.lexicon), reader.ground.atlas)


def new_run(lexicon_version: str, inputs: str) -> Run:
    """Return a run that begins now."""
    return Run(uuid.uuid4().hex, riwaya.__version__, lexicon_version, datetime.now(UTC).isoformat(timespec="seconds"), inputs)


def ingest(store: Store, pages: Iterable[Page | Rejected], reader: Reader, config: Config, tell: Told | None = None, inputs: str = "") -> Added:
    """Read the pages that are not stored yet and store them; `tell` hears of every batch once it is on the disk."""
    skipped = 0

    def fresh() -> Iterator[Page | Rejected]:
        nonlocal skipped
        for page in pages:
            if store.known([page_key(page)]):
                skipped += 1
            else:
                yield page

    total = keep(store, _read(fresh(), reader, config), new_run(reader.lexicon.version, inputs), tell)
    return total + Added(known=skipped)


def take_in(store: Store, page: Page | Rejected, read: Callable[[Page], PageClaims | Rejected], known: Ground, version: str) -> Added:
    """Read one page, unless it is stored already, store what came of it and link its claims; `version` is the lexicon's."""
    if store.known([page_key(page)]):
        return Added(known=1)
    result = page if isinstance(page, Rejected) else read(page)
    added = keep(store, [item(page, result, known)], new_run(version, page.url or page.id))
    link_after(store, added, known)
    return added


def ingest_answers(store: Store, answers: Iterable[Answer], known: Ground, tell: Told | None = None, inputs: str = "") -> Added:
    """Store claims that were read already."""
    with uncollected():
        return keep(store, (answered(one, known) for one in answers), new_run("given", inputs), tell)


def link_after(store: Store, added: Added, known: Ground) -> None:
    """Form the events of the claims that came, or that a run that was cut off left without."""
    if added.documents or not store.linked():
        catch_up(store, known.known)


def keep(store: Store, items: Iterable[Item], run: Run, tell: Told | None = None) -> Added:
    """Store items in transactions of bounded size."""
    total = Added()
    for some in _batches(items):
        added = store.add(some, run)
        total += added
        if tell:
            tell(added)
    return total


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    some: list[Item] = []
    held = 0
    for one in items:
        some.append(one)
        pages = isinstance(one, Refusal) or one.body is not None  # a page read costs far more time than a claim given
        held += max(len(one.claims) if isinstance(one, Reading) else 0, CLAIMS // BATCH if pages else 1)
        if held >= CLAIMS:
            yield some
            some, held = [], 0
    if some:
        yield some


def _read(pages: Iterable[Page | Rejected], reader: Reader, config: Config) -> Iterator[Item]:
    given: deque[Page | Rejected] = deque()

    def noted() -> Iterator[Page | Rejected]:
        for page in pages:
            given.append(page)
            yield page

    known = ground_of(reader)
    for result in batch.read_pages(noted(), reader) if config.jobs == 1 else batch.read_pages_over(noted(), config):
        yield item(given.popleft(), result, known)


def item(page: Page | Rejected, result: PageClaims | Rejected, known: Ground) -> Item:
    """Return what is stored of a page and what came of reading it."""
    body = page.body if isinstance(page, Page) else None
    if isinstance(result, Rejected):
        return Refusal(page_key(page), result, body)
    return Reading(page_key(page), result.document, tuple(filed(one, one.id, result.document, known) for one in _once(result)), body)


def _once(result: PageClaims) -> list[Claim]:
    return list({one.id: one for one in result.claims}.values())


def page_key(page: Page | Rejected) -> str:
    """Name a page by its bytes, address and outlet, whatever its file is called; a page without bytes by its id and reason."""
    told = page.sha256 if isinstance(page, Page) else f"{page.id}\x1f{page.reason}\x1f{page.detail}"
    return _hash("page", told, page.url or "", page.outlet or "")


def answered(answer: Answer, known: Ground) -> Item:
    """Return what is stored of claims that were read already; a claim outside its page's text makes the page a rejection."""
    document = Document(answer.doc, answer.text or "", answer.title, answer.url, answer.outlet, published=answer.published)
    ids = answer.ids
    key = _hash("claims", answer.doc, document.text, answer.outlet or "", *sorted(ids))
    if len(set(ids)) != len(ids):
        return Refusal(key, Rejected(answer.doc, Reason.FAILED, f"{answer.doc}: two claims with one id; give every claim an id of its own, or none"))
    return Reading(key, document, tuple(filed(claim, name, document, known) for name, claim in zip(ids, answer.claims, strict=True)))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
