"""The gate: figures on annotated pages and on control pages stay above (control: below) their floors."""

from __future__ import annotations

from pathlib import Path

import floors
import page_rates
import pytest
from floors import Floors

from riwaya.config import Config
from riwaya.pipeline import Reader, reader

RATES = {"cases/losses": 0.7, "control/claims a page": 0.5}


@pytest.fixture(scope="module")
def ready() -> Reader:
    return reader(Config())


@pytest.mark.parametrize("name", page_rates.FILES)
def test_annotated_pages_are_read_as_well_as_before(name: str, ready: Reader) -> None:
    gold, kept = page_rates.GOLD / name, floors.load()
    if not gold.is_file():
        pytest.skip(page_rates.MISSING)
    assert page_rates.sha256(gold) == kept.digests[name], f"{name} has changed: measure its floors anew with tests/gate/floors.py --allow-regression"
    measured = {f"gold/{name}/{which}": value for which, value in page_rates.rates(gold, ready).items()}
    assert floors.below({key: floor for key, floor in kept.values.items() if key.startswith(f"gold/{name}/")}, measured) == []


def test_no_more_is_read_into_control_pages_than_before(ready: Reader) -> None:
    if not page_rates.CORPUS.is_file():
        pytest.skip(page_rates.MISSING)
    kept = floors.load()
    assert page_rates.sha256(page_rates.CORPUS) == kept.digests[page_rates.CORPUS.name], "the control pages have changed: measure anew"
    read = page_rates.control_claims(page_rates.CORPUS, ready)
    told = [f"{doc}: {len(claims)} claims" for doc, claims in read.items() if claims]
    assert sum(map(len, read.values())) / len(read) <= kept.values["control/claims a page"], "\n".join(told)


def test_every_figure_of_pages_has_a_floor_and_a_digest() -> None:
    kept = floors.load()
    names = {f"gold/{name}/{which}" for name in page_rates.FILES for which in ("claims", "record")} | {"control/claims a page"}
    assert {name for name in kept.values if not name.startswith(("cases/", "grids/"))} == names
    assert kept.digests.keys() == {*page_rates.FILES, page_rates.CORPUS.name}


@pytest.mark.parametrize("measured", [{"cases/losses": 0.69}, {"control/claims a page": 0.51}])
def test_a_figure_beyond_its_floor_is_told(measured: dict[str, float]) -> None:
    assert len(floors.below(RATES, RATES | measured)) == 1
    assert floors.below(RATES, RATES) == []


def test_a_floor_without_a_figure_is_told() -> None:
    assert floors.below(RATES, {"cases/losses": 0.7}) == ["control/claims a page: not measured, floor 0.500"]


def test_floors_only_get_better() -> None:
    worse, better = {"cases/losses": 0.72, "control/claims a page": 0.49}, {"cases/losses": 0.9, "control/claims a page": 0.2}
    assert floors.raised(RATES, worse) == RATES
    assert floors.raised(RATES, better) == {"cases/losses": 0.85, "control/claims a page": 0.25}


def test_a_floor_is_lowered_only_with_leave() -> None:
    old, new = Floors({"cases/losses": 0.7, "gold/check.jsonl/record": 0.4}, {"check.jsonl": "0"}), Floors({"cases/losses": 0.6}, {})
    assert floors.updated(old, new) == ["cases/losses: 0.600, floor 0.700"]
    assert floors.updated(old, new, regress=True) == Floors({"cases/losses": 0.55, "gold/check.jsonl/record": 0.4}, {"check.jsonl": "0"})


def test_a_floor_of_other_pages_is_no_floor() -> None:
    old, new = Floors({"gold/check.jsonl/record": 0.4}, {"check.jsonl": "0"}), Floors({"gold/check.jsonl/record": 0.9}, {"check.jsonl": "1"})
    assert floors.updated(old, new) == ["check.jsonl: other pages than its floors were measured on"]
    assert floors.updated(old, new, regress=True) == Floors({"gold/check.jsonl/record": 0.85}, {"check.jsonl": "1"})


def test_the_file_of_floors_is_read_back_as_written(tmp_path: Path) -> None:
    floors.save(Floors(RATES, {"check.jsonl": "0"}), tmp_path / "floors.json")
    assert floors.load(tmp_path / "floors.json") == Floors(RATES, {"check.jsonl": "0"})
