"""Values as the compact bytes that the store keeps, and back."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

import msgpack
import zstandard

from riwaya.model import Document, Repair, Span

_LEVEL = 3  # zstd's: beyond it time grows, size hardly falls
# What records have in common, given to zstd beforehand: a record alone is too short to learn from. Stored bytes rest on it, so it never changes.
_COMMON = (
    b'{"doc":"page-","group":"civilians","quantity":"","precision":"span","basis":"publication","precision":"week","within":"","relation":"countryside",'
    b'"stance":"denied","stance":"possible","stance":"planned","background":true,"channel":"agency","outcome":"destroyed","item":"vehicle","equipment":[{'
    b'{"id":"","evidence":[[0,100],[200,300]],"event_type":"explosions-remote-violence","sub_event_type":"air-drone-strike","stance":"asserted",'
    b'"sources":[{"name":"","actor":"","channel":"","span":[1,2]}],"actors":[{"actor":"","name":"","span":[1,2]}],"targets":[{"actor":"civilians","name":"","span":[1,2]}],'
    b'"places":[{"name":"","within":"","relation":"in","lat":33.5,"lon":36.3,"radius_km":5.0,"where_prec":1,"id":"geonames:","span":[1,2]}],'
    b'"date":{"start":"2018-01-01","end":"2018-01-01","precision":"day","basis":"stated","span":[1,2]},'
    b'"casualties":[{"outcome":"killed","group":"","low":1,"high":1,"span":[1,2]},{"outcome":"wounded","low":2,"high":2}],"rules":[""]}'
)


@lru_cache(maxsize=1)
def _writer() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=_LEVEL)


@lru_cache(maxsize=1)
def _record_writer() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=_LEVEL, dict_data=_shared(), write_dict_id=False, write_checksum=False)


@lru_cache(maxsize=1)
def _shared() -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(_COMMON, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


def _without_nothing(record: Any) -> Any:  # noqa: ANN401  # what JSON can say
    """Leave out what is null or empty: `contract.read` takes an absent slot for it."""
    if isinstance(record, dict):
        return {key: _without_nothing(value) for key, value in record.items() if value is not None and value != [] and value is not False}
    return [_without_nothing(one) for one in record] if isinstance(record, list) else record


def packed_claim(record: dict[str, Any]) -> bytes:
    """Pack a claim's record of the contract."""
    return _record_writer().compress(_json(_without_nothing(record)))


def unpacked_claim(body: bytes) -> dict[str, Any]:
    """Return a claim's record; what was null or empty is absent."""
    record: dict[str, Any] = _of_json(zstandard.ZstdDecompressor(dict_data=_shared()).decompress(body))
    return record


def _json(record: object) -> bytes:
    """Write JSON; lone surrogates of broken texts are kept."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _of_json(body: bytes) -> Any:  # noqa: ANN401  # a record of the contract
    return json.loads(body.decode("utf-8", "surrogatepass"))


def squeezed(body: bytes) -> bytes:
    """Compress."""
    return _writer().compress(body)


def opened(body: bytes) -> bytes:
    """Take back what `squeezed` made."""
    return zstandard.ZstdDecompressor().decompress(body)


def packed(record: object) -> bytes:
    """Pack a record of the contract (what JSON can say)."""
    return squeezed(_json(record))


def unpacked(body: bytes) -> Any:  # noqa: ANN401  # a record of the contract
    """Return the record."""
    return _of_json(opened(body))


def document_bytes(document: Document) -> bytes:
    """Pack what of a document has no column."""
    ranges = [(one.start, one.end) for one in document.skipped]
    repairs = [(one.span.start, one.span.end, one.text) for one in document.repairs]
    rest = [document.text, document.byline, document.language, list(document.tags), ranges, repairs, dict(document.origins)]
    return squeezed(bytes(msgpack.packb(rest, unicode_errors="surrogatepass")))


def document_of(row: Any) -> Document:  # noqa: ANN401  # a row of `documents`
    """Return the document of a row."""
    text, byline, language, tags, ranges, repairs, origins = msgpack.unpackb(opened(row.body), unicode_errors="surrogatepass")
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
