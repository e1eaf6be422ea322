"""Shows how grids are read, row by row and column by column: `python tests/gate/grids.py [FILE ...] [--wrong]`."""

from __future__ import annotations

import sys
from collections import defaultdict

import grid_shares

from riwaya.config import Config
from riwaya.pipeline import reader


def main(words: list[str]) -> None:
    """Print of each grid the share of each frame and of each filler, and with `--wrong` every sentence that is read wrong."""
    names = [one for one in words if not one.startswith("-")]
    ready = reader(Config())
    for name, rows in grid_shares.read_grids().items():
        for grid in rows if not names or name in names else ():
            results = [grid_shares.run(cell, ready) for cell in grid_shares.cells(grid)]
            print(f"\n{name} {grid.id}: {grid_shares.share(results):.3f} of {len(results)}")
            _table([(one.cell.frame, one) for one in results])
            _table([(str(dict(one.cell.filler)), one) for one in results])
            for one in results if "--wrong" in words else ():
                if not one.right:
                    print(f"  {one.cell.text}\n      wanted {one.cell.wanted}, found {one.found}")


def _table(results: list[tuple[str, grid_shares.Result]]) -> None:
    rows = defaultdict(list)
    for name, one in results:
        rows[name].append(one)
    for name, found in rows.items():
        print(f"  {sum(one.right for one in found):3d}/{len(found):<3d} {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
