"""The lessons that the reader learns from: their form, and that they are not the tests."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import case_shares
import pytest

from riwaya.errors import BadInput
from riwaya.training.lessons import _amount, main, read_file, read_lessons

FOLDER = Path(__file__).parents[2] / "lessons"
FILES = sorted(FOLDER.glob("*.yaml"))
GOOD = """
- id: made.001
  published: 2019-03-06
  text: |
    قصفت المدفعية بلدة بنش أمس وقتل مدنيان.
  claims:
    - say: ["قصفت المدفعية بلدة بنش أمس"]
      event: shelling-artillery-missile-attack
      source: {name: "شاهد", channel: witness}
      actors: [{name: "المدفعية"}]
      targets: [{actor: civilians, name: "مدنيان"}]
      places: [{name: "بنش"}]
      date: [2019-03-05]
      casualties: ["killed 2..2 civilians"]
      equipment: ["tank destroyed tens"]
"""


def shingles(text: str, size: int = 8) -> Iterator[str]:
    """Yield every run of so many words within a sentence, punctuation and diacritics left out."""
    for sentence in re.split(r"[.!?؟؛\n]", re.sub("[\u064b-\u0652\u0640]", "", text)):
        words = re.findall(r"\w+", sentence)
        yield from (" ".join(words[start : start + size]) for start in range(len(words) - size + 1))


def write(folder: Path, text: str) -> Path:
    path = folder / "made.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_of_lessons_can_be_read(path: Path) -> None:
    pages = list(read_file(path))
    assert pages
    for page in pages:
        assert all(page["text"][start:end].strip() for claim in page["claims"] for start, end in claim["evidence"])
        assert all(claim["evidence"] for claim in page["claims"])


def test_lessons_have_ids_and_texts_of_their_own() -> None:
    pages = list(read_lessons(FOLDER))
    assert {path.stem for path in FILES} == {page["doc"].split(".")[0] for page in pages}
    for key in ("doc", "text"):
        assert [one for one, count in Counter(page[key] for page in pages).items() if count > 1] == []


def test_lessons_of_nothing_give_nothing() -> None:
    assert not any(page["claims"] for page in read_file(FOLDER / "nothing.yaml"))


def test_no_lesson_shares_eight_words_with_a_case() -> None:
    cases = {run: case.id for some in case_shares.read_cases().values() for case in some for run in shingles(case.text)}
    shared = {page["doc"]: cases[run] for page in read_lessons(FOLDER) for run in shingles(page["text"]) if run in cases}
    assert len(cases) > 1000
    assert shared == {}


def test_a_lesson_has_the_form_of_the_contract(tmp_path: Path) -> None:
    (page,) = read_file(write(tmp_path, GOOD))
    (claim,) = page["claims"]
    assert (page["doc"], page["published"], page["outlet"]) == ("made.001", "2019-03-06", None)
    assert page["text"][slice(*claim["evidence"][0])] == "قصفت المدفعية بلدة بنش أمس"
    assert (claim["event_type"], claim["stance"], claim["background"]) == ("explosions-remote-violence", "asserted", False)
    assert claim["sources"] == [{"name": "شاهد", "actor": None, "channel": "witness"}]
    assert claim["targets"] == [{"actor": "civilians", "name": "مدنيان"}]
    assert claim["places"] == [{"name": "بنش", "relation": "in", "within": None}]
    assert claim["date"] == {"start": "2019-03-05", "end": "2019-03-05"}
    assert claim["casualties"] == [{"outcome": "killed", "group": "civilians", "low": 2, "high": 2, "quantity": None}]
    assert claim["equipment"] == [{"item": "tank", "outcome": "destroyed", "low": None, "high": None, "quantity": "tens"}]


@pytest.mark.parametrize(("told", "low", "high"), [("5..5", 5, 5), ("12..", 12, None), ("..100", None, 100)])
def test_an_amount_has_bounds(told: str, low: int | None, high: int | None) -> None:
    assert _amount(told) == {"low": low, "high": high, "quantity": None}


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("shelling-artillery-missile-attack", "bombardment", "bombardment"),
        ("actor: civilians", "actor: villagers", "villagers"),
        ('قصفت المدفعية بلدة بنش أمس"', 'قصفت المدفعية بلدة سراقب"', "not in the text"),
        ("2..2 civilians", "two civilians", "no amount"),
        ("places:", "place:", "no slot"),
        ("tank destroyed tens", "tank destroyed", "lessons/README.md"),
    ],
    ids=["type", "actor", "quote", "amount", "slot", "thing"],
)
def test_what_is_wrong_is_told_with_its_lesson(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    path = write(tmp_path, GOOD.replace(right, wrong))
    with pytest.raises(BadInput, match=r"made\.001") as failure:
        list(read_file(path))
    assert told in str(failure.value)


@pytest.mark.parametrize("body", [b"- id: made.001\n  text: [", b"- id: made.001\n  text: \xff"], ids=["yaml", "utf-8"])
def test_what_is_no_yaml_in_utf_8_is_told_with_its_file(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "made.yaml"
    path.write_bytes(body)
    with pytest.raises(BadInput, match=r"made\.yaml: not readable as YAML in UTF-8"):
        list(read_file(path))


def test_the_command_counts_and_its_status_tells_of_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(write(tmp_path, GOOD))]) == 0
    assert "1 lessons, 1 claims" in capsys.readouterr().out
    assert main([str(write(tmp_path, GOOD.replace("say:", "said:")))]) == 1
    assert "made.001" in capsys.readouterr().err
