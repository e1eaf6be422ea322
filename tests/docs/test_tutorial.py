"""The tutorial runs from the first cell to the last."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FILE = Path(__file__).parents[2] / "docs" / "tutorial.ipynb"


def test_the_tutorial_runs_and_its_cells_show_something(tmp_path: Path) -> None:
    notebook = nbformat.read(FILE, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types
    os.environ.setdefault("IPYTHONDIR", str(tmp_path))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the kernel's own libraries
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(cells) >= 8
    assert all(cell.outputs for cell in cells)
    assert not any(output.output_type == "error" or output.get("name") == "stderr" for cell in cells for output in cell.outputs)
    told = "".join(str(output) for output in cells[-1].outputs)
    assert "claims.csv" in told
    assert "briefing.html" in told


def test_the_tutorial_is_kept_without_outputs() -> None:
    notebook = nbformat.read(FILE, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in notebook.cells)
