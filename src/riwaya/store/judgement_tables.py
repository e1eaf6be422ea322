"""The tables of review: what people decided, and what follows from it kept at hand; withdrawn pages."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from riwaya.store.tables import METADATA

judgements: Final = Table(
    "judgements",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("verdict", String, nullable=False),
    Column("target", String, nullable=False, index=True),
    Column("other", String, index=True),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("slot", String, nullable=False),
    Column("value", Text, nullable=False),
    Column("read", LargeBinary, nullable=False),
)

claim_states: Final = Table(
    "claim_states",
    METADATA,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("decision", String, nullable=False, index=True),
    Column("corrected", Boolean, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("assignee", String, nullable=False, index=True),
)

readings: Final = Table(
    "readings",
    METADATA,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("record", LargeBinary, nullable=False),
    Column("gone", Boolean, nullable=False),  # today's reading of the page has no such claim
)

doubts: Final = Table(
    "doubts",
    METADATA,
    Column("claim", ForeignKey("event_claims.claim", ondelete="CASCADE"), primary_key=True),
    Column("points", Float, nullable=False),
    Index(None, "points", "claim"),  # the order of the queue
)

unlinked: Final = Table(
    "unlinked",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("claim", String, nullable=False),
)

withdrawals: Final = Table(
    "withdrawals",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("page", String, nullable=False, index=True),
    Column("withdrawn", Boolean, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text, nullable=False),
)
