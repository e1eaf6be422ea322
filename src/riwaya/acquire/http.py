"""An HTTP response as it came over the wire, taken apart: status, headers, and the body as the server meant it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import zstandard
from warcio.bufferedreaders import ChunkedDataReader

_MARKUP_OF_MACHINES = (b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex", b"<rdf:rdf")
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class Response:
    """`body` is unpacked and whole; `fault` says why it is not, and then `body` is what could be had. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    fault: str | None = None

    @property
    def media(self) -> str:
        """The declared kind of content, without parameters; "" where none is declared."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        """Whether this is an answer that carries a page: 200, and by its kind HTML or plain text, no feed and no sitemap."""
        declared = self.media in {"", *_PAGES}
        return self.status == 200 and declared and not self.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP_OF_MACHINES[1:])


def parse(raw: bytes, limit: int) -> Response | None:
    """Take a response apart; None where `raw` does not begin like one. A body is unpacked up to `limit` bytes and one more."""
    head, blank, body = raw.partition(b"\r\n\r\n")
    if not blank:
        head, blank, body = raw.partition(b"\n\n")
    lines = head.decode("utf-8", "replace").splitlines()
    parts = lines[0].split() if lines else []
    if len(parts) < 2 or not parts[0].startswith("HTTP/") or not parts[1].isdigit():
        return None
    pairs = (line.partition(":") for line in lines[1:])
    headers = {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = ChunkedDataReader(io.BytesIO(body)).read()
    content, fault = unpacked(body, headers.get("content-encoding", "").lower(), limit)
    return Response(int(parts[1]), headers, content, fault)


def unpacked(body: bytes, coding: str, limit: int) -> tuple[bytes, str | None]:
    """Undo a content coding; return the content and what is wrong with it."""
    if coding in {"", "identity", "none", "utf-8"} or not body:
        return body, None
    if coding in {"gzip", "x-gzip"}:  # some writers of WARC files unpack the body and leave the header
        return _inflated(body, 31, limit) if body.startswith(b"\x1f\x8b") else (body, None)
    if coding == "deflate":
        return _inflated(body, 15 if body[0] & 0x0F == 8 else -15, limit)
    if coding == "zstd":
        return _zstd(body, limit)
    return body, f"packed as {coding}, which cannot be unpacked here"


def _inflated(body: bytes, form: int, limit: int) -> tuple[bytes, str | None]:
    engine = zlib.decompressobj(form)
    try:
        content = engine.decompress(body, limit + 1)
    except zlib.error as error:
        return b"", f"its packed body is damaged ({error})"
    if len(content) <= limit and not engine.eof:
        return content, "its packed body is cut off"
    return content, None


def _zstd(body: bytes, limit: int) -> tuple[bytes, str | None]:
    try:
        return zstandard.ZstdDecompressor().stream_reader(io.BytesIO(body)).read(limit + 1), None
    except zstandard.ZstdError as error:
        return b"", f"its packed body is damaged ({error})"
