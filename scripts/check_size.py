"""Fails where a function or module grew too long to be read at one sitting, or where functions are long as a rule."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

FUNCTION, MODULE, MEDIAN = 60, 400, 10


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function of a module as `file:line name` with its number of lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def findings(root: Path) -> Iterator[str]:
    """Yield what breaks the limits in a source folder."""
    modules = sorted(root.rglob("*.py"))
    sizes = [size for module in modules for size in functions(module)]
    for module in modules:
        lines = len(module.read_text(encoding="utf-8").splitlines())
        if lines > MODULE:
            yield f"{module}: {lines} lines (at most {MODULE}): split it by subject"
    for name, lines in sizes:
        if lines > FUNCTION:
            yield f"{name}: {lines} lines (at most {FUNCTION}): split it by step"
    middle = median(lines for _, lines in sizes)
    if middle >= MEDIAN:
        yield f"{root}: functions have {middle} lines in the median (under {MEDIAN} is wanted)"


def main() -> int:
    """Check the folders named on the command line."""
    found = [finding for root in sys.argv[1:] for finding in findings(Path(root))]
    print("\n".join(found) or "sizes: fine")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
