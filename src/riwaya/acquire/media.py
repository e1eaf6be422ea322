"""Tells what a file holds from its first bytes, whatever its name says."""

from __future__ import annotations

import re
from typing import Literal

_MAGIC = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "ZIP or office document",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG image",
    b"GIF8": "GIF image",
    b"\xff\xd8\xff": "JPEG image",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"7z\xbc\xaf": "7-Zip",
    b"Rar!": "RAR",
    b"\x7fELF": "program",
    b"OggS": "Ogg sound",
    b"ID3": "MP3 sound",
    b"\xd0\xcf\x11\xe0": "office document",
    b"SQLite format 3": "SQLite database",
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta|title|table|span|section|main)[\s>/]", re.IGNORECASE)
_MARKUP_START = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|article|div|p|h1|meta|title|table|\?xml|!--)", re.IGNORECASE)
_HEAD = 4096
_TAGS_OF_A_PAGE = 3


def media(body: bytes) -> Literal["html", "text"]:
    """Return whether `body` is marked-up: it starts with a tag, or has several of a page's tags near its start."""
    head = body[:_HEAD].replace(b"\x00", b"")  # UTF-16 markup then reads like ASCII
    if _MARKUP_START.match(head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        return "html"
    return "html" if len(_HTML.findall(head)) >= _TAGS_OF_A_PAGE else "text"


def binary(body: bytes) -> str | None:
    """Return what kind of binary data `body` is; None where it may be text."""
    for magic, name in _MAGIC.items():
        if body.startswith(magic):
            return name
    if body.startswith(b"RIFF") or body[4:8] == b"ftyp":
        return "sound, image or video"
    head = body[:_HEAD]
    if b"\x00" in head and not _utf16(head):
        return "data with NUL bytes"
    return None


def _utf16(head: bytes) -> bool:
    """Whether bytes are UTF-16: a byte order mark, or the same one byte of nearly every pair is a block number of plain text."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    halves = (head[0::2], head[1::2])
    high = [sum(half.count(block) for block in (b"\x00", b"\x06", b"\x20")) > 0.9 * len(half) for half in halves]
    return high[0] != high[1]
