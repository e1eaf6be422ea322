"""The web face: pages in Arabic and in English, drawn by the server, the same values as every other face shows."""

from __future__ import annotations

from riwaya.surface.web.routing import face

__all__ = ["face"]
