"""What every row must pass: whole letters, a point on the earth, a country code, an id of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from riwaya.gazetteer.tables.rows import Row

_BROKEN = "\ufffd"


class BadRow(Exception):  # a row's fault on the way to the BadInput that names file and row
    """A row that cannot be used: what is wrong, and the cure."""

    def __init__(self, what: str, cure: str) -> None:
        super().__init__(what, cure)
        self.what, self.cure = what, cure


@dataclass(slots=True)
class Seen:
    """The ids that a table had so far, each with its row."""

    rows: dict[str, int] = field(default_factory=dict)

    def add(self, row: Row, key: str) -> None:
        """Refuse an id that an earlier row of the table has."""
        before = self.rows.setdefault(key, row.number)
        if before != row.number:
            raise BadRow(f"the id {key} stands in row {before} already", "keep one of the two rows, or give them ids of their own")


def whole(row: Row, *columns: str) -> None:
    """Refuse cells whose bytes are no UTF-8: cut in mid-character, or of another encoding."""
    for column in columns:
        if _BROKEN in row.cells.get(column, ""):
            raise BadRow(
                f"column '{column}' has letters that are not UTF-8 («{row.cells[column][:40]}»)",
                "a name may be cut in mid-character, or the file be in another encoding such as windows-1256: "
                "save the table as UTF-8 and mend the name, or import with --skip-bad-rows",
            )


def point(row: Row, lat: str, lon: str) -> tuple[float, float]:
    """Return latitude and longitude in degrees."""
    try:
        found = float(row.cells[lat].strip().replace(",", ".")), float(row.cells[lon].strip().replace(",", "."))
    except (KeyError, ValueError) as error:
        raise BadRow(
            f"'{lat}' and '{lon}' are no numbers: {row.cells.get(lat)!r}, {row.cells.get(lon)!r}", "write degrees, such as 35.3057 and 36.5196"
        ) from error
    if not (-90 <= found[0] <= 90 and -180 <= found[1] <= 180):
        swapped = "; latitude and longitude may be swapped" if -90 <= found[1] <= 90 else ""
        raise BadRow(f"the point {found[0]}, {found[1]} is not on the earth{swapped}", "latitude is -90 to 90, longitude -180 to 180, in degrees (WGS84)")
    return found


def country(code: str) -> str:
    """Return an ISO 3166 code of two letters."""
    cleaned = code.strip().upper()
    if len(cleaned) != 2 or not (cleaned.isascii() and cleaned.isalpha()):
        raise BadRow(f"{code!r} is no country code", "write the two letters of ISO 3166, such as SY, or give --country")
    return cleaned


def number(cell: str) -> int:
    """Return a count, 0 where the cell is empty or no number: populations are a hint only."""
    try:
        return max(0, int(float(cell or 0)))
    except (ValueError, OverflowError):
        return 0


def arabic_script(name: str) -> bool:
    """Whether a name is in plain Arabic letters: those of Persian, Urdu and Kurdish only are other languages' names."""
    letters = [one for one in name if one.isalpha()]
    return bool(letters) and all("\u0621" <= one <= "\u064a" or "\u0670" <= one <= "\u0671" for one in letters)


def latin_script(name: str) -> bool:
    """Whether a name is in Latin letters."""
    letters = [one for one in name if one.isalpha()]
    return bool(letters) and all(one < "\u0250" or "\u1e00" <= one <= "\u1eff" or one in "‘’ʻʼʿʾ" for one in letters)
