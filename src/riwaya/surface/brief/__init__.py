"""The situation report: what happened, how well it is attested, who contradicts whom, and every figure with its sources."""

from __future__ import annotations

from riwaya.service.briefing import Material
from riwaya.surface.brief.changes import Snapshot, read_snapshot, snapshot
from riwaya.surface.brief.collect import collect
from riwaya.surface.brief.pdf import write_pdf
from riwaya.surface.brief.render import html
from riwaya.surface.brief.values import Briefing, Scope

__all__ = ["Briefing", "Material", "Scope", "Snapshot", "collect", "html", "read_snapshot", "snapshot", "write_pdf"]
