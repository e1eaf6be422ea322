"""When a source is asked next, and when a message is tried again. Pure: times are seconds from now, `chance` lies between 0 and 1."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_JITTER = 0.1  # of an interval, to both sides: sources of one interval must not all come at one moment
_LONGEST = 6 * 3600.0  # between two tries of a source that is down
_SPREAD = 60.0  # over which sources are asked that were never asked before
_FIRST_TRY, _LAST_TRY = 30.0, 3600.0  # between tries to send a message
MOST_TRIES = 24  # about twenty hours


def after(every: float, failures: int, chance: float) -> float:
    """Return when to ask a source again: after its interval, doubled for each failure in a row, never later than a failing source's longest."""
    wait = every if not failures else max(every, min(every * 2 ** min(failures, 16), _LONGEST))
    return wait * (1 + _JITTER * (2 * chance - 1))


def at_start(due: str, every: float, failures: int, now: datetime, chance: float) -> float:
    """Return when to ask a source first after a start; a clock that was set back cannot keep it waiting for longer than one of its waits."""
    if not due:
        return chance * min(every, _SPREAD)
    left = (datetime.fromisoformat(due) - now).total_seconds()
    return min(max(left, 0.0), after(every, failures, 1.0))


def retry(tries: int, chance: float) -> float:
    """Return when to try a message again after so many tries."""
    return float(min(_FIRST_TRY * 2 ** min(tries - 1, 16), _LAST_TRY)) * (0.75 + 0.5 * chance)


def moment(now: datetime, seconds: float = 0.0) -> str:
    """Return a time as it is kept: ISO, UTC, whole seconds."""
    return (now.astimezone(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
