"""Charts and maps as pure functions to drawings, shared by the briefing and the web face."""

from __future__ import annotations

from riwaya.surface.draw.svg import Drawing, Label

__all__ = ["Drawing", "Label"]
