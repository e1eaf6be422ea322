"""Pages of WARC and WACZ files: web archives, Common Crawl's news, and what `riwaya fetch` kept."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, cast
from urllib.parse import quote, unquote, urlsplit

from riwaya.acquire import http
from riwaya.acquire.files import page
from riwaya.acquire.jsonl import day
from riwaya.acquire.kinds import is_warc
from riwaya.acquire.records import Damage, Record, records
from riwaya.acquire.source import Known, Source
from riwaya.model import Page, Reason, Rejected

_TOLD = {"outlet": "riwaya-outlet", "title": "riwaya-title", "published": "riwaya-published"}  # what the feed said of a page, kept in headers of its record
_IN_MEMORY = 1 << 26


def pages_of_warc(source: Source) -> Iterator[Page | Rejected]:
    """Yield the pages of a WARC file in order: answers with HTML or plain text, texts of WET files, and resources.

    A page's id is its address. Requests, redirects, errors, images and the like are no pages and are left out;
    a damaged record becomes `Rejected` with its offset in the file.
    """
    for record in records(source):
        if isinstance(record, Damage):
            yield _damaged(record, source)
        elif (found := page_of_record(record, source)) is not None:
            yield found


def pages_of_wacz(source: Source) -> Iterator[Page | Rejected]:
    """Yield the pages of all WARC files of a WACZ file."""
    try:
        with zipfile.ZipFile(source.stream) as archive:
            for name in filter(is_warc, archive.namelist()):
                yield from _pages_of_member(archive, name, source)
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        yield Rejected(source.name, Reason.DAMAGED, f"{source.name}: a damaged WACZ file ({error})", source.known.url, source.known.outlet)


def _pages_of_member(archive: zipfile.ZipFile, name: str, source: Source) -> Iterator[Page | Rejected]:
    inside = f"{source.name}!{name}"
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as opened:
        fault = None
        try:
            _copy(archive, name, source, cast("BinaryIO", opened))
        except (zipfile.BadZipFile, EOFError, RuntimeError) as error:
            fault = Rejected(inside, Reason.DAMAGED, f"{inside}: {error}; what could be read of it is read")
        yield from pages_of_warc(replace(source, name=inside, stream=cast("BinaryIO", opened)))
        if fault:
            yield fault


def _copy(archive: zipfile.ZipFile, name: str, source: Source, target: BinaryIO) -> None:
    """Copy a member out. One that is not packed is copied as it lies there: its checksum would give up all for one byte, its records tell which it was."""
    info = archive.getinfo(name)
    if info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 1:  # 1: encrypted
        header = source.at(info.header_offset, 30)
        start = info.header_offset + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        target.writelines(source.at(start + offset, min(_IN_MEMORY, info.file_size - offset)) for offset in range(0, info.file_size, _IN_MEMORY))
        return
    with archive.open(name) as member:
        shutil.copyfileobj(member, target)


def page_of_record(record: Record, source: Source) -> Page | Rejected | None:
    """Return the page that a record holds, None where it holds none."""
    headers, url = record.headers, record.headers.get("warc-target-uri", "").strip("<>")
    if urlsplit(url).path == "/robots.txt":
        return None
    known = _known(headers, url, source.known)
    name = url or f"{source.name}@{record.offset}"
    if headers.get("warc-type") == "response":
        return _answer(record, name, known, source)
    held = headers.get("content-type", "").partition(";")[0].strip().lower()
    if headers.get("warc-type") in {"resource", "conversion"} and held in {"text/html", "application/xhtml+xml", "text/plain"}:
        return page(name, record.block, known, limit=source.limit)
    return None


def _answer(record: Record, name: str, known: Known, source: Source) -> Page | Rejected | None:
    answer = http.parse(record.block, source.limit)
    if answer is None or not answer.is_page:
        return None
    if answer.fault:
        place = f"{source.name}@{record.offset}"
        return Rejected(name, Reason.DAMAGED, f"{place}: {answer.fault}", known.url, known.outlet)
    return page(name, answer.body, known, limit=source.limit)


def _known(headers: Mapping[str, str], url: str, known: Known) -> Known:
    told = {part: unquote(headers[name]) for part, name in _TOLD.items() if headers.get(name)}
    published = day(told.get("published")) or known.published
    return Known(url or known.url, told.get("outlet") or known.outlet, told.get("title") or known.title, published)


def told_headers(outlet: str | None, title: str | None, published: str | None) -> list[tuple[str, str]]:
    """Return the headers by which a record of ours tells what the feed said of its page; the counterpart of reading them."""
    told = {"outlet": outlet, "title": title, "published": published}
    return [(name, quote(value, safe=" /:")) for part, name in _TOLD.items() if (value := told[part])]


def _damaged(damage: Damage, source: Source) -> Rejected:
    place = f"{source.name}@{damage.offset}"
    reason = Reason.TOO_LARGE if damage.too_large else Reason.DAMAGED
    url = (damage.headers or {}).get("warc-target-uri", "").strip("<>") or None
    return Rejected(place, reason, f"{place}: {damage.why}; {damage.length:,} bytes are not read", url, source.known.outlet)
