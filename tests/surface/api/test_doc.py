"""docs/api.md is what the routes say today."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_document_is_written_from_the_routes() -> None:
    text = runpy.run_path(str(ROOT / "scripts" / "api_doc.py"))["text"]()
    assert (ROOT / "docs" / "api.md").read_text(encoding="utf-8") == text, "python scripts/api_doc.py writes it anew"
