"""The commands of review, users and policy on a store of the sample pages."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from riwaya import acquire, pipeline, samples
from riwaya.config import Config
from riwaya.errors import BadInput
from riwaya.model import Page
from riwaya.service import ingest
from riwaya.store import open_store
from riwaya.surface.serve import desk

Run = Callable[..., tuple[int, str, str]]
PASSWORD = "نخيل وبستان ونهر"  # noqa: S105  # made up for the tests


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with four sample pages in it."""
    file = tmp_path_factory.mktemp("stores") / "once.db"
    store = open_store(f"sqlite:///{file}")
    pages = [page for page in acquire.pages([samples.folder()]) if isinstance(page, Page)][:4]
    ingest.ingest(store, pages, pipeline.reader(Config()), Config())
    store.close()
    return file


@pytest.fixture
def db(read_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of that store, named by RIWAYA_DB."""
    (tmp_path / "store.db").write_bytes(read_once.read_bytes())
    monkeypatch.setenv("RIWAYA_DB", f"sqlite:///{tmp_path / 'store.db'}")
    monkeypatch.delenv("RIWAYA_TOKEN", raising=False)
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What stands on standard input."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def waiting(run: Run, limit: int = 3) -> list[dict[str, Any]]:
    status, out, err = run("review", "next", "--limit", limit, "--format", "jsonl")
    assert (status, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.usefixtures("db")
def test_the_queue_is_shown_with_quotes_and_reasons_in_both_languages(run: Run) -> None:
    cases = waiting(run)
    assert len(cases) == 3
    assert all(case["quotes"] and case["decision"] == "open" for case in cases)
    assert [case["doubt"]["points"] for case in cases] == sorted((case["doubt"]["points"] for case in cases), reverse=True)
    assert all(set(reason["words"]) == {"ar", "en"} for case in cases for reason in case["doubt"]["reasons"])
    status, out, _ = run("review", "next", "--lang", "ar")
    assert status == 0
    assert "الشك" in out
    assert cases[0]["id"] in out


@pytest.mark.usefixtures("db")
def test_a_claim_is_accepted_corrected_noted_and_all_taken_back(run: Run) -> None:
    (case, *_) = waiting(run)
    made = [
        run("review", "accept", case["id"], "--why", "رأيت الصورة"),
        run("review", "correct", case["id"], "places", "عين البستان"),
        run("review", "note", case["id"], "=1+1"),
        run("review", "assign", case["id"], "-"),
    ]
    assert [status for status, _, _ in made] == [0, 0, 0, 0]
    _, out, _ = run("review", "show", case["id"], "--format", "jsonl")
    shown = json.loads(out)
    assert (shown["decision"], shown["claim"]["places"][0]["name"], shown["claim"]["id"]) == ("accepted", "عين البستان", case["id"])
    assert [one["id"] for one in shown["judgements"]] == [printed.strip() for _, printed, _ in made]
    assert case["id"] not in {one["id"] for one in waiting(run, 1000)}
    assert "رأيت الصورة" in run("review", "show", case["id"])[1]
    for _, printed, _ in made:
        assert run("review", "undo", printed.strip())[0] == 0
    again = json.loads(run("review", "show", case["id"], "--format", "jsonl")[1])
    assert (again["decision"], again["claim"]) == ("open", case["claim"])
    assert len(run("review", "judgements")[1].splitlines()) == 8


@pytest.mark.usefixtures("db")
def test_pairs_agreement_and_differences_are_said(run: Run) -> None:
    one, other, *_ = waiting(run)
    assert run("review", "different", one["id"], other["id"])[0] == 0
    status, out, _ = run("review", "same", one["id"], other["id"])
    assert status == 0
    assert out.startswith("j")
    status, out, err = run("review", "agreement")
    assert (status, out) == (0, "")
    assert "two people" in err
    assert run("review", "differences")[2] == "Differences between readings and judgements: 0.\n"


@pytest.mark.usefixtures("db")
def test_a_page_is_withdrawn_and_restored(run: Run) -> None:
    (case, *_) = waiting(run)
    assert run("review", "withdraw", case["doc"])[0] == 2
    assert run("review", "withdraw", case["doc"], "--why", "طلب إزالة") == (0, f"Withdrawn: {case['doc']}.\n", "")
    assert case["doc"] not in {one["doc"] for one in waiting(run, 1000)}
    assert run("review", "restore", case["doc"])[0] == 0
    assert waiting(run)[0] == case


@pytest.mark.usefixtures("db")
def test_pages_are_read_again(run: Run) -> None:
    status, out, err = run("review", "reread")
    assert (status, out) == (0, "")
    assert "Pages read again: 4. New claims: 0, gone: 0" in err


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("command", [("review", "reread"), ("serve",), ("watch", "--once"), ("ingest", "-")])
def test_whatever_reads_pages_reads_them_once_where_asked_to(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]) -> None:
    asked: list[bool] = []

    def reader(config: Config) -> NoReturn:
        asked.append(config.quick)
        raise BadInput("read no further")

    monkeypatch.setattr(pipeline, "reader", reader)
    monkeypatch.setenv("RIWAYA_WATCH", str(tmp_path / "none.toml"))
    desk._knowledge.cache_clear()  # a server keeps its reader for the next one
    assert [run(*command, *more)[0] for more in ((), ("--quick",))] == [2, 2]
    monkeypatch.setenv("RIWAYA_QUICK", "1")
    assert run(*command)[0] == 2
    assert asked == [False, True, True]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["review", "show", "nowhere"], "no such claim"),
        (["review", "accept", "nowhere"], "no such claim"),
        (["review", "undo", "j0"], "no such judgement"),
        (["review", "next", "--db", "nonsense"], "sqlite:///FILE"),
        (["users", "role", "nobody", "admin"], "no such account"),
        (["users", "add", "salma", "--role", "king"], "roles are viewer"),
        (["policy", "set", "no-such-file"], "no-such-file"),
        (["policy", "mark", "nowhere", "1", "2"], "no page"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(run: Run, arguments: list[str], said: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.usefixtures("db")
def test_the_first_account_turns_accounts_on_and_a_token_opens_the_store(run: Run, typed: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No accounts" in run("users", "list")[2]
    typed(f"{PASSWORD}\n")
    status, out, _ = run("users", "add", "رئيسة", "--role", "admin")
    assert status == 0
    assert "RIWAYA_TOKEN" in out
    assert run("review", "next")[0] == 2
    typed("wrong wrong wrong\n")
    assert "wrong" in run("users", "token", "رئيسة", "x", "--role", "admin")[2]
    typed(f"{PASSWORD}\n")
    status, token, err = run("users", "token", "رئيسة", "حاسوب", "--role", "admin")
    assert status == 0
    assert PASSWORD not in token + err
    monkeypatch.setenv("RIWAYA_TOKEN", token.strip())
    assert run("review", "next")[0] == 0
    typed(f"{PASSWORD}\n")
    assert run("users", "add", "زائر")[0] == 0
    assert run("users", "list")[1] == "رئيسة\tadmin\nزائر\tviewer\n"
    guest = run("users", "token", "زائر", "هاتف")[1].strip()
    assert "user-add" in run("users", "audit")[1]
    monkeypatch.setenv("RIWAYA_TOKEN", guest)
    status, _, err = run("review", "accept", "x")
    assert status == 2
    assert "needs the role coder" in err
    monkeypatch.setenv("RIWAYA_TOKEN", token.strip())
    assert run("users", "revoke", "زائر", "هاتف")[0] == 0
    assert "revoked" in run("users", "tokens", "زائر")[1]
    assert run("users", "disable", "زائر")[0] == 0
    monkeypatch.setenv("RIWAYA_TOKEN", guest)
    assert "none, revoked or over" in run("review", "next")[2]


@pytest.mark.usefixtures("db")
def test_a_policy_is_set_and_shown_and_names_are_listed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('[[rule]]\nwithhold = "names"\nfrom = ["viewer"]\n', encoding="utf-8")
    assert run("policy", "set", file) == (0, "The policy holds: 1 rules.\n", "")
    assert run("policy", "show")[1] == file.read_text(encoding="utf-8")
    assert run("policy", "names", "فلان الفلاني", "سعيد جابر")[0] == 0
    assert run("policy", "names", "--remove", "سعيد جابر")[0] == 0
    assert run("policy", "names")[1] == "فلان الفلاني\n"


@pytest.mark.usefixtures("db")
def test_a_search_asks_for_what_people_decided(run: Run) -> None:
    one, other, *_ = waiting(run)
    assert run("review", "accept", one["id"])[0] == 0
    assert run("review", "reject", other["id"])[0] == 0

    def found(*options: str) -> set[str]:
        status, out, _ = run("search", "--limit", "500", "--format", "jsonl", *options)
        assert status == 0
        return {json.loads(line)["id"] for line in out.splitlines()}

    assert found("--state", "accepted") == {one["id"]}
    assert found("--state", "rejected") == {other["id"]}
    assert found("--state", "corrected") == set()
    assert found() == found("--state", "open") | {one["id"]}
    assert other["id"] not in found()


@pytest.mark.usefixtures("db")
def test_once_there_are_accounts_every_command_of_the_store_asks_who_works_with_it(
    run: Run, typed: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed(f"{PASSWORD}\n")
    run("users", "add", "رئيسة", "--role", "admin")
    typed(f"{PASSWORD}\n")
    chief = run("users", "token", "رئيسة", "حاسوب", "--role", "admin")[1].strip()
    page = str(samples.folder() / "14-football-nahr.html")
    reads = [["search", "قصف"], ["events"]]
    changes = [["ingest", page], ["db", "stats"], ["db", "check"], ["db", "link"], ["db", "backup", str(tmp_path / "copy")], ["review", "reread"]]
    for arguments in (*reads, *changes):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert "RIWAYA_TOKEN" in err
    monkeypatch.setenv("RIWAYA_TOKEN", chief)
    typed(f"{PASSWORD}\n")
    run("users", "add", "زائر")
    guest = run("users", "token", "زائر", "هاتف")[1].strip()
    assert all(run(*arguments)[0] == 0 for arguments in (*reads, *changes[1:]))
    monkeypatch.setenv("RIWAYA_TOKEN", guest)
    assert all(run(*arguments)[0] == 0 for arguments in reads)
    assert all("needs the role" in run(*arguments)[2] for arguments in changes)


@pytest.mark.usefixtures("db")
def test_what_the_policy_withholds_is_in_no_answer(run: Run, typed: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (case, *_) = waiting(run)
    name = case["quotes"][0].split()[0]
    (tmp_path / "policy.toml").write_text('[[rule]]\nwithhold = "unpublished"\nfrom = ["viewer"]\n', encoding="utf-8")
    assert run("policy", "set", tmp_path / "policy.toml")[0] == 0
    typed(f"{PASSWORD}\n")
    run("users", "add", "رئيسة", "--role", "admin")
    typed(f"{PASSWORD}\n")
    viewer = run("users", "token", "رئيسة", "عرض", "--role", "viewer")[1].strip()
    typed(f"{PASSWORD}\n")
    chief = run("users", "token", "رئيسة", "حاسوب", "--role", "admin")[1].strip()
    monkeypatch.setenv("RIWAYA_TOKEN", viewer)
    assert run("search", name, "--format", "jsonl")[1] == run("events", "--format", "jsonl")[1] == ""
    monkeypatch.setenv("RIWAYA_TOKEN", chief)
    assert run("review", "accept", case["id"])[0] == 0
    monkeypatch.setenv("RIWAYA_TOKEN", viewer)
    assert [json.loads(line)["id"] for line in run("search", "--format", "jsonl")[1].splitlines()] == [case["id"]]
    (event,) = [json.loads(line) for line in run("events", "--format", "jsonl")[1].splitlines()]
    assert event["event"] == case["event"]
    assert len(str(event).split(case["id"])) > 1
