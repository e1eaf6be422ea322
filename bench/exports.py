"""Measures exports of many made-up claims: python bench/exports.py [--claims N] [--forms csv parquet]; bench/README.md has the table.

The store is that of bench/store. Each export runs in a process of its own, whose peak of memory is what is told.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "store"))

from bench import readings  # found by the path added above

from riwaya import lexicon
from riwaya.config import Config
from riwaya.gazetteer import open_atlas
from riwaya.people import Person
from riwaya.service import exporting, ingest
from riwaya.service.query import Query
from riwaya.store import Run, open_store
from riwaya.surface.export import FORMATS, Setting

_BATCH = 1000  # pages a transaction


def fill(url: str, count: int) -> None:
    """Store made-up claims."""
    run = Run("bench", "0", "0", datetime(2030, 1, 1, tzinfo=UTC).isoformat(), "")
    store = open_store(url)
    some = []
    for one in readings(count):
        some.append(one)
        if len(some) == _BATCH:
            store.add(some, run)
            some = []
    store.add(some, run)
    store.close()


def export(url: str, form: str, target: Path) -> None:
    """Export all claims and print rows a second, megabytes of the file, and the peak of memory."""
    store, ground = open_store(url), ingest.ground(Config())
    setting = Setting(lexicon.load().actors, {}, open_atlas(None))
    begun = time.perf_counter()
    with target.open("wb") as out:
        given = exporting.claims(store, Query(), ground, exporting.sights(store, Person("bench", "admin", local=True), ground))
        rows = FORMATS[form].layouts["claims"].write(given, setting, out)
    took = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{form}: {rows:,} rows in {took:.0f} s, {rows / took:,.0f} a second; file {target.stat().st_size / 1e6:.0f} MB; peak of memory {peak:.0f} MB")


def main() -> None:
    """Fill a store, then export it, form by form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--forms", nargs="+", default=["csv", "parquet"])
    parser.add_argument("--of", help="a store that is filled already")
    parser.add_argument("--one", help="the one form to export, in this process")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = asked.of or f"sqlite:///{folder}/store.sqlite"
        if asked.one:
            export(url, asked.one, Path(folder) / "out")
            return
        if not asked.of:
            begun = time.perf_counter()
            fill(url, asked.claims)
            print(f"filled with {asked.claims:,} claims in {time.perf_counter() - begun:.0f} s", flush=True)
        for form in asked.forms:
            subprocess.run([sys.executable, __file__, "--of", url, "--one", form], check=True)  # noqa: S603  # starts itself


if __name__ == "__main__":
    main()
