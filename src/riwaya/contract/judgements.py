"""Judgements as JSON objects, written and read back (docs/review.md says what a line holds)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from riwaya.contract.lines import read_lines
from riwaya.model import Judgement, Verdict

Record = dict[str, Any]
_WRONG = 'not a judgement; a line holds {"verdict", "targets" (or "left" and "right"), "slot", "value", "by", "at", "why"} as docs/review.md has it'
_TARGETS = {"same": {2}, "different": {2}, "undo": {1, 2}}


def judgement_record(one: Judgement) -> Record:
    """Return the object for one judgement."""
    told = {"slot": one.slot, "value": one.value, "read": one.read, "why": one.why}
    return {"id": one.id, "verdict": one.verdict, "targets": list(one.targets), "by": one.by, "at": one.at, **{key: text for key, text in told.items() if text}}


def read_judgements(path: Path) -> Iterator[Judgement]:
    """Yield the judgements of a file of JSON lines. Raises BadInput with file and line."""
    return read_lines(path, judgement_of, _WRONG)


def judgement_of(one: Record) -> Judgement:
    """Return the judgement of an object, a pair given as `left` and `right` or as `targets`. Raises KeyError, TypeError or ValueError."""
    targets = tuple(map(str, one["targets"] if "targets" in one else (one["left"], one["right"])))
    if one["verdict"] not in get_args(Verdict) or len(targets) not in _TARGETS.get(one["verdict"], {1}):
        raise ValueError(one["verdict"], targets)
    rest = {key: str(one.get(key) or "") for key in ("why", "slot", "value", "read")}
    return Judgement(one["verdict"], targets, str(one["by"]), str(one["at"]), **rest)
