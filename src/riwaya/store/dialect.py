"""All that differs between SQLite and PostgreSQL: opening, locking, and the index of folded words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, column, create_engine, event, func, make_url, select, table
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from riwaya.errors import BadInput, MissingExtra
from riwaya.store.tables import claims

_WAIT = 60.0  # seconds that a writer waits for another one
_LOCK = 0x7269_7761  # the advisory lock that PostgreSQL's writers take one after the other ("riwa")
_SQLITE_WORDS = ("CREATE VIRTUAL TABLE claim_words USING fts5(words, tokenize='unicode61 remove_diacritics 0')",)
_POSTGRESQL_WORDS = (
    "CREATE TABLE claim_words (rowid INTEGER PRIMARY KEY REFERENCES claims (number) ON DELETE CASCADE, words TEXT NOT NULL)",
    "ALTER TABLE claim_words ADD COLUMN index TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "CREATE INDEX ix_claim_words_index ON claim_words USING GIN (index)",
)


def engine(url: str) -> Engine:
    """Return an engine for a database's address. Raises BadInput for one that riwaya does not know, MissingExtra without its driver."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(url, parsed.database)
        if parsed.get_backend_name() == "postgresql":
            return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError) as error:
        raise BadInput(_unknown(url)) from error
    except ModuleNotFoundError as error:
        raise MissingExtra(f"PostgreSQL needs the package {error.name}: install it with: pip install 'riwaya[postgresql]'") from error
    raise BadInput(_unknown(url))


def _unknown(url: str) -> str:
    return f"{url}: not the address of a store; give sqlite:///FILE.db or postgresql://USER@HOST/NAME"


def _sqlite(url: str, file: str | None) -> Engine:
    memory = file in {None, "", ":memory:"}
    if file and not memory:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    kind: dict[str, Any] = {"poolclass": StaticPool} if memory else {}
    made = create_engine(url, connect_args={"timeout": _WAIT, "check_same_thread": False}, **kind)

    @event.listens_for(made, "connect")
    def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401  # a driver's connection
        connection.isolation_level = None  # the driver must not begin transactions of its own: `_begin` says which kind
        for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return made


@contextmanager
def writing(made: Engine) -> Iterator[Connection]:
    """Open a transaction that writes; writers, of other processes too, come one after the other."""
    with made.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield connection


def make_words(connection: Connection) -> None:
    """Make the index of folded words."""
    for statement in _SQLITE_WORDS if connection.dialect.name == "sqlite" else _POSTGRESQL_WORDS:
        connection.exec_driver_sql(statement)


def put_words(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Index the folded words of claims, by their numbers."""
    sign = "?" if connection.dialect.name == "sqlite" else "%s"
    given = list(rows)
    if given:
        connection.exec_driver_sql(f"INSERT INTO claim_words (rowid, words) VALUES ({sign}, {sign})", given)  # noqa: S608  # a sign, no value


def drop_words(connection: Connection, numbers: Iterable[int]) -> None:
    """Take claims out of the index of words, by their numbers."""
    sign = "?" if connection.dialect.name == "sqlite" else "%s"
    for number in numbers:
        connection.exec_driver_sql(f"DELETE FROM claim_words WHERE rowid = {sign}", (number,))  # noqa: S608  # a sign, no value


def matching(connection: Connection, phrases: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    """Return the condition that one of several phrases of folded words (letters and digits only) is in a claim's words."""
    words = table("claim_words", column("rowid"), column("claim_words"), column("index"))
    if connection.dialect.name == "sqlite":
        wanted = " OR ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
        matched = words.c.claim_words.op("MATCH")(wanted)
    else:
        wanted = " | ".join(" <-> ".join(f"'{word}'" for word in phrase) for phrase in phrases)
        matched = words.c.index.op("@@")(func.to_tsquery("simple", wanted))
    return claims.c.number.in_(select(words.c.rowid).where(matched))


def faults(connection: Connection) -> list[str]:
    """Return what the database itself finds wrong with its files; PostgreSQL checks on reading."""
    if connection.dialect.name != "sqlite":
        return []
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)") if row[0] != "ok"]
    return found + [f"{row[0]}, row {row[1]}: points to nothing in {row[2]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]


def back_up(connection: Connection, file: Path) -> None:
    """Write a whole copy of a SQLite store. Raises BadInput on PostgreSQL, or where the file exists."""
    if connection.dialect.name != "sqlite":
        raise BadInput("a PostgreSQL store is backed up with pg_dump")
    if file.exists():
        raise BadInput(f"{file}: exists already; name a new file")
    connection.exec_driver_sql("COMMIT")  # VACUUM cannot run inside a transaction
    connection.exec_driver_sql("VACUUM INTO ?", (str(file),))
    connection.exec_driver_sql("BEGIN")


def append_only(connection: Connection, table: str) -> None:
    """Make a database refuse to change or delete rows of one of riwaya's tables."""
    if connection.dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} BEGIN SELECT RAISE(ABORT, '{table}: rows are added, never changed'); END"
            )
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION riwaya_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'rows are added, never changed'; END $$"
    )
    connection.exec_driver_sql(f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION riwaya_append_only()")
