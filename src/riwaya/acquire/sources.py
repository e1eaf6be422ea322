"""The register of sources: the outlets that ship with riwaya, and the user's own laid over them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from riwaya import arabic
from riwaya.errors import BadInput
from riwaya.lexicon import outlets
from riwaya.lexicon.outlets import Outlet

_NO_ID = re.compile(r"[^a-z0-9]+")


def register(file: Path | None) -> tuple[Outlet, ...]:
    """Return all sources by id: a row of the user's `file` replaces the built-in one of its id. Raises BadInput for a file that cannot be read."""
    own = _own(file) if file and file.exists() else ()
    return tuple({one.id: one for one in (*outlets.built_in(), *own)}.values())


def find(known: Sequence[Outlet], word: str) -> Outlet:
    """Return the source of an id or a name in any spelling. Raises BadInput where there is none."""
    for one in known:
        if one.id == word or arabic.key(word) in {arabic.key(name) for name in one.names}:
            return one
    raise BadInput(f"{word}: no such source; `riwaya sources list` shows them, `riwaya sources add` takes in a new one")


def add(file: Path, new: Iterable[Outlet]) -> int:
    """Write sources into the user's file, each replacing one of its id; return how many were written. The file is replaced as a whole or not at all."""
    fresh = {one.id: one for one in new}
    kept = {one.id: one for one in (_own(file) if file.exists() else ())}
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(file.name + ".part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as stream:
            outlets.write({**kept, **fresh}.values(), stream)
        draft.replace(file)
    except OSError as error:
        raise BadInput(f"{file}: cannot be written: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)
    return len(fresh)


def table(path: Path) -> tuple[Outlet, ...]:
    """Read sources from a file: a table with the register's columns (tab-separated or CSV), or OPML as feed readers export it. Raises BadInput."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read as UTF-8: {error}") from error
    if text.lstrip().startswith("<"):
        return tuple(_of_opml(text, path))
    delimiter = max("\t,;", key=text.partition("\n")[0].count)
    try:
        return outlets.read(iter(text.splitlines(keepends=True)), str(path), delimiter)  # type: ignore[arg-type]  # csv reads any row of lines
    except csv.Error as error:
        raise BadInput(f"{path}: not a table: {error}") from error


def _own(file: Path) -> tuple[Outlet, ...]:
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            return outlets.read(stream, str(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{file}: cannot be read: {error}; mend or remove it") from error


def _of_opml(text: str, path: Path) -> Iterator[Outlet]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise BadInput(f"{path}: no whole XML: {error}") from error
    taken: set[str] = set()
    for outline in root.iter("outline"):
        feed, name = outline.get("xmlUrl"), outline.get("title") or outline.get("text")
        if feed and name:
            one = outlets.outlet({"id": _identity(name, feed, taken), "name_ar": name, "site": outline.get("htmlUrl") or "", "feeds": feed}, str(path))
            yield replace(one, origin=f"imported from {path.name}")


def _identity(name: str, feed: str, taken: set[str]) -> str:
    """Return an id made of the name, or of the feed's host where the name has no Latin letters."""
    host = re.sub(r"^https?://(www\.)?", "", feed).partition("/")[0]
    base = _NO_ID.sub("-", name.lower()).strip("-") or _NO_ID.sub("-", host.lower()).strip("-")
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    taken.add(found)
    return found
