"""Writes the notes of a release: its part of CHANGELOG.md, and the digests of the packages in dist/.

python scripts/release_notes.py 0.1.0 [dist] > dist/NOTES.md        then sign it (docs/releasing.md)
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]


def changes(changelog: str, version: str) -> str:
    """Return what the changelog says of a version. Raises SystemExit where it says nothing."""
    found = re.search(rf"^## \[?{re.escape(version)}\]?[^\n]*\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    if not found or not found[1].strip():
        raise SystemExit(f"CHANGELOG.md has no part '## {version}'; write what changed for whom before you release")
    return found[1].strip()


def notes(version: str, told: str, packages: Iterable[Path]) -> str:
    """Return the notes: what changed, and the SHA-256 of each package."""
    sums = "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(packages))
    if not sums:
        raise SystemExit("no packages to release: build them first (docs/releasing.md)")
    return f"# riwaya {version}\n\n{told}\n\n## SHA-256\n```text\n{sums}```\n"


if __name__ == "__main__":
    FOLDER = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "dist"
    TOLD = changes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), sys.argv[1])
    print(notes(sys.argv[1], TOLD, [*FOLDER.glob("*.whl"), *FOLDER.glob("*.tar.gz")]), end="")
