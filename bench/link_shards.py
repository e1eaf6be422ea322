"""Linking shards over Ray beside linking everything in one process: whether the events are the same, seconds, and the most memory of a process.

python bench/link_shards.py [SIZE …]    writes link_shards.json, in which a size measured anew takes the place of the older row, and link_shards.svg
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import Any

import bursts
from batch import command, descendants
from plot import plot

from riwaya import lexicon, link, shards
from riwaya.config import Config
from riwaya.contract.events import event_record
from riwaya.contract.write import claim_record
from riwaya.link.reports import page_reports
from riwaya.model import Rejected, Report
from riwaya.shards import rows
from riwaya.shards.linking import link_shards
from riwaya.shards.manifest import Manifest, Origin

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
SHARD = 5_000  # claims
HERE = Path(__file__).parent
Record = dict[str, Any]


def write(folder: Path, size: int) -> None:
    """Write made-up claims, each on a page of its own, as `riwaya batch` would."""
    pa, parquet = rows.arrow(), rows.arrow("pyarrow.parquet")
    left = bursts.reports(size)
    number = 0
    while some := [_row(report) for report in islice(left, SHARD)]:
        path = folder / f"{number:04}.parquet"
        parquet.write_table(pa.Table.from_pylist(some, schema=rows.schema()), path, compression="zstd")
        path.with_suffix(".json").write_text(Manifest(Origin(path.name, 1, "", "", ""), str(path)).text(), encoding="utf-8")
        number += 1


def _row(report: Report) -> Record:
    day = report.published.isoformat() if report.published else None
    claims = [{"record": json.dumps(claim_record(report.claim))}]
    return {"doc": report.claim.document, "outlet": report.outlet, "title": report.title, "published": day, "text": report.words, "claims": claims}


def whole(folder: str) -> Iterator[Record]:
    """Link all claims at once, in this process."""
    answers = (rows.outcome(row) for one in shards.outputs(folder) for row in rows.read(Path(one.output)))
    reports = [report for answer in answers if not isinstance(answer, Rejected) for report in page_reports(answer)]
    return map(event_record, link.link(reports, link.knowledge(lexicon.load())))


def ray(folder: str) -> Iterator[Record]:
    """Link shard by shard, over two processes of Ray."""
    return link_shards(shards.outputs(folder), Config(), engine="ray", jobs=2)


WAYS: dict[str, Callable[[str], Iterator[Record]]] = {"whole": whole, "ray": ray}


def watched(way: str, folder: str) -> None:
    """Link in this way and print, as JSON, what it took: seconds, the most memory of this process and of one of Ray's, and a hash of all events."""
    most = [0]
    Thread(target=_watch, args=(most,), daemon=True).start()
    started = time.monotonic()
    events, sha256 = hashed(WAYS[way](folder))
    told = {
        "events": events,
        "sha256": sha256,
        "seconds": round(time.monotonic() - started, 1),
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "worker_mb": most[0] // 1024,
        "load": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(told))


def hashed(records: Iterable[Record]) -> tuple[int, str]:
    """Return how many events there are, and a hash of all, in order."""
    number, sha256 = 0, hashlib.sha256()
    for record in records:
        number += 1
        sha256.update(json.dumps(record, sort_keys=True).encode())
    return number, sha256.hexdigest()


def _watch(most: list[int]) -> None:
    """Keep the most memory, in kB, that a process of Ray's that works has ever held."""
    while True:
        for process in descendants(os.getpid()):
            if command(process).startswith(b"ray::"):
                most[0] = max(most[0], _peak(process))
        time.sleep(0.5)


def _peak(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:  # it has ended meanwhile
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


def measure(size: int) -> Record:
    """Link so many claims in every way, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), size)
        told: Record = {"claims": size}
        for way in WAYS:
            ran = subprocess.run([sys.executable, __file__, way, folder], check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603  # this file
            told[way] = json.loads(ran.stdout.splitlines()[-1])
            print(f"{size:,} {way}: {told[way]}", flush=True)
    told["same"] = len({told[way]["sha256"] for way in WAYS}) == 1
    return told


def drawn(measured: list[Record]) -> tuple[str, str]:
    """Draw seconds and memory over claims."""
    seconds = {name: [(row["claims"], row[way]["seconds"]) for row in measured] for way, name in (("whole", "one process"), ("ray", "Ray, two processes"))}
    memory = {
        "everything in one process": [(row["claims"], row["whole"]["mb"]) for row in measured],
        "shards: who starts": [(row["claims"], row["ray"]["mb"]) for row in measured],
        "shards: who works": [(row["claims"], row["ray"]["worker_mb"]) for row in measured],
    }
    return plot("Linking: seconds over claims", seconds, {}, "s"), plot("Linking: peak memory of a process over claims", memory, {}, "MB")


def main(words: list[str]) -> None:
    """Measure, print, and write the files beside this one."""
    kept = HERE / "link_shards.json"
    found = {row["claims"]: row for row in json.loads(kept.read_text(encoding="utf-8"))} if kept.exists() else {}
    for size in [int(word) for word in words] or SIZES:
        found[size] = measure(size)
        kept.write_text(json.dumps([found[one] for one in sorted(found)], indent=1) + "\n", encoding="utf-8")
    if len(found) > 1:
        for name, picture in zip(("link_shards.svg", "link_shards.memory.svg"), drawn([found[one] for one in sorted(found)]), strict=True):
            (HERE / name).write_text(picture + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in WAYS:
        watched(sys.argv[1], sys.argv[2])
    else:
        main(sys.argv[1:])
