"""From annotated pages to a weights file with its training record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from riwaya.clean import clean
from riwaya.errors import BadInput
from riwaya.extract import Knowledge, knowledge, sensed, weigh
from riwaya.extract.network import Network
from riwaya.extract.weigh import Model, Weights, record
from riwaya.lexicon import Lexicon, built_in
from riwaya.model import Page, Rejected
from riwaya.training.examples import REAL_COUNTS, example
from riwaya.training.learn import FOLDS, Lesson, folds_of, learn, lesson, page_of
from riwaya.training.lessons import read_lessons
from riwaya.training.network import crossed

_NETWORK_ALONE = "news_"  # begins the ids of lessons that teach the network alone: see lessons/README.md
VOTERS = 4  # models that vote on a page: a claim that more than half of them read is told, so three of four
_NETWORKS = 3  # beside the one that ships: each knows nothing of a third of the pages


def train(gold: Path, lexicon: Lexicon, lessons_folder: Path | None = None) -> tuple[list[dict[str, Any]], Network]:
    """Learn from the annotated pages of `gold` (contract form, JSON lines) and from our own lessons; return what each file of weights holds, and the network.

    The weights are learned from what networks think of pages that they have not seen, and not from the lessons that teach the network alone (`weighed`):
    each of the models that vote on a page (`extract.vote`) without another part of the pages.
    """
    known, by_hand = replace(knowledge(lexicon), models=()), weigh.load(built_in() / "weights.hand.json")
    own = list(read_lessons(lessons_folder)) if lessons_folder else []
    real = [one for one in (_lesson(page, known) for page in _pages(gold)) if one]
    lessons = [*real, *(one for one in (_lesson(page, known) for page in own) if one)]
    if not lessons:
        raise BadInput(f"{gold}: no annotated page in it that can be read; each line needs 'doc', 'text' and 'claims'")
    if (enough := len(weighed(lessons, len(real)))) < FOLDS:
        raise BadInput(f"{gold}: {enough} annotated pages that can be read are too few; learning needs {FOLDS} or more")
    types = tuple(lexicon.event_types)
    examples = [example(one, types, REAL_COUNTS if number < len(real) else 1.0) for number, one in enumerate(lessons)]
    network, others = crossed(examples, folds_of(lessons, _NETWORKS), types)
    seen = [replace(one, around=sensed(one.around, other)) for one, other in zip(lessons, others, strict=True)]
    learned = weighed(seen, len(real))
    told = {
        "pages": len(lessons),
        "of_them_lessons": len(own),
        "claims": sum(len(one.claims) for one in lessons),
        "candidates": sum(len(one.around.triggers) for one in lessons),
        "lexicon": lexicon.version,
        "gold_sha256": hashlib.sha256(gold.read_bytes()).hexdigest(),
        "method": "L2 logistic regression per choice, beside the weights set by hand; features that stand on fewer than 4 pages left out; "
        "rounds cross-fitted over 5 folds of whole weeks",
    }
    parts = folds_of(learned, VOTERS)
    models = [learn([one for one, own in zip(learned, parts, strict=True) if own != part], known, by_hand) for part in range(VOTERS)]
    return [_told(model, {**told, "without": f"pages of part {part} of {VOTERS}"}) for part, model in enumerate(models, 1)], replace(network, record=told)


def _told(model: Model, told: dict[str, Any]) -> dict[str, Any]:
    """Return what a file of weights holds, in the order of names."""
    ordered = Model({name: Weights(dict(sorted(weights.of.items()))) for name, weights in sorted(model.choices.items())})
    return {"record": told, **record(ordered)}


def weighed(lessons: Sequence[Lesson], real: int) -> list[Lesson]:
    """Return what weights are learned from: annotated pages, the first `real` of all, and those of our own lessons that do not teach the network alone."""
    return [one for number, one in enumerate(lessons) if number < real or not page_of(one.around).startswith(_NETWORK_ALONE)]


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
