"""Pages from files, folders and standard input."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from riwaya.acquire.jsonl import STDIN, rows
from riwaya.acquire.kinds import Kind, addresses_in, kind
from riwaya.acquire.media import binary, media
from riwaya.acquire.source import LIMIT, Known, Reader, Source
from riwaya.acquire.table import pages_of_table
from riwaya.acquire.telegram import pages_of_telegram
from riwaya.errors import BadInput
from riwaya.model import Page, Reason, Rejected


def pages(paths: Iterable[Path | str], known: Known | None = None, *, limit: int = LIMIT) -> Iterator[Page | Rejected]:
    """Yield the pages of files: one page, or a collection of them (JSON lines, CSV, Parquet, WARC, WACZ, an export of Telegram), told by its content.

    Folders are walked in sorted order, hidden files left out, "-" is standard input. Raises BadInput for a path that does not exist;
    what cannot be read is yielded as `Rejected`.
    """
    told = known or Known()
    for path in paths:
        if str(path) == STDIN:
            yield from pages_of(Source(STDIN, io.BytesIO(sys.stdin.buffer.read(limit + 1)), told, limit))
            continue
        for file in _files(Path(path)):
            yield from _pages_of_file(file, told, limit)


def pages_of(source: Source) -> Iterator[Page | Rejected]:
    """Yield the pages of one file, whatever it holds."""
    return _reader(kind(source))(source)


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise BadInput(f"{path}: no such file or folder")
    if not path.is_dir():
        yield path
        return
    if (path / "journal.jsonl").is_file() and (path / "warc").is_dir():  # an archive of ours: its journal is no page
        path = path / "warc"
    for file in sorted(path.rglob("*")):
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
            yield file


def _pages_of_file(file: Path, known: Known, limit: int) -> Iterator[Page | Rejected]:
    name = str(file).encode("utf-8", "replace").decode()
    try:
        with file.open("rb") as stream:
            yield from pages_of(Source(name, _seekable(stream, limit), known, limit))
    except OSError as error:
        yield Rejected(name, Reason.FAILED, f"{name}: cannot be read: {error.strerror or error}", known.url, known.outlet)


def _seekable(stream: BinaryIO, limit: int) -> BinaryIO:
    """Return a stream that can be read twice: a pipe's content is taken into memory, up to one byte more than `limit`."""
    return stream if stream.seekable() else io.BytesIO(stream.read(limit + 1))


def _reader(kind: Kind) -> Reader:
    if kind in {Kind.WARC, Kind.WACZ}:
        from riwaya.acquire import warc  # noqa: PLC0415  # readers of archives need packages that reading a page does not

        return warc.pages_of_warc if kind is Kind.WARC else warc.pages_of_wacz
    if kind is Kind.PARQUET:
        from riwaya.acquire import parquet  # noqa: PLC0415  # the same

        return parquet.pages_of_parquet
    plain = {Kind.TELEGRAM: pages_of_telegram, Kind.JSONL: rows, Kind.TABLE: pages_of_table, Kind.ADDRESSES: _addresses}
    return plain.get(kind, _single)


def _single(source: Source) -> Iterator[Page | Rejected]:
    """Read one byte more than the limit at most: enough to know that a page is too large."""
    yield page(source.name, source.at(0, source.limit + 1), source.known, limit=source.limit)


def _addresses(source: Source) -> Iterator[Page | Rejected]:
    """Pages that are only named are not read here: nothing goes out to the network unless it is asked to."""
    number = len(addresses_in(source.at(0, source.limit)))
    why = f"{source.name}: a list of {number} addresses; fetch them with: riwaya fetch {source.name}"
    yield Rejected(source.name, Reason.NOT_FETCHED, why, source.known.url, source.known.outlet)


def page(name: str, body: bytes, known: Known, *, limit: int = LIMIT) -> Page | Rejected:
    """Return the page that `body` holds; standard input is named by its content."""
    told = (known.url, known.outlet)
    if len(body) > limit:
        return Rejected(name, Reason.TOO_LARGE, f"{name}: larger than {limit:,} bytes", *told)
    if not body.strip():
        return Rejected(name, Reason.EMPTY, f"{name}: no content", *told)
    if kind := binary(body):
        return Rejected(name, Reason.BINARY, f"{name}: {kind}, not a page", *told)
    identity = hashlib.sha256(body).hexdigest()[:16] if name == STDIN else name
    return Page(identity, body, media(body), known.url, known.outlet, known.title, known.published)
