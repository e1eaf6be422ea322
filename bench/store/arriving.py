"""Measures how long linking a page takes in stores of rising size: `python bench/store/arriving.py [SIZE ...] [--into FOLDER]`; README.md has the figures.

The claims are those of bench/link.py. One store is filled and linked in large steps, in the order of publication, as a first run of many pages does; at each
size a copy of it takes in pages one by one. Copies in FOLDER stay, and are measured without being filled where they are there already.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

import bursts  # beside, after the path is set
from link import more_pages  # the same

from riwaya.config import Config  # the same
from riwaya.contract import Answer  # the same
from riwaya.model import Report, Span  # the same
from riwaya.service import ingest, linking  # the same
from riwaya.service.terms import Ground  # the same
from riwaya.store import open_store  # the same

A_TURN = 20_000  # claims, one a page
SIZES = (20_000, 100_000, 300_000, 1_000_000)


def page(reports: Iterable[Report]) -> Answer:
    """Return the page that some reports stand on, its text made of their words."""
    text, claims, given = "", [], list(reports)
    for one in given:
        claims.append(replace(one.claim, evidence=(Span(len(text), len(text) + len(one.words)),)))
        text += f"{one.words}.\n"
    first = given[0]
    return Answer(first.claim.document, text, tuple(claims), tuple(one.id for one in given), first.outlet, first.published, first.title)


def turns(given: Iterator[Report]) -> Iterator[list[Answer]]:
    """Yield pages of one claim each, so many at a time."""
    while some := [page([one]) for one in islice(given, A_TURN)]:
        yield some


def fill(folder: Path, sizes: Sequence[int], ground: Ground) -> Iterator[tuple[int, Path]]:
    """Yield a store of each size, all claims linked."""
    linking.AT_ONCE = A_TURN  # nobody reads meanwhile
    store = open_store(f"sqlite:///{folder}/whole.sqlite")
    held, spent, wanted = 0, 0.0, sorted(sizes)
    for some in turns(bursts.reports(wanted[-1])):
        start = process_time()
        ingest.ingest_answers(store, some, ground)
        linking.catch_up(store, ground.known)
        spent += process_time() - start
        held += len(some)
        while wanted and held >= min(wanted[0], wanted[-1]):
            size = wanted.pop(0)
            print(f"{held} claims, {store.stats()['events']} events, filled in {spent:.0f} s of processor time", flush=True)
            store.backup(folder / f"{size}.sqlite")
            yield size, folder / f"{size}.sqlite"
    store.close()


def measure(size: int, whole: int, file: Path, ground: Ground) -> str:
    """Add pages of nine claims to a copy of a store, one by one, and return a row of the table."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        store = open_store(f"sqlite:///{shutil.copy(file, folder)}")
        spent, taken = [], []
        for one in more_pages(size, whole):
            ingest.ingest_answers(store, [page(one)], ground)
            start, clock = process_time(), perf_counter()
            linking.catch_up(store, ground.known)
            spent.append(1000 * (process_time() - start))
            taken.append(1000 * (perf_counter() - clock))
        store.close()
    figures = [median(spent), quantiles(spent, n=20)[-1], max(spent), median(taken), quantiles(taken, n=20)[-1]]
    return f"| {size:,} | {' | '.join(f'{one:.0f} ms' for one in figures)} | {file.stat().st_size / 1e6:,.0f} MB |"


def main() -> None:
    """Fill and measure."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("sizes", type=int, nargs="*", default=SIZES)
    wanted.add_argument("--into", type=Path)
    given = wanted.parse_args()
    ground = ingest.ground(Config())
    with tempfile.TemporaryDirectory() as passing:
        folder = given.into or Path(passing)
        held = [(size, folder / f"{size}.sqlite") for size in sorted(given.sizes)]
        for size, file in held if all(file.exists() for _, file in held) else fill(folder, given.sizes, ground):
            print(measure(size, max(given.sizes), file, ground), flush=True)


if __name__ == "__main__":
    main()
