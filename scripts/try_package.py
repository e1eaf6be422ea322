"""Builds the packages, installs the wheel in an environment of its own as a person would, and runs it.

    python scripts/try_package.py [FOLDER]

Takes a minute or two; the packages are left in FOLDER (dist/ without one). What stands in the packages is tested in tests/test_packages.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main(folder: Path) -> None:
    """Build, install, run; stops with an error at the first thing that fails."""
    folder.mkdir(parents=True, exist_ok=True)
    wheel = build(folder)
    with tempfile.TemporaryDirectory() as place:
        venv.create(Path(place) / "venv", with_pip=True)
        scripts = Path(place) / "venv" / ("Scripts" if os.name == "nt" else "bin")
        tell(scripts / "pip", "install", "--quiet", f"{wheel}[pdf]", cwd=place)
        riwaya = scripts / "riwaya"
        tell(riwaya, "--version", cwd=place)
        for lang in ("ar", "en"):
            tell(riwaya, "--lang", lang, "demo", cwd=place)
        samples = subprocess.run([scripts / "python", "-c", "from riwaya import samples; print(samples.folder())"], capture_output=True, text=True, check=True)  # noqa: S603  # our own
        tell(riwaya, "ingest", samples.stdout.strip(), "--db", "sqlite:///store.sqlite", cwd=place)
        tell(riwaya, "export", "--db", "sqlite:///store.sqlite", "--format", "acled", "-o", "acled.csv", cwd=place)
        tell(riwaya, "brief", "--db", "sqlite:///store.sqlite", "-o", "briefing.pdf", cwd=place)
        size = (Path(place) / "briefing.pdf").stat().st_size
    print(f"installed from {wheel.name}: demo in both languages, store, export, briefing of {size} bytes")


def build(folder: Path) -> Path:
    """Build sdist and wheel with the project's own backend; return the wheel."""
    for kind in ("sdist", "wheel"):
        code = f"import hatchling.build as backend; print(backend.build_{kind}({str(folder)!r}))"
        tell(sys.executable, "-c", code, cwd=ROOT)
    return max(folder.glob("riwaya-*.whl"), key=lambda path: path.stat().st_mtime)


def tell(*command: object, cwd: object) -> None:
    """Run a command, its output hidden unless it fails."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("RIWAYA_", "PYTHONPATH"))}
    done = subprocess.run([str(one) for one in command], cwd=str(cwd), env=clean, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    if done.returncode not in {0, 1}:  # 1: done, with pages that tell of nothing
        raise SystemExit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "dist")
