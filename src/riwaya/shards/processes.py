"""Shards over processes of this machine. A page that ends the process which reads it, twice, is set aside; all others come out as if nothing had happened."""

from __future__ import annotations

import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from riwaya.shards.manifest import Manifest
from riwaya.shards.plan import Task
from riwaya.shards.shard import Tell, read_shard

_TWICE = 2  # one death may come from outside: memory taken by others, a person, a machine that restarts
_MOST_DEATHS = 50  # of one shard
_STARTING = 300.0  # seconds that words and places may take to load, on a machine that is busy
_PATIENCE = 20.0  # times the limit of a page (which is the processor's time), after which a process that the limit could not stop is ended


def safely(task: Task, tell: Tell | None = None) -> Manifest:
    """Read a shard; an error that nobody foresaw becomes the fault of its manifest."""
    try:
        return read_shard(task, tell)
    except Exception as error:  # noqa: BLE001  # a fault of one shard must not cost the others
        return Manifest(task.origin, task.output, fault=f"{type(error).__name__}: {error}")


@dataclass(slots=True)
class Deaths:
    """How often processes ended while they read a shard, by page; says what to do next."""

    seen: Counter[tuple[str, int | None]] = field(default_factory=Counter)

    def after(self, task: Task, page: int | None) -> Task | Manifest:
        """Return the shard to be read again, without the page that ended a process twice; a manifest with a fault where it ended too often."""
        self.seen[task.output, page] += 1
        if sum(times for (output, _), times in self.seen.items() if output == task.output) >= _MOST_DEATHS:
            return Manifest(task.origin, task.output, fault=f"the processes that read this shard ended {_MOST_DEATHS} times")
        if page is not None and self.seen[task.output, page] >= _TWICE:
            return replace(task, skip=(*task.skip, page))
        return task


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, what it reads, which page it is at, and since when."""

    process: SpawnProcess
    pipe: Connection
    task: Task | None = None
    page: int | None = None
    since: float = 0.0

    def give(self, task: Task) -> None:
        self.task, self.page, self.since = task, None, time.monotonic()
        with suppress(OSError):  # it has died: its pipe will tell
            self.pipe.send(task)

    @property
    def overdue(self) -> bool:
        if self.task is None:
            return False
        allowed = _STARTING if self.page is None else self.task.seconds * _PATIENCE
        return time.monotonic() - self.since > allowed

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def over_processes(tasks: Sequence[Task], jobs: int, heard: Callable[[Task, int], None]) -> Iterator[Manifest]:
    """Yield the manifests of shards that `jobs` processes read."""
    waiting, workers, deaths = deque(tasks), list[_Worker](), Deaths()
    try:
        while waiting or any(one.task for one in workers):
            _fill(workers, waiting, jobs)
            for worker in _ready(workers):
                yield from _taken(worker, workers, waiting, deaths, heard)
            for worker in [one for one in workers if one.overdue]:
                worker.process.kill()
    finally:
        for worker in workers:
            worker.end()


def _fill(workers: list[_Worker], waiting: deque[Task], jobs: int) -> None:
    while waiting:
        idle = next((one for one in workers if one.task is None), None)
        if idle is None and len(workers) == jobs:
            return
        if idle is None:
            workers.append(idle := _started())
        idle.give(waiting.popleft())


def _started() -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()  # so that the end of the process ends the pipe
    return _Worker(process, ours)


def _serve(pipe: Connection) -> None:
    """Read the shards that come through the pipe until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process ends it
    with suppress(EOFError, OSError):
        while True:
            pipe.send(safely(pipe.recv(), pipe.send))


def _ready(workers: Sequence[_Worker]) -> list[_Worker]:
    pipes = {one.pipe: one for one in workers if one.task}
    return [pipes[pipe] for pipe in wait(list(pipes), timeout=1.0) if isinstance(pipe, Connection)]


def _taken(worker: _Worker, workers: list[_Worker], waiting: deque[Task], deaths: Deaths, heard: Callable[[Task, int], None]) -> Iterator[Manifest]:
    task = worker.task
    assert task is not None  # noqa: S101  # only those at work are ready
    try:
        said = worker.pipe.recv()
    except (EOFError, OSError):
        workers.remove(worker)
        worker.end()
        after = deaths.after(task, worker.page)
        if isinstance(after, Task):
            waiting.appendleft(after)
        else:
            yield after
        return
    worker.since = time.monotonic()
    if isinstance(said, Manifest):
        worker.task = None
        yield said
    else:
        worker.page = said
        heard(task, said)
