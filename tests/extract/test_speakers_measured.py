"""Who says, measured: the innermost source of annotated claims, from the words alone. A floor that only goes up."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from riwaya.extract import scene
from riwaya.lexicon import load
from riwaya.lexicon.gazetteer import load_gazetteer
from riwaya.model import Document, Voice

SHARED = Path(__file__).resolve().parents[2] / "../shared"
GOLD, SCORE = SHARED / "gold" / "develop.jsonl", SHARED / "contract" / "score.py"
FLOOR = 0.79


def _score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _voice_over(spans: list[tuple[int, int, Voice]], start: int, end: int) -> Voice | None:
    """Return the voice of the tightest utterance over at least half of a quote, else of the one with the largest share."""
    shares = [((min(end, last) - max(start, first)) / (end - start), first - last, voice) for first, last, voice in spans]
    ranked = [(share >= 0.5, size if share >= 0.5 else share, voice) for share, size, voice in shares if share > 0]
    return max(ranked, key=lambda one: one[:2])[2] if ranked else None


def _is_right(claim: dict[str, Any], spans: list[tuple[int, int, Voice]], score: ModuleType) -> bool:
    voice = next((voice for start, end in claim["evidence"] if (voice := _voice_over(spans, start, end)) is not None), None)
    found = {"sources": [{"name": voice.name, "actor": voice.actor}] if voice is not None else []}
    return bool(score.source_names(found) & score.source_names(claim))


@pytest.mark.skipif(not GOLD.is_file() or not SCORE.is_file(), reason="the annotated pages (../shared/gold, ../shared/contract) are not here")
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")  # score.py leaves a table open
def test_the_innermost_source_of_annotated_claims() -> None:
    score, lexicon, gazetteer = _score(), load(), load_gazetteer()
    right: list[bool] = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        seen = scene.look(Document(page["doc"], page["text"], title=page.get("title")), lexicon, gazetteer)
        reaches = [(seen.reading.span(one.start, one.end), one.chain[-1]) for one in seen.utterances if one.end > one.start]
        spans = [(span.start, span.end, voice) for span, voice in reaches]
        right += [_is_right(claim, spans, score) for claim in page["claims"]]
    assert sum(right) / len(right) >= FLOOR
