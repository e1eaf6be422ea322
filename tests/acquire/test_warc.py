"""WARC and WACZ files: every readable page is read, every damaged record is told with its place."""

import gzip
import random
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import zstandard
from warcs import address, bodies, html, record

from riwaya.acquire import pages
from riwaya.acquire.records import Damage, Record, records
from riwaya.acquire.source import Source
from riwaya.model import Page, Reason, Rejected

BODY = html("قتل ثلاثة أشخاص في قصف على البلدة.")
Result = Page | Rejected


def _read(folder: Path, content: bytes, **options: int) -> list[Result]:
    path = folder / "named-anyhow.bin"
    path.write_bytes(content)
    return list(pages([path], **options))


def _ids(found: list[Result]) -> list[str]:
    return [one.id for one in found if isinstance(one, Page)]


def _damaged(found: list[Result]) -> list[str]:
    return [one.detail for one in found if isinstance(one, Rejected)]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_read_and_what_is_no_page_is_left_out(tmp_path: Path, *, packed: bool) -> None:
    content = b"".join([
        record("", b"software: made up", kind="warcinfo", packed=packed),
        record(address(1), BODY, packed=packed),
        record(address(2), b"moved", status="301 Moved", packed=packed),
        record(address(3), b"gone", status="404 Not Found", packed=packed),
        record(address(4), b"\x89PNG...", headers=(("Content-Type", "image/png"),), packed=packed),
        record(address(5), b"<rss></rss>", headers=(("Content-Type", "text/html"),), packed=packed),
        record("https://nahr.example/robots.txt", b"User-agent: *", headers=(("Content-Type", "text/plain"),), packed=packed),
        record(address(6), "نص مختلق".encode(), kind="conversion", headers=(("Content-Type", "text/plain"),), packed=packed),
        record(address(7), BODY, kind="resource", packed=packed),
    ])  # fmt: skip
    found = _read(tmp_path, content)
    assert [(one.id, one.url, one.media, one.body) for one in found if isinstance(one, Page)] == [
        (address(1), address(1), "html", BODY),
        (address(6), address(6), "text", "نص مختلق".encode()),
        (address(7), address(7), "html", BODY),
    ]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", lambda body: zlib.compress(body)[2:-4]), ("zstd", zstandard.ZstdCompressor().compress)],
)
def test_packed_bodies_are_unpacked(tmp_path: Path, coding: str, pack: Callable[[bytes], bytes]) -> None:
    (found,) = _read(tmp_path, record(address(1), pack(BODY), headers=(("Content-Encoding", coding),)))
    assert isinstance(found, Page)
    assert found.body == BODY


def test_a_body_in_chunks_is_joined(tmp_path: Path) -> None:
    chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (10, BODY[:10], len(BODY) - 10, BODY[10:])
    (found,) = _read(tmp_path, record(address(1), chunks, headers=(("Transfer-Encoding", "chunked"),)))
    assert isinstance(found, Page)
    assert found.body == BODY


@pytest.mark.parametrize(
    ("coding", "body"), [("gzip", gzip.compress(BODY, mtime=0)[:-20]), ("gzip", b"\x1f\x8b" + b"x" * 50), ("br", b"packed"), ("zstd", b"no zstd")]
)
def test_a_body_that_cannot_be_unpacked_is_told(tmp_path: Path, coding: str, body: bytes) -> None:
    (found,) = _read(tmp_path, record(address(1), body, headers=(("Content-Encoding", coding),)))
    assert isinstance(found, Rejected)
    assert (found.id, found.reason) == (address(1), Reason.DAMAGED)
    assert "named-anyhow.bin@0: " in found.detail


def test_a_body_that_blows_up_is_not_unpacked_beyond_the_limit(tmp_path: Path) -> None:
    bomb = gzip.compress(b" " * 3_000_000)
    (found,) = _read(tmp_path, record(address(1), bomb, headers=(("Content-Encoding", "gzip"),)), limit=100_000)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("packed", [True, False])
def test_ten_thousand_records_some_cut_off_or_damaged_lose_nothing_else(tmp_path: Path, *, packed: bool) -> None:
    chance = random.Random(7)  # noqa: S311  # no secret: which records are damaged
    whole = [record(address(number), body, packed=packed) for number, body in enumerate(bodies(10_000))]
    hurt = sorted(chance.sample(range(9_999), 60))
    written = list(whole)
    for number in hurt[:30]:
        written[number] = whole[number][: chance.randrange(200, len(whole[number]) - 8)]
    for number in hurt[30:]:
        spoilt = bytearray(whole[number])
        for place in range(len(spoilt) - 40, len(spoilt) - 32):  # in the page, not in the headers before it
            spoilt[place] ^= 0x55
        written[number] = bytes(spoilt)
    found = _read(tmp_path, b"".join(written))
    assert _ids(found) == [address(number) for number in range(10_000) if number not in hurt]
    starts = [sum(map(len, written[:number])) for number in hurt]
    places = [int(detail.split("@")[1].split(":")[0]) for detail in _damaged(found)]
    assert places == starts


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.99])
def test_a_file_cut_off_at_its_end_gives_all_pages_before(tmp_path: Path, kept: float, *, packed: bool) -> None:
    parts = [record(address(number), BODY, packed=packed) for number in range(3)]
    found = _read(tmp_path, parts[0] + parts[1] + parts[2][: int(len(parts[2]) * kept)])
    assert _ids(found) == [address(0), address(1)]
    assert len(_damaged(found)) == 1
    assert f"@{len(parts[0] + parts[1])}:" in _damaged(found)[0]


