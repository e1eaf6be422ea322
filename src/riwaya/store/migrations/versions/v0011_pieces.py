"""SQLite's search index puts its pieces together less often."""

from alembic import op

from riwaya.store import dialect

revision, down_revision = "0011", "0010"


def upgrade() -> None:
    """Set how many pieces of one size there may be."""
    dialect.merge_rarely(op.get_bind())
