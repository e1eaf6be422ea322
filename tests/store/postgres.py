"""A throw-away PostgreSQL, started for one session of tests and never as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BIN = Path("/usr/lib/postgresql/15/bin")
_QUIET = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "shared_buffers=128MB")


def missing() -> str | None:
    """Why PostgreSQL cannot be started here; None where it can."""
    if not (BIN / "initdb").is_file():
        return "PostgreSQL 15 is not installed (apt-get install postgresql-15 postgresql-15-postgis-3)"
    if not Path("/usr/share/postgresql/15/extension/postgis.control").is_file():
        return "PostGIS is not installed (apt-get install postgresql-15-postgis-3)"
    return None


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster on a socket in a folder of its own; give that folder."""
    folder = Path(tempfile.mkdtemp(prefix="riwaya-pg-", dir="/tmp"))  # a socket's path must be short
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    _run("initdb", "-D", folder / "data", "-U", "riwaya", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = " ".join(f"-c {one}" for one in _QUIET)
    _run("pg_ctl", "-D", folder / "data", "-o", f"{options} -k {folder}", "-l", folder / "log", "-w", "start")
    try:
        yield str(folder)
    finally:
        _run("pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: object) -> None:
    drop = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.getuid() == 0 else []
    subprocess.run([*drop, str(BIN / program), *map(str, arguments)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")
