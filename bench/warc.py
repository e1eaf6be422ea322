"""Pages a second from a WARC file: its records alone, to claims, to stored claims, and beside them trafilatura alone on the same pages."""

from __future__ import annotations

import gzip
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

import trafilatura
from speed import as_html

from riwaya import acquire, batch, pipeline, samples
from riwaya.config import Config, from_environment
from riwaya.model import Page, Rejected
from riwaya.pipeline import PageClaims, Reader
from riwaya.service import ingest
from riwaya.store import open_store

COPIES = 2  # of every page, under addresses of their own


def record(page: Page, number: int) -> bytes:
    """Return a page as a WARC record packed by itself."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(page.body) + page.body
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://bench.example/{number}\r\nContent-Length: {len(http)}\r\n\r\n"
    return gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)


def write(folder: Path, given: Path | None) -> Path:
    """Write the WARC file that is measured: pages of a file of JSON lines, else the samples."""
    found = list(acquire.pages_from_jsonl(given) if given else acquire.pages([samples.folder()]))
    pages = [as_html(page) for page in found if isinstance(page, Page)]
    path = folder / "bench.warc.gz"
    path.write_bytes(b"".join(record(page, number) for number, page in enumerate(pages * COPIES)))
    return path


def results(path: Path, config: Config, reader: Reader) -> Iterator[object]:
    """Return what reading the file gives, in this process or over several."""
    return batch.read_pages(pages_of(path), reader) if config.jobs == 1 else batch.read_pages_over(pages_of(path), config)


def pages_of(path: Path) -> Iterator[Page | Rejected]:
    """Return the pages of the file, without the day that the caller knows."""
    return (replace(page, published=None) if isinstance(page, Page) else page for page in acquire.pages([path]))


def stored(path: Path, file: Path, config: Config, reader: Reader) -> int:
    """Read the file into a new store in SQLite, as `riwaya ingest` does before it links; return how many claims it holds."""
    with closing(open_store(f"sqlite:///{file}")) as store:
        return ingest.ingest(store, pages_of(path), reader, config).claims


def _used() -> float:
    """Return the processor time of this process and those that it waited for, in seconds; a busy machine does not lengthen it."""
    return sum(os.times()[:4])


def main() -> None:
    """Measure the pages named on the command line, else the sample pages."""
    reader = pipeline.reader(from_environment())
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), Path(sys.argv[1]) if len(sys.argv) > 1 else None)
        pages = [page for page in acquire.pages([path]) if isinstance(page, Page)]
        measured: dict[str, Callable[[], object]] = {
            "records to pages": lambda: list(acquire.pages([path])),
            "trafilatura alone": lambda: [trafilatura.extract(page.body) for page in pages],
            "WARC to claims": partial(lambda: list(results(path, Config(), reader))),
            "WARC to claims, 2 processes": lambda: list(results(path, from_environment(jobs=2), reader)),
            "WARC to stored claims": partial(stored, path, Path(folder) / "one.sqlite", Config(), reader),
            "the same, 2 processes": lambda: stored(path, Path(folder) / "two.sqlite", from_environment(jobs=2), reader),
        }
        print(f"{len(pages)} pages, {path.stat().st_size / 1e6:.1f} MB packed")
        for name, work in measured.items():
            start, used = perf_counter(), _used()
            work()
            print(f"{name:28} {len(pages) / (perf_counter() - start):8.1f} pages/s {1000 * (_used() - used) / len(pages):8.1f} ms of processor a page")
        claims = sum(len(one.claims) for one in results(path, Config(), reader) if isinstance(one, PageClaims))
        print(f"{claims} claims")


if __name__ == "__main__":
    main()
