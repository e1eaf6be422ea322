"""Stands where `EventWords` stood before every face had it."""

from __future__ import annotations

from riwaya.surface.eventwords import EventWords

__all__ = ["EventWords"]
