"""What a person types for a slot: JSON of the contract, or the short forms of docs/review.md."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from riwaya.errors import BadInput
from riwaya.review.slots import Terms

_LOSS = re.compile(r"(?P<outcome>[\w-]+)=(?:(?P<group>[\w.-]+):)?(?P<low>\d*)(?P<to>-(?P<high>\d*))?")
NOTHING = "-"  # empties a slot


def typed(slot: str, given: Sequence[str], terms: Terms) -> object:
    """Return the value that was typed; what it may hold is for `review.slots` to say. Raises BadInput for what cannot be read."""
    first = given[0] if given else NOTHING
    if len(given) <= 1 and first[:1] in {"[", "{", '"'}:
        try:
            return json.loads(first)
        except ValueError as error:
            raise BadInput(f"{slot}: not JSON ({error}); write it as docs/contract.md has the slot") from error
    if slot in {"type", "stance"}:
        return " ".join(given)
    if slot == "background":
        return {"true": True, "false": False}.get(first, first)
    if slot == "date":
        return None if first == NOTHING else _days(first)
    return [] if first == NOTHING else [_filler(slot, one, terms) for one in given]


def _days(text: str) -> dict[str, str]:
    start, _, end = text.partition("..")
    return {"start": start, "end": end or start}


def _filler(slot: str, text: str, terms: Terms) -> object:
    if slot == "places":
        name, _, within = text.partition(",")
        return {"name": name.strip(), "within": within.strip() or None}
    if slot == "casualties":
        return _loss(text)
    if slot == "equipment":
        raise BadInput('equipment is typed as JSON: [{"item": "tank", "outcome": "destroyed", "low": 1, "high": 1}]')
    return {"actor": text} if text in terms.actors else {"name": text}


def _loss(text: str) -> dict[str, object]:
    found = _LOSS.fullmatch(text)
    if found is None or not (found["low"] or found["high"]):
        raise BadInput(f"casualties: {text!r} cannot be read; write killed=12, wounded=civilians:3-5, killed=10- (at least) or killed=-10 (at most)")
    low = int(found["low"]) if found["low"] else None
    high = (int(found["high"]) if found["high"] else None) if found["to"] else low
    return {"outcome": found["outcome"], "group": found["group"], "low": low, "high": high}
