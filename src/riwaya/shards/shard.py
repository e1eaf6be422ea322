"""Reads one shard: the function that every engine runs. Done twice it gives the same bytes."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from riwaya import acquire, batch, pipeline
from riwaya.acquire.source import Known
from riwaya.errors import BadInput
from riwaya.model import Page, Reason, Rejected
from riwaya.pipeline import PageClaims, Reader
from riwaya.shards import files, rows
from riwaya.shards.limits import OverTime, limited
from riwaya.shards.manifest import Manifest
from riwaya.shards.plan import Task

Result = PageClaims | Rejected
Tell = Callable[[int], None]
_reader = lru_cache(maxsize=1)(pipeline.reader)  # one reader a process


def read_shard(task: Task, tell: Tell | None = None) -> Manifest:
    """Read a shard, write its rows and then its manifest; `tell` hears the number of every page before it is read.

    An input that cannot be read at all gives a manifest with its `fault`.
    """
    started, results = time.monotonic(), Results(_reader(task.config), task, tell or (lambda _: None))
    try:
        with files.at_hand(task.origin.input) as path, files.written(task.output) as part:
            rows.write(results.of(path), part)
            size, sha256 = part.stat().st_size, _sha256(part)
    except (BadInput, OSError) as error:
        return Manifest(task.origin, task.output, fault=f"{type(error).__name__}: {error}", seconds=time.monotonic() - started)
    manifest = replace(results.manifest(), size=size, sha256=sha256, seconds=round(time.monotonic() - started, 3))
    files.put_text(task.manifest, manifest.text())
    return manifest


class Results:
    """The results of a shard's pages, and what has come of them so far."""

    def __init__(self, reader: Reader, task: Task, tell: Tell) -> None:
        self.reader, self.task, self.tell = reader, task, tell
        self.pages = self.claims = 0
        self.rejected: Counter[str] = Counter()
        self.aside: list[tuple[str, str]] = []

    def of(self, path: Path) -> Iterator[Result]:
        """Yield the results of a file's pages, in order."""
        for number, page in enumerate(_pages(path, self.task.origin.input)):
            self.tell(number)
            result = self._read(page, number)
            self._count(result)
            yield result

    def manifest(self) -> Manifest:
        """Return what came of the pages."""
        return Manifest(
            self.task.origin, self.task.output, self.pages, self.claims, rejected=dict(sorted(self.rejected.items())), aside=tuple(self.aside)
        )  # fmt: skip

    def _read(self, page: Page | Rejected, number: int) -> Result:
        if number in self.task.skip:
            return batch.failed(page, "the process that read this page ended without an answer, twice")
        try:
            with limited(self.task.seconds):
                return batch.read_safely(page, self.reader)
        except OverTime:
            return batch.failed(page, f"took longer than {self.task.seconds:g} seconds")

    def _count(self, result: Result) -> None:
        self.pages += 1
        if isinstance(result, Rejected):
            self.rejected[str(result.reason)] += 1
            self.aside += [(result.id, result.detail)] if result.reason in {Reason.FAILED, Reason.DAMAGED} else []
        else:
            self.claims += len(result.claims)


def _pages(path: Path, url: str) -> Iterator[Page | Rejected]:
    """Yield the pages of a file; one that is named by its file has the input's address as its id, wherever the copy lies."""
    for page in acquire.pages([path], Known()):
        yield replace(page, id=url + page.id.removeprefix(str(path))) if page.id.startswith(str(path)) else page


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
