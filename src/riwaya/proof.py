"""Proves a lexicon by its own sentences: every entry is found in its `yes` sentences and in none of its `no` sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from riwaya.extract.reading import read
from riwaya.lexicon import Entry, Lexicon
from riwaya.model import Document


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that does not prove its entry: `wanted` is whether the entry should have been found in it."""

    entry: Entry
    sentence: str
    wanted: bool


def findings(lexicon: Lexicon, entries: Iterable[Entry]) -> Iterator[Finding]:
    """Yield every sentence of `entries` that does not do what it is there for, in the order of the entries."""
    for entry in entries:
        for sentence, wanted in (*((one, True) for one in entry.yes), *((one, False) for one in entry.no)):
            if fires(entry, sentence, lexicon) != wanted:
                yield Finding(entry, sentence, wanted)


def fires(entry: Entry, sentence: str, lexicon: Lexicon) -> bool:
    """Whether a reader of `sentence` finds `entry` in it."""
    mentions = read(Document("sentence", sentence), lexicon).of(entry.kind)
    return any(mention.entry.id == entry.id for mention in mentions)
