"""JSON lines, one object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

from riwaya.policy import Withheld
from riwaya.surface.export.format import Layout, Setting, held
from riwaya.surface.export.table import Column

Records = Callable[[Iterable[Withheld[Any]], Setting], Iterable[dict[str, Any]]]


def lines_layout(columns: tuple[Column, ...], records: Records) -> Layout:
    """Return the layout of objects as JSON lines in UTF-8; `columns` are their keys."""

    def write(given: Iterable[Withheld[Any]], setting: Setting, out: BinaryIO) -> int:
        count = 0
        for count, record in enumerate(records(given, setting), 1):  # noqa: B007  # the number of the last one is the count
            out.write(json_bytes(record) + b"\n")
        return count

    return Layout(columns, write)


def each(record: Callable[[Any, str], dict[str, Any]]) -> Records:
    """Return what makes one object of each value that may be shown."""
    return lambda given, setting: (record(value, withheld) for value, withheld in held(given, setting))


def json_bytes(record: object) -> bytes:
    """Return compact JSON in UTF-8; half a surrogate pair, which UTF-8 cannot hold, becomes "?"."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
