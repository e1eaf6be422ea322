"""What compiling ahead of time would gain: builds the rules with mypyc in a copy beside, and measures both as `speed.py` does (decision 20)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
# mypyc 2.4 cannot read a generic class (`Weighed`); a package whose function is named like a module of its own confuses it. Modules whose classes keep
# what a `cached_property` worked out are left out untried.
LEFT_OUT = ("extract/drafts.py", "extract/telling.py", "extract/context.py", "extract/__init__.py")
ALSO = ("arabic.py", "lexicon/trie.py", "lexicon/gazetteer.py")


def compiled(folder: Path) -> None:
    """Copy the package into a folder and compile what finds and chooses there, in place; takes one to three minutes and a C compiler."""
    package = folder / "riwaya"
    shutil.copytree(ROOT / "src" / "riwaya", package)
    files = [*sorted((package / "extract").rglob("*.py")), *(package / name for name in ALSO)]
    names = [str(file.relative_to(folder)) for file in files if not str(file).endswith(LEFT_OUT)]
    (folder / "mypy.ini").write_text("[mypy]\nstrict = True\nignore_missing_imports = True\n", encoding="utf-8")
    settings = os.environ | {"MYPYC_OPT_LEVEL": "2", "MYPYC_DEBUG_LEVEL": "0"}
    subprocess.run([sys.executable, "-m", "mypyc", *names], cwd=folder, env=settings, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own words


def main() -> None:
    """Measure with the interpreter, compile, measure again."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        compiled(folder)
        for title, path in (("interpreted", ROOT / "src"), ("compiled", folder)):
            print(f"== {title}", flush=True)
            settings = os.environ | {"PYTHONPATH": str(path)}
            subprocess.run([sys.executable, ROOT / "bench" / "speed.py", *sys.argv[1:]], env=settings, check=True)  # noqa: S603  # the same


if __name__ == "__main__":
    main()
