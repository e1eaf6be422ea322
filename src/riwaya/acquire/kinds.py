"""Tells what kind of collection of pages a file is, by its content: the name may say anything. JSON lines alone are believed by it: a line may be broken."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from enum import StrEnum

from riwaya.acquire import table
from riwaya.acquire.source import Source

_HEAD = 1 << 16
_TELEGRAM = re.compile(
    rb'"type"\s*:\s*"(?:(?:public|private)_(?:channel|supergroup|group)|personal_chat|bot_chat|saved_messages)"\s*,\s*"id"\s*:\s*-?\d+\s*,\s*"messages"'
    rb'|^\s*\{\s*"about"\s*:\s*"Here is the data you requested'
)
_ROW = re.compile(rb'^\s*\{.*"doc"\s*:', re.DOTALL)
_LINES = (".jsonl", ".ndjson")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


class Kind(StrEnum):
    """What a file may hold."""

    PAGE = "page"
    WARC = "warc"
    WACZ = "wacz"
    TELEGRAM = "telegram"
    JSONL = "jsonl"
    TABLE = "table"
    PARQUET = "parquet"
    ADDRESSES = "addresses"


def kind(source: Source) -> Kind:
    """Return what `source` holds; whatever is nothing else is one page."""
    head = source.at(0, _HEAD)
    if _opened(head).startswith(b"WARC/"):
        return Kind.WARC
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    if head.startswith(b"PK\x03\x04"):
        return Kind.WACZ if _holds_warcs(source) else Kind.PAGE
    if source.name.lower().endswith(_LINES) and b'"doc"' in head:  # even where its first line is broken
        return Kind.JSONL
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> Kind:
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _kind_of_json(head)
    if _addresses(head):
        return Kind.ADDRESSES
    return Kind.TABLE if table.is_table(head) else Kind.PAGE


def _opened(head: bytes) -> bytes:
    """Return the first bytes, unpacked where they are packed with gzip."""
    if not head.startswith(b"\x1f\x8b"):
        return head
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return head


def _holds_warcs(source: Source) -> bool:
    try:
        with zipfile.ZipFile(source.stream) as archive:
            return any(is_warc(name) for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b".wacz" in source.name.encode() or b"datapackage" in source.at(0, _HEAD)


def is_warc(name: str) -> bool:
    """Whether a member of a WACZ file is one of its WARC files."""
    return name.endswith((".warc", ".warc.gz"))


def _kind_of_json(head: bytes) -> Kind:
    if _TELEGRAM.search(head):
        return Kind.TELEGRAM
    line, _, rest = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not rest and len(head) == _HEAD:  # a first line longer than what was looked at
        return Kind.JSONL if _ROW.match(line) else Kind.PAGE
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Kind.PAGE
    return Kind.JSONL if isinstance(row, dict) and "doc" in row and ("text" in row or "html" in row) else Kind.PAGE


def _addresses(head: bytes) -> bool:
    """Whether every line is an address of a page, a remark (#) or empty; the last line may be cut off."""
    lines = [line for line in addresses_in(head) if line]
    return bool(lines) and all(_ADDRESS.fullmatch(line) for line in lines)


def addresses_in(body: bytes) -> list[str]:
    """Return the lines of a list of addresses without remarks."""
    lines = body.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
