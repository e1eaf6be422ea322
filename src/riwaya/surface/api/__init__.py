"""The HTTP API, `/api/v1`: translates a request, calls one verb of the service, puts the answer in the one envelope (docs/api.md)."""

from __future__ import annotations

from riwaya.surface.api.routes import face

__all__ = ["face"]
