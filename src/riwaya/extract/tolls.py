"""Totals beside their parts: one event's losses told twice, as a sum and in pieces, count once, in pieces (the contract's rule)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from riwaya.extract.figures.losses import Loss
from riwaya.extract.sense import Key
from riwaya.extract.telling import Telling
from riwaya.extract.triggers import Trigger
from riwaya.model import Figure

_BOTH = ("killed", "wounded")
_LUMP = "killed-or-wounded"
_Toll = tuple[Loss, int]


def once_told(words: Sequence[Trigger]) -> Iterator[Loss]:
    """Yield the losses that count, without those that only sum up others.

    Such are «مقتل ثلاثة» over «جنديان وحارس», and «عشرات القتلى والجرحى» over «سبعة قتلى و20 جريحا».
    """
    tolls = [(word.loss, word.sentence) for word in words if word.loss is not None and word.loss.counted]
    for toll in tolls:
        others = [one for one in tolls if one is not toll]
        if not (_is_lump_of(toll, others) if toll[0].outcome == _LUMP else _is_sum_of(toll[0], others)):
            yield toll[0]


def totals(parts: Sequence[Telling]) -> dict[Key, frozenset[Key]]:
    """Return for each telling whose dead or wounded are those of the tellings after it together which these are, by their first candidates.

    «قتل ثمانية في البلاد. فقد قتل خمسة في …، وثلاثة في …»: the total is a claim of its own beside its parts (the contract's rule).
    """
    found = {}
    for number, whole in enumerate(parts):
        pieces = next((some for outcome in whole.toll if (some := _pieces(whole, parts[number + 1 :], outcome))), None)
        if pieces:
            found[whole.first.trigger.key] = frozenset(one.first.trigger.key for one in pieces)
    return found


def _pieces(whole: Telling, after: Sequence[Telling], outcome: str) -> Sequence[Telling]:
    """Return the next tellings with the outcome that together make up the figure of a whole, none where they do not."""
    total = exact(whole.toll[outcome])
    told = [one for one in after if outcome in one.toll]
    sums = list(accumulate(exact(one.toll[outcome]) for one in told))
    return told[: sums.index(total) + 1] if total in sums and sums[0] < total else ()


def _is_sum_of(whole: Loss, others: Sequence[_Toll]) -> bool:
    """Whether the people of one breath with the same fate («38 جنديا و41 مقاتلا») are as many."""
    breaths: dict[int, list[int]] = {}
    for one, _ in others:
        if one.outcome == whole.outcome and one.trigger != whole.trigger and whole.group in {None, one.group}:
            breaths.setdefault(one.trigger, []).append(exact(one.figure))
    return any(len(parts) > 1 and all(parts) and sum(parts) == exact(whole.figure) for parts in breaths.values())


def _is_lump_of(toll: _Toll, others: Sequence[_Toll]) -> bool:
    """Whether dead and wounded are told apart: as many together; where the lump is vague, any in another sentence; of «ضحايا» the dead are enough."""
    lump, sentence = toll
    if lump.figure.quantity is None:
        apart = [max([exact(one.figure) for one, _ in others if one.outcome == outcome], default=0) for outcome in _BOTH]
        return all(apart) and sum(apart) == exact(lump.figure)
    told = {one.outcome for one, other in others if one.figure.quantity is None and other != sentence}
    return told.issuperset(_BOTH if lump.figure.quantity != "some" else _BOTH[:1])


def exact(figure: Figure) -> int:
    """Return the number, 0 where it is not exact."""
    return figure.low if figure.low is not None and figure.low == figure.high else 0
