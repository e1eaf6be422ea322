"""riwaya as a library: what `riwaya.read` and `riwaya.open` give to notebooks and other programs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from riwaya import acquire, people, pipeline
from riwaya.acquire.files import page as page_of
from riwaya.acquire.source import Known
from riwaya.config import Config, from_environment
from riwaya.errors import BadInput, MissingExtra
from riwaya.model import Claim, Document, Event, Rejected
from riwaya.people import Person
from riwaya.pipeline import Reader
from riwaya.service import ingest as ingesting
from riwaya.service import withholding
from riwaya.service.accounts import Accounts
from riwaya.service.query import Query
from riwaya.service.terms import Ground
from riwaya.service.withholding import Sight
from riwaya.store import Added, Store, open_store
from riwaya.store.search import Counts

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_reader = lru_cache(maxsize=2)(pipeline.reader)  # loading takes a second; a program reads many pages
Row = dict[str, Any]


class Table(NamedTuple):
    """Claims as a flat table, one row a claim: slots with several fillers are lists."""

    rows: tuple[Row, ...]

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas DataFrame. Raises MissingExtra where pandas is not installed."""
        return _library("pandas").DataFrame(list(self.rows))

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a polars DataFrame. Raises MissingExtra where polars is not installed."""
        frame: pl.DataFrame = _library("polars").DataFrame(list(self.rows), infer_schema_length=None)
        return frame


class ReadPage(NamedTuple):
    """A page that was read: its document, and its claims in page order."""

    document: Document
    claims: tuple[Claim, ...]

    @property
    def table(self) -> Table:
        """The claims as a table, each with its verbatim words."""
        return Table(tuple({**row(one), "words": _words(one, self.document)} for one in self.claims))


@dataclass(frozen=True, slots=True)
class Found:
    """One page of claims from a store, the latest first; `next` is what to give as `after` for the following page, None on the last."""

    claims: tuple[tuple[str, Claim], ...]
    next: str | None

    @property
    def table(self) -> Table:
        """The claims as a table, by the ids that the store knows them under."""
        return Table(tuple({**row(claim), "id": identity} for identity, claim in self.claims))


@dataclass(frozen=True, slots=True)
class Library:
    """An open store with all that searching it needs, as `person` may see it; closed by `close`, or at the end of a `with` block."""

    store: Store
    ground: Ground
    config: Config
    person: Person

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def ingest(self, paths: Iterable[Path | str]) -> Added:
        """Read files and folders, store what is new, and link it. Raises BadInput for a path that does not exist, Denied."""
        people.check(self.person, "ingest")
        added = ingesting.ingest(self.store, acquire.pages(paths), _reader(self.config), self.config)
        ingesting.link_after(self.store, added, self.ground)
        return added

    def find(self, words: str = "", *, limit: int = 20, after: str | None = None, **slots: Any) -> Found:  # noqa: ANN401  # the fields of `Query`
        """Return claims by words as typed and by slots (`service.query.Query` lists them). Raises BadInput."""
        found = withholding.find(self.store, Query(words, **slots), self.ground, self._sight(), limit, after)
        return Found(tuple((hit.id, hit.claim) for hit in found.hits), found.next)

    def count(self, words: str = "", **slots: Any) -> Counts:  # noqa: ANN401  # the fields of `Query`
        """Return how many claims there are, by facet and by day. Raises BadInput."""
        return withholding.count(self.store, Query(words, **slots), self.ground, self._sight())

    def events(self) -> Iterator[Event]:
        """Yield all events, each with its competing accounts and its grade."""
        yield from self._sight().events(self.store.events())

    def document(self, identity: str) -> Document | None:
        """Return a page's document, None where there is none of that id or it is withdrawn."""
        found = self.store.document(identity)
        told = [claim for name in self.store.claims_of(identity) if (claim := self.store.claim(name))]
        return self._sight().page(found, told).value if found else None

    def _sight(self) -> Sight:
        return withholding.sight(self.store, self.person.role, lambda: self.ground)


def read(page: str | bytes, *, published: date | str | None = None, outlet: str | None = None, url: str | None = None, title: str | None = None) -> ReadPage:
    """Read one page of HTML or plain text. Raises BadInput, with the reason, where it cannot be read."""
    body = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page
    given = Known(url, outlet, title, date.fromisoformat(published) if isinstance(published, str) else published)
    taken = page_of(hashlib.sha256(body).hexdigest()[:16], body, given)
    result = taken if isinstance(taken, Rejected) else pipeline.read_page(taken, reader())
    if isinstance(result, Rejected):
        raise BadInput(f"the page cannot be read: {result.reason}: {result.detail}")
    return ReadPage(result.document, result.claims)


def open_library(url: str) -> Library:
    """Open a store, made where there is none, as whom RIWAYA_TOKEN stands for. Raises BadInput where it cannot be opened, MissingExtra, Denied."""
    config, store = from_environment(), open_store(url)
    try:
        return Library(store, ingesting.ground(config), config, Accounts(store).entering(os.environ.get("RIWAYA_TOKEN")))
    except BaseException:
        store.close()
        raise


def reader() -> Reader:
    """Return the reader that the environment asks for, loaded once."""
    return _reader(from_environment())


def row(claim: Claim) -> Row:
    """Return a claim as one flat row."""
    place, voice, when = next(iter(claim.places), None), claim.sources[-1] if claim.sources else None, claim.date
    return {
        "id": claim.id,
        "page": claim.document,
        "event_type": claim.event_type,
        "sub_event_type": claim.sub_event_type,
        "stance": claim.stance,
        "background": claim.background,
        "speaker": voice.name if voice else None,
        "speaker_actor": voice.actor if voice else None,
        "actors": [one.actor or one.name for one in claim.actors],
        "targets": [one.actor or one.name for one in claim.targets],
        "places": [one.name for one in claim.places],
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "casualties": [_loss(one.outcome, one.group, one.figure.low, one.figure.high, one.figure.quantity) for one in claim.casualties],
    }


def _loss(outcome: str, group: str | None, low: int | None, high: int | None, quantity: str | None) -> str:
    figure = quantity or f"{'' if low is None else low}..{'' if high is None else high}"
    return " ".join(part for part in (outcome, figure, group) if part)


def _words(claim: Claim, document: Document) -> str:
    return " … ".join(span.of(document.text) for span in claim.evidence)


def _library(name: str) -> Any:  # noqa: ANN401  # a module that need not be installed
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise MissingExtra(f"tables need the package {name}: install it with: pip install {name}") from error
