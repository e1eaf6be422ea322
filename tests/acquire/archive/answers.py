"""Made-up answers to keep."""

from __future__ import annotations

from datetime import UTC, date, datetime

from riwaya.acquire import http
from riwaya.acquire.web import Failure, Kept
from riwaya.acquire.web.values import Exchange, Told
from riwaya.model import Reason

AT = datetime(2024, 6, 20, 10, 0, tzinfo=UTC)


def kept(number: int, text: str = "خبر مختلق", status: str = "200 OK") -> Kept:
    body = f"<html><body><h1>{text}</h1><p>{number}</p></body></html>".encode()
    raw = f'HTTP/1.1 {status}\r\nContent-Type: text/html\r\nETag: "{number}"\r\nContent-Length: {len(body)}\r\n\r\n'.encode() + body
    answer = http.parse(raw, 1_000_000)
    assert answer is not None
    exchange = Exchange(f"https://nahr.example/n/{number}", AT, "192.0.2.7", raw, answer)
    return Kept(exchange, "page", "nahr", Told("نهر المختلقة", f"عنوان {number}", date(2024, 6, 20)))


def failure(number: int) -> Failure:
    return Failure(f"https://nahr.example/n/{number}", AT, "page", "nahr", Reason.NOT_FETCHED, "the server answered 503")
