"""Tells streams when something of the store changed, whoever changed it, also another process."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from riwaya.service import shelf
from riwaya.store import Store

EVERY = 1.0  # seconds; one question to the store for all who listen


@dataclass(slots=True)
class Pulse:
    """The store's sign, asked for at most once in EVERY seconds; the sign itself tells nothing but that it is another."""

    store: Store
    clock: Callable[[], float] = time.monotonic
    _sign: str = ""
    _asked: float = float("-inf")
    _lock: Lock = field(default_factory=Lock)

    def sign(self) -> str:
        """Return the sign of the store's state."""
        with self._lock:
            if self.clock() - self._asked >= EVERY:
                self._sign = hashlib.sha256(repr(shelf.pulse(self.store)).encode()).hexdigest()[:16]
                self._asked = self.clock()
            return self._sign
