"""Bytes to text. What decodes as a page of Arabic letters wins over what the page declares of itself."""

from __future__ import annotations

import codecs
import re

_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_GUESSES = ("windows-1256", "iso-8859-6", "windows-1252")
_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_LATIN_IN_ARABIC = re.compile("[\u0600-\u06ff][\u00c0-\u00ff\u0192\u0152\u0153]|[\u00c0-\u00ff\u0192\u0152\u0153][\u0600-\u06ff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x80-\x9f]")
_MOST_BAD = 0.03  # of all characters; a page that lost more than this lost words, and is kept as rejected rather than read wrong
_MOST_BROKEN = 0.2
_SAMPLE = 200_000


def decode(body: bytes, *, declared: bool) -> str | None:
    """Return the text of `body`; None where no encoding gives readable text.

    `declared`: whether a charset that the bytes name themselves (HTML) is worth a try.
    """
    for mark, name in _BOMS.items():
        if body.startswith(mark):
            return _readable(body[len(mark) :].decode(name, "replace"))
    if unmarked := _utf16(body):
        return _readable(body.decode(unmarked, "replace"))
    try:
        return _readable(body.decode("utf-8"), lost="")
    except UnicodeDecodeError:
        return _readable(body.decode(_best(body, declared=declared), "replace"))


def _utf16(body: bytes) -> str | None:
    """Return which UTF-16 the bytes are in when there is no mark: one byte of each pair then names the block."""
    head = body[: 4000 - len(body[:4000]) % 2]
    for name, high, low in (("utf-16-le", head[1::2], head[0::2]), ("utf-16-be", head[0::2], head[1::2])):
        if len(high) > 1 and high.count(b"\x06") + high.count(b"\x00") > 0.7 * len(high) and low.count(b"\x00") < 0.1 * len(low):
            return name
    return None


def _best(body: bytes, *, declared: bool) -> str:
    """Return the encoding that reads a sample best; ties go to the declared one, then to the order of `_GUESSES`.

    UTF-8 with a few broken bytes stays UTF-8: read in single bytes it is full of Arabic letters too.
    """
    sample = body[:_SAMPLE]
    as_utf8 = sample.decode("utf-8", "replace")
    if _MOST_BROKEN * sum(character > "\x7f" for character in as_utf8) > as_utf8.count("\ufffd"):
        return "utf-8"
    names = [name for name in (_declared(body) if declared else None, *_GUESSES) if name]
    return max(names, key=lambda name: _score(sample.decode(name, "replace")))


def _declared(body: bytes) -> str | None:
    """Return the charset that a page names, if it is one of single bytes; others would have decoded before."""
    found = _DECLARED.search(body[:4096])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except LookupError:
        return None
    return name if name.startswith(("cp", "iso8859", "mac", "koi8", "windows")) else None


def _score(text: str) -> float:
    """Rate a decoding: Arabic letters speak for it; replaced bytes, Latin letters inside Arabic words and controls against it."""
    against = text.count("\ufffd") + len(_LATIN_IN_ARABIC.findall(text)) + len(_CONTROLS.findall(text))
    return len(_ARABIC.findall(text)) - 5 * against


def _readable(text: str, lost: str = "\ufffd") -> str | None:
    """Return the text unless too much of it is controls, or bytes that stood for nothing (`lost` marks them)."""
    bad = (text.count(lost) if lost else 0) + len(_CONTROLS.findall(text))
    return text if bad <= _MOST_BAD * len(text) else None
