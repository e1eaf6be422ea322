"""The command line on sample pages: what it prints, and with which status it leaves."""

import json
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import riwaya
from riwaya import samples

Run = Callable[..., tuple[int, str, str]]
WIRE = samples.folder() / "04-hill-nahr-wire.txt"


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"riwaya {riwaya.__version__}\n", "")


def test_help_follows_the_language(run: Run) -> None:
    assert "Read pages and print their claims." in run("extract", "--help")[1]
    assert "قراءة صفحات" in run("extract", "--help", "--lang", "ar")[1]
    assert "قراءة صفحات" in run("--lang=ar", "extract", "--help")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract"], "nothing to read"),
        (["extract", "no-such-file"], "no such file"),
        (["extract", "--from-jsonl", "no-such-file"], "no-such-file"),
        (["extract", str(WIRE), "--from-jsonl", "x"], "not both"),
        (["extract", str(WIRE), "--published", "yesterday"], "2019-06-20"),
        (["extract", str(WIRE), "--lexicon", "no-such-folder"], "no such lexicon folder"),
        (["extract", str(WIRE), "--jobs", "0"], "--jobs"),
        (["evaluate", "no-such-gold"], "no-such-gold"),
        (["--lang", "fr", "demo"], "speaks ar and en"),
        (["nonsense"], "nonsense"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(run: Run, arguments: list[str], said: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_json_lines_hold_one_page_each_in_order_and_nothing_else(run: Run, tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    text = WIRE.read_text(encoding="utf-8")
    rows = [{"doc": "b", "text": text, "published": "2024-06-20"}, {"doc": "empty", "text": " "}, {"doc": "a", "text": text, "outlet": "النهر"}]
    pages.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    status, out, err = run("extract", "--from-jsonl", pages, "--format", "jsonl")
    printed = [json.loads(line) for line in out.splitlines()]
    assert [page["doc"] for page in printed] == ["b", "empty", "a"]
    assert [bool(page["rejected"]) for page in printed] == [False, True, False]
    assert printed[0]["text"] == text
    assert printed[1]["claims"] == []
    assert status == 1
    assert "empty 1" in err


def test_the_spans_of_a_claim_are_what_the_page_says(run: Run) -> None:
    page = json.loads(run("extract", WIRE, "--format", "jsonl")[1])
    quotes = [page["text"][start:end] for claim in page["claims"] for start, end in claim["evidence"]]
    assert any("أكثر من أربعين مسلحاً" in quote for quote in quotes)


def test_a_card_says_who_what_where_when_and_quotes(run: Run) -> None:
    status, out, _ = run("extract", WIRE, "--outlet", "قناة النهر", "--published", "2024-06-20")
    assert status == 0
    for part in ("who says: \u2067قناة النهر\u2069, citing", "where:", "2024-06-19", "losses:", "armed clash", "أربعين مسلحاً"):
        assert part in out


def test_cards_in_arabic(run: Run) -> None:
    assert "القائل: " in run("extract", WIRE, "--lang", "ar")[1]


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(WIRE.read_bytes())))
    page = json.loads(run("extract", "-", "--format", "jsonl")[1])
    assert page["text"] == WIRE.read_text(encoding="utf-8")


def test_explain_names_the_entries_behind_a_claim(run: Run) -> None:
    status, out, _ = run("explain", WIRE)
    assert status == 0
    assert "Words that fired" in out
    assert "rules: " in out
    page = json.loads(run("explain", WIRE, "--format", "jsonl")[1])
    assert all(page["text"][slice(*one["span"])] == one["quote"] for one in page["mentions"])
    assert {one["kind"] for one in page["mentions"]} >= {"event", "speech", "month"}


def test_demo_says_in_both_languages_that_all_is_made_up(run: Run) -> None:
    status, out, err = run("demo")
    assert status == 0
    assert "MADE UP" in out
    assert "مختلق" in out
    assert out.count("━━ ") == len(list(samples.folder().iterdir()))
    assert "Claims: " in err


def test_lexicon_check_proves_a_folder_of_ones_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ar").mkdir()
    entry = "- {id: quantity.kaff, value: several, words: [حفنة من], origin: ours, yes: [جاء حفنة من الناس], no: [%s]}\n"
    (tmp_path / "ar" / "quantity.yaml").write_text(entry % "جاء الناس", encoding="utf-8")
    sound = run("lexicon", "check", tmp_path)
    (tmp_path / "ar" / "quantity.yaml").write_text(entry % "حفنة من تراب", encoding="utf-8")
    status, out, _ = run("lexicon", "check", tmp_path)
    assert "quantity.kaff" not in sound[1]
    assert status == 1
    assert "quantity.yaml:1: quantity.kaff is found in its `no` sentence" in out


def test_a_broken_lexicon_is_named_by_file_and_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "quantity.yaml").write_text("- id: quantity.x\n  valeu: several\n", encoding="utf-8")
    status, _, err = run("lexicon", "check", tmp_path)
    assert status == 2
    assert "quantity.yaml:" in err


def test_evaluate_scores_what_extract_prints(run: Run, tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_text(run("extract", WIRE, "--format", "jsonl")[1], encoding="utf-8")
    status, out, _ = run("evaluate", answers, answers, "--format", "json")
    figures = json.loads(out)
    assert status == 0
    assert figures["record"]["f1"] == 1.0
    assert figures["unanswered"] == 0


def test_evaluate_reads_the_pages_itself_and_lists_errors(run: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    page = json.loads(run("extract", WIRE, "--format", "jsonl", "--published", "2024-06-20")[1])
    page["claims"] = [{**claim, "stance": "planned"} for claim in page["claims"][1:]]
    gold.write_text(json.dumps(page), encoding="utf-8")
    status, out, _ = run("evaluate", gold, "--errors")
    assert status == 0
    for part in ("record ", "invented: ", "annotated: stance = planned", "found: stance = asserted"):
        assert part in out
