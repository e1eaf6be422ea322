"""The claim contract: what is written for one page, one event and one judgement, and how it is read back (`docs/contract.md`, `docs/events.md`)."""

from __future__ import annotations

from riwaya.contract.events import event_record, holds_events, read_events
from riwaya.contract.judgements import judgement_of, judgement_record, read_judgements
from riwaya.contract.read import Answer, answer_for, read_answers
from riwaya.contract.write import claim_record, page_record, rejected_record

__all__ = [
    "Answer",
    "answer_for",
    "claim_record",
    "event_record",
    "holds_events",
    "judgement_of",
    "judgement_record",
    "page_record",
    "read_answers",
    "read_events",
    "read_judgements",
    "rejected_record",
]
