"""What a command does not need is not loaded for it."""

import json
import subprocess
import sys

import pytest

from riwaya import samples

HEAVY = ("alembic", "argon2", "fastapi", "feedparser", "httpcore", "httpx", "protego", "sqlalchemy", "uvicorn", "warcio")
PAGE = str(samples.folder() / "04-hill-nahr-wire.txt")
PROGRAM = """
import json, sys
from riwaya.surface import cli
try:
    cli.main({arguments!r})
except SystemExit:
    print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--version"], ["review", "--help"], ["users", "--help"], ["extract", PAGE, "--format", "jsonl"]], ids=" ".join)
def test_reading_pages_loads_nothing_of_store_web_and_network(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM.format(arguments=arguments)], check=True, capture_output=True, text=True)  # noqa: S603  # our own program
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert "typer" in loaded
    assert not loaded & set(HEAVY)
