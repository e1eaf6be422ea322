"""The pairs along which clusters form, found block by block: so that the blocks of some days can be searched apart from all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from riwaya.link.block import Block, blocks
from riwaya.link.judged import Pair, roots
from riwaya.link.knowledge import Knowledge
from riwaya.link.linker import FIRM
from riwaya.link.score import score
from riwaya.link.signs import Signs

Inside = Callable[[Block], bool]


def chains(given: Iterable[Signs], known: Knowledge, inside: Inside) -> dict[str, str]:
    """Return for every report that hangs together with others over firm pairs the least of them, looking only at the blocks that are `inside`.

    What hangs together over all blocks is what these answers, joined, hang together: clusters never reach beyond it.
    """
    return roots(_pairs(given, known, inside))


def _pairs(given: Iterable[Signs], known: Knowledge, inside: Inside) -> Iterator[Pair]:
    held: dict[Block, tuple[list[Signs], list[Signs]]] = {}
    for mine in given:
        met: dict[str, Signs] = {}
        for block, is_open in blocks(mine):
            if inside(block):
                open_side, closed_side = held.setdefault(block, ([], []))
                met |= {other.id: other for other in (*open_side, *(closed_side if is_open else ()))}
                (open_side if is_open else closed_side).append(mine)
        for other in met.values():
            if other.id != mine.id and score(mine, other, known) >= FIRM:
                yield mine.id, other.id
