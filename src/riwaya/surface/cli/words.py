"""Stands where `Words` stood before every face had it."""

from riwaya.surface.words import Words

__all__ = ["Words"]
