"""The tables of the store; `migrations` make them, a test compares the two."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, SmallInteger, String, Table, Text

_NUMBER = BigInteger().with_variant(Integer, "sqlite")
metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s"})

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("riwaya", String, nullable=False),
    Column("lexicon", String, nullable=False),
    Column("started", String, nullable=False),
    Column("inputs", Text, nullable=False),
)

pages = Table(
    "pages", metadata, Column("sha256", String(64), primary_key=True), Column("size", BigInteger, nullable=False), Column("body", LargeBinary, nullable=False)
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("base", String, nullable=False, index=True),  # the id as it came from the page, shared by all versions
    Column("version", Integer, nullable=False),
    Column("shown", SmallInteger, nullable=False),
    Column("key", String(64), nullable=False, unique=True),
    Column("page", String(64), ForeignKey("pages.sha256")),
    Column("run", String, ForeignKey("runs.id"), nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("published", String(10)),
    Column("body", LargeBinary, nullable=False),
)

rejections = Table(
    "rejections",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("id", String, nullable=False),
    Column("page", String(64), ForeignKey("pages.sha256")),
    Column("run", String, ForeignKey("runs.id"), nullable=False),
    Column("reason", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("text", LargeBinary, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),  # day and hash: `claims.number`
    Column("id", String, nullable=False, unique=True),
    Column("document", String, ForeignKey("documents.id"), nullable=False, index=True),
    Column("shown", SmallInteger, nullable=False),
    Column("event_type", Integer, nullable=False),  # a code of `facet_values`, 0 for none; so are the next
    *(Column(name, Integer, nullable=False) for name in ("sub_event_type", "stance", "country", "admin1", "outlet", "actor", "speaker")),
    Column("lat", Float),
    Column("lon", Float),
    Column("record", LargeBinary, nullable=False),
)

retired = Table(  # numbers that no claim may get again: the search index may still hold words of a claim that was filed anew
    "retired",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
)

losses = Table(
    "losses",
    metadata,
    Column("outcome", String, primary_key=True),
    Column("figure", BigInteger, primary_key=True),
    Column("claim", _NUMBER, ForeignKey("claims.number"), primary_key=True),
    sqlite_with_rowid=False,
)

facet_values = Table(
    "facet_values",
    metadata,
    Column("code", Integer, primary_key=True, autoincrement=False),
    Column("facet", String, nullable=False),
    Column("value", String, nullable=False),
    Index("ix_facet_values_facet_value", "facet", "value", unique=True),
)

columns = Table(
    "columns",
    metadata,
    Column("name", String, primary_key=True),
    Column("place", Integer, primary_key=True),  # a later part says the newer
    Column("stamp", String(32), nullable=False),  # a part never changes under its stamp
    Column("rows", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    Column("day", Integer, nullable=False, index=True),  # ordinal, 0 where it has none
    Column("grade", String, nullable=False, index=True),
    Column("accounts", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("number", _NUMBER),  # day and hash, as of claims: the order in which searches show events
    Index("ix_events_number", "number", unique=True),
)

event_claims = Table(
    "event_claims",
    metadata,
    Column("claim", String, ForeignKey("claims.id"), primary_key=True),
    Column("event", String, ForeignKey("events.id"), nullable=False, index=True),
    Column("component", _NUMBER, index=True),  # the least number of the claims that hang together with it (`link.linker`)
    Column("signs", LargeBinary),  # what of it is compared (`link.kept`); NULL where that is to be worked out
    Column("scores", LargeBinary),  # what came of comparing it with those that hang together with it, each pair kept with one of the two; NULL the same
)

link_days = Table(
    "link_days",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),  # of a block (`link.block`): an ordinal, or a month below zero
    Column("body", LargeBinary, nullable=False),
)

unlinked = Table(  # the claims whose events are to be formed anew
    "unlinked",
    metadata,
    Column("claim", _NUMBER, primary_key=True, autoincrement=False),
)
