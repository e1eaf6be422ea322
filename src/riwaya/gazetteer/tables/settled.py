"""Which kind a populated place is, by what tables tell of it."""

from __future__ import annotations

CITY, TOWN = 100_000, 10_000  # inhabitants


def settlement(population: int, code: str = "") -> str:
    """Return city, town, village or quarter; `code` is a GeoNames feature code, seats of units count as larger."""
    if code in {"PPLX", "PPLL.X"}:
        return "quarter"
    if population >= CITY or code in {"PPLA", "PPLC"}:
        return "city"
    return "town" if population >= TOWN or code in {"PPLA2", "PPLA3"} else "village"
