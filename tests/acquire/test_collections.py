"""Tables, exports of Telegram, JSON lines and lists of addresses: known by content, every row told of."""

import json
from pathlib import Path

import pytest

from riwaya.acquire import pages
from riwaya.acquire.source import Known
from riwaya.model import Page, Reason, Rejected

TEXT = "قتل ثلاثة أشخاص في قصف على البلدة، وفق مصدر مختلق."


def _read(folder: Path, content: str | bytes, known: Known | None = None) -> list[Page | Rejected]:
    path = folder / "named-anyhow"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(pages([path], known))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_a_table_gives_a_page_a_row(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = ["id;النص;التاريخ;المصدر;url;Headline", f'7;"{TEXT}\nسطر ثان";20/06/2024;نهر;https://nahr.example/7;خبر', f"8;{TEXT};2024-06-21T10:00:00;;;"]
    content = "\r\n".join(rows).replace(";", delimiter).encode(encoding)
    first, second = _read(tmp_path, content, Known(outlet="غيره"))
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.id, first.url, first.outlet, first.title, str(first.published)) == ("7", "https://nahr.example/7", "نهر", "خبر", "2024-06-20")
    assert first.body.decode() == f"{TEXT}\nسطر ثان"
    assert (second.id, second.outlet, str(second.published)) == ("8", "غيره", "2024-06-21")


def test_a_row_without_text_is_told_with_its_line(tmp_path: Path) -> None:
    found = _read(tmp_path, f"url,text\nhttps://a.example,\nhttps://b.example,{TEXT}\nhttps://c.example\n")
    assert [(one.reason, one.id.partition(":")[2]) for one in found if isinstance(one, Rejected)] == [(Reason.EMPTY, "2"), (Reason.EMPTY, "4")]
    assert [one.id for one in found if isinstance(one, Page)] == ["https://b.example"]


def test_a_cell_larger_than_the_limit_ends_the_table_with_a_word(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(f"id,text\n1,{TEXT}\n2,{'س' * 5000}\n", encoding="utf-8")
    found = list(pages([path], limit=1000))
    assert isinstance(found[0], Page)
    assert isinstance(found[1], Rejected)
    assert found[1].reason is Reason.DAMAGED


def test_running_text_with_commas_is_no_table(tmp_path: Path) -> None:
    (found,) = _read(tmp_path, f"text and more, title, all of it prose\n{TEXT}")
    assert isinstance(found, Page)
    assert found.id.endswith("named-anyhow")


CHAT = {
    "name": "قناة مختلقة",
    "type": "public_channel",
    "id": 42,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-06-20T10:00:00", "action": "create_channel"},
        {"id": 2, "type": "message", "date": "2024-06-20T11:00:00", "text": TEXT},
        {"id": 3, "type": "message", "date": "2024-06-21T11:00:00", "text": ["عاجل: ", {"type": "bold", "text": "قصف"}, " على البلدة"]},
        {"id": 4, "type": "message", "date": "2024-06-21T12:00:00", "text": "", "photo": "x.jpg"},
        {"id": 5, "type": "message", "date": "never", "text": [7, None, {"text": None}]},
    ],
}


@pytest.mark.parametrize(
    "export", [CHAT, {"about": "Here is the data you requested. ...", "chats": {"list": [CHAT, {"name": None}, 5]}}], ids=["chat", "account"]
)
def test_an_export_of_telegram_gives_a_page_a_message(tmp_path: Path, export: dict[str, object]) -> None:
    found = [one for one in _read(tmp_path, json.dumps(export, indent=1)) if isinstance(one, Page)]
    assert [(one.id, one.url, one.outlet, str(one.published)) for one in found] == [
        ("telegram:42/2", "https://t.me/c/42/2", "قناة مختلقة", "2024-06-20"),
        ("telegram:42/3", "https://t.me/c/42/3", "قناة مختلقة", "2024-06-21"),
    ]
    assert found[1].body.decode() == "عاجل: قصف على البلدة"


def test_a_cut_off_export_is_told(tmp_path: Path) -> None:
    (found,) = _read(tmp_path, json.dumps(CHAT)[:-100])
    assert isinstance(found, Rejected)
    assert found.reason is Reason.DAMAGED


def test_json_lines_are_known_by_their_first_line(tmp_path: Path) -> None:
    found = _read(tmp_path, "\n".join(json.dumps({"doc": name, "text": TEXT}) for name in "ab") + "\n{}")
    assert [one.id for one in found if isinstance(one, Page)] == ["a", "b"]
    assert [one.id.partition(":")[2] for one in found if isinstance(one, Rejected)] == ["3"]


@pytest.mark.parametrize("name", ["pages.jsonl", "PAGES.NDJSON"])
@pytest.mark.parametrize("broken", ['{"doc": "1", "text": "cut o', "[1, 2]", "no JSON at all", '{"text": "without an id"}'])
def test_a_broken_first_line_costs_only_itself_where_the_name_says_json_lines(tmp_path: Path, name: str, broken: str) -> None:
    (tmp_path / name).write_text(broken + "\n" + json.dumps({"doc": "2", "text": TEXT}) + "\n", encoding="utf-8")
    lost, found = pages([tmp_path / name])
    assert isinstance(lost, Rejected)
    assert lost.reason is Reason.UNDECODABLE
    assert lost.detail.startswith(f"{tmp_path / name}:1: ")
    assert isinstance(found, Page)
    assert found.id == "2"


def test_an_empty_file_of_json_lines_is_told(tmp_path: Path) -> None:
    (tmp_path / "pages.jsonl").write_text("\n\n", encoding="utf-8")
    (found,) = pages([tmp_path / "pages.jsonl"])
    assert isinstance(found, Rejected)
    assert found.reason is Reason.EMPTY


def test_json_that_is_no_row_is_a_page_of_text(tmp_path: Path) -> None:
    (found,) = _read(tmp_path, '{"a": 1}')
    assert isinstance(found, Page)


def test_a_list_of_addresses_says_how_to_fetch_them(tmp_path: Path) -> None:
    (found,) = _read(tmp_path, "# mine\nhttps://nahr.example/1\n\nhttp://nahr.example/2\n")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.NOT_FETCHED
    assert "2 addresses" in found.detail
    assert "riwaya fetch" in found.detail


def test_a_folder_may_hold_all_kinds_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,text\nrow,{TEXT}\n", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(CHAT), encoding="utf-8")
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    names = [one.id.rpartition("/")[2] for one in pages([tmp_path]) if isinstance(one, Page)]
    assert names == ["row", "2", "3", "c.txt"]
