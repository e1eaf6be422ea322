"""All in which SQLite and PostgreSQL differ: opening, locking, inserting what is there already, the search index, distance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Engine,
    Float,
    FromClause,
    Integer,
    Select,
    String,
    Table,
    TypeDecorator,
    bindparam,
    cast,
    column,
    event,
    func,
    literal,
    select,
    table,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from riwaya.store.match import ANY, Either, Every, Match, Phrase
from riwaya.store.tables import claims, retired

INDEX = {
    "sqlite": ["CREATE VIRTUAL TABLE claim_words USING fts5(body, content='', tokenize='ascii')"],
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE EXTENSION IF NOT EXISTS postgis",
        "CREATE TABLE claim_words (number bigint PRIMARY KEY REFERENCES claims(number), body tsvector NOT NULL)",
        "CREATE INDEX ix_claim_words_body ON claim_words USING gin (body)",
    ],
}  # what no MetaData can say
LOCK = 0x7269776179  # one number for all writers of a store
_RADIUS = 6371.0088  # km
_MOST_POSITIONS = 16_000  # of a tsvector
_READERS = 65_536  # KB of pages that a connection holds
_WRITERS = 196_608  # while it writes: 50,000 claims into a large store change more than 64 MB, and pages that find no room are written and read again and again
_UNLESS_THERE = " ON CONFLICT DO NOTHING"
_GATHERED = 32 << 20  # bytes of words
_PIECES, _MOST_PIECES = 32, 64  # of one size in the search index: so many are put together by and by, so many at once


def options(url: str) -> dict[str, Any]:
    """Return the engine's options for a database."""
    if url in {"sqlite://", "sqlite:///:memory:"}:
        return {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    return {"connect_args": {"timeout": 60}} if url.startswith("sqlite") else {"pool_pre_ping": True}


def prepare(engine: Engine) -> None:
    """Set up every connection: pragmas, and transactions that begin when they are told to."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _pragmas)
        event.listen(engine, "begin", _begin)


def _pragmas(connection: Any, _: Any) -> None:  # noqa: ANN401  # the driver's own connection
    connection.isolation_level = None  # the driver must not begin transactions by itself: it would begin them unlocked
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "secure_delete=FAST",  # some systems' SQLite writes zeros over what is freed: pieces of the search index that were put together, a fifth of all writing
        "mmap_size=134217728",
        "wal_autocheckpoint=8000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("riwaya_km", 4, _km, deterministic=True)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_WRITERS if writes else _READERS}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def replacing(connection: Connection) -> Iterator[None]:
    """Let tables be replaced that others refer to: SQLite looks for references to a table that is dropped, and cannot be told otherwise in a transaction."""
    driver: Any = connection.connection.driver_connection
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        if sqlite:
            driver.execute("PRAGMA foreign_keys=ON")


def lock(connection: Connection) -> None:
    """Let one writer in at a time until the transaction ends; SQLite did so when it began."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))


def goes_on(connection: Connection) -> bool:
    """Whether a transaction answers after it was refused a row: PostgreSQL's does not."""
    return connection.dialect.name == "sqlite"


def insert_many(connection: Connection, into: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns."""
    if rows:
        insert_rows(connection, into, list(rows[0]), [tuple(row.values()) for row in rows])


def insert_rows(connection: Connection, into: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of the columns named.

    For SQLite the rows go to the driver as they are: SQLAlchemy's work on each value takes longer than the insertion.
    """
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_insertion(into, names), list(rows))
    else:
        _copy(connection, into.name, names, rows)


def _copy(connection: Connection, into: str, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Give rows to PostgreSQL by COPY, in the transaction that is open: one statement for all, many times as fast as one a row."""
    driver: Any = connection.connection.driver_connection  # psycopg's
    named = ", ".join(f'"{name}"' for name in names)
    with driver.cursor() as cursor, cursor.copy(f"COPY {into} ({named}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def insert_numbers(connection: Connection, into: Column[int], numbers: Sequence[int]) -> None:
    """Insert whole numbers into a table's only column; those that are there already stay."""
    if not numbers:
        return
    if connection.dialect.name == "sqlite":
        insertion = f"INSERT INTO {into.table.name} ({into.name}) SELECT value FROM json_each(?) WHERE true"  # noqa: S608  # names of our own
        connection.exec_driver_sql(insertion + _UNLESS_THERE, (json.dumps(list(numbers)),))  # without WHERE, ON would be of a join
    else:
        given = select(func.unnest(cast(list(numbers), postgresql.ARRAY(BigInteger))))
        connection.execute(postgresql.insert(into.table).from_select([into.name], given).on_conflict_do_nothing())


def insert_new(connection: Connection, into: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns; those whose key is there already stay as they are."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_insertion(into, list(rows[0])) + _UNLESS_THERE, [tuple(row.values()) for row in rows])
    else:
        connection.execute(postgresql.insert(into).on_conflict_do_nothing(), rows)


def put_many(connection: Connection, into: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns, over those whose key is there already."""
    if not rows:
        return
    keys = [one.name for one in into.primary_key]
    rest = [name for name in rows[0] if name not in keys]
    if connection.dialect.name == "sqlite":
        over = f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in rest)}"
        connection.exec_driver_sql(_insertion(into, list(rows[0])) + over, [tuple(row.values()) for row in rows])
    else:
        made = postgresql.insert(into)
        connection.execute(made.on_conflict_do_update(index_elements=keys, set_={name: made.excluded[name] for name in rest}), rows)


def _insertion(into: Table, names: Sequence[str]) -> str:
    return f"INSERT INTO {into.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608  # names of our own tables and columns


class _Many(TypeDecorator[Sequence[Any]]):
    """Any number of values as one: JSON for SQLite, an array for PostgreSQL."""

    impl = String
    cache_ok = True

    def __init__(self, *, whole: bool) -> None:
        super().__init__()
        self.whole = whole

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return String() if dialect.name == "sqlite" else postgresql.ARRAY(BigInteger if self.whole else String)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401  # what the driver takes
        return json.dumps(list(value)) if dialect.name == "sqlite" else list(value)


class _Among(FunctionElement[bool]):
    """A column, and many values of which it has one. Without a type: as a Boolean it would be compared with 1 in SQLite, which then finds no index."""

    inherit_cache = True


@compiles(_Among, "sqlite")
def _among_json(given: _Among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  # SQLAlchemy's own
    one, many = (compiler.process(part, **options) for part in given.clauses)
    return f"{one} IN (SELECT value FROM json_each({many}))"  # noqa: S608  # names of our own


@compiles(_Among, "postgresql")
def _among_array(given: _Among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  # SQLAlchemy's own
    one, many = (compiler.process(part, **options) for part in given.clauses)
    return f"{one} = ANY({many})"


def among(column: ColumnElement[Any], values: Sequence[Any] | None = None) -> ColumnElement[bool]:
    """Return the condition that a column has one of any number of values, which go to the database as one.

    Without values, who executes the statement gives them as `among`: a statement made once takes a third of the time of one made for each execution.
    """
    kind = _Many(whole=isinstance(column.type, Integer))
    return _Among(column, bindparam("among", type_=kind) if values is None else bindparam("among", values, kind, unique=True))


def numbers(connection: Connection, wanted: Select[Any]) -> NDArray[np.int64]:
    """Return the only column of a query, of whole numbers, for there may be a million: SQLite gives them as one text: rows of its driver take longer."""
    if connection.dialect.name == "sqlite":
        told = connection.scalar(select(func.group_concat(next(iter(wanted.subquery().c)))))
        return np.fromstring(told, np.int64, sep=",") if told else np.empty(0, np.int64)
    result = connection.execute(wanted)
    return np.fromiter(chain.from_iterable(result.cursor.fetchall() if result.cursor else ()), np.int64)


def index_words(connection: Connection, rows: Iterable[tuple[int, Sequence[str], Sequence[str]]]) -> None:
    """File claims under their words (in order) and terms; rows are (number, words, terms)."""
    if connection.dialect.name == "sqlite":
        joined = [(number, " ".join((*words, *terms))) for number, words, terms in rows]
        joined.sort(key=itemgetter(0))  # numbers that do not rise would make FTS5 write out what it has gathered
        connection.exec_driver_sql("INSERT INTO claim_words(rowid, body) VALUES (?, ?)", joined)
    else:
        _copy(connection, "claim_words", ("number", "body"), ((number, _vector(words, terms)) for number, words, terms in rows))


def gather_words(connection: Connection) -> None:
    """Let SQLite's index gather so many bytes of words before it writes them: fewer pieces, less to put together later. Kept in the database."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO claim_words(claim_words, rank) VALUES ('hashsize', {_GATHERED})")  # noqa: S608  # a number of our own


def slim_index(connection: Connection) -> None:
    """Make SQLite's index anew without the numbers of words of each claim, as it stands; pieces of one size are put together by eights, which writes less."""
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql("CREATE VIRTUAL TABLE claim_words_slim USING fts5(body, content='', tokenize='ascii', columnsize=0)")
    for part in ("data", "idx", "config"):
        connection.exec_driver_sql(f"DELETE FROM claim_words_slim_{part}")  # noqa: S608  # our own
        connection.exec_driver_sql(f"INSERT INTO claim_words_slim_{part} SELECT * FROM claim_words_{part}")  # noqa: S608  # the same
    connection.exec_driver_sql("DROP TABLE claim_words")
    connection.exec_driver_sql("ALTER TABLE claim_words_slim RENAME TO claim_words")
    connection.exec_driver_sql("INSERT INTO claim_words(claim_words, rank) VALUES ('automerge', 8)")


def merge_rarely(connection: Connection) -> None:
    """Let SQLite's index put pieces of one size together by so many only: words are written again less often, and a search looks into more pieces."""
    if connection.dialect.name == "sqlite":
        for setting, pieces in (("automerge", _PIECES), ("crisismerge", _MOST_PIECES)):
            connection.exec_driver_sql("INSERT INTO claim_words(claim_words, rank) VALUES (?, ?)", (setting, pieces))


def unindex(connection: Connection, numbers: Iterable[int]) -> None:
    """Take claims out of the search index. SQLite's keeps their words; that their numbers are retired keeps them from being found."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("DELETE FROM claim_words WHERE number = :number"), [{"number": number} for number in numbers])


def _vector(words: Sequence[str], terms: Sequence[str]) -> str:
    """Write a tsvector: words with their positions, terms without; words are letters and digits, so nothing needs escaping but is quoted all the same."""
    placed = [f"'{word}':{place}" for place, word in enumerate(words[:_MOST_POSITIONS], 1)]
    return " ".join((*placed, *(f"'{one}'" for one in terms)))


def index_of(dialect: str) -> tuple[FromClause, ColumnElement[int]]:
    """Return the search index and its column of claims' numbers."""
    words = table("claim_words", column("rowid" if dialect == "sqlite" else "number", BigInteger), column("body"))
    return words, next(iter(words.c))


def matches(dialect: str, match: Match) -> ColumnElement[bool]:
    """Return the condition that an entry of the search index matches."""
    if dialect == "sqlite":
        return text("claim_words MATCH :match").bindparams(match=_fts5(match))  # type: ignore[return-value]  # a whole condition as text
    return text("claim_words.body @@ CAST(:match AS tsquery)").bindparams(match=_tsquery(match))  # type: ignore[return-value]  # the same


def _fts5(match: Match) -> str:
    if isinstance(match, Phrase):
        return '"' + " ".join(match.words) + '"'
    if isinstance(match, Either):
        return "(" + " OR ".join(map(_fts5, match.parts)) + ")"
    if isinstance(match, Every):
        wanted = [_fts5(one) for one in match.parts if isinstance(one, Phrase | Every | Either)] or [f'"{ANY}"']
        refused = [_fts5(one.part) for one in match.parts if not isinstance(one, Phrase | Every | Either)]
        held = "(" + " AND ".join(wanted) + ")"
        return f"({held} NOT ({' OR '.join(refused)}))" if refused else held
    return _fts5(Every((match,)))


def _tsquery(match: Match) -> str:
    if isinstance(match, Phrase):
        return "(" + " <-> ".join(f"'{word}'" for word in match.words) + ")"
    if isinstance(match, Either | Every):
        return "(" + (" | " if isinstance(match, Either) else " & ").join(map(_tsquery, match.parts)) + ")"
    return f"('{ANY}' & !{_tsquery(match.part)})"


def distance(dialect: str, lat: float, lon: float) -> ColumnElement[Any]:
    """Return how far a claim's point lies from a point, in km."""
    if dialect == "sqlite":
        return func.riwaya_km(claims.c.lat, claims.c.lon, lat, lon, type_=Float)
    points = func.ST_MakePoint(claims.c.lon, claims.c.lat), func.ST_MakePoint(lon, lat)
    return func.ST_DistanceSphere(*points, type_=Float) / literal(1000.0, Float)


def km(lat: NDArray[np.float64] | float, lon: NDArray[np.float64] | float, to_lat: float, to_lon: float) -> NDArray[np.float64]:
    """Return the great-circle distances of points from a point in km, NaN where a point is (haversine formula)."""
    north, east = np.radians(to_lat - lat) / 2, np.radians(to_lon - lon) / 2
    half = np.sin(north) ** 2 + np.cos(np.radians(lat)) * np.cos(np.radians(to_lat)) * np.sin(east) ** 2
    return np.asarray(2 * _RADIUS * np.arcsin(np.minimum(1.0, np.sqrt(half))))


def _km(lat: float | None, lon: float | None, to_lat: float, to_lon: float) -> float | None:
    return None if lat is None or lon is None else float(km(lat, lon, to_lat, to_lon))


def faults(connection: Connection) -> list[str]:
    """Return what the database itself finds broken."""
    if connection.dialect.name != "sqlite":
        return []
    broken = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    return broken + [f"foreign key: {row[0]} row {row[1]} -> {row[2]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]


def indexed(connection: Connection) -> int:
    """Return how many claims are filed under their words."""
    if connection.dialect.name != "sqlite":
        return connection.execute(select(func.count()).select_from(table("claim_words"))).scalar_one()
    words, _ = index_of("sqlite")
    filed = connection.execute(select(func.count()).select_from(words).where(matches("sqlite", Phrase((ANY,))))).scalar_one()
    return filed - (connection.scalar(select(func.count()).select_from(retired)) or 0)


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
