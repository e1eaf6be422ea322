"""Scores between claims that hang together are kept beside their events."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0009", "0008"


def upgrade() -> None:
    """Add the column; it fills as claims are linked."""
    op.add_column("event_claims", sa.Column("scores", sa.LargeBinary))
