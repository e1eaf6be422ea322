"""Columns for counting in place of counts by day; linking page by page: blocks, components, the order of events."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0006", "0005"
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables; the columns are filled by version 0010, events are formed anew by the next linking."""
    for name in ("day_counts", "sources"):
        op.drop_table(name)
    _columns()
    _linking()


def _columns() -> None:
    op.create_table(
        "facet_values",
        sa.Column("code", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("facet", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_index("ix_facet_values_facet_value", "facet_values", ["facet", "value"], unique=True)
    op.create_table(
        "columns",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("stamp", sa.String(32), nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def _linking() -> None:
    op.execute("DELETE FROM event_claims")
    op.execute("DELETE FROM events")
    op.add_column("events", sa.Column("number", _NUMBER))
    op.create_index("ix_events_number", "events", ["number"], unique=True)
    op.add_column("event_claims", sa.Column("component", _NUMBER))
    op.create_index("ix_event_claims_component", "event_claims", ["component"])
    op.create_table("link_days", sa.Column("day", sa.Integer, primary_key=True, autoincrement=False), sa.Column("body", sa.LargeBinary, nullable=False))
    op.create_table("unlinked", sa.Column("claim", _NUMBER, primary_key=True, autoincrement=False))
