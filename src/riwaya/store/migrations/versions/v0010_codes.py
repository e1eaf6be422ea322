"""Claims' rows have the codes of `facet_values` in place of texts, as columns have; the search index keeps no numbers of words, which nothing asks for."""

import sqlalchemy as sa
from alembic import op

from riwaya.store import claims, columns, dialect

revision, down_revision = "0010", "0009"
_FACETS = ("event_type", "sub_event_type", "stance", "country", "admin1", "outlet", "actor", "speaker")


def upgrade() -> None:
    """Put codes into the rows; fill the columns of a store that had none; make the index anew in SQLite."""
    for facet in _FACETS:
        _give_codes(facet)
    if op.get_bind().dialect.name == "sqlite":
        _replace_table()
    else:
        _replace_columns()
    dialect.slim_index(op.get_bind())
    if not columns.size(op.get_bind(), "claims"):
        claims.rebuild(op.get_bind())


def _give_codes(facet: str) -> None:
    """Give codes to values that have none: those of claims that were never counted."""
    op.execute(
        "INSERT INTO facet_values (code, facet, value) "  # noqa: S608  # names of our own columns
        f"SELECT (SELECT coalesce(max(code), 0) FROM facet_values) + row_number() OVER (ORDER BY value), '{facet}', value "
        f"FROM (SELECT DISTINCT {facet} AS value FROM claims WHERE {facet} <> '') AS held "
        f"WHERE NOT EXISTS (SELECT 1 FROM facet_values AS known WHERE known.facet = '{facet}' AND known.value = held.value)"
    )


def _code(facet: str) -> str:
    return f"coalesce((SELECT code FROM facet_values WHERE facet = '{facet}' AND value = claims.{facet}), 0)"  # noqa: S608  # the same


def _replace_table() -> None:
    """Copy the rows once: SQLite would write the whole table again for each column that is dropped."""
    op.create_table(
        "claims_coded",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("document", sa.String, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("shown", sa.SmallInteger, nullable=False),
        *(sa.Column(facet, sa.Integer, nullable=False) for facet in _FACETS),
        *(sa.Column(name, sa.Float) for name in ("lat", "lon")),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    coded = ", ".join(map(_code, _FACETS))
    op.execute(f"INSERT INTO claims_coded SELECT number, id, document, shown, {coded}, lat, lon, record FROM claims ORDER BY number")  # noqa: S608  # the same
    op.drop_table("claims")
    op.rename_table("claims_coded", "claims")
    op.create_index("ix_claims_document", "claims", ["document"])


def _replace_columns() -> None:
    for facet in _FACETS:
        op.add_column("claims", sa.Column(f"{facet}_code", sa.Integer, nullable=False, server_default="0"))
    op.execute("UPDATE claims SET " + ", ".join(f"{facet}_code = {_code(facet)}" for facet in _FACETS))  # noqa: S608  # the same
    op.drop_column("claims", "admin2")
    for facet in _FACETS:
        op.drop_column("claims", facet)
        op.alter_column("claims", f"{facet}_code", new_column_name=facet, server_default=None)
