"""Stands where `Words` stood before every face had it."""

from __future__ import annotations

from riwaya.surface.words import Words

__all__ = ["Words"]
