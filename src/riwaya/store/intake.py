"""What a store takes in: a page as it came, what reading it gave, and the claims."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.model import Claim, Document, Page, Rejected


@dataclass(frozen=True, slots=True)
class Intake:
    """One page to be stored; `page` is None where only its reading is at hand (claims of another system, a file that could not be opened)."""

    page: Page | None
    outcome: Document | Rejected
    claims: tuple[Claim, ...] = ()

    @property
    def name(self) -> str:
        """The page's name as it came."""
        return self.outcome.id

    @property
    def sha256(self) -> str | None:
        """Digest of the bytes as they came."""
        return self.page.sha256 if self.page else None


@dataclass(frozen=True, slots=True)
class Run:
    """Which riwaya and which words read the pages, and when (ISO time, UTC)."""

    started: str
    riwaya: str
    lexicon: str


@dataclass(slots=True)
class Taken:
    """What came of pages that were handed in."""

    stored: int = 0
    versions: int = 0
    known: int = 0
    claims: int = 0
    rejected: int = 0

    def add(self, other: Taken) -> None:
        """Count another batch in."""
        self.stored += other.stored
        self.versions += other.versions
        self.known += other.known
        self.claims += other.claims
        self.rejected += other.rejected
