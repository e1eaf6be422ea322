"""How well names of places are resolved: annotated mentions of real pages against the answers, a baseline beside them.

    python bench/places.py [--shared ../shared] [--gazetteer DIR] [--errors] [--fast]

`bench/places.jsonl` holds the annotations: page id, span, ids of the places that a reader takes the words for (several where the page does not tell a
town from its governorate; none where the gazetteer lacks the place). The pages and the gazetteer's tables lie beside the project.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from riwaya import acquire, gazetteer, pipeline
from riwaya.clean import clean
from riwaya.config import Config
from riwaya.extract import read
from riwaya.gazetteer import Atlas, Entry
from riwaya.gazetteer.earth import distance
from riwaya.link.places import Settled, settle
from riwaya.model import Document, Place, Rejected, Span

HERE = Path(__file__).parent
REACHES = (10, 50, 161)
TABLES = ("whosonfirst/*.tsv", "ocha_syria/syr_admin[124]*.geojson")


@dataclass(frozen=True)
class Mention:
    """An annotated mention."""

    doc: str
    span: Span
    expected: tuple[str, ...]


@dataclass
class Tally:
    """Counts of what was right."""

    mentions: int = 0
    right: Counter[str] = None  # type: ignore[assignment]

    def add(self, answer: Entry | None, expected: list[Entry]) -> bool:
        """Count an answer; return whether it lies within the first reach."""
        self.right = self.right or Counter()
        self.mentions += 1
        if answer is None:
            return False
        km = min(distance((answer.lat, answer.lon), (one.lat, one.lon)) for one in expected)
        self.right.update(f"{reach} km" for reach in REACHES if km <= reach)
        self.right["governorate"] += any(unit_of(answer) == unit_of(one) for one in expected)
        self.right["same place"] += any(answer.id == one.id for one in expected)
        return km <= REACHES[0]

    def line(self) -> str:
        """Return the shares."""
        return "  ".join(f"{name} {self.right[name] / self.mentions:.3f}" for name in (*(f"{reach} km" for reach in REACHES), "governorate", "same place"))


def unit_of(entry: Entry) -> str:
    """Return the governorate of a place, or its country where none is known."""
    return entry.id if entry.kind == "governorate" else entry.admin1 or entry.country


def annotated() -> list[Mention]:
    """Return the annotations."""
    rows = (json.loads(line) for line in (HERE / "places.jsonl").read_text(encoding="utf-8").splitlines())
    return [Mention(row["doc"], Span(*row["span"]), tuple(row["expected"])) for row in rows]


def aliases(atlas: Atlas) -> Mapping[str, str]:
    """Return the id of a place by every id that it has."""
    rows = atlas.connection.execute("SELECT id, ids FROM place")
    return {alias: key for key, ids in rows for alias in ids.split("|")}


def answers(document: Document, reader: pipeline.Reader, wanted: Iterable[Mention]) -> dict[Span, Settled]:
    """Return what the system makes of each annotated span; a span that extraction does not find is given to it."""
    places = {place.span: place for place in read(document, reader.known).places}
    for mention in wanted:
        places.setdefault(mention.span, Place(mention.span.of(document.text), span=mention.span))
    settled = settle(document, places.values(), reader.ground)
    return {place.span: one for place, one in settled.items() if place.span}


def chosen(settled: Settled, atlas: Atlas) -> Entry | None:
    """Return the place that an answer names."""
    return atlas.get(settled.place.id) if settled.place.id else None


def biggest(name: str, country: str, atlas: Atlas) -> Entry | None:
    """Return the baseline's answer: the place of that name in the outlet's country with most inhabitants, else the biggest anywhere."""
    found = [one.entry for one in atlas.find(name)]
    at_home = [one for one in found if one.country == country] or found
    return max(at_home, key=lambda one: (one.population, one.id), default=None)


def named(entry: Entry | None) -> str:
    """Say a place in one word."""
    return f"{entry.id}/{entry.kind}/{entry.country}" if entry else "nothing"


def main() -> None:
    """Print the shares of right answers."""
    options = arguments()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.gazetteer or imported(options.shared, Path(scratch))
        reader = pipeline.reader(Config(gazetteer=folder))
        measure(reader, options)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--gazetteer", type=Path)
    parser.add_argument("--errors", action="store_true")
    return parser.parse_args()


def imported(shared: Path, folder: Path) -> Path:
    """Import the tables beside the project and tell how long it took."""
    tables = [path for pattern in TABLES for path in sorted((shared / "knowledge/gazetteer").glob(pattern))]
    start = perf_counter()
    found = gazetteer.import_tables(folder, tables, skip_bad_rows=True)
    print(f"{len(found.records)} rows imported in {perf_counter() - start:.1f} s")
    return folder


def measure(reader: pipeline.Reader, options: argparse.Namespace) -> None:
    """Resolve every annotated mention and count."""
    atlas = reader.ground.atlas
    known = aliases(atlas)
    by_page: dict[str, list[Mention]] = defaultdict(list)
    for mention in annotated():
        by_page[mention.doc].append(mention)
    ours, baseline, absent, seconds = Tally(), Tally(), Counter[str](), 0.0
    for page in acquire.pages_from_jsonl(options.shared / "corpus/pages.jsonl"):
        wanted = by_page.get(getattr(page, "id", ""), [])
        document = clean(page, reader.lexicon) if wanted and not isinstance(page, Rejected) else None
        if document is None or isinstance(document, Rejected):
            continue
        start = perf_counter()
        found = answers(document, reader, wanted)
        seconds += perf_counter() - start
        home = reader.ground.outlets.get((document.outlet or "").lower(), "")
        for mention in wanted:
            answer = chosen(found[mention.span], atlas)
            expected = [entry for key in mention.expected if (entry := atlas.get(known.get(key, key)))]
            if not expected:
                absent["left without a place" if answer is None else "given a place"] += 1
                continue
            right = ours.add(answer, expected)
            baseline.add(biggest(found[mention.span].place.name, home, atlas), expected)
            if options.errors and not right:
                print(mention.doc, mention.span.start, mention.span.of(document.text), named(answer), "for", *map(named, expected))
    print(f"{ours.mentions} mentions that the gazetteer holds, {absent.total()} that it lacks ({dict(absent)})")
    print(f"riwaya    {ours.line()}")
    print(f"biggest   {baseline.line()}")


if __name__ == "__main__":
    main()
