"""Names and numbers of countries in other people's tables (`data/countries.csv`): those that the lexicon's actors belong to, and their neighbours."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

# UCDP's regions by Gleditsch and Ward's numbers, as its codebook bounds them
_REGIONS = ((2, 199, "Americas"), (200, 399, "Europe"), (400, 629, "Africa"), (630, 699, "Middle East"), (700, 999, "Asia"))


class Country(NamedTuple):
    """One country: ISO 3166-1 in letters and as number, ACLED's name and region, Gleditsch and Ward's number, UCDP's name."""

    iso2: str
    iso3: str
    number: int
    name: str
    region: str
    gw: int
    ucdp: str

    @property
    def ucdp_region(self) -> str:
        """UCDP's region."""
        return next(name for first, last, name in _REGIONS if first <= self.gw <= last)


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """Return the countries by their two letters."""
    text = (files("riwaya.surface.export") / "data" / "countries.csv").read_text(encoding="utf-8")
    found = (Country(two, three, int(number), name, region, int(gw), ucdp) for two, three, number, name, region, gw, ucdp in csv.reader(text.splitlines()[1:]))
    return {one.iso2: one for one in found}
