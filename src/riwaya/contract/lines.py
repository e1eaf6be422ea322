"""Files of JSON lines, read value by value; what is none is refused with file and line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from riwaya.errors import BadInput

Read = TypeVar("Read")


def read_lines(path: Path, make: Callable[[dict[str, Any]], Read], wrong: str) -> Iterator[Read]:
    """Yield what `make` makes of each line. Raises BadInput with file, line and `wrong`."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _made(line, make, f"{path}:{number}: {wrong}")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read: {error}; give a file of JSON lines in UTF-8") from error


def _made(line: str, make: Callable[[dict[str, Any]], Read], wrong: str) -> Read:
    try:
        return make(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{wrong} ({error!r})") from error
