"""What every request works with: the open store, the words and places, and who may come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from threading import BoundedSemaphore, Event

from fastapi import Request

from riwaya import pipeline
from riwaya.acquire import sources
from riwaya.batch import Aside
from riwaya.config import Config
from riwaya.errors import BadInput
from riwaya.lexicon.outlets import Outlet
from riwaya.pipeline import Reader
from riwaya.service import ingest
from riwaya.service.accounts import Accounts
from riwaya.service.linking import catch_up
from riwaya.service.review import Review
from riwaya.service.terms import Ground
from riwaya.store import Store, open_store
from riwaya.store.search import Wanted
from riwaya.surface import strings
from riwaya.surface.serve.pulse import Pulse
from riwaya.surface.serve.serving import Serving
from riwaya.surface.strings import Strings

_AT_ONCE = 2  # log-ins whose passwords are checked at once, each of 64 MiB


@dataclass(frozen=True, slots=True)
class Desk:
    """One server's store and knowledge; `closing` is set when the server is told to end, so that streams end with it."""

    serving: Serving
    store: Store
    reader: Reader
    ground: Ground
    accounts: Accounts
    review: Review
    texts: Mapping[str, Strings]
    pulse: Pulse
    aside: Aside
    register: tuple[Outlet, ...]
    closing: Event = field(default_factory=Event)
    hashing: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_AT_ONCE))

    def catch_up(self) -> None:
        """Form anew the events that judgements and withdrawals dissolved."""
        catch_up(self.store, self.ground.known)

    def warm(self) -> None:
        """Read what counting needs, so that the first visitor does not wait for it."""
        self.store.counts(Wanted())
        self.store.count_events(Wanted())

    def close(self) -> None:
        """End the streams and let go of the store."""
        self.closing.set()
        self.aside.close()
        self.store.close()


def open_desk(serving: Serving) -> Desk:
    """Open the store and load words and places. Raises BadInput where it cannot be opened, or would be served to others without accounts."""
    store = open_store(serving.db)
    try:
        accounts = Accounts(store)
        check_reach(serving, accounts)
        register = sources.register(serving.sources)
        reader, ground = _knowledge(serving.config)
    except BaseException:
        store.close()
        raise
    texts = {lang: strings.load(lang) for lang in strings.LANGUAGES}
    return Desk(serving, store, reader, ground, accounts, Review(store, lambda: ground), texts, Pulse(store), Aside(serving.config), register)


@lru_cache(maxsize=1)
def _knowledge(config: Config) -> tuple[Reader, Ground]:
    """Load words and places, once for all servers of a process: it takes seconds."""
    reader = pipeline.reader(config)
    return reader, ingest.ground_of(reader)


def check_reach(serving: Serving, accounts: Accounts) -> None:
    """Raise BadInput where others could reach a store that has no accounts."""
    if not serving.loopback and not accounts.on():
        where = "behind a proxy" if serving.proxy else f"at {serving.host}"
        raise BadInput(
            f"the store has no accounts, so whoever reaches the server could change all: it is not served {where}. "
            "Make an account first (riwaya users add NAME --role admin), or serve on 127.0.0.1"
        )


def desk_of(request: Request) -> Desk:
    """Return the desk of the app that a request came to."""
    desk: Desk = request.app.state.desk
    return desk
