"""Claims and events in the forms that other tools read: a module a format, all of them listed in `registry`."""

from __future__ import annotations

from riwaya.surface.export.format import Format, Layout, Setting, What
from riwaya.surface.export.registry import FORMATS

__all__ = ["FORMATS", "Format", "Layout", "Setting", "What"]
