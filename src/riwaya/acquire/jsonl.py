"""Many pages at once: JSON lines of the contract."""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import IO

from riwaya.acquire.source import LIMIT, Source
from riwaya.errors import BadInput
from riwaya.model import Page, Reason, Rejected

STDIN = "-"
_SURROGATE = re.compile("[\ud800-\udfff]")


def pages_from_jsonl(path: Path | str, *, limit: int = LIMIT) -> Iterator[Page | Rejected]:
    """Yield one page a line, in order; `path` may be "-". A line that is no page becomes `Rejected` naming file and line.

    Raises BadInput where the file cannot be opened.
    """
    with _open(path) as stream:
        yield from _rows(stream, str(path), limit)


def rows(source: Source) -> Iterator[Page | Rejected]:
    """Yield one page a line of a file that turned out to hold JSON lines."""
    source.stream.seek(0)
    return _rows(source.stream, source.name, source.limit)


def _rows(stream: IO[bytes], name: str, limit: int) -> Iterator[Page | Rejected]:
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > limit:
            _skip_line(stream, line, limit)
            yield Rejected(place, Reason.TOO_LARGE, f"{place}: a line larger than {limit:,} bytes")
        elif line.strip():
            yield _page(line, place)


def _open(path: Path | str) -> IO[bytes] | nullcontext[IO[bytes]]:
    if str(path) == STDIN:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise BadInput(f"{path}: cannot be opened: {error.strerror}") from error


def _skip_line(stream: IO[bytes], line: bytes, limit: int) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(limit)


def _page(line: bytes, place: str) -> Page | Rejected:
    try:
        row = json.loads(line.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError) as error:
        return Rejected(place, Reason.UNDECODABLE, f"{place}: not a line of JSON in UTF-8: {error}")
    if not isinstance(row, dict):
        return Rejected(place, Reason.UNDECODABLE, f'{place}: a JSON object {{"doc": ..., "text": ...}} is expected')
    doc = row.get("doc")
    if not isinstance(doc, str | int) or isinstance(doc, bool) or doc == "":
        return Rejected(place, Reason.UNDECODABLE, f"{place}: key 'doc': the page's id is missing")
    return _page_of(row, _whole(str(doc)), place)


def _page_of(row: Mapping[str, object], doc: str, place: str) -> Page | Rejected:
    url, outlet, title = (_string(row, key) for key in ("url", "outlet", "title"))
    text, html = row.get("text"), row.get("html")
    content = text if isinstance(text, str) else html
    if not isinstance(content, str):
        return Rejected(doc, Reason.EMPTY, f"{place}: neither 'text' nor 'html' is a string", url, outlet)
    if not content.strip():
        return Rejected(doc, Reason.EMPTY, f"{place}: no content", url, outlet)
    return Page(doc, _body(content), "text" if isinstance(text, str) else "html", url, outlet, title, day(row.get("published")))


def _body(content: str) -> bytes:
    """Encode so that decoding gives exactly `content`: a leading byte order mark is doubled, since decoding takes one away."""
    body = _whole(content).encode()
    return codecs.BOM_UTF8 + body if body.startswith(codecs.BOM_UTF8) else body


def _string(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    return _whole(value) if isinstance(value, str) and value.strip() else None


def _whole(text: str) -> str:
    """Return `text` with lone surrogates, which no encoding can write, replaced one for one."""
    return _SURROGATE.sub("\ufffd", text)


def day(value: object) -> date | None:
    """Return the day of an ISO day or time. A value that is no day ("2017-19-04") counts as not given: the page is worth more than its date."""
    try:
        return date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
