"""How much two processes read beside one, whether Ray gives the same bytes, and what a worker killed in the middle changes: python bench/batch.py [PAGES].

Pages are made by putting paragraphs of real pages together anew (../shared/corpus where it lies beside the checkout, else the sample pages); nothing
of them is kept.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from riwaya import acquire, lexicon, samples, shards
from riwaya.config import Config
from riwaya.model import Page

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "pages.jsonl"
SHARDS = 8
LENGTH = 2000  # characters of a page, about


@dataclass(frozen=True, slots=True)
class Run:
    """One run over all shards: seconds, and the bytes that came out by shard."""

    seconds: float
    hashes: dict[str, str]


def paragraphs() -> list[str]:
    """Return the paragraphs of real pages, or of the sample pages."""
    found = acquire.pages_from_jsonl(CORPUS) if CORPUS.is_file() else acquire.pages([samples.folder()])
    texts = [page.body.decode("utf-8", "replace") for page in found if isinstance(page, Page) and page.media == "text"]
    return [line for text in texts for line in text.splitlines() if len(line) > 60]


def make(folder: Path, number: int) -> None:
    """Write so many pages over the shards."""
    chance, lines = random.Random(3), paragraphs()  # noqa: S311  # no secrets here
    for shard in range(SHARDS):
        with (folder / f"{shard}.jsonl").open("w", encoding="utf-8") as out:
            for page in range(shard, number, SHARDS):
                text = ""
                while len(text) < LENGTH:
                    text += chance.choice(lines) + "\n"
                out.write(json.dumps({"doc": f"made-{page}", "text": text, "published": "2018-04-20"}, ensure_ascii=False) + "\n")


def run(source: Path, target: Path, engine: shards.Engine, jobs: int, *, kill: bool = False) -> Run:
    """Read all shards; with `kill`, one process is killed in the middle of a shard."""
    planned = shards.plan([str(source)], str(target), Config(), lexicon.load().version)
    killed: list[int] = []

    def heard(_task: shards.Task, page: int) -> None:
        if kill and page == 20 and not killed:
            multiprocessing.active_children()[0].kill()
            killed.append(page)

    started = time.monotonic()
    manifests = list(shards.run(planned.tasks, engine, jobs, heard=heard))
    return Run(time.monotonic() - started, {Path(one.output).name: one.sha256 for one in manifests})


def main(words: Sequence[str]) -> None:
    """Measure, and say it."""
    number = int(words[0]) if words else 2000
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        source.mkdir()
        make(source, number)
        one = run(source, Path(folder) / "one", "pool", 1)
        two = run(source, Path(folder) / "two", "pool", 2)
        rates = f"one process {number / one.seconds:.0f} a second, two {number / two.seconds:.0f}, ratio {one.seconds / two.seconds:.2f}"
        print(f"{number} pages of about {LENGTH} characters: {rates}")
        print(f"one and two processes give the same bytes: {one.hashes == two.hashes}")
        killed = run(source, Path(folder) / "killed", "pool", 2, kill=True)
        print(f"with a process killed in the middle of a shard, the same bytes: {one.hashes == killed.hashes}")
        ray = run(source, Path(folder) / "ray", "ray", 2)
        print(f"Ray: {number / ray.seconds:.0f} a second, the same bytes: {one.hashes == ray.hashes}")


if __name__ == "__main__":
    main(sys.argv[1:])
