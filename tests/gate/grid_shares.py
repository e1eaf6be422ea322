"""How evenly the language is read: frames of sentences, each with every filler, and the share of sentences whose one slot is read right.

A case (`case_shares`) is one sentence with all that it must give. A grid crosses what is said with how it is said, so that a way of saying that
only works with some words («ذكر X أن» for a ministry, not for a league of doctors) shows as a hole in a row or a column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from case_shares import CHECKS, shown

from riwaya.model import Claim, Page, Rejected
from riwaya.pipeline import Reader, read_page

GRIDS = Path(__file__).parents[1] / "grids"
LISTS = frozenset({"actors", "targets", "places", "casualties", "equipment"})  # slots whose items are those of all claims together
EVERY = 4  # sentences of a grid, of which the gate reads one
NOTHING = "nothing"  # the slot of a grid whose sentences give no claim
WORDS = {"null": None, "true": True, "false": False}  # what is wanted that is no text
NUMBER, TYPES = "number", "types"  # of all claims together: how many there are, and of which sub-event types
WHOLE = frozenset({NOTHING, NUMBER, TYPES})  # slots of a text, not of its claims


@dataclass(frozen=True, slots=True)
class Grid:
    """Frames («قال {x} إن …», with what is wanted of it) and what they are filled with."""

    id: str
    slot: str
    frames: tuple[tuple[str, str], ...]
    fillers: tuple[Mapping[str, str], ...]
    published: date | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One sentence of a grid, and what its slot must hold."""

    grid: Grid
    frame: str
    filler: Mapping[str, str]
    text: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Result:
    """How one sentence was read: right or not, and what the slot held."""

    cell: Cell
    right: bool
    found: str


def read_grids(folder: Path = GRIDS) -> dict[str, tuple[Grid, ...]]:
    """Return the grids of every file, by the file's name."""
    return {file.stem: tuple(_grid(row) for row in yaml.safe_load(file.read_text(encoding="utf-8"))) for file in sorted(folder.glob("*.yaml"))}


def _grid(row: Mapping[str, Any]) -> Grid:
    want = row.get("want", "{want}")
    frames = tuple((one, want) if isinstance(one, str) else (one["say"], one["want"]) for one in row["frames"])
    fillers = tuple({"x": one, "want": one} if isinstance(one, str) else one for one in row["fillers"])
    return Grid(row["id"], row["slot"], frames, fillers, row.get("published"), row.get("outlet"))


def cells(grid: Grid) -> Iterator[Cell]:
    """Yield every frame with every filler."""
    for say, want in grid.frames:
        for filler in grid.fillers:
            yield Cell(grid, say, filler, say.format_map(filler), want.format_map(filler))


def sample(grid: Grid) -> Iterator[Cell]:
    """Yield one sentence in `EVERY`, more of a small grid, along diagonals: every frame and every filler is among them. All grids take minutes."""
    every = min(EVERY, len(grid.frames), len(grid.fillers))
    for number, cell in enumerate(cells(grid)):
        row, column = divmod(number, len(grid.fillers))
        if (row + column) % every == 0:
            yield cell


def run(cell: Cell, reader: Reader) -> Result:
    """Read one sentence."""
    page = Page(cell.grid.id, cell.text.encode(), "text", outlet=cell.grid.outlet, published=cell.grid.published)
    read = read_page(page, reader)
    claims = () if isinstance(read, Rejected) else read.claims
    return Result(cell, right(claims, cell.grid.slot, cell.wanted), found(claims, cell.grid.slot))


def found(claims: Sequence[Claim], slot: str) -> str:
    """Say what claims hold in a slot; where they are counted, of which types they are."""
    told = types_of(claims) if slot in WHOLE else [str(shown(one, slot)) for one in claims]
    return "; ".join(told) or "no claim"


def types_of(claims: Sequence[Claim]) -> list[str]:
    """Return the sub-event types of all claims, sorted."""
    return sorted(one.sub_event_type for one in claims)


def right(claims: Sequence[Claim], slot: str, wanted: str) -> bool:
    """Whether claims hold what is wanted in a slot: of a list («killed 2..2; wounded 3..3») all items together, otherwise each claim the one value.

    Several values («asserted; denied») are those of the claims in page order.
    """
    if slot == NOTHING or not claims:
        return slot == NOTHING and not claims
    if slot in WHOLE:
        return wanted == (str(len(claims)) if slot == NUMBER else "; ".join(types_of(claims)))
    if slot in LISTS:
        items = tuple(dict.fromkeys(item for claim in claims for item in getattr(claim, slot)))
        return bool(CHECKS[slot](replace(claims[0], **{slot: items}), [one for one in wanted.split("; ") if one]))
    values = [WORDS.get(one, one) for one in wanted.split("; ")]
    several = values if len(values) > 1 else values * len(claims)
    return len(several) == len(claims) and all(CHECKS[slot](claim, value) for claim, value in zip(claims, several, strict=True))


def share(results: Sequence[Result]) -> float:
    """Return the share of sentences read right."""
    return sum(one.right for one in results) / len(results)


def shares(grids: Mapping[str, Sequence[Grid]], reader: Reader) -> tuple[dict[str, float], list[Result]]:
    """Return the share of every file, and every sentence that is read wrong; both of the samples."""
    results = {name: [run(cell, reader) for grid in rows for cell in sample(grid)] for name, rows in grids.items()}
    return {name: share(rows) for name, rows in results.items()}, [one for rows in results.values() for one in rows if not one.right]
