"""The tables of review: what people decided, only ever added to, and what follows from it kept at hand; withdrawn pages."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from riwaya.store.tables import metadata

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("verdict", String, nullable=False),
    Column("target", String, nullable=False, index=True),
    Column("other", String, index=True),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("slot", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("read", LargeBinary, nullable=False),
)

claim_states = Table(
    "claim_states",
    metadata,
    Column("claim", String, ForeignKey("claims.id"), primary_key=True),
    Column("decision", String, nullable=False, index=True),
    Column("corrected", Boolean, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("assignee", String, nullable=False, index=True),
)

readings = Table(  # claims as they were read, where the claim says otherwise or the page's reading has it no more
    "readings",
    metadata,
    Column("claim", String, ForeignKey("claims.id"), primary_key=True),
    Column("record", LargeBinary, nullable=False),
    Column("gone", Boolean, nullable=False),
)

doubts = Table(
    "doubts",
    metadata,
    Column("claim", String, ForeignKey("event_claims.claim", ondelete="CASCADE"), primary_key=True),
    Column("points", Float, nullable=False),
)
Index("ix_doubts_points_claim", doubts.c.points, doubts.c.claim)  # the order of the queue

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("base", String, nullable=False, index=True),
    Column("withdrawn", Boolean, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text, nullable=False),
)
