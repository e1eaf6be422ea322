"""Measures linking on pairs.json: pairs of claims of the corpus pages that a person judged, over annotated and over extracted claims.

Run by hand it prints both beside the baseline: python tests/link/pair_rates.py [CLAIMS.jsonl]
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from riwaya import contract, lexicon
from riwaya.acquire.jsonl import pages_from_jsonl
from riwaya.contract import Answer
from riwaya.contract.pairs import overlap
from riwaya.link.knowledge import Knowledge, knowledge
from riwaya.link.linker import Linker
from riwaya.link.reports import page_reports
from riwaya.link.spots import distance, plain
from riwaya.model import Claim, Page, Report, Span

SHARED = Path(__file__).parents[2].parent / "shared"
GOLD, CORPUS = SHARED / "gold" / "develop.jsonl", SHARED / "corpus" / "pages.jsonl"
MISSING = "the annotated pages are not beside the checkout (../shared): pairs are judged on them, and their texts are not ours to ship"
PAIRS = Path(__file__).parent / "pairs.json"
NEAR_KM = 3.0
HELD = ("douma", "iraq-2018", "libya", "sarmada", "sinai", "yemen")  # never looked at while weights were set; the other groups were


@dataclass(frozen=True, slots=True)
class Rate:
    """How many judged pairs were linked rightly; `pairs` is how many could be asked at all."""

    precision: float
    recall: float
    f1: float
    pairs: int


def judged() -> dict[str, Any]:
    """Return the benchmark: claims by name, and pairs."""
    loaded: dict[str, Any] = json.loads(PAIRS.read_text(encoding="utf-8"))
    return loaded


def answers(claims: Path) -> list[Answer]:
    """Return pages of a file of the contract, with outlet, day and title of the corpus where the file lacks them."""
    pages = {page.id: page for page in pages_from_jsonl(CORPUS) if isinstance(page, Page)}
    found = []
    for answer in contract.read_answers(claims):
        page = pages[answer.doc]
        found.append(replace(answer, outlet=answer.outlet or page.outlet, published=answer.published or page.published, title=answer.title or page.title))
    return found


def resolved(reports: Iterable[Report], claims: Mapping[str, Mapping[str, Any]]) -> dict[str, Report]:
    """Find for every claim of the benchmark the report that stands for it: most overlap of evidence, the same kind before others."""
    by_page = defaultdict(list)
    for report in reports:
        by_page[report.claim.document].append(report)
    found = {}
    for name, wanted in claims.items():
        asked = Claim(wanted["doc"], tuple(Span(*span) for span in wanted["evidence"]), "", wanted["sub_event_type"])
        scored = [(overlap(asked, one.claim), one.claim.sub_event_type == asked.sub_event_type, one.id) for one in by_page[wanted["doc"]]]
        best = max(scored, default=(0.0, False, ""))
        if best[0] >= 0.2:
            found[name] = next(one for one in by_page[wanted["doc"]] if one.id == best[2])
    return found


def rate(linked: Sequence[bool], same: Sequence[bool]) -> Rate:
    """Compare decisions with judgements; related pairs count as not the same."""
    right = sum(one and other for one, other in zip(linked, same, strict=True))
    precision = right / sum(linked) if any(linked) else 0.0
    recall = right / sum(same) if any(same) else 0.0
    return Rate(precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0, len(same))


def baseline(one: Report, other: Report) -> bool:
    """Same first day, and within 3 km, or of one name where places are not resolved."""
    days = [report.claim.date.start if report.claim.date else None for report in (one, other)]
    return days[0] is not None and days[0] == days[1] and any(_close(a, b) for a in one.claim.places for b in other.claim.places)


def _close(one: Any, other: Any) -> bool:  # noqa: ANN401  # two places
    if None not in (one.lat, one.lon, other.lat, other.lon):
        return distance((one.lat, one.lon), (other.lat, other.lon)) <= NEAR_KM
    return plain(one.name) == plain(other.name)


def measure(claims: Path, known: Knowledge) -> tuple[dict[str, tuple[Rate, Rate]], list[tuple[str, str, str, bool, int]]]:
    """Link all claims of a file in one run; return the rates of linking and of the baseline, by group and for "all", and the pairs got wrong."""
    reports = [report for answer in answers(claims) for report in page_reports(answer)]
    linker = Linker(known)
    linker.put(reports)
    bench = judged()
    found = resolved(reports, bench["claims"])
    rows = []
    for pair in bench["pairs"]:
        one, other = found.get(pair["left"]), found.get(pair["right"])
        if one and other and one.id != other.id:
            linked = linker.cluster_of(one.id) == linker.cluster_of(other.id)
            rows.append((pair, linked, baseline(one, other), linker.scores(one.id).get(other.id, -999)))
    groups = {
        "all": rows,
        "held": [row for row in rows if row[0]["group"] in HELD],
        **{name: [row for row in rows if row[0]["group"] == name] for name in sorted({row[0]["group"] for row in rows})},
    }
    rates = {}
    for name, some in groups.items():
        same = [row[0]["judged"] == "same" for row in some]
        rates[name] = (rate([row[1] for row in some], same), rate([row[2] for row in some], same))
    wrong = [(row[0]["left"], row[0]["right"], row[0]["judged"], row[1], row[3]) for row in rows if row[1] != (row[0]["judged"] == "same")]
    return rates, wrong


def table(rates: dict[str, tuple[Rate, Rate]]) -> str:
    """Return the rates as lines for people: linking, then the baseline."""
    lines = [f"{'':12} pairs     P     R    F1   baseline P     R    F1"]
    for name, (ours, theirs) in rates.items():
        figures = [ours.precision, ours.recall, ours.f1, theirs.precision, theirs.recall, theirs.f1]
        lines.append(f"{name:12} {ours.pairs:5} " + "{:5.2f} {:5.2f} {:5.2f}        {:5.2f} {:5.2f} {:5.2f}".format(*figures))
    return "\n".join(lines)


if __name__ == "__main__":
    rates, wrong = measure(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD, knowledge(lexicon.load()))
    sys.stdout.write(table(rates) + "\n")
    if "-v" in sys.argv:
        sys.stdout.writelines(f"{one}\n" for one in wrong)
