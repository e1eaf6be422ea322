"""Parquet in row groups of bounded size (extra `parquet`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, BinaryIO

from riwaya.policy import Withheld
from riwaya.surface.export.delimited import Rows
from riwaya.surface.export.format import Layout, Setting, library
from riwaya.surface.export.table import Cell, Column, whole

EXTRA = "parquet"
_GROUP = 5_000  # rows that are held at once
_TYPES = {"text": "string", "integer": "int64", "number": "float64", "boolean": "bool"}


def parquet_layout(columns: tuple[Column, ...], rows: Rows) -> Layout:
    """Return the layout of a table as Parquet; the rule of each column is kept in its metadata. Writing raises MissingExtra without pyarrow."""

    def write(given: Iterable[Withheld[Any]], setting: Setting, out: BinaryIO) -> int:
        arrow, parquet = library("pyarrow", EXTRA), library("pyarrow.parquet", EXTRA)
        schema = arrow.schema([arrow.field(one.name, _TYPES[one.kind], metadata={"rule": one.rule, "hxl": one.hxl}) for one in columns])
        left, count = iter(rows(given, setting)), 0
        with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
            while group := list(islice(left, _GROUP)):
                writer.write_table(arrow.table(_turned(group), schema=schema))
                count += len(group)
        return count

    return Layout(columns, write)


def _turned(group: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    return [[whole(cell) for cell in column] for column in zip(*group, strict=True)]
