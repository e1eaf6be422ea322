"""One page as a row of an output shard, and back: its text, its claims as the contract has them with columns to ask for, or why it was not read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from riwaya.contract import Answer
from riwaya.contract.read import answer_of
from riwaya.contract.write import claim_record
from riwaya.errors import BadInput, MissingExtra
from riwaya.model import Claim, Reason, Rejected
from riwaya.pipeline import PageClaims

Row = dict[str, Any]
LETTERS, PAGES = 8_000_000, 1000  # characters of text, or pages, that are held at once: memory is bounded by it


def arrow(module: str = "pyarrow") -> Any:  # noqa: ANN401  # a module that need not be installed
    """Return pyarrow or a part of it. Raises MissingExtra."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(f"Parquet needs pyarrow, which is not installed ({error}); run: pip install 'riwaya[batch]'") from error


def schema() -> Any:  # noqa: ANN401  # a type of pyarrow
    """Return the columns of an output shard; days are ISO, `record` is a claim as the contract has it."""
    pa = arrow()
    text, flag = pa.string(), pa.bool_()
    claim = [("id", text), ("event_type", text), ("sub_event_type", text), ("stance", text), ("background", flag), ("source", text)]
    claim += [("actors", pa.list_(text)), ("targets", pa.list_(text)), ("places", pa.list_(text)), ("lat", pa.float64()), ("lon", pa.float64())]
    claim += [("first_day", text), ("last_day", text), ("record", text)]
    page = [(name, text) for name in ("doc", "url", "outlet", "title", "published", "language", "text", "reason", "detail")]
    return pa.schema([*page, ("claims", pa.list_(pa.struct(claim)))])


def row(result: PageClaims | Rejected) -> Row:
    """Return a page's row."""
    if isinstance(result, Rejected):
        told = {"doc": result.id, "url": result.url, "outlet": result.outlet, "text": result.text, "reason": str(result.reason), "detail": result.detail}
        return {**{key: _clean(value) for key, value in told.items()}, "claims": []}
    document = result.document
    return {
        "doc": _clean(document.id),
        "url": _clean(document.url),
        "outlet": _clean(document.outlet),
        "title": _clean(document.title),
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "text": _clean(document.text),
        "claims": [_claim(one) for one in result.claims],
    }


def _clean(text: str | None) -> str | None:
    """Return a text that UTF-8 can hold, of the same length: lone surrogates become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if text and not text.isascii() and _odd(text) else text


def _odd(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _claim(claim: Claim) -> Row:
    place = next((one for one in claim.places if one.lat is not None), None)
    last = claim.sources[-1] if claim.sources else None
    return {
        "id": claim.id,
        "event_type": claim.event_type,
        "sub_event_type": claim.sub_event_type,
        "stance": claim.stance,
        "background": claim.background,
        "source": last and (last.actor or last.name or last.channel),
        "actors": [one.actor or one.name or "" for one in claim.actors],
        "targets": [one.actor or one.name or "" for one in claim.targets],
        "places": [one.name for one in claim.places],
        "lat": place and place.lat,
        "lon": place and place.lon,
        "first_day": claim.date and claim.date.start.isoformat(),
        "last_day": claim.date and claim.date.end.isoformat(),
        "record": json.dumps(claim_record(claim), ensure_ascii=True),
    }


def write(results: Iterable[PageClaims | Rejected], path: Path) -> None:
    """Write rows as they come; no more than one group of them is held."""
    pa, parquet = arrow(), arrow("pyarrow.parquet")
    form, left = schema(), map(row, results)
    with parquet.ParquetWriter(path, form, compression="zstd") as writer:
        while group := list(_group(left)):
            writer.write_table(pa.Table.from_pylist(group, schema=form))


def _group(rows: Iterator[Row]) -> Iterator[Row]:
    held = 0
    for one in islice(rows, PAGES):
        yield one
        held += len(one.get("text") or "")
        if held >= LETTERS:
            return


def read(path: Path, size: int = 500) -> Iterator[Row]:
    """Yield the rows of an output shard, so many held at once. Raises BadInput where it is none."""
    parquet = arrow("pyarrow.parquet")
    try:
        file = parquet.ParquetFile(path)
        if set(schema().names) - set(file.schema_arrow.names):
            raise BadInput(f"{path}: not a shard that riwaya batch wrote; its columns are {', '.join(file.schema_arrow.names)}")
        for batch in file.iter_batches(size):
            yield from batch.to_pylist()
    except (OSError, arrow().ArrowInvalid) as error:
        raise BadInput(f"{path}: cannot be read as Parquet ({error}); run riwaya batch again, it makes what is missing") from error


def outcome(held: Mapping[str, Any]) -> Answer | Rejected:
    """Return what a row tells: a page's claims, or why it was not read."""
    if held["reason"]:
        return Rejected(held["doc"], Reason(held["reason"]), held["detail"] or "", held["url"], held["outlet"], held["text"] or "")
    return answer_of({**held, "claims": [json.loads(one["record"]) for one in held["claims"] or ()]})
