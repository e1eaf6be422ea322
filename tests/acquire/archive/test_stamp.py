"""Time stamps by an authority on loopback."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from answers import kept
from authority import OPENSSL, answer, certificates, serving, verified_by_openssl

from riwaya.acquire.archive import Archive, verify
from riwaya.acquire.archive.journal import Line
from riwaya.acquire.archive.stamp import genuine, stamp
from riwaya.errors import ArchiveError

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="the program openssl, which plays the authority, is not installed")
NOW = datetime(2024, 6, 21, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authority")
    certificates(folder)
    return folder


def _stamped(folder: Path, authority: Path) -> Line:
    with Archive(folder) as archive, serving(authority) as address:
        archive.add(kept(1))
        line = stamp(archive, address, NOW)
        archive.add(kept(2))
    return line


def test_a_stamp_is_of_the_journals_head_and_openssl_agrees(tmp_path: Path, authority: Path) -> None:
    line = _stamped(tmp_path / "a", authority)
    assert line.entry.detail == line.prev
    assert verified_by_openssl(authority, tmp_path / "a" / line.entry.file, line.prev)
    assert not verified_by_openssl(authority, tmp_path / "a" / line.entry.file, "0" * 64)
    assert list(verify(tmp_path / "a")) == []
    assert genuine(tmp_path / "a", line.entry, (authority / "root.pem").read_bytes()) is None


def test_a_stamp_of_another_authority_is_found(tmp_path: Path, authority: Path) -> None:
    line = _stamped(tmp_path / "a", authority)
    stranger = certificates(tmp_path / "stranger").read_bytes()
    finding = genuine(tmp_path / "a", line.entry, stranger)
    assert finding is not None
    assert "signature" in finding.what


def test_a_changed_or_missing_stamp_is_found(tmp_path: Path, authority: Path) -> None:
    line = _stamped(tmp_path / "a", authority)
    path = tmp_path / "a" / line.entry.file
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"?" + whole[101:])
    assert ["changed" in one.what for one in verify(tmp_path / "a")] == [True]
    path.unlink()
    assert ["cannot be read" in one.what for one in verify(tmp_path / "a")] == [True]


def test_an_answer_that_is_no_stamp_or_another_one_changes_nothing(tmp_path: Path, authority: Path) -> None:
    earlier = list[bytes]()

    def stale(_: str, request: bytes) -> bytes:
        earlier.append(answer(authority, request))
        return earlier[0]

    with Archive(tmp_path / "a") as archive:
        archive.add(kept(1))
        head = archive.head
        with pytest.raises(ArchiveError, match="no time stamp"):
            stamp(archive, "http://tsa.example/", NOW, lambda *_: b"<html>no stamp</html>")
        assert archive.head == head
        stamp(archive, "http://tsa.example/", NOW, stale)
        head = archive.head
        with pytest.raises(ArchiveError, match="something else"):
            stamp(archive, "http://tsa.example/", NOW, stale)
        with pytest.raises(ArchiveError, match="gave no stamp"):
            stamp(archive, "http://127.0.0.1:9/", NOW)
        assert archive.head == head


def test_an_empty_archive_has_nothing_to_stamp(tmp_path: Path) -> None:
    with Archive(tmp_path / "a") as archive, pytest.raises(ArchiveError, match="nothing is kept"):
        stamp(archive, "http://tsa.example/", NOW)
