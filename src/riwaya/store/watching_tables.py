"""The tables of `riwaya watch`: when sources are asked next, how far archives are read, alerts and what they were about."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from riwaya.store.tables import metadata

watched = Table(
    "watched",
    metadata,
    Column("source", String, primary_key=True),
    Column("due", String, nullable=False),
    Column("succeeded", String, nullable=False),
    Column("rechecked", String, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("error", Text, nullable=False),
)

cursors = Table(
    "cursors",
    metadata,
    Column("archive", String, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("start", BigInteger, nullable=False),
    Column("head", String, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", String, primary_key=True),
    Column("rule", String, nullable=False),
    Column("event", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("target", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("made", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("error", Text, nullable=False),
)

alert_marks = Table("alert_marks", metadata, Column("rule", String, primary_key=True), Column("mark", String, primary_key=True))
