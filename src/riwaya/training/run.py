"""From annotated pages to a weights file with its training record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from riwaya.clean import clean
from riwaya.errors import BadInput
from riwaya.extract import Knowledge, knowledge
from riwaya.extract.weigh import Model, Weights, record
from riwaya.lexicon import Lexicon
from riwaya.model import Page, Rejected
from riwaya.training.learn import Lesson, learn, lesson
from riwaya.training.lessons import read_lessons


def train(gold: Path, lexicon: Lexicon, lessons_folder: Path | None = None) -> dict[str, Any]:
    """Learn from the annotated pages of `gold` (contract form, JSON lines) and from our own lessons; return what a weights file holds."""
    known = replace(knowledge(lexicon), model=Model({}))
    own = list(read_lessons(lessons_folder)) if lessons_folder else []
    lessons = [one for one in (_lesson(page, known) for page in (*_pages(gold), *own)) if one]
    if not lessons:
        raise BadInput(f"{gold}: no annotated page in it that can be read; each line needs 'doc', 'text' and 'claims'")
    model = learn(lessons, known)
    told = {
        "pages": len(lessons),
        "of_them_lessons": len(own),
        "claims": sum(len(one.claims) for one in lessons),
        "candidates": sum(len(one.around.triggers) for one in lessons),
        "lexicon": lexicon.version,
        "gold_sha256": hashlib.sha256(gold.read_bytes()).hexdigest(),
        "method": "L2 logistic regression per choice; features that stand on fewer than 4 pages left out; rounds cross-fitted over 5 folds",
    }
    ordered = Model({name: Weights(dict(sorted(weights.of.items()))) for name, weights in sorted(model.choices.items())})
    return {"record": told, **record(ordered)}


def _pages(gold: Path) -> Iterator[dict[str, Any]]:
    with gold.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise BadInput(f"{gold}:{number}: not JSON ({error}); one page a line is expected") from error


def _lesson(page: dict[str, Any], known: Knowledge) -> Lesson | None:
    day = date.fromisoformat(page["published"]) if page.get("published") else None
    body = page["text"].encode("utf-8", "surrogatepass")
    document = clean(Page(page["doc"], body, "text", outlet=page.get("outlet"), title=page.get("title"), published=day), known.lexicon)
    return None if isinstance(document, Rejected) else lesson(document, page["claims"], known)
