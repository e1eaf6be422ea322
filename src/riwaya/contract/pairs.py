"""Claims beside claims: what each says as (slot, value), and which two tell of one thing, as the contract's scorer takes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from riwaya.model import Claim, Figure, Party, Voice

Filler = tuple[str, str]
_SHARE = 0.2  # of the shorter claim's evidence that two claims must share to be paired: the contract's figure
_MARKS = re.compile(r"[\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\"'“”«»()\[\].،,:؛-]")
_ARTICLE = re.compile(r"^(وال|بال|لل|ال)")
_FOLDED = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي", "ـ": None, "ء": None})


@lru_cache(maxsize=1)
def contract_actors() -> frozenset[str]:
    """Return the actor ids that annotators had; any other id counts as none and is compared by name."""
    return frozenset((files("riwaya.contract") / "actors.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=4096)
def fold_name(name: str | None) -> str:
    """Return a name without the spelling differences that the contract ignores (looser than `arabic.key`: no article, no spaces)."""
    text = _MARKS.sub(" ", name or "").lower().translate(_FOLDED)
    words = (_ARTICLE.sub("", word) for word in text.split())
    return "".join(re.sub(r"ين$", "ون", word) for word in words)


def fillers(claim: Claim) -> Iterator[Filler]:
    """Yield (slot, value) for everything that the claim says."""
    yield "type", f"{claim.event_type}/{claim.sub_event_type}"
    yield "stance", claim.stance
    yield "source", who(claim.sources[-1]) if claim.sources else "outlet"
    yield from (("actor", who(one)) for one in claim.actors)
    yield from (("target", who(one)) for one in claim.targets)
    yield from (("place", fold_name(one.name)) for one in claim.places)
    if claim.date:
        yield "date", f"{claim.date.start}..{claim.date.end}"
    yield from (("casualty", f"{one.outcome} {amount(one.figure)}") for one in claim.casualties)
    yield from (("equipment", f"{one.item} {one.outcome} {amount(one.figure)}") for one in claim.equipment)


def who(one: Party | Voice) -> str:
    """Return the actor id where annotators had it, else the folded name."""
    return one.actor if one.actor in contract_actors() and one.actor else "name:" + fold_name(one.name)


def amount(figure: Figure) -> str:
    """Return a figure as comparisons write it."""
    return figure.quantity or f"{figure.low}..{figure.high}"


def overlap(left: Claim, right: Claim) -> float:
    """Return the share of the shorter claim's evidence that lies in the other's."""
    return _overlap(_covered(left), _covered(right))


def _covered(claim: Claim) -> list[tuple[int, int]]:
    """Return the ranges of text that a claim stands on, none of which touches another."""
    ranges: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in claim.evidence):
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = ranges[-1][0], max(ranges[-1][1], end)
        else:
            ranges.append((start, end))
    return ranges


def _overlap(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> float:
    shared = sum(max(0, min(end, last) - max(start, first)) for start, end in one for first, last in other)
    least = min(sum(end - start for start, end in ranges) for ranges in (one, other))
    return shared / least if least else 0.0


def pair(some: Sequence[Claim], others: Sequence[Claim], *, any_type: bool = False) -> list[tuple[int, int]]:
    """Pair claims of one page one to one by number, those that agree most first: in words that overlap, of one event type or, where told so, of any."""
    seen = [(other.event_type, _covered(other), Counter(fillers(other))) for other in others]
    scored = []
    for i, one in enumerate(some):
        covered, says = _covered(one), Counter(fillers(one))
        for j, (event_type, words, said) in enumerate(seen):
            share = _overlap(covered, words) if any_type or one.event_type == event_type else 0.0
            if share >= _SHARE:
                scored.append(((says & said).total() + share, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return [*pairs.items()]
