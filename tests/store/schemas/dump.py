"""Writes the dumps of today's tables with a little made-up data: `python tests/store/schemas/dump.py 0001`."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import conftest  # noqa: E402  # beside, after the path is set
import postgres  # noqa: E402  # the same

from riwaya.store import open_store  # noqa: E402  # the same


def fill(url: str) -> None:
    """Put the data in that `test_schemas.py` looks for."""
    store = open_store(url)
    store.add([conftest.reading(), conftest.reading("page-2", "قصف مدينة السهل")], conftest.RUN)
    store.close()


def main() -> None:
    """Write both dumps."""
    name = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.sqlite"
        fill(f"sqlite:///{file}")
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode=DELETE")
        (HERE / f"{name}.sqlite").write_bytes(file.read_bytes())
    with postgres.cluster() as socket:
        subprocess.run([postgres.BIN / "createdb", "-h", socket, "-U", "riwaya", "old"], check=True)
        fill(f"postgresql+psycopg://riwaya@/old?host={socket}")
        command = [postgres.BIN / "pg_dump", "-h", socket, "-U", "riwaya", "--no-owner", "--inserts", "old"]
        (HERE / f"{name}.sql").write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)


if __name__ == "__main__":
    main()
