"""Whether what is kept of claims is what follows from how they were read and from what people judged of them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Row, select

from riwaya.contract.write import claim_record
from riwaya.model import Judgement
from riwaya.review import OPEN, State, judged_claim, states
from riwaya.store import holding
from riwaya.store import judgements as judging
from riwaya.store.holding import Held
from riwaya.store.judgement_tables import claim_states, judgements, readings, withdrawals
from riwaya.store.tables import documents
from riwaya.store.withdrawn import bases


def faults(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, nothing where all is in step."""
    every = list(judging.every(connection))
    known = set(connection.scalars(select(judgements.c.id)))
    yield from (f"judgement {one}: its id is not that of what it says" for one in sorted(known ^ {one.id for one in every}))
    yield from _kept(connection, every)
    yield from _withdrawn(connection)


def _kept(connection: Connection, every: list[Judgement]) -> Iterator[str]:
    rows = {row.claim: row for row in connection.execute(select(claim_states))}
    told = states(every)
    yield from (f"claim {name}: is judged, but nothing is kept of it" for name in sorted(told.keys() - rows.keys()))
    gone = connection.scalars(select(readings.c.claim)).all()
    for name, one in holding.held(connection, sorted({*rows, *gone})).items():
        if not _follows(one, told.get(name, OPEN), rows.get(name)):
            yield f"claim {name}: what is kept of it is not what its judgements say"


def _follows(one: Held, state: State, row: Row[tuple[object, ...]] | None) -> bool:
    shown = one.current and state.decision != "rejected" and not (one.gone and row is None)
    kept = row is None or (row.decision, row.corrected, row.disputed, row.assignee) == _columns(state)
    return kept and shown == one.shown and claim_record(judged_claim(one.read, state)) == claim_record(one.claim)


def _columns(state: State) -> tuple[object, ...]:
    return state.decision, bool(state.corrections), state.disputed, state.assignee


def _withdrawn(connection: Connection) -> Iterator[str]:
    shown = select(documents.c.base).where(documents.c.shown == 1)
    yield from (f"document {base}: is withdrawn, but current" for base in connection.scalars(shown.where(documents.c.base.in_(bases()))))
    never = select(withdrawals.c.base).where(withdrawals.c.withdrawn)
    lost = select(documents.c.base).where(documents.c.base.not_in(shown), documents.c.base.in_(never), documents.c.base.not_in(bases())).distinct()
    yield from (f"document {base}: is restored, but no version of it is current" for base in connection.scalars(lost))
