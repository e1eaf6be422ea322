"""Signs as rows that a store keeps beside claims, so that they are not worked out anew with every page that comes near.

A row holds what rests on the claim and on the words under `Knowledge.stamp`; what is known of places and parties is looked up again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from riwaya.link.knowledge import Knowledge
from riwaya.link.signs import FLOWN, Side, Signs, names, side_of
from riwaya.link.spots import Spotter
from riwaya.model import Place

Row = list[Any]


def row(mine: Signs, places: Iterable[Place]) -> Row:
    """Return a claim's signs as plain values; `places` are the claim's."""
    return [
        mine.source, mine.first, mine.last, mine.loose, mine.published, sorted(mine.hours), mine.kind, mine.type, mine.planned, mine.denied, mine.several,
        mine.background, list(map(Spotter.key, places)), *_ids(mine.doers), *_ids(mine.victims), mine.losses, sorted(mine.equipment, key=repr),
        " ".join(mine.words), list(mine.words.values()), " ".join(sorted(mine.title)), mine.start, mine.end, sorted(mine.sentences),
    ]  # fmt: skip


def _ids(side: Side) -> tuple[list[str], bool]:
    return sorted(side.ids), side.known


def signs_of(name: str, doc: str, given: Row, known: Knowledge) -> Signs:
    """Return the signs that `row` made of a claim, by its id and its page's."""
    (
        source, first, last, loose, published, hours, kind, type_, planned, denied, several, background, places, doers, doers_known, victims, victims_known,
        losses, things, told, weights, title, start, end, sentences,
    ) = given  # fmt: skip
    words = dict(zip(told.split(), weights, strict=True))  # one text is read in a third of the time that its words take
    spots = tuple([known.spotter.spot_of(tuple(key)) for key in places])
    equipment = frozenset([(item, low) for item, low in things])
    flown = frozenset([one for one in equipment if one[0] in FLOWN]) if equipment else equipment
    doing, suffering = side_of(tuple(doers), known, every=doers_known), side_of(tuple(victims), known, every=victims_known)
    return Signs(
        name, doc, source, first, last, loose, published, frozenset(hours), kind, type_, planned, denied, several, background, spots, doing, suffering,
        tuple(map(tuple, losses)), equipment, flown, words, sum(words.values()), names(words, spots), frozenset(title.split()), start, end,
        frozenset(sentences),
    )  # fmt: skip
