"""Brings a database to the schema that this riwaya knows."""

from __future__ import annotations

from importlib.resources import files

from alembic.command import upgrade
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from riwaya.errors import BadInput


def version(connection: Connection) -> str | None:
    """Return the schema that a database has; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """Return the schema that this riwaya writes."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def bring_up(connection: Connection) -> None:
    """Migrate a database up. Raises BadInput for one that a newer riwaya wrote."""
    script = ScriptDirectory.from_config(_config())
    known = {one.revision for one in script.walk_revisions()}
    found = version(connection)
    if found is not None and found not in known:
        raise BadInput(f"this store has schema {found}, which is newer than this riwaya knows ({newest()}); install a newer riwaya")
    if found != newest():
        config = _config()
        config.attributes["connection"] = connection
        upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("riwaya.store") / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
