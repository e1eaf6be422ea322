"""One page, start to end: bytes in, claims or a reason for having none out. Pure."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from threadpoolctl import threadpool_limits

from riwaya import gazetteer, lexicon
from riwaya.clean import clean
from riwaya.config import Config
from riwaya.extract import Knowledge, knowledge, read
from riwaya.gazetteer import recognition
from riwaya.lexicon import Lexicon
from riwaya.link import places
from riwaya.model import Claim, Document, Page, Rejected


@dataclass(frozen=True, slots=True)
class PageClaims:
    """A page that was read, and what it claims; no claims is an answer too."""

    document: Document
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """All knowledge that reading a page needs; made once, used for every page."""

    known: Knowledge
    ground: places.Ground

    @property
    def lexicon(self) -> Lexicon:
        """The words that the reader knows."""
        return self.known.lexicon


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the collector of cycles rest: looking through what is loaded as it grows takes longer than loading it.

    What is there in the end is left out of all later rounds: it stays, and holds no cycles.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def reader(config: Config) -> Reader:
    """Load what `config` names. Raises BadLexicon, and BadInput for a broken gazetteer.

    From then on the process multiplies in one thread: the tables of a page are so small that threads would wait for each other, and processes for both.
    """
    threadpool_limits(1, "blas")
    words, atlas = lexicon.load(*config.lexicons), gazetteer.open_atlas(config.gazetteer)
    names = recognition.names(atlas) if gazetteer.imported(config.gazetteer) else None
    return Reader(knowledge(words, names, quick=config.quick), places.ground(atlas, words))


def read_page(page: Page, reader: Reader) -> PageClaims | Rejected:
    """Read one page: clean it, find its claims, then where their places lie."""
    document = clean(page, reader.lexicon)
    if isinstance(document, Rejected):
        return document
    found = read(document, reader.known)
    return PageClaims(document, places.resolve(document, found.claims, found.places, reader.ground))
