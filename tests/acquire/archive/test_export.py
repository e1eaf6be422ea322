"""Chosen pages as a WACZ file: public tools read it, its manifest and its proof hold, and it tells nothing of other pages."""

import gzip
import hashlib
import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from answers import failure, kept
from warcio.archiveiterator import ArchiveIterator

from riwaya.acquire import pages
from riwaya.acquire.archive import Archive
from riwaya.acquire.archive.export import Package, export, sort_key
from riwaya.errors import ArchiveError
from riwaya.model import Page

AT = datetime(2024, 6, 22, tzinfo=UTC)
CHOSEN = {kept(number).exchange.url for number in (3, 4, 8)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Archive(tmp_path / "a", file_size=2000) as archive:
        for number in range(12):
            archive.add(kept(number))
        archive.add(failure(77))
    return tmp_path / "a"


def _exported(folder: Path) -> tuple[Path, Package]:
    target = folder.parent / "event.wacz"
    return target, export(folder, target, lambda entry: entry.url in CHOSEN, "حدث مختلق", AT)


def test_the_manifest_holds_for_every_file_and_its_digest_for_the_manifest(folder: Path) -> None:
    path, package = _exported(folder)
    with zipfile.ZipFile(path) as archive:
        digest = json.loads(archive.read("datapackage-digest.json"))
        assert digest == {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(archive.read('datapackage.json')).hexdigest()}"}
        assert package == Package(3, digest["hash"])
        manifest = json.loads(archive.read("datapackage.json"))
        assert (manifest["profile"], manifest["wacz_version"]) == ("data-package", "1.1.1")
        assert {one["path"] for one in manifest["resources"]} == set(archive.namelist()) - {"datapackage.json", "datapackage-digest.json"}
        for one in manifest["resources"]:
            content = archive.read(one["path"])
            assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        assert all(one.compress_type == zipfile.ZIP_STORED for one in archive.infolist())


def test_warcio_finds_every_page_by_the_index(folder: Path) -> None:
    path, _ = _exported(folder)
    with zipfile.ZipFile(path) as archive:
        data = archive.read("archive/data.warc.gz")
        rows = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
        told = [json.loads(line) for line in archive.read("pages/pages.jsonl").decode().splitlines()]
    assert rows == sorted(rows)
    for row in rows:
        place = json.loads(row.split(" ", 2)[2])
        record = next(iter(ArchiveIterator(BytesIO(data[int(place["offset"]) : int(place["offset"]) + int(place["length"])]), check_digests="raise")))
        assert record.rec_headers["WARC-Target-URI"] == place["url"]
        assert record.content_stream().read() == next(kept(number).exchange.response.body for number in (3, 4, 8) if kept(number).exchange.url == place["url"])
    assert {one["url"] for one in told[1:]} == CHOSEN
    assert told[1]["ts"] == "2024-06-20T10:00:00Z"


def test_riwaya_reads_the_pages_again(folder: Path) -> None:
    path, _ = _exported(folder)
    assert {one.url for one in pages([path]) if isinstance(one, Page)} == CHOSEN


def test_a_third_party_can_reckon_the_chain_to_the_head(folder: Path) -> None:
    path, _ = _exported(folder)
    with zipfile.ZipFile(path) as archive:
        lines = [json.loads(line) for line in archive.read("evidence/chain.jsonl").decode().splitlines()]
        manifest = json.loads(archive.read("datapackage.json"))
        data = archive.read("archive/data.warc.gz")
    sums = set()
    for line in lines:
        told = {name: value for name, value in line.items() if name not in {"prev", "hash"}}
        whole = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = line.get("digest") or hashlib.sha256(whole.encode()).hexdigest()
        assert hashlib.sha256((line["prev"] + digest).encode()).hexdigest() == line["hash"]
        sums.add(line.get("sha256"))
    assert [one["hash"] for one in lines[:-1]] == [one["prev"] for one in lines[1:]]
    assert lines[-1]["hash"] == manifest["journalHead"]
    assert {one["url"] for one in lines if "url" in one} == CHOSEN, "nothing is told of other pages"
    with_starts = _members(data)[1:]
    assert {hashlib.sha256(record).hexdigest() for record in with_starts} <= sums


def _members(data: bytes) -> list[bytes]:
    import zlib  # noqa: PLC0415  # for this helper alone

    found = []
    while data:
        engine = zlib.decompressobj(31)
        engine.decompress(data)
        found.append(data[: len(data) - len(engine.unused_data)])
        data = engine.unused_data
    return found


def test_a_changed_record_is_not_exported(folder: Path) -> None:
    for path in (folder / "warc").iterdir():
        content = bytearray(path.read_bytes())
        content[-20] ^= 1
        path.write_bytes(content)
    with pytest.raises(ArchiveError, match="archive verify"):
        export(folder, folder.parent / "x.wacz", lambda _: True, "x", AT)
    assert not list(folder.parent.glob("x.wacz*"))


def test_nothing_chosen_is_said(folder: Path) -> None:
    with pytest.raises(ArchiveError, match="archive list"):
        export(folder, folder.parent / "x.wacz", lambda _: False, "x", AT)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Nahr.example/A/B?b=2&a=1", "example,nahr)/a/b?a=1&b=2"),
        ("http://nahr.example:8080", "example,nahr:8080)/"),
    ],
)
def test_the_index_sorts_by_the_host_turned_round(url: str, key: str) -> None:
    assert sort_key(url) == key
