"""An answer as a WARC 1.1 record, packed as a gzip member of its own."""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

import riwaya
from riwaya.acquire.warc import told_headers
from riwaya.acquire.web import Kept

_NAMES = uuid.UUID("5b1d1f1e-8d3c-5d7a-9a53-0c1f6f3f5b60")


def response(kept: Kept) -> bytes:
    """Return the record of an answer: its bytes as they came, and what the feed said of the page in headers of our own."""
    exchange, told = kept.exchange, kept.told
    published = told.published.isoformat() if told.published else None
    headers = [
        ("WARC-Target-URI", exchange.url),
        ("WARC-IP-Address", exchange.address),
        ("Content-Type", "application/http; msgtype=response"),
        *told_headers(told.outlet, told.title, published),
    ]
    return _record("response", exchange.at, headers, exchange.raw)


def information(name: str, at: datetime) -> bytes:
    """Return the record that a WARC file begins with: what wrote it."""
    text = f"software: riwaya {riwaya.__version__}\r\nformat: WARC file version 1.1\r\n".encode()
    return _record("warcinfo", at, [("WARC-Filename", name), ("Content-Type", "application/warc-fields")], text)


def _record(kind: str, at: datetime, headers: Sequence[tuple[str, str]], block: bytes) -> bytes:
    digest = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()  # what public tools check; the journal keeps SHA-256
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    identity = uuid.uuid5(_NAMES, f"{kind} {moment} {headers} {digest}")
    told = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<urn:uuid:{identity}>"),
        ("WARC-Date", moment),
        ("WARC-Block-Digest", f"sha1:{digest}"),
        *headers,
        ("Content-Length", str(len(block))),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in told if value)
    return gzip.compress(b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n", 6, mtime=0)
