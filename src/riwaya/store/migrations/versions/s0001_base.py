"""Pages, claims, and the events linked from them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from riwaya.store import dialect

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("started", sa.String, nullable=False),
        sa.Column("riwaya", sa.String, nullable=False),
        sa.Column("lexicon", sa.String, nullable=False),
    )
    op.create_table(
        "bodies",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("media", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    _pages()
    _claims()
    _events()
    dialect.make_words(op.get_bind())


def _pages() -> None:
    op.create_table(
        "pages",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("sha256", sa.String, sa.ForeignKey("bodies.sha256", name="fk_pages_sha256")),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.number", name="fk_pages_run"), nullable=False),
        sa.Column("url", sa.String),
        sa.Column("outlet", sa.String),
        sa.Column("title", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("language", sa.String),
        sa.Column("rejected", sa.String),
        sa.Column("detail", sa.Text),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("name", "version", name="uq_pages_name_version"),
    )
    op.create_index("ix_pages_name", "pages", ["name"])
    op.create_index("ix_pages_sha256", "pages", ["sha256"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("page", sa.String, sa.ForeignKey("pages.id", name="fk_claims_page"), nullable=False),
        sa.Column("event_type", sa.String, nullable=False),
        sa.Column("sub_event_type", sa.String, nullable=False),
        sa.Column("stance", sa.String, nullable=False),
        sa.Column("background", sa.Boolean, nullable=False),
        sa.Column("speaker", sa.String),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("place", sa.String),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("id", name="uq_claims_id"),
    )
    op.create_index("ix_claims_page", "claims", ["page"])
    op.create_index("ix_claims_first_day_sub_event_type", "claims", ["first_day", "sub_event_type"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("sub_event_type", sa.String, nullable=False),
        sa.Column("grade", sa.String, nullable=False),
        sa.Column("accounts", sa.Integer, nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_events_first_day", "events", ["first_day"])
    op.create_table(
        "event_claims",
        sa.Column("claim", sa.String, sa.ForeignKey("claims.id", name="fk_event_claims_claim"), primary_key=True),
        sa.Column("event", sa.String, sa.ForeignKey("events.id", name="fk_event_claims_event"), nullable=False),
    )
    op.create_index("ix_event_claims_event", "event_claims", ["event"])
