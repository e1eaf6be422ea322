"""Claims of an export into a store: pages that it has stay as they are, since an export holds less of a page than the page itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from riwaya.contract import Answer
from riwaya.service import ingest as ingesting
from riwaya.service.ingest import Told
from riwaya.service.terms import Ground
from riwaya.store import Added, Store


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import; `lacking` are ids of claims that pages which the store has lack, and that were not added."""

    added: Added
    lacking: tuple[str, ...] = ()


def import_answers(store: Store, answers: Iterable[Answer], known: Ground, tell: Told | None = None, inputs: str = "") -> Imported:
    """Store the claims of pages that the store does not have, and link them. Done twice it is done once."""
    skipped = 0
    lacking: list[str] = []

    def fresh() -> Iterator[Answer]:
        nonlocal skipped
        for one in answers:
            if store.document(one.doc) is None:
                yield one
            else:
                skipped += 1
                lacking.extend(sorted(set(one.ids) - set(store.claims_of(one.doc))))

    added = ingesting.ingest_answers(store, fresh(), known, tell, inputs)
    ingesting.link_after(store, added, known)
    return Imported(added + Added(known=skipped), tuple(lacking))
