"""Lessons: annotated reports written by us (`lessons/*.yaml`), in the form of the contract.

They teach what annotated real pages hold too little of: rare types, denials, plans, short posts, pages of other subjects.
`python -m riwaya.training.lessons FILE...` checks files and says what they hold.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from riwaya.errors import BadInput
from riwaya.lexicon import built_in, rows

_QUANTITIES = frozenset({"some", "several", "tens", "hundreds", "thousands", "none"})
_RANGE = re.compile(r"^(\d*)\.\.(\d*)$")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_lessons(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the lessons of a folder as pages of the contract with their claims. Raises BadInput naming file and lesson."""
    for path in sorted(folder.glob("*.yaml")):
        yield from read_file(path)


def read_file(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lessons of one file."""
    types = {row["sub_event_type"]: row["event_type"] for row in rows(built_in() / "events.csv")}
    actors = frozenset(row["id"] for row in rows(built_in() / "actors.csv"))
    for lesson in _load(path):
        place = f"{path}: {lesson.get('id')}"
        try:
            yield _page(lesson, types, actors)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadInput(f"{place}: {error!r}; see lessons/README.md for the form") from error


def _load(path: Path) -> list[dict[str, Any]]:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER) or []  # noqa: S506 - a safe loader, in C where there is one
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: not readable as YAML in UTF-8: {error}") from error


def _page(lesson: dict[str, Any], types: dict[str, str], actors: frozenset[str]) -> dict[str, Any]:
    text = lesson["text"].strip()
    published = lesson.get("published")
    claims = [_claim(claim, text, types, actors) for claim in lesson.get("claims") or []]
    return {
        "doc": lesson["id"],
        "outlet": lesson.get("outlet"),
        "title": lesson.get("title"),
        "published": str(published) if published else None,
        "text": text,
        "claims": claims,
    }


def _claim(claim: dict[str, Any], text: str, types: dict[str, str], actors: frozenset[str]) -> dict[str, Any]:
    unknown = claim.keys() - {"say", "event", "stance", "background", "source", "actors", "targets", "places", "date", "casualties", "equipment"}
    if unknown:
        raise ValueError(f"no slot {sorted(unknown)}")
    source = claim.get("source")
    day = [str(one) for one in claim.get("date") or ()]
    return {
        "evidence": [_find(quote, text) for quote in claim["say"]],
        "event_type": types[claim["event"]],
        "sub_event_type": claim["event"],
        "stance": claim.get("stance", "asserted"),
        "background": bool(claim.get("background")),
        "sources": [{"name": source["name"], "actor": _known(source.get("actor"), actors), "channel": source.get("channel")}] if source else [],
        "actors": [_party(one, actors) for one in claim.get("actors") or ()],
        "targets": [_party(one, actors) for one in claim.get("targets") or ()],
        "places": [{"name": one["name"], "relation": one.get("relation", "in"), "within": one.get("within")} for one in claim.get("places") or ()],
        "date": {"start": day[0], "end": day[-1]} if day else None,
        "casualties": [_casualty(one) for one in claim.get("casualties") or ()],
        "equipment": [_equipment(one) for one in claim.get("equipment") or ()],
    }


def _find(quote: str, text: str) -> list[int]:
    start = text.find(quote)
    if start < 0:
        raise ValueError(f"not in the text: {quote!r}")
    return [start, start + len(quote)]


def _known(actor: str | None, actors: frozenset[str]) -> str | None:
    if actor is not None and actor not in actors:
        raise ValueError(f"no actor {actor!r} in actors.csv")
    return actor


def _party(one: dict[str, Any], actors: frozenset[str]) -> dict[str, Any]:
    return {"actor": _known(one.get("actor"), actors), "name": one["name"]}


def _casualty(told: str) -> dict[str, Any]:
    outcome, amount, *group = told.split()
    return {"outcome": outcome, "group": group[0] if group else None, **_amount(amount)}


def _equipment(told: str) -> dict[str, Any]:
    item, outcome, amount = told.split()
    return {"item": item, "outcome": outcome, **_amount(amount)}


def _amount(told: str) -> dict[str, Any]:
    if told in _QUANTITIES:
        return {"low": None, "high": None, "quantity": told}
    match = _RANGE.match(told)
    if not match:
        raise ValueError(f"no amount: {told!r} (write 5..5, 12.., ..100 or one of {sorted(_QUANTITIES)})")
    low, high = match.groups()
    return {"low": int(low) if low else None, "high": int(high) if high else None, "quantity": None}


def main(names: list[str]) -> int:
    """Check lesson files; print counts; return the exit status."""
    status = 0
    for name in names:
        counts: Counter[str] = Counter()
        pages = 0
        try:
            for page in read_file(Path(name)):
                pages += 1
                counts.update(claim["sub_event_type"] for claim in page["claims"])
        except BadInput as error:
            print(error, file=sys.stderr)
            status = 1
        print(f"{name}: {pages} lessons, {sum(counts.values())} claims: {dict(counts.most_common())}")
    return status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
