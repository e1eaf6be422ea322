"""The command line: translates arguments, calls the reading path, prints."""

from __future__ import annotations

from riwaya.surface.cli.app import main

__all__ = ["main"]
