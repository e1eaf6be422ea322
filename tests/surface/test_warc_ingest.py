"""A WARC file, some of its records cut off or damaged, into the store: killed again and again, nothing is lost and nothing doubled.

RIWAYA_WARC_RECORDS sets the number of records (10000 takes minutes), RIWAYA_WARC_PAGES=corpus takes the pages of the corpus beside the checkout.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from warcs import MADE_UP, address, bodies, html, record

from riwaya.service.ingest import BATCH
from riwaya.store import open_store

RECORDS = int(os.environ.get("RIWAYA_WARC_RECORDS", "220"))
COMMAND = "from riwaya.surface.cli import main; main()"


def _written(path: Path) -> tuple[set[int], dict[int, int]]:
    """Write the file; return the numbers of whole records, and the offset of each that is not, by number."""
    chance = random.Random(11)  # noqa: S311  # no secret: which records are damaged
    given = (
        bodies(RECORDS)
        if os.environ.get("RIWAYA_WARC_PAGES") == "corpus"
        else (html(MADE_UP.format(number=number), f"خبر مختلق {number}") for number in range(RECORDS))
    )
    hurt = set(chance.sample(range(RECORDS - 1), RECORDS // 50))
    places, offset = dict[int, int](), 0
    with path.open("wb") as stream:
        for number, body in enumerate(given):
            written = record(address(number), body)
            if number in hurt:
                places[number] = offset
                written = written[: len(written) // 2] if number % 2 else _spoilt(written)
            offset += stream.write(written)
    return set(range(RECORDS)) - hurt, places


def _spoilt(record_: bytes) -> bytes:
    found = bytearray(record_)
    for place in range(len(found) // 2, len(found) // 2 + 8):
        found[place] ^= 0x55
    return bytes(found)


def _stored(file: Path) -> int:
    if not file.exists():
        return 0
    with closing(sqlite3.connect(file, timeout=60)) as connection:
        try:
            return int(connection.execute("SELECT (SELECT count(*) FROM documents) + (SELECT count(*) FROM rejections)").fetchone()[0])
        except sqlite3.OperationalError:  # the tables are not there yet
            return 0


def _start(warc: Path, db: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", COMMAND, "ingest", str(warc), "--db", db], stderr=subprocess.DEVNULL)  # noqa: S603  # ourselves


def test_a_damaged_warc_file_goes_into_the_store_through_kills(tmp_path: Path) -> None:
    warc, file = tmp_path / "a.warc.gz", tmp_path / "store.sqlite"
    db = f"sqlite:///{file}"
    whole, damaged = _written(warc)
    goals = range(BATCH, RECORDS - BATCH // 2, max(BATCH, RECORDS // 5))
    assert goals, "too few records for a kill between two batches; set RIWAYA_WARC_RECORDS higher"
    for goal in goals:
        with _start(warc, db) as process:
            while process.poll() is None and _stored(file) < goal:
                time.sleep(0.05)
            process.kill()
    assert 0 < _stored(file) < RECORDS, "killed before the end"
    with _start(warc, db) as process:
        assert process.wait() == 1, "damaged records are findings"
    with closing(open_store(db)) as store:
        assert store.faults() == []
        assert store.linked()
        refused = store.rejected()
        kept = store.stats()["documents"]
        unread = [one for one in refused if one.id.startswith("https://")]  # whole records whose page is no article
        assert kept + len(unread) == len(whole)
        told = sorted(int(one.id.rpartition("@")[2]) for one in refused if "@" in one.id)
        assert told == sorted(damaged.values()), "each damaged record, by its offset"
        assert all(store.document(address(number)) for number in whole if not any(one.id == address(number) for one in unread))
