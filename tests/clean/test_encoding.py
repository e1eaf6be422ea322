import pytest

from riwaya.clean.encoding import decode

TEXT = "قتل ثلاثة أشخاص في قصف على بلدة صغيرة، وقال مصدر طبي إن المصابين نقلوا إلى المشفى القريب. " * 5


def _html(charset: str | None) -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{meta}</head><body><p>{TEXT}</p></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1256", "iso-8859-6", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_without_a_declaration(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), declared=False) == TEXT


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1256", "iso-8859-6", "windows-1252", "nonsense", "base64", "utf-7"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6", "utf-16-le"])
def test_letters_win_over_what_a_page_declares(encoding: str, declared: str | None) -> None:
    page = _html(declared)
    assert decode(page.encode(encoding), declared=True) == page


def test_broken_utf8_stays_utf8() -> None:
    text = decode(TEXT.encode() + b"\xff\xd9 " + TEXT.encode(), declared=False)
    assert text is not None
    assert text.startswith(TEXT)
    assert text.endswith(TEXT)


def test_short_text_in_windows_1256() -> None:
    assert decode("قتل جندي في هجوم".encode("windows-1256"), declared=False) == "قتل جندي في هجوم"


def test_line_ends_are_kept() -> None:
    assert decode("نص\r\nنص\n".encode(), declared=False) == "نص\r\nنص\n"


@pytest.mark.parametrize("body", [bytes(range(256)) * 10, b"\x00\x01\x02" * 100])
def test_what_is_no_text_is_told(body: bytes) -> None:
    assert decode(body, declared=False) is None


def test_a_page_with_one_broken_letter_is_read_and_a_badly_broken_one_is_not() -> None:
    body = ("قتل 12 شخصا في غارات على سراقب اليوم. " * 4).encode()
    assert decode(body[:61] + b"\xff" + body[61:], declared=False)
    assert decode(b" \xff\xd9 ".join([body[:33]] * 8), declared=False) is None
