"""The country that an outlet writes from, as far as its name tells."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from riwaya import arabic


def load_outlets() -> Mapping[str, str]:
    """Return ISO codes of countries by the folded name of an outlet."""
    with (Path(__file__).parent / "places" / "outlets.tsv").open(encoding="utf-8", newline="") as file:
        return {arabic.key(row["name"]): row["country"] for row in csv.DictReader(file, delimiter="\t")}
