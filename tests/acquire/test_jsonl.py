import json
from datetime import date
from pathlib import Path

import pytest

from riwaya.acquire import pages_from_jsonl
from riwaya.clean.encoding import decode
from riwaya.errors import BadInput
from riwaya.model import Page, Reason, Rejected

TEXT = "قتل ثلاثة أشخاص في قصف على البلدة."


def _read(folder: Path, *lines: str | bytes, limit: int = 20_000_000) -> list[Page | Rejected]:
    path = folder / "pages.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return list(pages_from_jsonl(path, limit=limit))


def _row(**values: object) -> str:
    return json.dumps({"doc": "d", "text": TEXT, **values}, ensure_ascii=False)


def test_a_line_becomes_a_page(tmp_path: Path) -> None:
    (page,) = _read(tmp_path, _row(url="http://a.example", outlet="وكالة", title="عنوان", published="2019-06-20"))
    assert page == Page("d", TEXT.encode(), "text", "http://a.example", "وكالة", "عنوان", date(2019, 6, 20))


def test_order_is_kept_and_a_bad_line_costs_no_other(tmp_path: Path) -> None:
    found = _read(tmp_path, _row(doc="1"), "{not json", _row(doc="2"), "", _row(doc=3))
    assert [one.id for one in found] == ["1", f"{tmp_path / 'pages.jsonl'}:2", "2", "3"]


@pytest.mark.parametrize(
    ("line", "reason", "told"),
    [
        ("{", Reason.UNDECODABLE, "not a line of JSON"),
        (b"\xff\xfe{}", Reason.UNDECODABLE, "not a line of JSON"),
        ("[" * 100_000, Reason.UNDECODABLE, "not a line of JSON"),
        ("[1]", Reason.UNDECODABLE, "a JSON object"),
        ('{"text": "x"}', Reason.UNDECODABLE, "'doc'"),
        ('{"doc": true, "text": "x"}', Reason.UNDECODABLE, "'doc'"),
        ('{"doc": "1"}', Reason.EMPTY, "'text'"),
        ('{"doc": "1", "text": 5}', Reason.EMPTY, "'text'"),
        ('{"doc": "1", "text": " "}', Reason.EMPTY, "no content"),
    ],
)
def test_a_line_that_is_no_page_says_why_and_where(tmp_path: Path, line: str | bytes, reason: Reason, told: str) -> None:
    (found,) = _read(tmp_path, line)
    assert isinstance(found, Rejected)
    assert found.reason is reason
    assert "pages.jsonl:1" in found.detail
    assert told in found.detail


def test_a_line_too_large_is_skipped_without_losing_the_next(tmp_path: Path) -> None:
    found = _read(tmp_path, _row(text="ا" * 5000), _row(doc="next"), limit=1000)
    assert isinstance(found[0], Rejected)
    assert found[0].reason is Reason.TOO_LARGE
    assert found[1].id == "next"


@pytest.mark.parametrize("value", ["2017-19-04", "", None, 5, "غدا"])
def test_a_published_value_that_is_no_day_counts_as_not_given(tmp_path: Path, value: object) -> None:
    (page,) = _read(tmp_path, _row(published=value))
    assert isinstance(page, Page)
    assert page.published is None


def test_a_published_time_is_its_day(tmp_path: Path) -> None:
    (page,) = _read(tmp_path, _row(published="2019-06-20T22:30:00Z"))
    assert isinstance(page, Page)
    assert page.published == date(2019, 6, 20)


@pytest.mark.parametrize("text", ["\ufeffنص", "نص\r\nآخر\x0b", f"{TEXT}\x00{TEXT}", "نص\u2028نص"])
def test_decoding_gives_back_exactly_the_given_text(tmp_path: Path, text: str) -> None:
    (page,) = _read(tmp_path, _row(text=text))
    assert isinstance(page, Page)
    assert decode(page.body, declared=False) == text


def test_a_lone_surrogate_is_replaced_one_for_one(tmp_path: Path) -> None:
    (page,) = _read(tmp_path, '{"doc": "1", "text": "قبل سنوات \\ud800 بعد"}')
    assert isinstance(page, Page)
    assert decode(page.body, declared=False) == "قبل سنوات \ufffd بعد"


def test_a_line_may_hold_html(tmp_path: Path) -> None:
    (page,) = _read(tmp_path, json.dumps({"doc": "1", "html": "<p>نص</p>"}))
    assert isinstance(page, Page)
    assert page.media == "html"


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.jsonl"):
        list(pages_from_jsonl(tmp_path / "none.jsonl"))
