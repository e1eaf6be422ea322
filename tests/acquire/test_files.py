import io
import sys
from datetime import date
from pathlib import Path

import pytest

from riwaya.acquire import pages
from riwaya.acquire.source import Known
from riwaya.errors import BadInput
from riwaya.model import Page, Reason, Rejected

TEXT = "قتل ثلاثة أشخاص في قصف على البلدة."
HTML = f"<!doctype html><html><head><title>خبر</title></head><body><p>{TEXT}</p></body></html>"


def _only(path: Path | str, **options: int) -> Page | Rejected:
    (one,) = pages([path], **options)
    return one


def _file(folder: Path, name: str, body: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


@pytest.mark.parametrize(
    ("name", "body", "media"),
    [
        ("a.txt", TEXT.encode(), "text"),
        ("a.html", HTML.encode(), "html"),
        ("html-named.txt", HTML.encode(), "html"),
        ("text-named.html", TEXT.encode(), "text"),
        ("bom.html", b"\xef\xbb\xbf" + HTML.encode(), "html"),
        ("utf16.html", HTML.encode("utf-16"), "html"),
        ("utf16-bare.html", HTML.encode("utf-16-le"), "html"),
        ("utf16.txt", TEXT.encode("utf-16-be"), "text"),
        ("comment.html", b"<!-- made by hand -->" + HTML.encode(), "html"),
        ("one-tag.txt", f"{TEXT} <iframe src=x></iframe>".encode(), "text"),
    ],
)
def test_what_a_file_holds_is_told_by_its_content(tmp_path: Path, name: str, body: bytes, media: str) -> None:
    page = _only(_file(tmp_path, name, body))
    assert isinstance(page, Page)
    assert page.media == media
    assert page.body == body


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t ", Reason.EMPTY),
        (b"%PDF-1.7 ...", Reason.BINARY),
        (b"PK\x03\x04rest", Reason.BINARY),
        (b"\x89PNG\r\n", Reason.BINARY),
        (b"RIFFxxxxWEBP", Reason.BINARY),
        (b"abc\x00\x01\x02\x03def", Reason.BINARY),
        (b"\x00" * 100, Reason.BINARY),
        (b"a" * 2000, Reason.TOO_LARGE),
    ],
)
def test_what_is_no_page_is_rejected_with_a_reason_that_names_the_file(tmp_path: Path, body: bytes, reason: Reason) -> None:
    found = _only(_file(tmp_path, "x.txt", body), limit=1000)
    assert isinstance(found, Rejected)
    assert found.reason is reason
    assert "x.txt" in found.detail


def test_folders_are_walked_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.txt", ".hidden.txt", ".git/x.txt"):
        _file(tmp_path, name, TEXT.encode())
    assert [Path(page.id).relative_to(tmp_path).as_posix() for page in pages([tmp_path])] == ["a/c.txt", "a/z.txt", "b.txt"]


def test_standard_input_is_named_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    page = _only("-")
    assert isinstance(page, Page)
    assert page.body == TEXT.encode()
    assert page.id == page.sha256[:16]


def test_what_the_caller_knows_goes_with_every_page(tmp_path: Path) -> None:
    known = Known(url="http://a.example/1", outlet="وكالة المثال", published=date(2019, 6, 20))
    (page,) = pages([_file(tmp_path, "a.txt", TEXT.encode())], known)
    assert isinstance(page, Page)
    assert (page.url, page.outlet, page.published) == ("http://a.example/1", "وكالة المثال", date(2019, 6, 20))


def test_a_missing_path_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nowhere"):
        list(pages([tmp_path / "nowhere"]))
