"""Judgements with what follows from them, withdrawn pages, people, and what is withheld."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from riwaya.store import dialect

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of review and of people; what is a record of deeds can be added to, never changed."""
    _judgements()
    _derived()
    _accounts()
    _withheld()
    for table in ("judgements", "withdrawals", "audit", "policies"):
        dialect.append_only(op.get_bind(), table)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text if name in {"why", "value", "detail", "text"} else sa.String, nullable=null)


def _judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, primary_key=True),
        _text("id"),
        _text("verdict"),
        _text("target"),
        _text("other", null=True),
        *map(_text, ("by", "at", "why", "slot", "value")),
        sa.Column("read", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("id", name="uq_judgements_id"),
    )
    op.create_index("ix_judgements_target", "judgements", ["target"])
    op.create_index("ix_judgements_other", "judgements", ["other"])
    op.create_table(
        "withdrawals",
        sa.Column("number", sa.Integer, primary_key=True),
        _text("page"),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        *map(_text, ("by", "at", "why")),
    )
    op.create_index("ix_withdrawals_page", "withdrawals", ["page"])


def _derived() -> None:
    op.create_table(
        "claim_states",
        sa.Column("claim", sa.String, sa.ForeignKey("claims.id", name="fk_claim_states_claim"), primary_key=True),
        _text("decision"),
        sa.Column("corrected", sa.Boolean, nullable=False),
        sa.Column("disputed", sa.Boolean, nullable=False),
        _text("assignee"),
    )
    op.create_index("ix_claim_states_decision", "claim_states", ["decision"])
    op.create_index("ix_claim_states_assignee", "claim_states", ["assignee"])
    op.create_table(
        "readings",
        sa.Column("claim", sa.String, sa.ForeignKey("claims.id", name="fk_readings_claim"), primary_key=True),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
    )
    op.create_table(
        "doubts",
        sa.Column("claim", sa.String, sa.ForeignKey("event_claims.claim", name="fk_doubts_claim", ondelete="CASCADE"), primary_key=True),
        sa.Column("points", sa.Float, nullable=False),
    )
    op.create_index("ix_doubts_points_claim", "doubts", ["points", "claim"])
    op.create_table("unlinked", sa.Column("number", sa.Integer, primary_key=True), _text("claim"))


def _accounts() -> None:
    op.create_table(
        "users",
        sa.Column("name", sa.String, primary_key=True),
        *map(_text, ("role", "password")),
        sa.Column("disabled", sa.Boolean, nullable=False),
        _text("made"),
    )
    for table, columns in {"sessions": ("made", "seen"), "tokens": ("name", "role", "made", "ends")}.items():
        revoked = (_text("revoked", null=True),) if table == "tokens" else ()
        op.create_table(
            table,
            sa.Column("digest", sa.String, primary_key=True),
            sa.Column("user", sa.String, sa.ForeignKey("users.name", name=f"fk_{table}_user"), nullable=False),
            *map(_text, columns),
            *revoked,
        )
        op.create_index(f"ix_{table}_user", table, ["user"])
    op.create_table("attempts", sa.Column("key", sa.String, primary_key=True), sa.Column("failures", sa.Integer, nullable=False), _text("last"))
    op.create_table("audit", sa.Column("number", sa.Integer, primary_key=True), *map(_text, ("at", "who", "action", "target", "detail")))
    op.create_index("ix_audit_who", "audit", ["who"])
    op.create_index("ix_audit_target", "audit", ["target"])


def _withheld() -> None:
    op.create_table("policies", sa.Column("number", sa.Integer, primary_key=True), *map(_text, ("at", "by", "text")))
    op.create_table("withheld_names", sa.Column("name", sa.String, primary_key=True))
    op.create_table(
        "name_marks",
        sa.Column("page", sa.String, sa.ForeignKey("pages.id", name="fk_name_marks_page"), primary_key=True),
        sa.Column("first", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, primary_key=True, autoincrement=False),
    )
