"""An archive keeps what it acknowledged whatever happens, and proves that nothing of it was changed."""

import errno
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from answers import failure, kept
from warcio.archiveiterator import ArchiveIterator

from riwaya.acquire import pages
from riwaya.acquire.archive import Archive, Finding, keep, verify
from riwaya.acquire.archive.journal import NAME, Line, lines
from riwaya.acquire.archive.verify import tip
from riwaya.acquire.web import Unchanged, Validators
from riwaya.errors import ArchiveError
from riwaya.model import Page

PAGES = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of some pages in several files, and a failure."""
    with Archive(tmp_path / "a", file_size=2000) as archive:
        for number in range(PAGES):
            archive.add(kept(number))
        archive.add(failure(99))
    return tmp_path / "a"


def _entries(folder: Path) -> list[Line]:
    return [line for line in lines(folder) if isinstance(line, Line)]


def test_what_was_kept_is_read_again_as_pages(folder: Path) -> None:
    found = [one for one in pages([folder / "warc"]) if isinstance(one, Page)]
    assert [one.body for one in found] == [kept(number).exchange.response.body for number in range(PAGES)]
    assert (found[3].outlet, found[3].title, str(found[3].published)) == ("نهر المختلقة", "عنوان 3", "2024-06-20")
    assert len(list((folder / "warc").iterdir())) > 2


def test_warcio_reads_the_files_and_their_digests_hold(folder: Path) -> None:
    raws = []
    for path in sorted((folder / "warc").iterdir()):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise", no_record_parse=True):
                block = record.raw_stream.read()
                raws += [block] if record.rec_type == "response" else []
                assert record.digest_checker.passed is not False
    assert raws == [kept(number).exchange.raw for number in range(PAGES)]


def test_an_untouched_archive_is_whole(folder: Path) -> None:
    assert list(verify(folder)) == []
    assert [line.entry.reason for line in _entries(folder) if line.entry.kind == "failure"] == ["not-fetched"]


def test_any_flipped_byte_is_found_and_located(folder: Path) -> None:
    chance = random.Random(3)  # noqa: S311  # no secret: which bytes are flipped
    for path in (*sorted((folder / "warc").iterdir()), folder / NAME):
        whole = path.read_bytes()
        for place in chance.sample(range(len(whole)), 60):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
            found = list(verify(folder))
            assert found, f"{path.name} byte {place}"
            assert any(_covers(one, path, place, whole) for one in found), found
        path.write_bytes(whole)


def _covers(finding: Finding, path: Path, place: int, whole: bytes) -> bool:
    """Whether a finding names the line or the bytes in which `place` lies (a spoilt line end joins two lines)."""
    if path.name == NAME:
        line = whole[:place].count(b"\n") + 1
        return finding.place in {f"{NAME}:{line}", f"{NAME}:{line + 1}"} or f'"n": {line},' not in path.read_text(encoding="utf-8", errors="replace")
    bounds = re.fullmatch(rf"warc/{path.name} bytes (\d+)-(\d+)", finding.place)
    return bounds is not None and int(bounds[1]) <= place <= int(bounds[2])


def test_lines_taken_out_changed_or_exchanged_are_found(folder: Path) -> None:
    path = folder / NAME
    whole = path.read_bytes().splitlines(keepends=True)
    told = json.loads(whole[4])
    forged = json.dumps({**told, "url": "https://nahr.example/forged"}).encode() + b"\n"
    for changed in (whole[:3] + whole[4:], [*whole[:4], forged, *whole[5:]], [whole[1], whole[0], *whole[2:]], [*whole, whole[2]]):
        path.write_bytes(b"".join(changed))
        assert list(verify(folder))


def test_a_journal_cut_off_or_written_anew_is_found_by_a_head_noted_before(folder: Path) -> None:
    head = _entries(folder)[-1].hash
    assert list(verify(folder, head)) == []
    whole = (folder / NAME).read_bytes()
    (folder / NAME).write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]))
    assert not list(verify(folder))
    assert ["gone" in one.what for one in verify(folder, head)] == [True]


def test_bytes_missing_or_put_in_are_found(folder: Path) -> None:
    path = min((folder / "warc").iterdir())
    whole = path.read_bytes()
    for changed in (whole[:-5], whole + b"x", b""):
        path.write_bytes(changed)
        assert any(path.name in one.place for one in verify(folder))
    path.unlink()
    assert any("cannot be read" in one.what for one in verify(folder))


def test_a_changed_archive_is_not_written_on(folder: Path) -> None:
    text = (folder / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_text(text.replace("/n/3", "/n/4", 1), encoding="utf-8")
    with pytest.raises(ArchiveError, match="archive verify"):
        Archive(folder)


@pytest.mark.parametrize("line", ["[]", "5", '{"n": "x"}', '{"n": -1, "at": "", "kind": "file", "prev": "", "hash": ""}', "{" * 100, '{"n": 1, "more": 1}'])
def test_nonsense_in_the_journal_is_told_with_its_line(folder: Path, line: str) -> None:
    with (folder / NAME).open("a", encoding="utf-8") as journal:
        journal.write(line + "\n")
    assert f"{NAME}:{PAGES + 1 + len(list((folder / 'warc').iterdir())) + 1}" in {one.place for one in verify(folder)}
    with pytest.raises(ArchiveError):
        Archive(folder)


def test_a_torn_end_is_cut_off_and_told_of(folder: Path) -> None:
    before = _entries(folder)
    with (folder / NAME).open("ab") as journal:
        journal.write(b'{"n": 77, "kind": "resp')
    last = max((folder / "warc").iterdir())
    last.write_bytes(last.read_bytes() + b"\x1f\x8b\x08torn")
    (folder / "warc" / "999999.warc.gz").write_bytes(b"begun")
    with Archive(folder) as archive:
        archive.add(kept(500))
    assert list(verify(folder)) == []
    after = _entries(folder)
    assert after[: len(before)] == [replace(line) for line in before]
    assert after[len(before)].entry.kind == "recovered"
    assert "23 bytes of journal.jsonl" in after[len(before)].entry.detail


def test_missing_bytes_of_the_last_file_are_not_written_over(folder: Path) -> None:
    last = max((folder / "warc").iterdir())
    last.write_bytes(last.read_bytes()[:-3])
    with pytest.raises(ArchiveError, match="3 bytes are missing"):
        Archive(folder)


def test_what_is_known_of_addresses_survives_opening_again(folder: Path) -> None:
    with Archive(folder) as archive:
        url = kept(3).exchange.url
        assert archive.seen(url)
        assert archive.validators(url) == Validators('"3"', None)
        assert not archive.seen("https://nahr.example/n/99")


def test_the_same_answer_is_kept_once_and_another_is_a_new_version(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.add(kept(3))
        archive.add(kept(3, "خبر معدل"))
        archive.add(kept(3, "none", "404 Not Found"))
        archive.add(Unchanged(kept(3).exchange.url, kept(3).exchange.at, "page", "nahr"))
    kinds = [(line.entry.kind, line.entry.status) for line in _entries(folder) if line.entry.url.endswith("/n/3")]
    assert kinds == [("response", 200), ("unchanged", 200), ("response", 200), ("response", 404), ("unchanged", 0)]


def test_two_processes_cannot_write_at_once(folder: Path) -> None:
    with Archive(folder), pytest.raises(ArchiveError, match="another process"):
        Archive(folder)


def test_there_must_be_an_archive_to_verify(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="--archive"):
        list(verify(tmp_path))


@pytest.mark.parametrize("fails_at", range(1, 7))
def test_a_full_disk_is_said_and_costs_nothing_kept_before(folder: Path, fails_at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    calls, real = [0], keep._sure

    def full(stream: object) -> None:
        calls[0] += 1
        if calls[0] == fails_at:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(stream)  # type: ignore[arg-type]  # any stream

    with Archive(folder, file_size=2000) as archive:
        monkeypatch.setattr(keep, "_sure", full)
        refused, said = [], list[str]()
        for number in range(200, 206):
            try:
                archive.add(kept(number))
            except ArchiveError as error:
                said.append(str(error))
                refused.append(number)
        monkeypatch.undo()
        for number in refused:
            archive.add(kept(number))
    assert len(refused) == 1
    assert "make room" in said[0]
    assert list(verify(folder)) == []
    urls = [line.entry.url for line in _entries(folder) if line.entry.kind == "response"]
    assert sorted(urls) == sorted({kept(number).exchange.url for number in (*range(PAGES), *range(200, 206))})


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from answers import kept
from riwaya.acquire.archive import Archive
with Archive(Path(sys.argv[1]), file_size=20_000) as archive:
    for number in range(int(sys.argv[2]), 100_000):
        archive.add(kept(number, "x" * 2000))
        print(number, flush=True)
"""


def test_what_was_acknowledged_survives_kill_9_at_any_moment(tmp_path: Path) -> None:
    rounds = int(os.environ.get("RIWAYA_TEST_KILLS", "6"))
    chance, program, done = random.Random(5), WRITER.format(here=str(Path(__file__).parent)), -1  # noqa: S311  # no secret: when to end it
    for _ in range(rounds):
        with subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "a"), str(done + 1)], stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603  # our own program
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.random() * 0.2)
            writer.send_signal(signal.SIGKILL)
            told = writer.stdout.read().split()
        done = max([done, *(int(one) for one in told)])
        with Archive(tmp_path / "a"):
            pass
        assert list(verify(tmp_path / "a")) == []
        urls = [line.entry.url for line in _entries(tmp_path / "a") if line.entry.kind == "response"]
        assert len(urls) == len(set(urls))
        assert {f"https://nahr.example/n/{number}" for number in range(done + 1)} <= set(urls)
    last = tip(tmp_path / "a")
    assert last is not None
    assert done > rounds
