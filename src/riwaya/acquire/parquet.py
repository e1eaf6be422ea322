"""Pages of a Parquet file with a column of texts or of HTML, one page a row; columns are named as those of CSV tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib import import_module
from typing import Any

from riwaya.acquire.files import page
from riwaya.acquire.source import Source
from riwaya.acquire.table import columns, when
from riwaya.errors import MissingExtra
from riwaya.model import Page, Reason, Rejected

MAGIC = b"PAR1"
_HTML = ("html", "body_html", "raw_html")
_ROWS = 200  # held at once


def pages_of_parquet(source: Source) -> Iterator[Page | Rejected]:
    """Yield one page a row; a row without text becomes `Rejected` naming file and row, a damaged file one that says where it ends. Raises MissingExtra."""
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtra(f"{source.name}: Parquet needs pyarrow ({error}); run: pip install 'riwaya[parquet]'") from error
    number = 0
    try:
        source.stream.seek(0)
        file = parquet.ParquetFile(source.stream)
        where = _where(file.schema_arrow.names)
        if not {"text", "html"} & set(where):
            names = ", ".join(file.schema_arrow.names)
            yield Rejected(source.name, Reason.FAILED, f"{source.name}: no column of texts (text, content, html ...) among {names}")
            return
        for batch in file.iter_batches(_ROWS, columns=sorted(set(where.values()))):
            for row in batch.to_pylist():
                number += 1
                yield _page({part: row[name] for part, name in where.items()}, f"{source.name}:{number}", source)
    except (OSError, arrow.ArrowException) as error:
        yield Rejected(source.name, Reason.DAMAGED, f"{source.name}: cannot be read behind row {number} ({error})")


def _where(names: list[str]) -> Mapping[str, str]:
    found = {part: names[index] for part, index in columns(names).items()}
    html = next((name for name in names if name.lower() in _HTML), None)
    return {**found, "html": html} if html else found


def _page(told: Mapping[str, Any], place: str, source: Source) -> Page | Rejected:
    known = source.known
    text = {part: str(value) for part, value in told.items() if value is not None and part not in {"published", "html"}}
    url, outlet = text.get("url", known.url), text.get("outlet", known.outlet)
    name = text.get("doc") or text.get("url") or place
    if told.get("html"):
        body = told["html"] if isinstance(told["html"], bytes) else str(told["html"]).encode("utf-8", "surrogatepass")
        found = page(name, body, known, limit=source.limit)
        return found if isinstance(found, Rejected) else Page(name, body, "html", url, outlet, text.get("title"), _day(told) or known.published)
    if not text.get("text", "").strip():
        return Rejected(place, Reason.EMPTY, f"{place}: no text in this row", url, outlet)
    body = text["text"].encode("utf-8", "surrogatepass")
    return Page(name, body, "text", url, outlet, text.get("title", known.title), _day(told) or known.published)


def _day(told: Mapping[str, Any]) -> date | None:
    value = told.get("published")
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) or value is None else when(str(value))