def test_a_flipped_byte_of_a_plain_record_is_found_by_its_digest(tmp_path: Path) -> None:
    plain = record(address(1), BODY, packed=False)
    place = plain.index("ثلاثة".encode())
    found = _read(tmp_path, plain[:place] + b"\xd8\xae" + plain[place + 2 :] + record(address(2), BODY, packed=False))
    assert _ids(found) == [address(2)]
    assert "digest" in _damaged(found)[0]


def test_a_file_packed_as_a_whole_is_read(tmp_path: Path) -> None:
    parts = [record(address(number), BODY, packed=False) for number in range(5)]
    assert _ids(_read(tmp_path, gzip.compress(b"".join(parts)))) == [address(number) for number in range(5)]
    cut = _read(tmp_path, gzip.compress(b"".join(parts), 0)[: -len(parts[4]) // 2])
    assert _ids(cut) == [address(number) for number in range(4)]
    assert len(_damaged(cut)) == 1


def test_a_record_larger_than_the_limit_is_told_and_passed_over(tmp_path: Path) -> None:
    for packed in (True, False):
        large = record(address(0), b"<html>" + b"x" * 2_000_000, packed=packed)
        found = _read(tmp_path, large + record(address(1), BODY, packed=packed), limit=100_000)
        assert _ids(found) == [address(1)]
        assert [one.reason for one in found if isinstance(one, Rejected)] == [Reason.TOO_LARGE]


def test_offsets_and_lengths_lead_back_to_the_record() -> None:
    content = b"".join(record(address(number), BODY) for number in range(3))
    for one in records(Source("x", BytesIO(content))):
        assert isinstance(one, Record)
        (again,) = records(Source("x", BytesIO(content[one.offset : one.offset + one.length])))
        assert isinstance(again, Record)
        assert again.block == one.block


@pytest.mark.parametrize(
    "content",
    [
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\nx",
        b"WARC/1.0\r\nContent-Length: \xd9\xa3\r\n\r\nabc",
        b"WARC/nonsense" * 500,
        gzip.compress(b"WARC/1.0\r\nno length\r\n\r\n", mtime=0),
    ],
)
def test_nonsense_that_begins_like_a_record_is_told_once(content: bytes) -> None:
    found = list(records(Source("x", BytesIO(content))))
    assert found
    assert all(isinstance(one, Damage) for one in found)


def _wacz(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_wacz_file_gives_the_pages_of_its_warc_files(tmp_path: Path) -> None:
    path = _wacz(
        tmp_path / "x", {"archive/a.warc.gz": record(address(1), BODY), "archive/b.warc": record(address(2), BODY, packed=False), "pages/pages.jsonl": b""}
    )
    assert _ids(list(pages([path]))) == [address(1), address(2)]


def test_a_damaged_wacz_file_is_told_and_the_rest_of_it_read(tmp_path: Path) -> None:
    path = _wacz(tmp_path / "x", {"archive/a.warc": record(address(1), BODY, packed=False) + record(address(2), BODY, packed=False), "pages/pages.jsonl": b""})
    content = bytearray(path.read_bytes())
    content[content.index("ثلاثة".encode())] ^= 1
    path.write_bytes(content)
    found = list(pages([path]))
    assert _ids(found) == [address(2)]
    assert {one.reason for one in found if isinstance(one, Rejected)} == {Reason.DAMAGED}


def test_a_cut_off_wacz_file_is_told(tmp_path: Path) -> None:
    path = _wacz(tmp_path / "x.wacz", {"archive/a.warc": record(address(1), BODY)})
    path.write_bytes(path.read_bytes()[:-30])
    (found,) = pages([path])
    assert isinstance(found, Rejected)
    assert found.reason is Reason.DAMAGED


def test_what_the_feed_said_of_a_page_comes_back_from_its_record(tmp_path: Path) -> None:
    from riwaya.acquire.warc import told_headers  # noqa: PLC0415  # what is tested here

    told = told_headers("نهر", "عنوان: مختلق", "2024-06-20")
    content = record(address(1), BODY, packed=False).replace(b"WARC/1.0\r\n", b"WARC/1.0\r\n" + "".join(f"{n}: {v}\r\n" for n, v in told).encode())
    (found,) = _read(tmp_path, content)
    assert isinstance(found, Page)
    assert (found.outlet, found.title, str(found.published)) == ("نهر", "عنوان: مختلق", "2024-06-20")
