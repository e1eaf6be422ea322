"""Documents and records as compressed bytes, and back."""

from __future__ import annotations

import json
from typing import Any

import zstandard

from riwaya.model import Document, Repair, Span

_LEVEL = 6


def squeeze(body: bytes) -> bytes:
    """Return bytes compressed."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(body)


def unsqueeze(body: bytes) -> bytes:
    """Return bytes as they were."""
    return zstandard.ZstdDecompressor().decompress(body)


def pack(record: Any) -> bytes:  # noqa: ANN401  # any JSON value
    """Return a JSON value as compressed bytes; lone surrogates of broken pages are kept."""
    return squeeze(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def unpack(body: bytes) -> Any:  # noqa: ANN401  # any JSON value
    """Return the JSON value of compressed bytes."""
    return json.loads(unsqueeze(body).decode("utf-8", "surrogatepass"))


def document_record(document: Document) -> dict[str, Any]:
    """Return what the columns of `pages` do not hold of a document."""
    return {
        "text": document.text,
        "byline": document.byline,
        "tags": document.tags,
        "skipped": [(one.start, one.end) for one in document.skipped],
        "repairs": [(one.span.start, one.span.end, one.text) for one in document.repairs],
        "origins": dict(document.origins),
    }


def document_of(row: Any, record: dict[str, Any]) -> Document:  # noqa: ANN401  # a row of `pages`
    """Return the document of a row and its record."""
    return Document(
        id=row.id,
        text=record["text"],
        title=row.title,
        url=row.url,
        outlet=row.outlet,
        byline=record["byline"],
        published=row.published,
        language=row.language,
        tags=tuple(record["tags"]),
        skipped=tuple(Span(*one) for one in record["skipped"]),
        repairs=tuple(Repair(Span(start, end), text) for start, end, text in record["repairs"]),
        origins=record["origins"],
    )
