"""Pages, documents, claims, events and the search index."""

import sqlalchemy as sa
from alembic import op

from riwaya.store import dialect

revision, down_revision = "0001", None
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table("meta", sa.Column("key", sa.String, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    _readings()
    _claims()
    _derived()
    for statement in dialect.INDEX[op.get_bind().dialect.name]:
        op.execute(statement)


def _readings() -> None:
    op.create_table("runs", *_strings("id!", "riwaya", "lexicon", "started"), sa.Column("inputs", sa.Text, nullable=False))
    op.create_table(
        "pages",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "documents",
        *_strings("id!", "base"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("shown", sa.SmallInteger, nullable=False),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("page", sa.String(64), sa.ForeignKey("pages.sha256")),
        sa.Column("run", sa.String, sa.ForeignKey("runs.id"), nullable=False),
        *(sa.Column(name, sa.Text) for name in ("url", "outlet", "title")),
        sa.Column("published", sa.String(10)),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_documents_base", "documents", ["base"])
    op.create_table(
        "rejections",
        sa.Column("key", sa.String(64), primary_key=True),
        *_strings("id"),
        sa.Column("page", sa.String(64), sa.ForeignKey("pages.sha256")),
        sa.Column("run", sa.String, sa.ForeignKey("runs.id"), nullable=False),
        *_strings("reason"),
        sa.Column("detail", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("url", "outlet")),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("number", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("document", sa.String, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("shown", sa.SmallInteger, nullable=False),
        *_strings("event_type", "sub_event_type", "stance"),
        *(sa.Column(name, sa.String) for name in ("country", "admin1", "admin2", "outlet", "actor", "speaker")),
        *(sa.Column(name, sa.Float) for name in ("lat", "lon")),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_claims_document", "claims", ["document"])
    op.create_index("ix_claims_lat_lon", "claims", ["lat", "lon"])
    op.create_table(
        "losses",
        sa.Column("outcome", sa.String, primary_key=True),
        sa.Column("figure", sa.BigInteger, primary_key=True),
        sa.Column("claim", _NUMBER, sa.ForeignKey("claims.number"), primary_key=True),
        sqlite_with_rowid=False,
    )


def _derived() -> None:
    op.create_table("sources", *_strings("kind!", "value!"))
    op.create_table(
        "day_counts",
        *_strings("facet!", "value!"),
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("claims", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "events",
        *_strings("id!", "grade"),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("day", "accounts")),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_events_grade", "events", ["grade"])
    op.create_index("ix_events_day", "events", ["day"])
    op.create_table(
        "event_claims",
        sa.Column("claim", sa.String, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("event", sa.String, sa.ForeignKey("events.id"), nullable=False),
    )
    op.create_index("ix_event_claims_event", "event_claims", ["event"])


def _strings(*names: str) -> list[sa.Column[str]]:
    """Return columns of text that must be there; "!" marks the key."""
    return [sa.Column(name.rstrip("!"), sa.String, primary_key=name.endswith("!"), nullable=False) for name in names]
