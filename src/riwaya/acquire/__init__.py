"""Takes pages in and judges none: files, folders, standard input and JSON lines become `Page`, or `Rejected` where nothing can be read."""

from __future__ import annotations

from riwaya.acquire.files import pages
from riwaya.acquire.jsonl import pages_from_jsonl

__all__ = ["pages", "pages_from_jsonl"]
