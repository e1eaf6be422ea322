"""Grids: frames of sentences with every filler; the share of sentences whose one slot is read right never falls."""

from __future__ import annotations

import re
from collections import Counter

import floors
import grid_shares
import pytest
from case_shares import CHECKS, is_id

from riwaya import lexicon
from riwaya.config import Config
from riwaya.model import Claim, Party, Place, Span, Voice
from riwaya.pipeline import Reader, reader

GRIDS = grid_shares.read_grids()
ALL = [grid for grids in GRIDS.values() for grid in grids]
CELLS = [cell for grid in ALL for cell in grid_shares.cells(grid)]
SHOWN = 20


@pytest.fixture(scope="module")
def ready() -> Reader:
    return reader(Config())


def test_ids_are_unique_and_begin_with_their_file() -> None:
    assert [one for one, count in Counter(grid.id for grid in ALL).items() if count > 1] == []
    assert [grid.id for name, grids in GRIDS.items() for grid in grids if not re.fullmatch(rf"{name}\.[a-z-]+", grid.id)] == []


def test_slots_are_those_of_claims() -> None:
    assert {grid.slot for grid in ALL} <= {*CHECKS, *grid_shares.WHOLE}


def test_ids_of_actors_exist_and_types_are_those_of_the_contract() -> None:
    known = lexicon.load()
    wanted = {(cell.grid.slot, one) for cell in CELLS for one in cell.wanted.split("; ") if one}
    assert {one for slot, one in wanted if slot in {"actors", "targets", "source"} and is_id(one)} <= {*known.actors, "outlet"}
    assert {one for slot, one in wanted if slot in {"event", grid_shares.TYPES}} <= known.event_types.keys()
    assert all(one.isdecimal() and one != "0" for slot, one in wanted if slot == grid_shares.NUMBER)


def test_sentences_are_unique_within_a_grid() -> None:
    assert [text for grid in ALL for text, count in Counter(cell.text for cell in grid_shares.cells(grid)).items() if count > 1] == []


def test_a_sample_holds_every_frame_and_every_filler() -> None:
    whole, some = (
        {(cell.grid.id, part) for grid in ALL for cell in of(grid) for part in (cell.frame, str(cell.filler))} for of in (grid_shares.cells, grid_shares.sample)
    )
    assert whole == some


def test_every_file_of_grids_has_a_floor() -> None:
    assert {name.removeprefix("grids/") for name in floors.load().values if name.startswith("grids/")} == GRIDS.keys()


@pytest.mark.parametrize("name", GRIDS)
def test_the_share_of_right_sentences_keeps_its_floor(name: str, ready: Reader) -> None:
    shares, results = grid_shares.shares({name: GRIDS[name]}, ready)
    wrong = [f"{one.cell.text}: {one.found} instead of {one.cell.wanted}" for one in results]
    share, floor = shares[name], floors.load().values[f"grids/{name}"]
    assert share >= floor, "\n  ".join([f"{name}: {share:.3f}, floor {floor:.3f}", *wrong[:SHOWN]])


def claim(sub_event_type: str = "peaceful-protest", **slots: object) -> Claim:
    return Claim("d", (Span(0, 1),), "protests", sub_event_type, **slots)  # type: ignore[arg-type]  # a row of a table


@pytest.mark.parametrize(
    ("claims", "slot", "wanted", "right"),
    [
        ((), "nothing", "", True),
        ((claim(),), "nothing", "", False),
        ((), "source", "outlet", False),
        ((claim(), claim()), "source", "outlet", True),
        ((claim(), claim(sources=(Voice("سانا", "sana"),))), "source", "sana", False),
        ((claim(places=(Place("حماة"),)), claim(places=(Place("إدلب"),))), "places", "ادلب; حماه", True),
        ((claim(places=(Place("حماة"),)),), "places", "ادلب; حماه", False),
        ((claim(actors=(Party("is", "داعش"),)),), "actors", "", False),
        ((claim(),), "date", "null", True),
        ((claim(), claim()), "number", "2", True),
        ((claim(),), "number", "2", False),
        ((), "number", "1", False),
        ((claim(), claim(sub_event_type="air-drone-strike")), "types", "air-drone-strike; peaceful-protest", True),
        ((claim(),), "types", "peaceful-protest; peaceful-protest", False),
    ],
)
def test_a_slot_is_right_over_all_claims(claims: tuple[Claim, ...], slot: str, wanted: str, *, right: bool) -> None:
    assert grid_shares.right(claims, slot, wanted) is right


def test_claims_that_are_counted_are_told_by_their_types() -> None:
    assert [grid_shares.found((claim(), claim()), "number"), grid_shares.found((), "types")] == ["peaceful-protest; peaceful-protest", "no claim"]
