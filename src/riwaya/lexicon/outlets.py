"""Outlets: names, country, side, addresses. One table, read by the register of sources and by the resolution of places."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TextIO

from riwaya import arabic
from riwaya.errors import BadInput

MONTHS = ("", "levant", "egypt", "maghreb")  # what months are called: شباط، فبراير، فيفري
KINDS = ("agency", "broadcaster", "monitor", "newspaper", "organ", "website")
_SEVERAL = ("others", "side", "encodings", "feeds", "sitemaps")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet. `country` is where it sits, `about` the one country that it mostly writes of ("" where it writes of many).

    `side` are ids of actors whom it speaks for; `zone` is a time zone of the IANA table; `months` one of MONTHS; `origin` says whence this is known.
    """

    id: str
    name_ar: str
    name_en: str = ""
    others: tuple[str, ...] = ()
    country: str = ""
    about: str = ""
    kind: str = "website"
    side: tuple[str, ...] = ()
    zone: str = ""
    months: str = ""
    encodings: tuple[str, ...] = ()
    site: str = ""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    origin: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called."""
        return tuple(name for name in (self.name_ar, self.name_en, *self.others) if name)

    def row(self) -> Mapping[str, str]:
        """Return the outlet as a row of the table; several values of a cell are parted by "|"."""
        return {name: "|".join(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


COLUMNS = tuple(field.name for field in fields(Outlet))


def built_in() -> tuple[Outlet, ...]:
    """Return the outlets that ship with riwaya."""
    path = Path(__file__).parent / "places" / "outlets.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        return read(file, str(path))


def read(file: TextIO, name: str, delimiter: str = "\t") -> tuple[Outlet, ...]:
    """Read a table of outlets. Raises BadInput naming line and column for a row that cannot be used."""
    rows = csv.DictReader(file, delimiter=delimiter)
    if unknown := [column for column in rows.fieldnames or () if column not in COLUMNS]:
        raise BadInput(f"{name}: unknown columns {', '.join(unknown)}; a table of outlets has: {', '.join(COLUMNS)}")
    return tuple(outlet(row, f"{name}:{number}") for number, row in enumerate(rows, 2))


def outlet(row: Mapping[str, Any], place: str) -> Outlet:
    """Build an outlet from a row. Raises BadInput saying which column is wrong."""
    told = {name: (value or "").strip() for name, value in row.items() if isinstance(name, str) and isinstance(value, str | None)}
    parts: dict[str, Any] = {name: tuple(filter(None, value.split("|"))) if name in _SEVERAL else value for name, value in told.items() if value}
    if not parts.get("id") or not (parts.get("name_ar") or parts.get("name_en")):
        raise BadInput(f"{place}: an outlet needs `id` and `name_ar` or `name_en`")
    found = Outlet(**{"name_ar": "", **parts})
    if found.months not in MONTHS or found.kind not in KINDS:
        raise BadInput(f"{place}: `months` is one of {', '.join(MONTHS[1:])} or empty, `kind` one of {', '.join(KINDS)}")
    for address in (found.site, *found.feeds, *found.sitemaps):
        if address and not address.startswith(("https://", "http://")):
            raise BadInput(f"{place}: {address}: addresses begin with https:// or http://")
    return found


def write(outlets: Iterable[Outlet], file: TextIO) -> None:
    """Write a table of outlets."""
    table = csv.DictWriter(file, COLUMNS, delimiter="\t", lineterminator="\n")
    table.writeheader()
    table.writerows(one.row() for one in outlets)


def by_name(outlets: Iterable[Outlet]) -> Mapping[str, Outlet]:
    """Return outlets by each of their names, folded; of two with one name the first."""
    return {arabic.key(name): one for one in reversed(tuple(outlets)) for name in one.names}


def load_outlets() -> Mapping[str, str]:
    """Return ISO codes of the countries that outlets write of, by the folded name of an outlet."""
    return {arabic.key(name): one.about for one in built_in() if one.about for name in one.names}
