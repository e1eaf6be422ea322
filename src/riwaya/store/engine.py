"""Opens a database and brings its tables up to date."""

from __future__ import annotations

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from riwaya.errors import BadInput, MissingExtra
from riwaya.store import dialect


def connect(url: str) -> Engine:
    """Return an engine for `url` (`sqlite:///file.db`, `postgresql+psycopg://...`). Raises BadInput, MissingExtra."""
    try:
        name = make_url(url).get_backend_name()
        if name not in dialect.INDEX:
            raise BadInput(f"{url}: riwaya keeps its store in SQLite or PostgreSQL; give sqlite:///FILE or postgresql+psycopg://HOST/NAME")
        engine = create_engine(url, **dialect.options(url))
    except (ArgumentError, NoSuchModuleError) as error:
        raise BadInput(f"{url}: not the address of a database ({error}); give sqlite:///FILE or postgresql+psycopg://HOST/NAME") from error
    except ModuleNotFoundError as error:
        raise MissingExtra("PostgreSQL needs the package psycopg: pip install 'riwaya[postgresql]'") from error
    dialect.prepare(engine)
    return engine


def upgrade(engine: Engine) -> None:
    """Bring the tables to the newest version, with their data."""
    setup = _setup()
    with engine.connect().execution_options(writes=True) as connection, dialect.replacing(connection), connection.begin():
        dialect.lock(connection)  # two processes that open a new store at once must not both make its tables
        setup.attributes["connection"] = connection
        command.upgrade(setup, "head")


def version(engine: Engine) -> tuple[str | None, str | None]:
    """Return the version of the tables, and the newest that riwaya knows."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision(), ScriptDirectory.from_config(_setup()).get_current_head()


def _setup() -> Config:
    setup = Config()
    setup.set_main_option("script_location", str(files("riwaya.store") / "migrations"))
    return setup
