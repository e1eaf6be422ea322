"""How well annotated pages are read, and how much is read into pages that tell of no event in scope."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from riwaya import batch, evaluate
from riwaya.acquire.jsonl import pages_from_jsonl
from riwaya.contract.read import read_answers
from riwaya.model import Claim, Page
from riwaya.pipeline import PageClaims, Reader

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "gold"
CORPUS = SHARED / "corpus" / "pages.jsonl"
FILES = ("develop.jsonl", "check.jsonl")
MISSING = "the annotated pages are not beside this checkout"


def sha256(path: Path) -> str:
    """Return the hex digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rates(gold: Path, reader: Reader) -> dict[str, float]:
    """Return the F1 of claims and of the whole record over the pages of `gold`."""
    found = {result.document.id: result.claims for result in batch.read_pages(pages_from_jsonl(gold), reader) if isinstance(result, PageClaims)}
    tally: evaluate.Tally = Counter()
    for answer in read_answers(gold):
        tally.update(evaluate.compare(answer.claims, found.get(answer.doc, ())))
    both = evaluate.rates(tally)
    return {"claims": both["claims"].f1, "record": both["record"].f1}


def control_claims(corpus: Path, reader: Reader) -> dict[str, tuple[Claim, ...]]:
    """Return what is read into each control page: sport, markets, accidents and the like."""
    results = batch.read_pages(_control(corpus), reader)
    return {result.document.id: result.claims for result in results if isinstance(result, PageClaims)}


def claims_a_page(corpus: Path, reader: Reader) -> float:
    """Return the mean number of claims over the control pages."""
    read = control_claims(corpus, reader)
    return sum(map(len, read.values())) / len(read)


def _control(corpus: Path) -> Iterator[Page]:
    with corpus.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return (_page(row) for row in rows if row["topic"].startswith("control"))


def _page(row: dict[str, Any]) -> Page:
    day = date.fromisoformat(row["published"]) if row.get("published") else None
    return Page(row["doc"], row["text"].encode(), "text", row.get("url"), row.get("outlet"), row.get("title"), day)
