"""How long to wait after failed log-ins: a few are free, then each doubles the wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

FREE = {"user": 5, "address": 20}  # an office or a network shares an address, nobody shares a name
LONGEST = timedelta(minutes=15)  # long enough against guessing, short enough that nobody is locked out by a stranger for a day
FORGET = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Attempts:
    """Failures under one key ("user:NAME", "address:IP") since the last success, and when the last one was."""

    key: str
    failures: int
    last: datetime


def failed(key: str, before: Attempts | None, now: datetime) -> Attempts:
    """Return the attempts with one more failure; old ones are forgotten."""
    held = before.failures if before and now - before.last < FORGET else 0
    return Attempts(key, held + 1, now)


def wait(attempts: Attempts | None, now: datetime) -> timedelta:
    """Return how long is to be waited still; nothing where nobody failed lately."""
    if attempts is None:
        return timedelta(0)
    over = attempts.failures - FREE[attempts.key.partition(":")[0]]
    if over < 0:
        return timedelta(0)
    pause = min(timedelta(seconds=2 ** min(over, 20)), LONGEST)
    return max(timedelta(0), attempts.last + pause - now)
