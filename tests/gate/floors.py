"""Floors under what is measured. Run by hand to raise them: `python tests/gate/floors.py [--allow-regression]`."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import case_shares
import grid_shares
import page_rates

from riwaya.config import Config
from riwaya.pipeline import Reader, reader

FILE = Path(__file__).with_name("floors.json")
SLACK = 0.05  # under what was measured: learning the weights anew moves every figure a little
CEILINGS = frozenset({"control/claims a page"})  # the less the better; everything else is the more the better
Measures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Floors:
    """The floor of every figure by its name, and the digests of the annotations that the figures of pages belong to."""

    values: Measures
    digests: Mapping[str, str]


def load(file: Path = FILE) -> Floors:
    """Read the floors."""
    content = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"floors": {}, "sha256": {}}
    return Floors(content["floors"], content["sha256"])


def save(floors: Floors, file: Path = FILE) -> None:
    """Write the floors, sorted."""
    content = {"floors": dict(sorted(floors.values.items())), "sha256": dict(sorted(floors.digests.items()))}
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def below(old: Measures, measured: Measures) -> list[str]:
    """Say which figures break their floor, and which floors have nothing measured to stand under."""
    broken = [f"{name}: {measured[name]:.3f}, floor {floor:.3f}" for name, floor in old.items() if name in measured and _worse(name, measured[name], floor)]
    return broken + [f"{name}: not measured, floor {floor:.3f}" for name, floor in old.items() if name not in measured]


def raised(old: Measures, measured: Measures, slack: float = SLACK) -> dict[str, float]:
    """Return the floors after a measurement: where it allows a better floor the better one, else the old one."""
    new = {name: round(value + (slack if name in CEILINGS else -slack), 3) for name, value in measured.items()}
    return {**old, **{name: value for name, value in new.items() if name not in old or _worse(name, old[name], value)}}


def _worse(name: str, value: float, floor: float) -> bool:
    return value > floor if name in CEILINGS else value < floor


def measure(ready: Reader) -> dict[str, float]:
    """Measure all that can be measured here: the cases and grids always, the pages where they are."""
    shares, _ = case_shares.shares(case_shares.read_cases(), ready)
    crossed, _ = grid_shares.shares(grid_shares.read_grids(), ready)
    measured = {f"cases/{name}": value for name, value in shares.items()} | {f"grids/{name}": value for name, value in crossed.items()}
    for name in digests():
        if name in page_rates.FILES:
            measured |= {f"gold/{name}/{which}": value for which, value in page_rates.rates(page_rates.GOLD / name, ready).items()}
        else:
            measured["control/claims a page"] = page_rates.claims_a_page(page_rates.CORPUS, ready)
    return measured


def digests() -> dict[str, str]:
    """Return the digests of the files of pages that are here."""
    files = [*(page_rates.GOLD / name for name in page_rates.FILES), page_rates.CORPUS]
    return {file.name: page_rates.sha256(file) for file in files if file.is_file()}


def updated(old: Floors, new: Floors, *, regress: bool = False) -> Floors | list[str]:
    """Return the floors after a measurement, or why they stay: a figure broke its floor, or was taken on other pages than its floor.

    Floors of pages that are not here stay as they are.
    """
    pages = {name: floor for name, floor in old.values.items() if not name.startswith("cases/") and name not in new.values}
    digests = {**old.digests, **new.digests}
    if regress:
        return Floors({**pages, **raised({}, new.values)}, digests)
    changed = [f"{name}: other pages than its floors were measured on" for name in old.digests if digests[name] != old.digests[name]]
    problems = changed + below({name: floor for name, floor in old.values.items() if name not in pages}, new.values)
    return problems or Floors(raised(old.values, new.values), digests)


def main(arguments: list[str]) -> int:
    """Measure and write the floors; 1 where that would lower one without leave."""
    old, new = load(), Floors(measure(reader(Config())), digests())
    sys.stdout.writelines(f"{name:40} {value:.3f}  floor {old.values.get(name, 0):.3f}\n" for name, value in sorted(new.values.items()))
    result = updated(old, new, regress="--allow-regression" in arguments)
    if isinstance(result, Floors):
        save(result)
        return 0
    sys.stderr.write("\n  ".join(["nothing written; mend it, or say --allow-regression:", *result]) + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
