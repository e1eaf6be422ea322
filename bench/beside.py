"""riwaya beside other readers of Arabic on the same pages in one run, each as a whole process.

python bench/beside.py PAGES.jsonl [--rounds N] [--venvs FOLDER]

Each of the others is installed into an environment of its own, which is kept where a folder for them is named. spaCy's matcher gets every written form of
riwaya's lexicon, and text folded as riwaya folds it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from riwaya import lexicon
from riwaya.lexicon.forms import forms

SOURCE = Path(__file__).parents[1] / "src"
RIWAYA = """
import sys
from riwaya.surface.cli import main
sys.argv = ["riwaya", "extract", "--from-jsonl", sys.argv[1], "--format", "jsonl"]
main()
"""
SPACY = """
import json, sys
import spacy
from spacy.matcher import PhraseMatcher
from riwaya.arabic import key
reader = spacy.blank("ar")
matcher = PhraseMatcher(reader.vocab)
for label, words in json.load(open(sys.argv[2])).items():
    matcher.add(label, list(reader.tokenizer.pipe(words)))
texts = (key(json.loads(line)["text"]) for line in open(sys.argv[1]))
for page in reader.pipe(texts):
    print(json.dumps([[label, start, end] for label, start, end in matcher(page)]))
"""
MISHTAR = """
import json, sys
from pyarabic.araby import tokenize
from mishtar.mynamed import myNamed
finder = myNamed()
for line in open(sys.argv[1]):
    words = tokenize(json.loads(line)["text"])
    print(json.dumps(finder.detect_positions(words)))
"""


@dataclass(frozen=True, slots=True)
class Rival:
    """A reader: what it runs, and in whose environment."""

    name: str
    code: str
    package: str = ""


RIVALS = (
    Rival("riwaya", RIWAYA),
    Rival("spaCy, blank Arabic, PhraseMatcher", SPACY, "spacy"),
    Rival("mishtar, names by rules", MISHTAR, "mishtar"),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a process took: seconds by the clock and of the processor, the most memory in MB, and what it found."""

    clock: float
    processor: float
    memory: float
    found: int


def words(folder: Path) -> Path:
    """Write every written form of the lexicon, by entry."""
    told = {entry.id: sorted({" ".join(form.words) for form in forms(entry)}) for entry in lexicon.load().entries}
    path = folder / "words.json"
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    print(f"{sum(map(len, told.values())):,} written forms of {len(told):,} entries")
    return path


def python(rival: Rival, folder: Path) -> str:
    """Return the Python of a reader's environment, made where there is none."""
    if not rival.package:
        return sys.executable
    place = folder / rival.package
    if not (place / "ready").exists():
        venv.create(place, with_pip=True)
        subprocess.run([place / "bin/python", "-m", "pip", "install", "--quiet", rival.package], check=True)  # noqa: S603  # a name of ours
        (place / "ready").touch()
    return str(place / "bin/python")


def run(command: Sequence[str], environment: Mapping[str, str]) -> Ran:
    """Run a process to its end."""
    with tempfile.TemporaryFile() as out:
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=out, env=environment)  # noqa: S603  # ours
        _, status, used = os.wait4(process.pid, 0)
        clock = time.monotonic() - started
        if os.waitstatus_to_exitcode(status) not in {0, 1}:  # 1: pages were rejected
            sys.exit(f"ended with {status}: {' '.join(command)[:200]}")
        out.seek(0)
        return Ran(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, sum(map(_found, out)))


def _found(line: bytes) -> int:
    told = json.loads(line)
    return len(told["claims"] if isinstance(told, dict) and "claims" in told else told if isinstance(told, list) else ())


def measure(pages: Path, rounds: int, folder: Path) -> dict[str, list[Ran]]:
    """Run every reader in turn, several times, on all pages."""
    given, environment = words(folder), {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": "0"}
    commands = {one.name: [python(one, folder), "-c", one.code, str(pages), str(given)] for one in RIVALS}
    found: dict[str, list[Ran]] = {one: [] for one in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(run(command, environment))
    return found


def main() -> None:
    """Measure, and print a table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("pages", type=Path)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--venvs", type=Path)
    given = asked.parse_args()
    number = sum(1 for _ in given.pages.open(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        ran = measure(given.pages, given.rounds, given.venvs or Path(folder))
    print(f"{number} pages, median of {given.rounds} rounds, load {os.getloadavg()[0]:.1f}")
    print("| reader | seconds | of processor | pages a second of processor | MB | found |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, runs in ran.items():
        clock, processor, memory = (median(values) for values in zip(*((one.clock, one.processor, one.memory) for one in runs), strict=True))
        print(f"| {name} | {clock:.1f} | {processor:.1f} | {number / processor:.0f} | {memory:.0f} | {runs[0].found:,} |")


if __name__ == "__main__":
    main()
