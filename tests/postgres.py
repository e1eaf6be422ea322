"""A throw-away PostgreSQL with PostGIS for the tests: Debian's packages, run as a user without rights, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REQUIRED = "RIWAYA_TEST_POSTGRES"  # set to "required" in `.ci/run`: there the tests fail where PostgreSQL is absent


class Absent(Exception):
    """PostgreSQL is not installed on this machine."""


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs. Raises Absent."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise Absent("PostgreSQL is not installed (Debian: apt-get install postgresql postgresql-15-postgis-3)")
    return found[-1].parent


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster and yield the address of its socket folder; it listens on no network. Raises Absent."""
    programs = binaries()
    with tempfile.TemporaryDirectory(prefix="riwaya-pg-") as folder:
        home = Path(folder)
        if os.geteuid() == 0:
            shutil.chown(home, "nobody")
        data = home / "data"
        run([str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "riwaya", "--no-sync", "--locale=C.UTF-8", "-E", "UTF8"])
        options = f"-c listen_addresses='' -k {home} -c fsync=off"
        run([str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log"), "-o", options, "start"])
        try:
            yield str(home)
        finally:
            run([str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"])


def run(command: list[str]) -> None:
    """Run a program of PostgreSQL's, which refuses to be root."""
    unprivileged = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command] if os.geteuid() == 0 else command
    subprocess.run(unprivileged, check=True, capture_output=True, cwd="/")  # noqa: S603  # fixed programs


@contextmanager
def database(socket: str, name: str) -> Iterator[str]:
    """Make a database with the extensions that a store may use and yield its address."""
    import psycopg  # noqa: PLC0415  # tests without PostgreSQL do not need the driver

    with psycopg.connect(f"host={socket} user=riwaya dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    with psycopg.connect(f"host={socket} user=riwaya dbname={name}", autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    yield f"postgresql://riwaya@/{name}?host={socket}"
