"""One page, start to end: bytes in, claims or a reason for having none out. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya import lexicon
from riwaya.clean import clean
from riwaya.config import Config
from riwaya.extract import Knowledge, extract, knowledge
from riwaya.lexicon import Lexicon
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

    @property
    def lexicon(self) -> Lexicon:
        """The words that the reader knows."""
        return self.known.lexicon


def reader(config: Config) -> Reader:
    """Load what `config` names. Raises BadLexicon."""
    return Reader(knowledge(lexicon.load(*config.lexicons)))


def read_page(page: Page, reader: Reader) -> PageClaims | Rejected:
    """Read one page: clean it, then find its claims."""
    document = clean(page, reader.lexicon)
    if isinstance(document, Rejected):
        return document
    return PageClaims(document, extract(document, reader.known))
