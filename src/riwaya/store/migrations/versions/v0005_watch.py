"""What `riwaya watch` must know after a restart: when sources are due, how far archives are read, alerts to send and what they were about."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005", "0003"


def upgrade() -> None:
    """Make the tables."""
    failures, error = sa.Column("failures", sa.Integer, nullable=False), sa.Column("error", sa.Text, nullable=False)
    _table("watched", "source!", "due", "succeeded", "rechecked", failures, error)
    _table("cursors", "archive!", sa.Column("number", sa.BigInteger, nullable=False), sa.Column("start", sa.BigInteger, nullable=False), "head")
    _table(
        "alerts", "id!", "rule", "event", "channel", "target", sa.Column("body", sa.Text, nullable=False), "made", "state",
        sa.Column("tries", sa.Integer, nullable=False), sa.Column("error", sa.Text, nullable=False),
    )  # fmt: skip
    op.create_index("ix_alerts_state", "alerts", ["state"])
    _table("alert_marks", "rule!", "mark!")


def _table(name: str, *columns: str | sa.Column[str] | sa.Column[int]) -> None:
    """Make a table; a column given by its name holds text that must be there, "!" marks the key."""
    op.create_table(
        name,
        *(sa.Column(one.rstrip("!"), sa.String, primary_key=one.endswith("!"), nullable=False) if isinstance(one, str) else one for one in columns),
    )
