"""Sample pages that ship with riwaya. Everything in them is made up: outlets, persons, places and happenings."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Return the folder of the sample pages."""
    return Path(__file__).parent / "pages"
