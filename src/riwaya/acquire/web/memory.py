"""A ledger that lasts as long as the process: for trying a source out, and for tests."""

from __future__ import annotations

from riwaya.acquire.web.values import Failure, Kept, Unchanged, Validators


class Memory:
    """Remembers what became of addresses, in order."""

    def __init__(self) -> None:
        self.kept: list[Kept] = []
        self.unchanged: list[Unchanged] = []
        self.failures: list[Failure] = []
        self._last: dict[str, Kept] = {}

    def seen(self, url: str) -> bool:
        """Tell whether the page of this address was kept."""
        return url in self._last

    def validators(self, url: str) -> Validators:
        """Return what the server gave with its last answer."""
        return validators(self._last[url]) if url in self._last else Validators()

    def body(self, url: str) -> bytes | None:
        """Return the body last kept of an address."""
        return self._last[url].exchange.response.body if url in self._last else None

    def add(self, event: Kept | Unchanged | Failure) -> None:
        """Remember what became of an address."""
        if isinstance(event, Unchanged):
            self.unchanged.append(event)
        elif isinstance(event, Failure):
            self.failures.append(event)
        else:
            self.kept.append(event)
            if event.exchange.response.status == 200 and not event.exchange.response.fault:
                self._last |= dict.fromkeys((*event.via, event.exchange.url), event)


def validators(kept: Kept) -> Validators:
    """Return what to ask "changed since?" by after an answer."""
    headers = kept.exchange.response.headers
    return Validators(headers.get("etag"), headers.get("last-modified"))
