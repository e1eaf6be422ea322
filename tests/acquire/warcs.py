"""WARC files for tests, written with warcio. Every page in them is made up unless it comes from the corpus beside the checkout."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "pages.jsonl"
MADE_UP = "قتل {number} أشخاص في قصف على بلدة الربيعة، وفق ما قال مصدر طبي لوكالة نهر المختلقة."


def html(text: str, title: str = "خبر مختلق") -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    head = f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title></head>'
    return f"{head}<body><article><h1>{title}</h1>{paragraphs}</article></body></html>".encode()


def texts() -> list[str]:
    """Texts of the corpus where it is there, else made-up ones."""
    if CORPUS.is_file():
        return [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [MADE_UP.format(number=number) * 5 for number in range(2, 300)]


def bodies(count: int) -> Iterator[bytes]:
    told = texts()
    for number in range(count):
        yield html(told[number % len(told)], f"الخبر رقم {number}")


class _Writer(WARCWriter):  # type: ignore[misc]  # warcio publishes no types
    """warcio's writer; what it sets aside goes into memory, where its own temporary files would be left open."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


def record(url: str, body: bytes, *, status: str = "200 OK", headers: tuple[tuple[str, str], ...] = (), kind: str = "response", packed: bool = True) -> bytes:
    """One record as it stands in a file."""
    out = io.BytesIO()
    writer = _Writer(out, gzip=packed)
    given = dict(headers)
    media = given.setdefault("Content-Type", "text/html; charset=utf-8")
    http = StatusAndHeaders(status, list(given.items()), protocol="HTTP/1.1") if kind == "response" else None
    options = {} if kind == "response" else {"warc_content_type": media}
    writer.write_record(writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=http, **options))
    return out.getvalue()


def address(number: int) -> str:
    return f"https://nahr.example/news/{number}"
