"""Output shards of `riwaya batch` into the store: what is stored already stays as it is, so loading may be repeated and broken off."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya import shards
from riwaya.model import Rejected
from riwaya.service.ingest import Item, Told, answered, keep, new_run, page_key
from riwaya.service.terms import Ground
from riwaya.shards import files, rows
from riwaya.store import Added, Refusal, Store, uncollected


def load(store: Store, folder: str, known: Ground, tell: Told | None = None) -> Added:
    """Store the pages of a folder of output shards; `tell` hears of every batch once it is on the disk. Raises BadInput, MissingExtra."""
    total = Added()
    for manifest in shards.outputs(folder):
        with files.at_hand(manifest.output) as path, uncollected():
            total += keep(store, _items(rows.read(path), known), new_run(manifest.origin.lexicon, manifest.origin.input), tell)
    return total


def _items(held: Iterator[rows.Row], known: Ground) -> Iterator[Item]:
    for one in map(rows.outcome, held):
        yield Refusal(page_key(one), one) if isinstance(one, Rejected) else answered(one, known)
