"""HTML and text from files, folders and standard input."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from riwaya.acquire.media import binary, media
from riwaya.errors import BadInput
from riwaya.model import Page, Reason, Rejected

LIMIT = 20_000_000
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of the pages that he hands in."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: date | None = None


def pages(paths: Iterable[Path | str], known: Known | None = None, *, limit: int = LIMIT) -> Iterator[Page | Rejected]:
    """Yield one page a file; folders are walked in sorted order, hidden files left out, "-" is standard input.

    Raises BadInput for a path that does not exist; a file that cannot be read is yielded as `Rejected`.
    """
    told = known or Known()
    for path in paths:
        if str(path) == STDIN:
            yield from _page(STDIN, _read(sys.stdin.buffer, limit), told, limit)
            continue
        for file in _files(Path(path)):
            yield from _page_of_file(file, told, limit)


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise BadInput(f"{path}: no such file or folder")
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
            yield file


def _page_of_file(file: Path, known: Known, limit: int) -> Iterator[Page | Rejected]:
    name = str(file).encode("utf-8", "replace").decode()
    try:
        with file.open("rb") as stream:
            body = _read(stream, limit)
    except OSError as error:
        yield Rejected(name, Reason.FAILED, f"{name}: cannot be read: {error.strerror}", known.url, known.outlet)
        return
    yield from _page(name, body, known, limit)


def _read(stream: BinaryIO, limit: int) -> bytes:
    """Read one byte more than `limit` at most: enough to know that a file is too large."""
    return stream.read(limit + 1)


def _page(name: str, body: bytes, known: Known, limit: int) -> Iterator[Page | Rejected]:
    yield page(name, body, known, limit=limit)


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
