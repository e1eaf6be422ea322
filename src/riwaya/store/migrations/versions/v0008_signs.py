"""What of a claim is compared with others is kept beside its event."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0008", "0007"


def upgrade() -> None:
    """Add the column; it fills as claims are linked."""
    op.add_column("event_claims", sa.Column("signs", sa.LargeBinary))
