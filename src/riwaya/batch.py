"""Many pages: one after the other or over processes; order kept, no page ever lost. And single pages aside, in a process that may be ended."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock

from riwaya import pipeline
from riwaya.config import Config
from riwaya.errors import RiwayaError
from riwaya.model import Page, Reason, Rejected
from riwaya.pipeline import PageClaims, Reader

Result = PageClaims | Rejected
_READY, _STARTING = "ready", 300.0  # seconds that words and places may take to load, on a machine that is busy
_AHEAD = 16  # pages a process that wait their turn: enough to keep it busy, few enough for memory
_reader = lru_cache(maxsize=1)(pipeline.reader)  # one reader a process, built from the settings that come with each page


def read_pages(pages: Iterable[Page | Rejected], reader: Reader) -> Iterator[Result]:
    """Read pages one after the other in this process."""
    return (read_safely(page, reader) for page in pages)


def read_pages_over(pages: Iterable[Page | Rejected], config: Config) -> Iterator[Result]:
    """Read pages over `config.jobs` processes, results in the order of the pages."""
    with _pool(config.jobs) as pool:
        waiting: deque[tuple[Page | Rejected, Future[Result]]] = deque()
        for page in pages:
            waiting.append((page, _submit(pool, page, config)))
            if len(waiting) >= config.jobs * _AHEAD:
                yield _result(*waiting.popleft(), config)
        while waiting:
            yield _result(*waiting.popleft(), config)


def read_safely(page: Page | Rejected, reader: Reader) -> Result:
    """Read one page; an error that nobody foresaw becomes a rejection that tells of it."""
    if isinstance(page, Rejected):
        return page
    try:
        return pipeline.read_page(page, reader)
    except Exception as error:  # noqa: BLE001  # the one place where any error is caught: a fault must not cost the other pages
        return failed(page, f"{type(error).__name__}: {error}")


def failed(page: Page | Rejected, why: str) -> Rejected:
    """Return the rejection of a page whose reading broke down."""
    return Rejected(page.id, Reason.FAILED, " ".join(why.split())[:500], page.url, page.outlet)


def _work(page: Page | Rejected, config: Config) -> Result:
    return read_safely(page, _reader(config))


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def _submit(pool: ProcessPoolExecutor, page: Page | Rejected, config: Config) -> Future[Result]:
    try:
        return pool.submit(_work, page, config)
    except BrokenProcessPool as error:  # an earlier page took its process down: this one is read alone later
        broken: Future[Result] = Future()
        broken.set_exception(error)
        return broken


def _result(page: Page | Rejected, future: Future[Result], config: Config) -> Result:
    try:
        return future.result()
    except BrokenProcessPool:
        return _alone(page, config)


def _alone(page: Page | Rejected, config: Config) -> Result:
    """Read a page in a process of its own, so that only a page that really ends its process is given up."""
    with _pool(1) as pool:
        try:
            return _submit(pool, page, config).result()
        except BrokenProcessPool:
            return failed(page, "the process that read this page ended without an answer")


class Busy(RiwayaError):
    """Other pages are being read, and it takes too long to wait for them."""


@dataclass(slots=True)
class Aside:
    """Reads one page at a time in a process of its own, begun with the first, so that who asks for it is not held up by others' pages.

    A page that takes longer than `seconds` costs that process, not the server; who waits longer than `patience` seconds for his turn is told so by Busy.
    """

    config: Config
    seconds: float = 30.0
    patience: float = 30.0
    _turn: Lock = field(default_factory=Lock)
    _worker: tuple[BaseProcess, Connection] | None = None

    def read(self, page: Page) -> Result:
        """Read a page; where that takes too long, or its process ends, a rejection says so. Raises Busy."""
        if not self._turn.acquire(timeout=self.patience):
            raise Busy("other pages are being read; try again in a moment")
        try:
            return self._read(page)
        finally:
            self._turn.release()

    def _read(self, page: Page) -> Result:
        if self._worker is None or not self._worker[0].is_alive():
            self._worker = self._begun()
        pipe = self._worker[1]
        try:
            if pipe.poll(_STARTING) and pipe.recv() == _READY:  # loading words and places does not count
                pipe.send(page)
                if pipe.poll(self.seconds):
                    result: Result = pipe.recv()
                    return result
            why = f"reading takes longer than {self.seconds:g} seconds"
        except (EOFError, OSError):
            why = "the process that read this page ended without an answer"
        self.close()
        return failed(page, why)

    def _begun(self) -> tuple[BaseProcess, Connection]:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.config), daemon=True)
        process.start()
        theirs.close()
        return process, ours

    def close(self) -> None:
        """End the process."""
        if self._worker:
            process, pipe = self._worker
            pipe.close()
            process.kill()
            process.join()
            self._worker = None


def _serve(pipe: Connection, config: Config) -> None:
    """Read pages from a pipe until its other end is closed; say when ready for each."""
    reader = _reader(config)
    try:
        while True:
            pipe.send(_READY)
            pipe.send(read_safely(pipe.recv(), reader))
    except (EOFError, OSError):
        return
