"""Values as the compact bytes that the store keeps, and back."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

import msgpack
import zstandard

from riwaya.model import Document, Repair, Span

_SMALL = 6  # zstd's level for records: beyond it time grows, size hardly falls


@lru_cache(maxsize=1)
def _writer() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=_SMALL, write_content_size=True)


def squeezed(body: bytes) -> bytes:
    """Compress."""
    return _writer().compress(body)


def opened(body: bytes) -> bytes:
    """Take back what `squeezed` made."""
    return zstandard.ZstdDecompressor().decompress(body)


def packed(record: object) -> bytes:
    """Pack a record of the contract (what JSON can say)."""
    return squeezed(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(body: bytes) -> Any:  # noqa: ANN401  # a record of the contract
    """Return the record."""
    return json.loads(opened(body))


def document_bytes(document: Document) -> bytes:
    """Pack what of a document has no column."""
    ranges = [(one.start, one.end) for one in document.skipped]
    repairs = [(one.span.start, one.span.end, one.text) for one in document.repairs]
    rest = [document.text, document.byline, document.language, list(document.tags), ranges, repairs, dict(document.origins)]
    return squeezed(bytes(msgpack.packb(rest)))


def document_of(row: Any) -> Document:  # noqa: ANN401  # a row of `documents`
    """Return the document of a row."""
    text, byline, language, tags, ranges, repairs, origins = msgpack.unpackb(opened(row.body))
    return Document(
        id=row.id,
        text=text,
        title=row.title,
        url=row.url,
        outlet=row.outlet,
        byline=byline,
        published=date.fromisoformat(row.published) if row.published else None,
        language=language,
        tags=tuple(tags),
        skipped=tuple(Span(start, end) for start, end in ranges),
        repairs=tuple(Repair(Span(start, end), meant) for start, end, meant in repairs),
        origins=origins,
    )
