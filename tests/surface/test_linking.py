"""The commands about events: what they print, in both languages, and with which status they leave."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
ARMY = {"actor": "sy.armed-forces", "name": "الجيش"}


def claim(stance: str = "asserted", **slots: Any) -> dict[str, Any]:  # noqa: ANN401  # slots of the contract
    return {
        "evidence": [[0, 10]],
        "event_type": "explosions-remote-violence",
        "sub_event_type": "air-drone-strike",
        "stance": stance,
        "places": [{"name": "تل النخيل", "within": "حماة"}],
        "date": {"start": "2019-06-19", "end": "2019-06-19"},
        "actors": [ARMY],
        **slots,
    }


def page(doc: str, *claims: dict[str, Any]) -> dict[str, Any]:
    return {"doc": doc, "outlet": f"outlet {doc}", "published": "2019-06-20", "title": None, "text": "غارة جوية على السوق", "claims": list(claims)}


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    killed = {"casualties": [{"outcome": "killed", "group": "civilians", "low": 12, "high": 12}], "targets": [{"actor": "civilians", "name": None}]}
    denied = claim("denied", id="denial", sources=[{"name": "متحدث", "actor": "sy.armed-forces", "channel": "statement"}])
    elsewhere = claim(places=[{"name": "عدن"}], date={"start": "2015-03-01", "end": "2015-03-01"}, actors=[])
    lines = [page("a", claim(**killed)), page("b", claim(**killed), denied), page("c", elsewhere)]
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def events(run: Run, claims: Path) -> Path:
    path = claims.with_name("events.jsonl")
    path.write_text(run("link", claims, "--format", "jsonl")[1], encoding="utf-8")
    return path


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_link_prints_an_event_a_line_with_claims_and_docs(run: Run, claims: Path) -> None:
    status, out, err = run("link", claims, "--format", "jsonl")
    first, second = records(out)
    assert (status, err) == (0, "Events: 2. Claims: 4.\n")
    assert (first["docs"], second["docs"]) == (["a", "b"], ["c"])
    assert "denial" in first["claims"]
    assert first["grade"]["scale"] == "contested"
    assert all(reason["words"]["ar"] != reason["words"]["en"] for reason in first["grade"]["reasons"])
    assert all(abs(sum(one["reasons"].values()) - one["score"]) < 0.01 for one in first["links"])


def test_a_list_for_people(run: Run, claims: Path) -> None:
    out = run("link", claims)[1]
    assert "air or drone strike" in out
    assert "contested, C4" in out
    assert "متنازع عليه" in run("link", claims, "--lang", "ar")[1]


def test_judgements_are_obeyed(run: Run, claims: Path, tmp_path: Path) -> None:
    one, other = (record["claims"][0] for record in records(run("link", claims, "--format", "jsonl")[1]))
    judgements = tmp_path / "judgements.jsonl"
    judgements.write_text(json.dumps({"left": one, "right": other, "verdict": "same", "by": "x", "at": "1"}), encoding="utf-8")
    joined = records(run("link", claims, "--judgements", judgements, "--format", "jsonl")[1])
    assert [record["docs"] for record in joined] == [["a", "b", "c"]]
    assert {"judged.same": 0.0} in [link["reasons"] for link in joined[0]["links"]]


@pytest.mark.parametrize(
    ("wanted", "docs"),
    [
        ([], [["a", "b"], ["c"]]),
        (["--place", "حماه"], [["a", "b"]]),
        (["--type", "battles"], []),
        (["--type", "explosions-remote-violence", "--since", "2019-01-01"], [["a", "b"]]),
        (["--until", "2015-12-31"], [["c"]]),
        (["--actor", "sy.armed-forces"], [["a", "b"]]),
        (["--actor", "الجيش السوري"], [["a", "b"]]),
        (["--told-by", "outlet c"], [["c"]]),
        (["--grade", "contested"], [["a", "b"]]),
        (["--accounts", "2"], [["a", "b"]]),
    ],
)
def test_filters(run: Run, events: Path, claims: Path, wanted: list[str], docs: list[list[str]]) -> None:
    for file in (events, claims):
        status, out, _ = run("events", "--from", file, *wanted, "--format", "jsonl")
        assert (status, [record["docs"] for record in records(out)]) == (0, docs)


def test_an_event_is_shown_with_its_accounts_side_by_side(run: Run, events: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    event = records(events.read_text(encoding="utf-8"))[0]["event"]
    status, out, _ = run("show", event[:6], "--from", events)
    assert status == 0
    heads = next(line for line in out.splitlines() if "account of" in line)
    assert all(teller in heads for teller in ("متحدث", "outlet a", "outlet b"))
    assert "denies it" in out
    assert "≠ by whom" in out
    assert "killed (Civilians): 12" in out
    assert "Information 4" in out


def test_in_arabic_the_accounts_are_read_from_the_right(run: Run, events: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    out = run("show", "denial", "--from", events, "--lang", "ar")[1]
    heads = next(line for line in out.splitlines() if "رواية" in line)
    assert heads.index("outlet") < heads.index("رواية")
    assert "ينفي" in out


def test_one_event_as_a_record(run: Run, events: Path) -> None:
    assert records(run("show", "denial", "--from", events, "--format", "jsonl")[1])[0]["docs"] == ["a", "b"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "nothing"], "no such event"),
        (["show", "e"], "stands for several events"),
        (["events", "--since", "yesterday"], "2019-06-20"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, events: Path, arguments: list[str], said: str) -> None:
    status, _, err = run(*arguments, "--from", events)
    assert status == 2
    assert said in err


def test_a_missing_file_is_said(run: Run, tmp_path: Path) -> None:
    for arguments in (["link", tmp_path / "x"], ["events", "--from", tmp_path / "x"], ["show", "e", "--from", tmp_path / "x"]):
        status, _, err = run(*arguments)
        assert status == 2
        assert "cannot be read" in err


def test_the_demo_shows_competing_accounts(run: Run) -> None:
    status, out, _ = run("demo", "--events")
    assert status == 0
    assert "MADE UP" in out
    assert "contested" in out
    assert "explains it otherwise" in out or "denies it" in out
