"""Linking at rising sizes: seconds in one process, and milliseconds to add one more page. Writes link.json and, as a plot, link.svg.

Run by hand: python bench/link.py [SIZE …]. Processor time is measured, so that other work on the machine counts as little as may be.
"""

from __future__ import annotations

import gc
import json
import sys
from itertools import islice
from math import log
from pathlib import Path
from statistics import median, quantiles
from time import process_time

import bursts
from plot import plot

from riwaya import lexicon
from riwaya.link import Linker, assemble, knowledge
from riwaya.model import Report

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
CLAIMS = 9  # a page: what riwaya reads out of a page of news on average
ADDED = 200  # pages added one by one to the full linker
HERE = Path(__file__).parent
Row = dict[str, float]


def measure(size: int) -> Row:
    """Link `size` made-up reports, then add pages of the same days one by one."""
    known = knowledge(lexicon.load())
    reports = list(bursts.reports(size))
    linker = Linker(known)
    gc.freeze()
    start = process_time()
    linker.put(reports)
    linked = process_time() - start
    gc.freeze()  # as a store does that holds them for long: a collection over millions of objects would be measured, not a page
    clusters = linker.clusters()
    start = process_time()
    for cluster in clusters[:2000]:
        assemble(cluster, linker)
    assembled = (process_time() - start) / len(clusters[:2000])
    added = [_added(linker, page) for page in more_pages(size)]
    return {
        "claims": len(reports),
        "events": len(clusters),
        "largest": max(map(len, clusters)),
        "seconds": round(linked, 2),
        "event_ms": round(1000 * assembled, 3),
        "page_ms_median": round(1000 * median(added), 2),
        "page_ms_p95": round(1000 * quantiles(added, n=20)[-1], 2),
        "page_ms_most": round(1000 * max(added), 2),
    }


def more_pages(size: int, whole: int | None = None) -> list[list[Report]]:
    """Return pages that tell of what is known, the first `size` claims of `whole`: each of claims of every part of their years, under new names.

    No two claims of a page lie near each other, so that a page touches as many happenings at every size.
    """
    known = list(islice(islice(bursts.reports(whole or size), 0, size, max(1, size // (CLAIMS * ADDED))), CLAIMS * ADDED))
    pages = len(known) // CLAIMS
    return [[bursts.renamed(known[place * pages + page], f"new{page}", f"new{page * CLAIMS + place}") for place in range(CLAIMS)] for page in range(pages)]


def _added(linker: Linker, page: list[Report]) -> float:
    start = process_time()
    linker.put(page)
    return process_time() - start


def drawn(rows: list[Row]) -> str:
    """Draw seconds over claims beside a line that grows as n log n from the first point."""
    first = rows[0]
    measured = [(row["claims"], row["seconds"]) for row in rows]
    bound = [(claims, nlogn(first, claims)) for claims, _ in measured]
    title = "Linking in one process: seconds over claims (both logarithmic)"
    return plot(title, {"measured": measured}, {"n log n from the first point": bound}, "s")


def nlogn(first: Row, claims: float) -> float:
    """Return the seconds that n log n would give, from the first row on."""
    return first["seconds"] * claims * log(claims) / (first["claims"] * log(first["claims"]))


def main() -> None:
    """Measure, print, and write the files beside this one where all sizes were measured."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    rows = []
    for size in sizes:
        rows.append(measure(size))
        print(json.dumps(rows[-1]), flush=True)
        gc.unfreeze()
        gc.collect()
    if len(rows) > 1:
        (HERE / "link.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
        (HERE / "link.svg").write_text(drawn(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
