"""Under which keys a store files reports, so that it finds those with which a new one is compared without holding all of them.

A key is a day and a hash of a block (`block.blocks`); more may share a key than a block, so what is found is compared by blocks again (`meeting.met`).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping

from riwaya.link.block import PAGE, blocks
from riwaya.link.signs import Signs

Keys = Mapping[int, frozenset[int]]  # by day: hashes of 32 bits, the lowest set for the open side of a block


def filed(signs: Signs) -> Keys:
    """Return the keys under which a report is filed. The day after a dated report, on which it is compared too, is left to those who ask."""
    return _keys(((day, topic, is_open) for (day, topic), is_open in _topics(signs) if not signs.first or day <= signs.last))


def asked(signs: Signs) -> Keys:
    """Return the keys under which all are filed that share a block with a report."""
    return _keys(_asked(signs))


def _asked(signs: Signs) -> Iterator[tuple[int, str, bool]]:
    for (day, topic), is_open in _topics(signs):
        for near in (day - 1, day) if day > 0 else (day,):
            yield near, topic, True
            if is_open:
                yield near, topic, False


def _topics(signs: Signs) -> Iterator[tuple[tuple[int, str], bool]]:
    """Yield the day and the rest of each block but the page's."""
    yield from (((day, f"{kind}\x1f{value}"), is_open) for (kind, day, value), is_open in blocks(signs) if kind != PAGE)


def _keys(given: Iterable[tuple[int, str, bool]]) -> Keys:
    found: dict[int, set[int]] = {}
    for day, topic, is_open in given:
        found.setdefault(day, set()).add(zlib.crc32(topic.encode("utf-8", "surrogatepass")) & ~1 | is_open)
    return {day: frozenset(keys) for day, keys in found.items()}
