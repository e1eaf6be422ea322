"""Stands where `EventWords` stood before every face had it."""

from riwaya.surface.eventwords import EventWords

__all__ = ["EventWords"]
