"""A time limit on one page, where the system has a timer: a page that makes any stage run wild must not hold up the rest.

What is measured is the processor's time: a machine that is busy with other things must not make pages late.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OverTime(BaseException):
    """The time of a page is up. No `Exception`: nobody on the way may catch it with the faults that pages cause."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OverTime in the block after so many seconds of the processor. Without a timer, or outside a process's main thread, there is no limit."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _over)
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds / 4)  # and again, where something swallowed the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _over(_number: int, _frame: FrameType | None) -> None:
    raise OverTime
