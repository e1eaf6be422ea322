"""Events and judgements are read back as they were written; what is none is refused with file and line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from riwaya import contract, lexicon, link
from riwaya.errors import BadInput
from riwaya.model import Event, Judgement

LINE = {
    "doc": "p1",
    "outlet": "البادية",
    "published": "2019-06-20",
    "title": "غارة",
    "text": "غارة على السوق تقتل 12. نفى الجيش الغارة.",
    "claims": [
        {
            "evidence": [[0, 22]],
            "event_type": "explosions-remote-violence",
            "sub_event_type": "air-drone-strike",
            "places": [{"name": "تل النخيل", "within": "حماة", "lat": 35.1, "lon": 36.4, "where_prec": 1}],
            "date": {"start": "2019-06-19", "end": "2019-06-19"},
            "casualties": [{"outcome": "killed", "group": "civilians", "low": 12, "high": 12}],
        },
        {
            "id": "denial",
            "evidence": [[23, 40]],
            "event_type": "explosions-remote-violence",
            "sub_event_type": "air-drone-strike",
            "stance": "denied",
            "sources": [{"name": "الجيش", "actor": "sy.armed-forces", "channel": "statement", "span": [27, 32]}],
            "places": [{"name": "تل النخيل", "within": "حماة"}],
            "date": {"start": "2019-06-19"},
        },
    ],
}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "lines.jsonl"
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in lines), encoding="utf-8")
    return path


def linked(folder: Path) -> tuple[Event, ...]:
    return link.link(link.reports(contract.read_answers(written(folder, LINE))), link.knowledge(lexicon.load()))


def test_events_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    events = linked(tmp_path)
    assert [len(event.reports) for event in events] == [2]
    path = written(tmp_path, *map(contract.event_record, events))
    again = tuple(contract.read_events(path))
    assert [contract.event_record(event) for event in again] == [contract.event_record(event) for event in events]
    forgotten = replace(events[0].reports[0], sentences=frozenset())  # hashes for linking are not part of an event
    assert again[0].reports[0] == forgotten


def test_a_claim_without_an_id_gets_one_and_another_keeps_its_own(tmp_path: Path) -> None:
    record = contract.event_record(linked(tmp_path)[0])
    assert "denial" in record["claims"]
    assert all(record["claims"])
    assert record["docs"] == ["p1"]


def test_the_words_of_the_evidence_and_the_day_come_along(tmp_path: Path) -> None:
    report = next(report for report in linked(tmp_path)[0].reports if report.id != "denial")
    assert (report.words, report.published, report.outlet) == ("غارة على السوق تقتل 12", date(2019, 6, 20), "البادية")


def test_a_file_says_whether_it_holds_events(tmp_path: Path) -> None:
    events = linked(tmp_path)
    assert not contract.holds_events(written(tmp_path, LINE))
    assert contract.holds_events(written(tmp_path, *map(contract.event_record, events)))
    assert not contract.holds_events(written(tmp_path))


def test_judgements_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, {"left": "a", "right": "b", "verdict": "same", "by": "x", "at": "2024-01-01"})
    assert list(contract.read_judgements(path)) == [Judgement("same", ("a", "b"), "x", "2024-01-01")]


@pytest.mark.parametrize("line", ["{", "[]", '{"event": "e1"}', '{"left": "a", "right": "b", "verdict": "perhaps", "by": "x", "at": "1"}'])
def test_what_is_none_is_refused_with_file_and_line(tmp_path: Path, line: str) -> None:
    path = written(tmp_path, "", line)
    for read in (contract.read_events, contract.read_judgements):
        with pytest.raises(BadInput, match=r"lines\.jsonl:2"):
            list(read(path))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    for read in (contract.read_events, contract.read_judgements):
        with pytest.raises(BadInput, match="cannot be read"):
            list(read(tmp_path / "none.jsonl"))
    with pytest.raises(BadInput, match="cannot be read"):
        contract.holds_events(tmp_path / "none.jsonl")


def test_one_id_on_two_pages_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, LINE, LINE | {"doc": "p2"})
    with pytest.raises(BadInput, match=r"denial.*p1.*p2"):
        list(link.reports(contract.read_answers(path)))


def test_an_id_that_comes_twice_on_a_page_is_numbered(tmp_path: Path) -> None:
    path = written(tmp_path, LINE | {"claims": [LINE["claims"][1], LINE["claims"][1]]})
    assert [report.id for report in link.reports(contract.read_answers(path))] == ["denial", "denial-2"]
