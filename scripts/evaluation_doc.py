"""Measures how well riwaya reads and links, and writes docs/evaluation.json and docs/evaluation.md.

python scripts/evaluation_doc.py                measure (minutes; needs ../shared) and write both
python scripts/evaluation_doc.py --write-only   write the page from the figures of the last measuring
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FIGURES, PAGE = ROOT / "docs" / "evaluation.json", ROOT / "docs" / "evaluation.md"
HEAD = """# Evaluation
Written by `python scripts/evaluation_doc.py` from what it measured; do not edit by hand. Measured on {day} at commit `{commit}`, lexicon `{lexicon}`.

Read the limits first: the annotated pages are few, of one kind (Arabic reports on Syria, Iraq, Yemen, Libya and their neighbours), and were chosen by people.
Pages of other outlets, wars or years will be read worse. What the figures mean: [method.md](method.md).
"""
READING = """
## Reading annotated pages
P, R and F1 of claims (found at the right words, of the right kind) and of every slot; the last row is the whole record. A slot counts only where its claim is
found.
`develop.jsonl` is what the weights were learned from, so that its figures flatter; `check.jsonl` was never learned from.

"""
CONTROL = """
## Pages that tell of no event in scope
Sport, markets, accidents, weather: claims read into a page, on average over {pages} pages: **{mean:.2f}**. What they are, page by page, and why
they remain: [explained.md](explained.md#control-pages).

## Our own sentences
For each phenomenon some dozen sentences with what they must give (`tests/cases`): share of right items.

| file | share |
| --- | --- |
"""
GRIDS = """
## Ways of saying crossed with words
Frames of sentences with every filler ([cases.md](cases.md)): share of sentences whose one slot is right, one sentence in four.

| file | share |
| --- | --- |
"""
LINKING = """
## Linking claims into events
Pairs of claims that a person judged to tell of one happening or of different ones ([events.md](events.md)), over annotated claims; "held" are groups of pairs
never looked at while weights were set. Baseline: same day and within 3 km, or of one name.

| pairs | judged | P | R | F1 | baseline F1 |
| --- | --- | --- | --- | --- | --- |
"""
TAIL = """
## Made again
```text
python scripts/evaluation_doc.py
riwaya evaluate gold.jsonl --errors
python tests/gate/floors.py
python tests/link/pair_rates.py -v
```
The annotated pages are not ours to ship; `riwaya evaluate` takes yours, in the form of the [claim contract](contract.md). Floors of these figures are kept in
`tests/gate/floors.json`: a change that reads worse does not land. Speed: `bench/README.md`.
"""


def main() -> None:
    """Measure, unless only the page is to be written, and write."""
    if "--write-only" not in sys.argv:
        FIGURES.write_text(json.dumps(measured(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(text(json.loads(FIGURES.read_text(encoding="utf-8"))), encoding="utf-8")


def measured() -> dict[str, Any]:
    """Return all figures."""
    sys.path[:0] = [str(ROOT / "tests" / "gate"), str(ROOT / "tests" / "link")]
    import case_shares  # noqa: PLC0415  # lies beside the tests
    import grid_shares  # noqa: PLC0415  # the same
    import page_rates  # noqa: PLC0415  # the same
    import pair_rates  # noqa: PLC0415  # the same

    from riwaya import link, pipeline  # noqa: PLC0415  # takes a second
    from riwaya.config import Config  # noqa: PLC0415  # the same

    reader = pipeline.reader(Config())
    control = page_rates.control_claims(page_rates.CORPUS, reader)
    links = pair_rates.measure(pair_rates.GOLD, link.knowledge(reader.lexicon))[0]
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "commit": subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip(),  # noqa: S607  # git is wherever it is
        "lexicon": reader.lexicon.version,
        "reading": {name: _rates(page_rates.GOLD / name, reader) for name in page_rates.FILES},
        "control": {"pages": len(control), "mean": sum(map(len, control.values())) / len(control)},
        "cases": case_shares.shares(case_shares.read_cases(), reader)[0],
        "grids": grid_shares.shares(grid_shares.read_grids(), reader)[0],
        "linking": {
            name: {"pairs": ours.pairs, "p": ours.precision, "r": ours.recall, "f1": ours.f1, "baseline": theirs.f1} for name, (ours, theirs) in links.items()
        },
    }


def _rates(gold: Path, reader: Any) -> dict[str, Any]:  # noqa: ANN401  # a Reader
    from riwaya import batch, evaluate  # noqa: PLC0415  # takes a second
    from riwaya.acquire.jsonl import pages_from_jsonl  # noqa: PLC0415  # the same
    from riwaya.contract.read import read_answers  # noqa: PLC0415  # the same
    from riwaya.pipeline import PageClaims  # noqa: PLC0415  # the same

    found = {one.document.id: one.claims for one in batch.read_pages(pages_from_jsonl(gold), reader) if isinstance(one, PageClaims)}
    tally: evaluate.Tally = Counter()
    answers = list(read_answers(gold))
    for answer in answers:
        tally.update(evaluate.compare(answer.claims, found.get(answer.doc, ())))
    slots = {slot: {"p": rate.precision, "r": rate.recall, "f1": rate.f1, "items": rate.items} for slot, rate in evaluate.rates(tally).items()}
    return {"pages": len(answers), "slots": slots}


def text(figures: Mapping[str, Any]) -> str:
    """Return the page."""
    return (
        HEAD.format(**figures)
        + READING
        + _reading(figures["reading"])
        + CONTROL.format(**figures["control"])
        + _shares(figures["cases"])
        + GRIDS
        + _shares(figures["grids"])
        + LINKING
        + "".join(
            f"| {name} | {one['pairs']} | {one['p']:.2f} | {one['r']:.2f} | {one['f1']:.2f} | {one['baseline']:.2f} |\n"
            for name, one in figures["linking"].items()
        )
        + TAIL
    )


def _shares(shares: Mapping[str, float]) -> str:
    return "".join(f"| {name} | {share:.2f} |\n" for name, share in shares.items())


def _reading(reading: Mapping[str, Any]) -> str:
    names = list(reading)
    head = "| what | " + " | ".join(f"{name}, {reading[name]['pages']} pages: P | R | F1" for name in names) + " |\n| --- |" + " --- |" * 3 * len(names) + "\n"
    rows = ("| " + slot + " | " + " | ".join(_three(reading[name]["slots"].get(slot)) for name in names) + " |\n" for slot in reading[names[0]]["slots"])
    return head + "".join(rows)


def _three(rate: Mapping[str, float] | None) -> str:
    return f"{rate['p']:.2f} | {rate['r']:.2f} | {rate['f1']:.2f}" if rate else "– | – | –"


if __name__ == "__main__":
    main()
