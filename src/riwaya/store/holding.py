"""What is kept of a claim beside its row: how it was read, and what people decided of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from riwaya.contract.write import claim_record
from riwaya.model import Claim
from riwaya.review import State
from riwaya.store import packing
from riwaya.store.judgement_tables import claim_states, readings
from riwaya.store.pages import chunks
from riwaya.store.tables import claims, documents


@dataclass(frozen=True, slots=True)
class Held:
    """A claim as a store holds it: on which page, as people have it, as it was read, whether today's reading has it no more.

    `shown`: searches and events have it; `current`: its page is current, so that they may.
    """

    id: str
    document: str
    claim: Claim
    read: Claim
    gone: bool = False
    shown: bool = True
    current: bool = True


def held(connection: Connection, names: Sequence[str]) -> dict[str, Held]:
    """Return claims by id, those of earlier versions of pages too."""
    found: dict[str, Held] = {}
    joined = claims.join(documents, claims.c.document == documents.c.id).outerjoin(readings, readings.c.claim == claims.c.id)
    columns = (claims.c.id, claims.c.document, claims.c.record, claims.c.shown, readings.c.record.label("read"), readings.c.gone, documents.c.shown.label("on"))
    for some in chunks(names):
        for row in connection.execute(select(*columns).select_from(joined).where(claims.c.id.in_(some))):
            _, claim = packing.unpacked_claim(row.record, row.document)
            read = packing.unpacked_claim(row.read, row.document)[1] if row.read else claim
            found[row.id] = Held(row.id, row.document, claim, read, bool(row.gone), bool(row.shown), bool(row.on))
    return found


def forget(connection: Connection, name: str) -> None:
    """Forget what is kept of a claim beside its row."""
    connection.execute(delete(readings).where(readings.c.claim == name))
    connection.execute(delete(claim_states).where(claim_states.c.claim == name))


def put(connection: Connection, one: Held, state: State | None) -> None:
    """Keep how a claim was read where that is not what it says or the page's reading has it no more, and its state where anybody judged it."""
    forget(connection, one.id)
    if one.gone or claim_record(one.read) != claim_record(one.claim):
        connection.execute(insert(readings).values(claim=one.id, record=packing.packed_claim(one.read, one.id), gone=one.gone))
    if state is not None:
        row = {"decision": state.decision, "corrected": bool(state.corrections), "disputed": state.disputed, "assignee": state.assignee}
        connection.execute(insert(claim_states).values(claim=one.id, **row))


def decided(connection: Connection, decision: str) -> frozenset[str]:
    """Return the claims that are accepted, or rejected."""
    return frozenset(connection.scalars(select(claim_states.c.claim).where(claim_states.c.decision == decision)))


def judged(connection: Connection) -> list[str]:
    """Return the claims that any judgement speaks of."""
    return list(connection.scalars(select(claim_states.c.claim).order_by(claim_states.c.claim)))
