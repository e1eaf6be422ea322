"""The tables of people: accounts, sessions, tokens, failed log-ins, the audit trail; and what is withheld from whom."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from riwaya.store.tables import METADATA

users: Final = Table(
    "users",
    METADATA,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("made", String, nullable=False),
)

sessions: Final = Table(
    "sessions",
    METADATA,
    Column("digest", String, primary_key=True),
    Column("user", ForeignKey("users.name"), nullable=False, index=True),
    Column("made", String, nullable=False),
    Column("seen", String, nullable=False),
)

tokens: Final = Table(
    "tokens",
    METADATA,
    Column("digest", String, primary_key=True),
    Column("user", ForeignKey("users.name"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("made", String, nullable=False),
    Column("ends", String, nullable=False),
    Column("revoked", String),
)

attempts: Final = Table(
    "attempts",
    METADATA,
    Column("key", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", String, nullable=False),
)

audit: Final = Table(
    "audit",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False, index=True),
    Column("action", String, nullable=False),
    Column("target", String, nullable=False, index=True),
    Column("detail", Text, nullable=False),
)

policies: Final = Table(
    "policies",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("text", Text, nullable=False),
)

withheld_names: Final = Table(
    "withheld_names",
    METADATA,
    Column("name", String, primary_key=True),
)

name_marks: Final = Table(
    "name_marks",
    METADATA,
    Column("page", ForeignKey("pages.id"), primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, primary_key=True),
)
