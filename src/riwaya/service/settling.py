"""Brings what a store shows of claims into step with how they were read and with what people judged of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from riwaya.contract.write import claim_record
from riwaya.model import Claim
from riwaya.review import OPEN, State, judged_claim, states
from riwaya.service.terms import Ground, filed
from riwaya.store import Reading, claims, events, holding, judgements, pages
from riwaya.store.holding import Held
from riwaya.store.tables import claims as rows

Loaded = Callable[[], Ground]  # asked for only where a claim is to be filed anew: loading takes a second


def settle(connection: Connection, names: Sequence[str], ground: Loaded) -> None:
    """Let all follow from the judgements of claims: their slots, their state, and whether they are shown."""
    settle_held(connection, holding.held(connection, names).values(), ground)


def settle_held(connection: Connection, given: Iterable[Held], ground: Loaded) -> None:
    """Let all follow from the judgements of claims and from how they are held to be read, which may differ from what is stored."""
    every = list(given)
    told = _judged(connection, [one.id for one in every])
    for one in every:
        state = told.get(one.id)
        claim = judged_claim(one.read, state or OPEN)
        settled = one if claim_record(claim) == claim_record(one.claim) else _filed_anew(connection, one, claim, ground())
        holding.put(connection, settled, state)
        _reveal(connection, settled, state)


def reveal(connection: Connection, names: Sequence[str]) -> None:
    """Show claims, or hide them, as their pages are current now; nothing else of them changes."""
    told = _judged(connection, names)
    for one in holding.held(connection, names).values():
        _reveal(connection, one, told.get(one.id))


def _judged(connection: Connection, names: Sequence[str]) -> dict[str, State]:
    """Return the states of the claims of which anything was ever said, be it of two of them, or taken back."""
    said = judgements.of_claims(connection, names)
    spoken = {target for one in said for target in one.targets}
    told = states(said)
    return {name: told.get(name, OPEN) for name in names if name in spoken}


def _reveal(connection: Connection, one: Held, state: State | None) -> None:
    shown = one.current and (state or OPEN).decision != "rejected" and not (one.gone and state is None)
    if shown != one.shown:
        (claims.restore if shown else claims.hide)(connection, [one.id], rows.c.id)
        events.unlink(connection, [one.id])


def _filed_anew(connection: Connection, one: Held, claim: Claim, ground: Ground) -> Held:
    """Put a claim in place of the one of its id: its day, slots and terms may be others."""
    document = pages.document(connection, one.document)
    if document is None:
        raise LookupError(one.document)  # a claim's document is a foreign key
    events.unlink(connection, [one.id])
    holding.forget(connection, one.id)
    claims.remove(connection, one.id)
    claims.add(connection, [Reading("", document, (filed(claim, one.id, document, ground),))])
    return replace(one, claim=claim, shown=True)
