"""How much two processes read beside one, whether Ray gives the same bytes, and what a worker killed in the middle changes: bench/README.md has the figures.

python bench/batch.py                    one process, two, one of two killed, Ray
python bench/batch.py --archive 200000   so many short pages: one process, then Ray with a worker killed half way

Pages are made by putting paragraphs of real pages together anew (../shared/corpus where it lies beside the checkout, else the sample pages); nothing
of them is kept.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from riwaya import acquire, lexicon, samples, shards
from riwaya.config import Config
from riwaya.model import Page

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "pages.jsonl"
SHARDS, PAGES, LENGTH = 8, 2000, 2000  # characters of a page, at least
ARCHIVE_SHARDS = 40
LINE, SHORT = range(60, 5000), range(60, 140)  # characters of a paragraph; a page of the archive has two short ones
ROUNDS = 3
WHILE = 1.0  # seconds
READER = re.compile(rb"^ray::_called|spawn_main")  # what a process that reads shards is called, by Ray and by multiprocessing


@dataclass(frozen=True, slots=True)
class Run:
    """One run over all shards: seconds, claims, and the bytes that came out by shard."""

    seconds: float
    claims: int
    hashes: dict[str, str]


def paragraphs(corpus: Path, length: range) -> list[str]:
    """Return the paragraphs of such a length of real pages, or of the sample pages."""
    found = acquire.pages_from_jsonl(corpus) if corpus.is_file() else acquire.pages([samples.folder()])
    texts = [page.body.decode("utf-8", "replace") for page in found if isinstance(page, Page) and page.media == "text"]
    return [line for text in texts for line in text.splitlines() if len(line) in length]


def make(folder: Path, lines: Sequence[str], number: int, parts: int, length: int = 0) -> None:
    """Write so many pages of at least two paragraphs and of at least so many characters over so many shards."""
    chance = random.Random(3)  # noqa: S311  # no secrets here
    folder.mkdir()
    for shard in range(parts):
        with (folder / f"{shard}.jsonl").open("w", encoding="utf-8") as out:
            for page in range(shard, number, parts):
                text = chance.choice(lines) + "\n"
                while len(text) < length or text.count("\n") < 2:
                    text += chance.choice(lines) + "\n"
                out.write(json.dumps({"doc": f"made-{page}", "text": text, "published": "2018-04-20"}, ensure_ascii=False) + "\n")


def run(source: Path, engine: shards.Engine, jobs: int, *, kill: bool = False) -> Run:
    """Read all shards; with `kill`, one process of ours is killed in the middle of a shard, once half of them are done."""
    planned = shards.plan([str(source)], tempfile.mkdtemp(dir=source.parent), Config(), lexicon.load().version)
    started, manifests = time.monotonic(), list[shards.Manifest]()
    for manifest in shards.run(planned.tasks, engine, jobs):
        manifests.append(manifest)
        if kill and len(manifests) == len(planned.tasks) // 2:
            threading.Thread(target=kill_one, daemon=True).start()
    faults = [one.fault for one in manifests if one.fault]
    if faults:
        sys.exit(f"not measured: {faults}")
    return Run(time.monotonic() - started, sum(one.claims for one in manifests), {Path(one.output).name: one.sha256 for one in manifests})


def kill_one() -> None:
    """Kill one of our processes that read shards, a while after it was given one."""
    time.sleep(WHILE)
    readers = [process for process in descendants(os.getpid()) if READER.search(command(process))]
    os.kill(readers[0], signal.SIGKILL)
    print(f"killed process {readers[0]}, one of {len(readers)}", flush=True)


def descendants(parent: int) -> Iterator[int]:
    """Yield the processes that a process started, and those that they started."""
    for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
        for child in map(int, tasks.read_text(encoding="ascii").split()):
            yield child
            yield from descendants(child)


def command(process: int) -> bytes:
    """Return the words that started a process."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:  # it has ended meanwhile
        return b""


def load() -> str:
    """Say how busy the machine was in the last minute."""
    return f"load {os.getloadavg()[0]:.1f}"


def rounds(source: Path, number: int, most: int) -> Run:
    """Measure one process and two, one after the other, several times; return the first run."""
    first = None
    for _ in range(most):
        one, two = run(source, "pool", 1), run(source, "pool", 2)
        first = first or one
        same = "the same bytes" if one.hashes == two.hashes == first.hashes else "OTHER BYTES"
        print(
            f"one process {number / one.seconds:.1f} a second, two {number / two.seconds:.1f}, ratio {one.seconds / two.seconds:.2f}, {same}, {load()}",
            flush=True,
        )
    assert first  # noqa: S101  # there is a round
    return first


def compare(source: Path, number: int, most: int) -> None:
    """Measure, and say whether two processes, one killed among them, and Ray give the bytes of one."""
    one = rounds(source, number, most)
    killed = run(source, "pool", 2, kill=True)
    print(f"one of two processes killed in the middle of a shard, the same bytes: {one.hashes == killed.hashes}", flush=True)
    ray = run(source, "ray", 2)
    print(f"Ray: {number / ray.seconds:.1f} a second, the same bytes: {one.hashes == ray.hashes}, {load()}")


def archive(source: Path, number: int) -> None:
    """Read with one process, then with two of Ray's of which one is killed half way."""
    one = run(source, "here", 1)
    print(f"one process: {number} pages, {one.claims} claims in {one.seconds:.0f} s, {load()}", flush=True)
    ray = run(source, "ray", 2, kill=True)
    print(f"Ray, a process killed half way: {ray.claims} claims in {ray.seconds:.0f} s, the same bytes: {one.hashes == ray.hashes}, {load()}")


def main(words: Sequence[str] | None = None) -> None:
    """Measure, and say it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--archive", type=int, default=0, metavar="PAGES")
    asked.add_argument("--pages", type=int, default=PAGES)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--corpus", type=Path, default=CORPUS)
    given = asked.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        if given.archive:
            make(source, paragraphs(given.corpus, SHORT), given.archive, ARCHIVE_SHARDS)
            archive(source, given.archive)
        else:
            make(source, paragraphs(given.corpus, LINE), given.pages, SHARDS, LENGTH)
            compare(source, given.pages, given.rounds)


if __name__ == "__main__":
    main()
