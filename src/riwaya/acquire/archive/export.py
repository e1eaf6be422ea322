"""Writes chosen pages of an archive as a WACZ file (version 1.1.1) that public tools open, with the journal's proof beside them.

The records are copied byte for byte. `evidence/chain.jsonl` holds the chosen pages' lines of the journal whole and of all others from the first of them
to the head only `n`, `digest`, `prev` and `hash`: enough to reckon the chain again, and nothing told of other pages.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import riwaya
from riwaya.acquire.archive.journal import Broken, Entry, Line, lines
from riwaya.acquire.archive.read import stored
from riwaya.acquire.archive.record import information
from riwaya.errors import ArchiveError

_DATA = "archive/data.warc.gz"
_CHECK = """How to check this package (any system with Python or OpenSSL):
1. datapackage-digest.json holds the SHA-256 of datapackage.json, which holds the SHA-256 of every other file.
2. Every record of archive/data.warc.gz is a gzip member; its SHA-256 stands as "sha256" in evidence/chain.jsonl, that of the answer in it as "raw".
3. A line's hash is the SHA-256 of the text prev + digest, and its prev is the hash of the line before. Of a line that is given whole, digest is the SHA-256
   of its JSON without prev and hash (UTF-8, keys sorted, no blanks).
4. A time stamp evidence/N.tsr holds the hash named by "detail" of its line: openssl ts -verify -digest HASH -in N.tsr -CAfile ROOTS.pem
"""


@dataclass(frozen=True, slots=True)
class Package:
    """What was written: the number of pages, and the SHA-256 of the manifest, by which the package can be named elsewhere."""

    pages: int
    digest: str


def export(folder: Path, target: Path, chosen: Callable[[Entry], bool], title: str, at: datetime) -> Package:
    """Write the pages whose entries are `chosen` to `target`. Raises ArchiveError where none is, or where one is not what was kept; then nothing is written."""
    chain = [line for line in lines(folder) if not isinstance(line, Broken)]
    pages = [line for line in chain if line.entry.kind == "response" and line.entry.role == "page" and chosen(line.entry)]
    if not pages:
        raise ArchiveError(f"{folder}: no kept page fits; `riwaya archive list` shows what is kept")
    draft = target.with_name(target.name + ".part")
    try:
        package = _write(folder, draft, chain, pages, title, at)
        draft.replace(target)
    except OSError as error:
        raise ArchiveError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)
    return package


def _write(folder: Path, draft: Path, chain: Sequence[Line], pages: Sequence[Line], title: str, at: datetime) -> Package:
    resources: list[dict[str, object]] = []
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as package:

        def put(path: str, content: bytes) -> None:
            package.writestr(zipfile.ZipInfo(path, at.timetuple()[:6]), content)
            resources.append(_resource(path, len(content), hashlib.sha256(content).hexdigest()))

        places, length, digest = _copy(folder, package, pages, at)
        resources.append(_resource(_DATA, length, digest))
        put("indexes/index.cdx.gz", gzip.compress("".join(sorted(_index(pages, places))).encode(), mtime=0))
        put("pages/pages.jsonl", "".join(_pages(pages, title)).encode())
        put("evidence/chain.jsonl", b"".join(_proof(chain, pages)))
        put("evidence/README.txt", _CHECK.encode())
        for line in _stamps(chain, pages):
            put(f"evidence/{Path(line.entry.file).name}", (folder / line.entry.file).read_bytes())
        manifest = json.dumps(_manifest(resources, title, at, chain[-1].hash), ensure_ascii=False, indent=1).encode()
        named = f"sha256:{hashlib.sha256(manifest).hexdigest()}"
        package.writestr("datapackage.json", manifest)
        package.writestr("datapackage-digest.json", json.dumps({"path": "datapackage.json", "hash": named}))
    return Package(len(pages), named)


def _copy(folder: Path, package: zipfile.ZipFile, pages: Sequence[Line], at: datetime) -> tuple[list[int], int, str]:
    """Copy records; return where each begins, and length and SHA-256 of them all."""
    places, sum_ = list[int](), hashlib.sha256()
    with package.open(zipfile.ZipInfo(_DATA, at.timetuple()[:6]), "w", force_zip64=True) as stream:
        head = information("data.warc.gz", at)
        length = stream.write(head)
        sum_.update(head)
        for line in pages:
            record = stored(folder, line)
            places.append(length)
            length += stream.write(record)
            sum_.update(record)
    return places, length, sum_.hexdigest()


def _resource(path: str, size: int, digest: str) -> dict[str, object]:
    return {"name": path.rpartition("/")[2].lower(), "path": path, "hash": f"sha256:{digest}", "bytes": size}


def _index(pages: Sequence[Line], places: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a CDXJ index."""
    for line, offset in zip(pages, places, strict=True):
        entry = line.entry
        told = {
            "url": entry.url, "mime": entry.media, "status": str(entry.status), "digest": f"sha256:{entry.payload}",
            "length": str(entry.length), "offset": str(offset), "filename": "data.warc.gz",
        }  # fmt: skip
        yield f"{sort_key(entry.url)} {_moment(entry):%Y%m%d%H%M%S} {json.dumps(told)}\n"


def sort_key(url: str) -> str:
    """Return an address in the order that indexes of web archives sort by: the host's parts turned round, then the path."""
    parts = urlsplit(url.lower())
    host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
    port = f":{parts.port}" if parts.port and parts.port not in {80, 443} else ""
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{host}{port}){parts.path or '/'}{query}"


def _pages(pages: Sequence[Line], title: str) -> Iterator[str]:
    yield json.dumps({"format": "json-pages-1.0", "id": "pages", "title": title}, ensure_ascii=False) + "\n"
    for line in pages:
        entry = line.entry
        told = {"id": line.hash[:16], "url": entry.url, "ts": f"{_moment(entry):%Y-%m-%dT%H:%M:%SZ}", "title": entry.title or entry.url}
        yield json.dumps(told, ensure_ascii=False) + "\n"


def _proof(chain: Sequence[Line], pages: Sequence[Line]) -> Iterator[bytes]:
    whole = {line.hash for line in (*pages, *_stamps(chain, pages))}
    for line in chain[pages[0].entry.n - 1 :]:
        if line.hash in whole:
            yield line.written()
        else:
            yield json.dumps({"n": line.entry.n, "digest": line.entry.digest, "prev": line.prev, "hash": line.hash}).encode() + b"\n"


def _stamps(chain: Sequence[Line], pages: Sequence[Line]) -> list[Line]:
    return [line for line in chain[pages[0].entry.n - 1 :] if line.entry.kind == "stamp"]


def _manifest(resources: Sequence[dict[str, object]], title: str, at: datetime, head: str) -> dict[str, object]:
    return {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": title,
        "created": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "software": f"riwaya {riwaya.__version__}",
        "journalHead": head,
        "resources": list(resources),
    }


def _moment(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry.at)
