"""Measures how long a page takes into a store that holds many claims: `python bench/store/arriving.py [CLAIMS]`; README.md has the figures.

The claims are those of bench/link.py. Processor time is measured, so that other work on the machine counts as little as may be.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

import bursts  # beside, after the path is set
from link import more_pages  # the same

from riwaya.config import Config  # the same
from riwaya.contract import Answer  # the same
from riwaya.model import Report, Span  # the same
from riwaya.service import ingest, linking  # the same
from riwaya.store import open_store  # the same

A_TURN = 20_000  # pages


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


def main() -> None:
    """Fill a store, then add pages one by one."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    ground = ingest.ground(Config())
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/bench.sqlite")
        spent = {"stored": 0.0, "linked": 0.0}
        for some in turns(bursts.reports(size)):
            start = process_time()
            ingest.ingest_answers(store, some, ground)
            stored = process_time()
            linking.catch_up(store, ground.known)
            spent["stored"] += stored - start
            spent["linked"] += process_time() - stored
        print({name: f"{seconds:.0f} s" for name, seconds in spent.items()}, store.stats()["events"], "events", flush=True)
        print(f"{Path(folder, 'bench.sqlite').stat().st_size / 1e6:.0f} MB", flush=True)
        taken = []
        for one in more_pages(size):
            ingest.ingest_answers(store, [page(one)], ground)
            start = process_time()
            linking.catch_up(store, ground.known)
            taken.append(1000 * (process_time() - start))
        print(f"a page of 9 claims linked: median {median(taken):.1f} ms, p95 {quantiles(taken, n=20)[-1]:.1f} ms, most {max(taken):.1f} ms")
        store.close()


if __name__ == "__main__":
    main()
