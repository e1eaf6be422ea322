"""The tables of a store, the same on SQLite and PostgreSQL; `migrations/` makes them, and a test proves the two equal."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, UniqueConstraint

METADATA: Final = MetaData(naming_convention={kind: f"{kind}_%(table_name)s_%(column_0_N_name)s" for kind in ("ix", "uq", "fk")})

runs: Final = Table(
    "runs",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("started", String, nullable=False),
    Column("riwaya", String, nullable=False),
    Column("lexicon", String, nullable=False),
)

bodies: Final = Table(
    "bodies",
    METADATA,
    Column("sha256", String, primary_key=True),
    Column("media", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

pages: Final = Table(
    "pages",
    METADATA,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("sha256", ForeignKey("bodies.sha256"), index=True),
    Column("run", ForeignKey("runs.number"), nullable=False),
    Column("url", String),
    Column("outlet", String),
    Column("title", Text),
    Column("published", Date),
    Column("language", String),
    Column("rejected", String),
    Column("detail", Text),
    Column("document", LargeBinary, nullable=False),
    UniqueConstraint("name", "version"),
)

claims: Final = Table(
    "claims",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("page", ForeignKey("pages.id"), nullable=False, index=True),
    Column("event_type", String, nullable=False),
    Column("sub_event_type", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("background", Boolean, nullable=False),
    Column("speaker", String),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("place", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("record", LargeBinary, nullable=False),
    Index(None, "first_day", "sub_event_type"),
)

events: Final = Table(
    "events",
    METADATA,
    Column("id", String, primary_key=True),
    Column("sub_event_type", String, nullable=False),
    Column("grade", String, nullable=False),
    Column("accounts", Integer, nullable=False),
    Column("first_day", Date, index=True),
    Column("last_day", Date),
    Column("record", LargeBinary, nullable=False),
)

event_claims: Final = Table(
    "event_claims",
    METADATA,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("event", ForeignKey("events.id"), nullable=False, index=True),
)
