"""Accounts, sessions, tokens, failed log-ins, the audit trail; judgements. What is a record of deeds can be added to, never changed."""

import sqlalchemy as sa
from alembic import op

from riwaya.store import dialect

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Make the tables."""
    _accounts()
    _records()
    for name in ("judgements", "audit"):
        dialect.append_only(op.get_bind(), name)


def _accounts() -> None:
    op.create_table("users", *_strings("name!", "role", "password"), sa.Column("disabled", sa.Boolean, nullable=False), *_strings("made"))
    _owned("sessions", *_strings("made", "seen"))
    _owned("tokens", *_strings("name", "role", "made", "ends"), sa.Column("revoked", sa.String))
    op.create_table("attempts", *_strings("key!"), sa.Column("failures", sa.Integer, nullable=False), *_strings("last"))


def _owned(name: str, *columns: sa.Column[str]) -> None:
    """Make a table of secrets' digests that belong to an account."""
    op.create_table(name, *_strings("digest!"), sa.Column("user", sa.String, sa.ForeignKey("users.name"), nullable=False), *columns)
    op.create_index(f"ix_{name}_user", name, ["user"])


def _records() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True),
        *_strings("at", "who", "action", "target"),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_index("ix_audit_who", "audit", ["who"])
    op.create_index("ix_audit_target", "audit", ["target"])
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        *_strings("verdict", "target"),
        sa.Column("other", sa.String),
        *_strings("by", "at", "slot"),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("why", "value")),
        sa.Column("read", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_judgements_target", "judgements", ["target"])
    op.create_index("ix_judgements_other", "judgements", ["other"])


def _strings(*names: str) -> list[sa.Column[str]]:
    """Return columns of text that must be there; "!" marks the key."""
    return [sa.Column(name.rstrip("!"), sa.String, primary_key=name.endswith("!"), nullable=False) for name in names]
