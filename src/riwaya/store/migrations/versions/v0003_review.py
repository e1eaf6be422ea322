"""What follows from judgements, kept at hand; withdrawn pages; what is withheld from whom; numbers that claims may not get again."""

import sqlalchemy as sa
from alembic import op

from riwaya.store import dialect

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Make the tables."""
    _derived()
    _withdrawn()
    _withheld()
    for name in ("withdrawals", "policies"):
        dialect.append_only(op.get_bind(), name)


def _derived() -> None:
    op.create_table("retired", sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False))
    op.create_table("claim_states", _of("claims.id"), _text("decision"), _flag("corrected"), _flag("disputed"), _text("assignee"))
    op.create_index("ix_claim_states_decision", "claim_states", ["decision"])
    op.create_index("ix_claim_states_assignee", "claim_states", ["assignee"])
    op.create_table("readings", _of("claims.id"), sa.Column("record", sa.LargeBinary, nullable=False), _flag("gone"))
    op.create_table("doubts", _of("event_claims.claim", "CASCADE"), sa.Column("points", sa.Float, nullable=False))
    op.create_index("ix_doubts_points_claim", "doubts", ["points", "claim"])


def _withdrawn() -> None:
    columns = (_text("base"), _flag("withdrawn"), _text("by"), _text("at"), sa.Column("why", sa.Text, nullable=False))
    op.create_table("withdrawals", sa.Column("number", sa.Integer, primary_key=True), *columns)
    op.create_index("ix_withdrawals_base", "withdrawals", ["base"])


def _withheld() -> None:
    op.create_table("policies", sa.Column("number", sa.Integer, primary_key=True), _text("at"), _text("by"), sa.Column("text", sa.Text, nullable=False))
    op.create_table("withheld_names", sa.Column("name", sa.String, primary_key=True))
    op.create_table(
        "name_marks",
        sa.Column("document", sa.String, sa.ForeignKey("documents.id"), primary_key=True),
        *(sa.Column(name, sa.Integer, primary_key=True, autoincrement=False) for name in ("first", "last")),
    )


def _of(table: str, ondelete: str | None = None) -> sa.Column[str]:
    return sa.Column("claim", sa.String, sa.ForeignKey(table, ondelete=ondelete), primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)
