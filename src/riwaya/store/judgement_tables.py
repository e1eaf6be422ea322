"""The table of judgements: what people decided, only ever added to."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, String, Table, Text

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
