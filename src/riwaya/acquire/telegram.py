"""Exports of Telegram Desktop (`result.json`): one page a message that has text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from riwaya.acquire.jsonl import day
from riwaya.acquire.source import Source
from riwaya.model import Page, Reason, Rejected


def pages_of_telegram(source: Source) -> Iterator[Page | Rejected]:
    """Yield the messages of every chat of an export, in its order. A message's page is named by the chat's and the message's number."""
    source.stream.seek(0)
    try:
        export = json.load(source.stream)
    except (ValueError, RecursionError) as error:
        yield Rejected(source.name, Reason.DAMAGED, f"{source.name}: the export is not whole JSON ({error}); export it again")
        return
    for chat in _chats(export):
        yield from _messages(chat, source)


def _chats(export: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401  # whatever JSON holds
    if not isinstance(export, Mapping):
        return
    if isinstance(export.get("messages"), list):
        yield export
    for part in ("chats", "left_chats"):
        chats = export.get(part)
        for chat in chats.get("list", ()) if isinstance(chats, Mapping) else ():
            if isinstance(chat, Mapping) and isinstance(chat.get("messages"), list):
                yield chat


def _messages(chat: Mapping[str, Any], source: Source) -> Iterator[Page | Rejected]:
    for message in chat["messages"]:
        if not isinstance(message, Mapping) or message.get("type") != "message":  # a service notice: somebody joined, a photo was changed
            continue
        text = _text(message.get("text"))
        if text.strip():
            yield _page(chat, message, text, source)


def _page(chat: Mapping[str, Any], message: Mapping[str, Any], text: str, source: Source) -> Page:
    number, name = message.get("id"), chat.get("name")
    body = text.encode("utf-8", "replace")
    public = str(chat.get("type", "")).endswith(("channel", "supergroup"))
    url = f"https://t.me/c/{chat.get('id')}/{number}" if public else None
    outlet = source.known.outlet or (name if isinstance(name, str) else None)
    return Page(f"telegram:{chat.get('id')}/{number}", body, "text", url, outlet, None, _day(message) or source.known.published)


def _day(message: Mapping[str, Any]) -> date | None:
    return day(message.get("date"))


def _text(text: object) -> str:
    """Return a message's words: a string, or a row of strings and marked pieces (links, bold words)."""
    if isinstance(text, str):
        return text
    return "".join(_pieces(text)) if isinstance(text, Iterable) else ""


def _pieces(pieces: Iterable[object]) -> Iterator[str]:
    for piece in pieces:
        words = piece.get("text", "") if isinstance(piece, Mapping) else piece
        yield words if isinstance(words, str) else ""
