"""Reads riwaya's own exports back: claims as CSV, Parquet and JSON lines, and the claims of events as JSON lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from riwaya.contract import Answer, read_answers
from riwaya.contract.read import claim_of
from riwaya.errors import BadInput
from riwaya.link.reports import BETWEEN
from riwaya.model import Claim
from riwaya.surface.export.format import library
from riwaya.surface.export.parquet import EXTRA
from riwaya.surface.export.table import unsafe

_NEEDED = {"claim", "doc", "record"}
_PAGE = ("doc", "url", "outlet", "published", "title")
_TOLD = ("event_type", "sub_event_type", "stance")  # people may change these in a spreadsheet; the record would win in silence
_BATCH = 10_000
Row = Mapping[str, Any]


class _Line(NamedTuple):
    """One claim read back: the page's fields, the claim and its id, the words of its evidence."""

    page: tuple[str | None, ...]
    claim: Claim
    id: str
    words: str


def read_export(path: Path) -> Iterator[Answer]:
    """Yield the pages of a file that `riwaya export` wrote, each with its claims. Raises BadInput with file and line, and MissingExtra for Parquet.

    A page's text is what the evidence says, at its place, and blanks elsewhere. The file's claims are held in memory until all are read, since those of
    one page may stand anywhere in it.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
        if head.startswith(b"PAR1"):
            return _pages(_parquet_lines(path))
        if head.startswith(b"{"):
            return _json_pages(path)
        return _pages(_csv_lines(path))
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error}; give a file that `riwaya export` wrote") from error


def _json_pages(path: Path) -> Iterator[Answer]:
    with path.open(encoding="utf-8") as lines:
        first = _object(next((line for line in lines if line.strip()), "{}"), f"{path}:1")
    return read_answers(path) if "claims" in first and "event" not in first else _pages(_json_lines(path))


def _json_lines(path: Path) -> Iterator[_Line]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield from _of_object(_object(line, f"{path}:{number}"), f"{path}:{number}")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: cannot be read: {error}; give a file in UTF-8") from error


def _of_object(record: Row, place: str) -> Iterator[_Line]:
    if "event" in record:
        return (_line({**one, "claim": one["claim"]["id"]}, one["claim"], place) for one in record.get("reports", ()))
    return iter([_line(record, record, place)])


def _object(text: str, place: str) -> Row:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise BadInput(f"{place}: not JSON: {error}; give a file that `riwaya export` wrote") from error
    if not isinstance(found, dict):
        raise BadInput(f"{place}: not an object; give a file that `riwaya export` wrote")
    return found


def _csv_lines(path: Path) -> Iterator[_Line]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            _check_columns(path, rows.fieldnames or ())
            for row in rows:
                if not (row["claim"] or "").startswith("#"):  # the row of HXL tags
                    yield _of_row({name: unsafe(cell) for name, cell in row.items() if isinstance(cell, str)}, f"{path}:{rows.line_num}")
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{path}: cannot be read: {error}; give a CSV file in UTF-8 that `riwaya export --what claims` wrote") from error


def _parquet_lines(path: Path) -> Iterator[_Line]:
    parquet, arrow = library("pyarrow.parquet", EXTRA), library("pyarrow", EXTRA)
    try:
        file = parquet.ParquetFile(path)
        _check_columns(path, file.schema_arrow.names)
        number = 0
        for batch in file.iter_batches(_BATCH, columns=[*_PAGE, "claim", "words", "record", *_TOLD]):
            for row in batch.to_pylist():
                number += 1
                yield _of_row(row, f"{path}: row {number}")
    except arrow.ArrowException as error:
        raise BadInput(f"{path}: cannot be read: {error}; give a Parquet file that `riwaya export --what claims` wrote") from error


def _check_columns(path: Path, names: Iterable[str]) -> None:
    if lacking := sorted(_NEEDED - set(names)):
        raise BadInput(f"{path}: has no column {', '.join(lacking)}; claims are read back from CSV, Parquet or JSON lines of `riwaya export --what claims`")


def _of_row(row: Row, place: str) -> _Line:
    record = _object(row.get("record") or "", place)
    for name in _TOLD:
        if (told := row.get(name)) and told != record.get(name):
            raise BadInput(f"{place}: {name} is {told}, but the record says {record.get(name)}; change both, or correct the claim by review after the import")
    return _line(row, record, place)


def _line(row: Row, record: Row, place: str) -> _Line:
    try:
        claim = claim_of(dict(record), str(row["doc"]))
        page = tuple(row.get(name) or None for name in _PAGE)
        _check_spans(claim)
        return _Line(page, claim, str(row["claim"]), row.get("words") or "")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(f"{place}: not a claim as `riwaya export` writes it ({error!r})") from error


def _check_spans(claim: Claim) -> None:
    if not claim.evidence or not all(0 <= span.start < span.end for span in claim.evidence):
        raise ValueError(claim.evidence)


def _pages(lines: Iterable[_Line]) -> Iterator[Answer]:
    found: dict[str, list[_Line]] = {}
    for line in lines:
        found.setdefault(line.claim.document, []).append(line)
    return (_answer(some) for some in found.values())


def _answer(lines: list[_Line]) -> Answer:
    doc, url, outlet, published, title = lines[0].page
    text = _text(lines) if any(line.words for line in lines) else None
    day = date.fromisoformat(published[:10]) if published else None
    return Answer(str(doc), text, tuple(line.claim for line in lines), tuple(line.id for line in lines), outlet, day, title, url)


def _text(lines: list[_Line]) -> str:
    """Lay the evidence's words where they stood; what the page says elsewhere is not known."""
    letters = [" "] * max(span.end for line in lines for span in line.claim.evidence)
    for line in lines:
        parts = line.words.split(BETWEEN)
        spans = line.claim.evidence if len(parts) == len(line.claim.evidence) else line.claim.evidence[:1]
        for span, words in zip(spans, parts if len(spans) == len(parts) else [line.words], strict=True):
            room = span.end - span.start
            letters[span.start : span.end] = words[:room].ljust(room)
    return "".join(letters)
