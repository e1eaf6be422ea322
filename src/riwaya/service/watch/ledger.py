"""The archive as the watch's ledger: counts what came of each source, and leaves pages alone that failed before, for longer with every time."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from riwaya.acquire.archive import Archive
from riwaya.acquire.web import Failure, Kept, Unchanged, Validators, World

_FIRST, _LONGEST = 900.0, 86400.0  # seconds that a page is left alone after its second failure, and at most
_REMEMBERED = 100_000  # failed pages


@dataclass(slots=True)
class Tally:
    """What came of one round of a source: `kept`, `unchanged`, `failed` pages; whether any of its lists answered, and the last error of one."""

    outcomes: Counter[str] = field(default_factory=Counter)
    answered: bool = False
    error: str = ""


@dataclass(slots=True)
class Ledger:
    """Hands everything on to the archive."""

    archive: Archive
    world: World
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    _failed: dict[str, tuple[int, float]] = field(default_factory=dict)

    def seen(self, url: str) -> bool:
        """Tell whether the page of this address was kept, or failed too often to be asked for again already."""
        return self.archive.seen(url) or self.world.ticks() < self._failed.get(url, (0, 0.0))[1]

    def validators(self, url: str) -> Validators:
        """Return what to ask "changed since?" by."""
        return self.archive.validators(url)

    def body(self, url: str) -> bytes | None:
        """Return the body last kept of a feed or sitemap."""
        return self.archive.body(url)

    def add(self, event: Kept | Unchanged | Failure) -> None:
        """Keep an event and count it."""
        self.archive.add(event)
        if event.role == "robots" or (isinstance(event, Kept) and not _whole(event)):  # of the latter a failure tells, too
            return
        tally = self.tallies[event.source]
        if event.role == "page":
            tally.outcomes[_outcome(event)] += 1
            self._remember(event)
        elif isinstance(event, Failure):
            tally.error = f"{event.url}: {event.detail}"
        else:
            tally.answered = True

    def _remember(self, event: Kept | Unchanged | Failure) -> None:
        if not isinstance(event, Failure):
            self._failed.pop(event.exchange.url if isinstance(event, Kept) else event.url, None)
            return
        times = self._failed.pop(event.url, (0, 0.0))[0] + 1
        rest = min(_FIRST * 2 ** min(times - 2, 16), _LONGEST) if times > 1 else 0.0
        self._failed[event.url] = (times, self.world.ticks() + rest)
        if len(self._failed) > _REMEMBERED:
            del self._failed[next(iter(self._failed))]


def _whole(kept: Kept) -> bool:
    return kept.exchange.response.status < 400 and not kept.exchange.response.fault


def _outcome(event: Kept | Unchanged | Failure) -> str:
    return "failed" if isinstance(event, Failure) else type(event).__name__.lower()
