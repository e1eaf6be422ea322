"""Keeps the events of a store in step with its claims and with what people judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from riwaya import contract, link
from riwaya.link import Knowledge
from riwaya.model import Claim, Document, Event, Judgement
from riwaya.store import Store, events, judgements, pages


def relink(store: Store, known: Knowledge) -> int:
    """Link all current claims anew, put the events in place, and return their number.

    Rejected claims are left out, judgements of two claims always win. One transaction: what others judge meanwhile waits, and is worked in by the next.
    """
    with store.writing() as connection:
        rejected = judgements.decisions(connection, "rejected")
        found = formed(list(pages.read(connection)), rejected, judgements.of_pairs(connection), known)
        events.replace(connection, found)
        judgements.linked(connection)
    return len(found)


def formed(read: Sequence[tuple[Document, Mapping[str, Claim]]], rejected: frozenset[str], judged: Sequence[Judgement], known: Knowledge) -> tuple[Event, ...]:
    """Return the events of pages with their claims by id."""
    answers = [_answer(page, {name: claim for name, claim in claims.items() if name not in rejected}) for page, claims in read]
    return link.link(link.reports(answers), known, judged)


def behind(store: Store) -> bool:
    """Whether judgements wait to be worked into the events: after a judgement, or after a process that was killed in between."""
    with store.reading() as connection:
        return judgements.is_unlinked(connection)


def catch_up(store: Store, known: Knowledge) -> bool:
    """Work in judgements that wait. Whether there were any."""
    waiting = behind(store)
    if waiting:
        relink(store, known)
    return waiting


def _answer(page: Document, found: Mapping[str, Claim]) -> contract.Answer:
    return contract.Answer(page.id, page.text, tuple(found.values()), tuple(found), page.outlet, page.published, page.title)
