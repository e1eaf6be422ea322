"""Secrets that are handed out once and kept as hashes only: sessions, API tokens, and the CSRF token bound to a session."""

from __future__ import annotations

import hashlib
import hmac
import secrets

_BYTES = 32  # 256 bits: no guess reaches it, so a plain SHA-256 of it is as good as a slow hash


def new_secret(prefix: str = "") -> str:
    """Return a fresh random secret that can stand in a header, a cookie or a URL."""
    return prefix + secrets.token_urlsafe(_BYTES)


def digest(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256 in hex."""
    return hashlib.sha256(secret.encode()).hexdigest()


def csrf(session: str) -> str:
    """Return the token that forms of a session must carry: who does not hold the session's secret cannot make it."""
    return hmac.new(session.encode(), b"riwaya csrf", hashlib.sha256).hexdigest()


def same_secret(one: str, other: str) -> bool:
    """Compare two secrets in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
