"""Evidence: answers kept byte for byte in WARC files, and a journal whose lines hang on one another."""

from __future__ import annotations

from riwaya.acquire.archive.keep import Archive
from riwaya.acquire.archive.verify import Finding, verify

__all__ = ["Archive", "Finding", "verify"]
