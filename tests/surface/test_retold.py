"""What is said in English below the surface, and by Typer, is said in Arabic where the interface is Arabic."""

import ast
import gzip
import json
import re
import time
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pytest

import riwaya
from riwaya import acquire, lexicon
from riwaya.clean import clean
from riwaya.lexicon import Lexicon
from riwaya.model import Page, Rejected
from riwaya.surface import retold as module
from riwaya.surface import strings
from riwaya.surface.retold import retold

Run = Callable[..., tuple[int, str, str]]
AR, EN = strings.load("ar"), strings.load("en")
SOURCE = Path(riwaya.__file__).parent
CATALOGUE = tomllib.loads((SOURCE / "surface/sentences.ar.toml").read_text(encoding="utf-8"))
SAID_AT = {"Rejected": 2, "Damage": 2, "UnfetchedError": 1, "_rejected": 2}
ERRORS = {"BadInput", "MissingExtra", "Denied", "ArchiveError", "BadLexicon", "Busy", "BadFeedError", *SAID_AT}
BY_AUTHORS = (
    "lexicon/",
    "training/",
    "link/knowledge.py",
    "service/watch/plan.py",
)  # what is wrong in a file of the lexicon or of a plan quotes its English keys
PASSED_ON = {
    "X: X",
    "X:X: X; X",
    "X: X; `riwaya events` shows ids",
    "X: X (X)",
    "X (X)",
    "X: XX",
    "the page is in X; only Arabic (X) is read",
}  # of two sentences


@pytest.fixture(scope="module")
def known() -> Lexicon:
    return lexicon.load()


def latin(text: str) -> list[str]:
    """Words of the English language in a text: not options, names of files, commands in backticks or upper-case abbreviations."""
    bare = re.sub(r"`[^`]*`|\S*[-/.:_=<>{}\d]\S*|'[^']*'|\b[A-Z][A-Z]+\b|\b(?:riwaya|ar|en)\b", " ", text)
    return re.findall(r"\b[a-z]{2,}\b", bare)


@pytest.mark.parametrize("sentence", CATALOGUE)
def test_a_sentence_has_equal_parts_in_both_languages_and_is_found_again(sentence: str) -> None:
    told = CATALOGUE[sentence]
    names = [sorted(name for _, name, *_ in Formatter().parse(one) if name) for one in (sentence, told)]
    assert set(names[0]) - set(names[1]) <= {"reason", "number", "character"}  # what the rest of the sentence says anyway
    assert set(names[1]) <= set(names[0])
    assert len(names[0]) == len(set(names[0]))
    filled = sentence.format(**dict.fromkeys(names[0], "س"))
    assert retold(filled, AR) == told.format(**dict.fromkeys(names[0], "س"))
    assert retold(filled, EN) == filled


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of an error or a rejection in the source, by its place; what is filled in is X."""
    for file in sorted(SOURCE.rglob("*.py")):
        name = file.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS and not name.startswith(BY_AUTHORS):
                told = node.args[SAID_AT.get(node.func.id, 0) :][:1]
                yield from ((f"{name}:{node.lineno}", one) for one in map(filled, told) if one)


def filled(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
    return None


def test_every_error_and_every_rejection_is_known_in_arabic() -> None:
    found = list(sentences())
    assert len(found) > 150
    assert [(place, one) for place, one in found if one not in PASSED_ON and retold(one, AR) == one] == []


def test_the_catalogue_is_read_once() -> None:
    assert module._sentences("ar") is module._sentences("ar")


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "--halp"],
        ["extrakt"],
        ["search", "--limit", "abc"],
        ["search", "--limit", "0"],
        ["search", "--limit", "501"],
        ["search", "--state", "x"],
        ["search", "--state"],
        ["search", "قصف", "قصف"],
        ["review", "accept"],
        ["review", "nonsense"],
        ["demo", "--events=1"],
        ["watch", "--plan", "no-such-file"],
        ["train", "gold.jsonl", "--lessons", "no-such-folder"],
        ["users", "add", "salma", "--role"],
        ["extract", "no-such-file"],
        ["search", "--db", "nonsense"],
        ["evaluate", "no-such-file"],
        ["--lang"],
    ],
)
def test_mistakes_are_told_in_the_language_of_the_interface(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("riwaya: ")
    assert "Traceback" not in err
    monkeypatch.setenv("RIWAYA_LANG", "ar")
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert re.search("[\u0600-\u06ff]", err)
    assert not set(latin(err)) - set(arguments) - {"extract", "explain", "export", "search", "review", "watch", "train", "users", "add", "accept"}, err


def test_a_mistake_is_told_with_how_the_command_is_called(run: Run) -> None:
    assert run("extract", "--halp")[2].splitlines() == [
        "riwaya: No such option: --halp (Possible options: --help)",
        "Usage: riwaya extract [OPTIONS] [FILES|FOLDER|-]...",
        "For more: riwaya extract --help",
    ]
    assert run("--lang", "ar", "extract", "--halp")[2].splitlines()[1:] == [
        "الاستعمال: \u2068riwaya extract \u2067[خيارات]\u2069 \u2067[ملفات|مجلد|-]...\u2069\u2069",
        "لمعرفة المزيد: riwaya extract --help",
    ]


@pytest.mark.parametrize("command", [[], ["review"], ["db"]])
def test_a_group_without_a_command_prints_its_help(run: Run, command: list[str]) -> None:
    for lang, word in (("en", "Commands"), ("ar", "الأوامر")):
        status, out, err = run("--lang", lang, *command)
        assert status in {0, 2}
        assert err == ""
        assert not command or word in out


def test_help_in_arabic_has_no_english_heading(run: Run) -> None:
    out = run("--lang", "ar", "extract", "--help")[1]
    assert "الاستعمال: " in out
    assert "[الأصل: table]" in out
    assert "[1 فأكثر]" in out
    assert "[لازم]" in run("--lang", "ar", "review", "accept", "--help")[1]
    assert not re.search(r"Usage|Options|Arguments|default|required|OPTIONS|FILE|<\w+>|[╭│╰]", out)


def rejected(tmp_path: Path) -> Iterator[Rejected]:
    """Pages and files that cannot be read, each for a reason of its own."""
    jsonl = [b"{", b"[]", b'{"text": "x"}', b'{"doc": "a"}', b'{"doc": "a", "text": " "}']
    files: dict[str, bytes] = {
        "empty.txt": b"",
        "large.txt": b"x" * 2000,
        "picture.html": b"\x89PNG\r\n",
        "zeros.txt": b"\x00\x01x" * 50,
        "pages.jsonl": b'{"doc": "1", "text": "x"}\n' + b"\n".join(jsonl) + b'\n{"doc": "' + b"x" * 3000 + b'"}\n',
        "table.csv": "text,title\n,عنوان\n".encode(),
        "addresses.txt": b"https://example.org/1\nhttps://example.org/2\n",
        "cut.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9000\r\n\r\nHTTP/1.1 200 OK\r\n",
        "broken.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\n",
        "cut.warc.gz": gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n")[:-12],
        "telegram.json": b'{"name": "x", "type": "public_channel", "id": 1, "messages": [',
    }
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
    with zipfile.ZipFile(tmp_path / "x.wacz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.warc", "WARC/1.0\r\n" + "x" * 900)
    yield from (one for one in acquire.pages([tmp_path], limit=1500) if isinstance(one, Rejected))


def test_why_a_file_was_not_read_is_told_in_arabic(tmp_path: Path) -> None:
    found = list(rejected(tmp_path))
    assert len(found) >= 14
    for one in found:
        told = retold(one.detail, AR)
        why = told.removeprefix(one.id).replace(str(tmp_path), "").split("(")[0]  # what a library says in brackets is its own
        assert re.search("[\u0600-\u06ff]", told), one.detail
        assert not set(latin(why)) - {"fetch", "text", "html", "doc"}, told


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b"\xff\xfe\xff\x81\x8d\x8f\x90\x9d" * 40, "text"),
        (b"...", "text"),
        (b"Only Latin letters stand on this page, and many of them.", "text"),
        ("قصف".encode(), "text"),
        (b"<html><body><nav>a</nav></body></html>", "html"),
        (b"<div>" * 3000, "html"),
    ],
)
def test_why_a_page_was_not_read_is_told_in_arabic(body: bytes, media: str, known: Lexicon) -> None:
    found = clean(Page("page", body, media), known)  # type: ignore[arg-type]  # one of the two
    assert isinstance(found, Rejected)
    assert not set(latin(retold(found.detail, AR))) - {"en", "windows", "und"}, found.detail


def test_extract_and_ingest_say_in_arabic_why_a_line_was_not_read(run: Run, tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    pages.write_text(json.dumps({"doc": "a", "text": ""}) + "\n", encoding="utf-8")
    out = run("--lang", "ar", "extract", pages)[1]
    assert "لا شيء فيها" in out
    assert "no content" not in out
    assert "no content" in run("extract", pages)[1]


@pytest.mark.parametrize("text", [": " * 50_000, "a: cannot be read: " * 5_000, "Value error, " * 90, ": " * 900], ids=["colons", "faults", "errors", "short"])
def test_a_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    start = time.process_time()
    retold(text, AR)
    assert time.process_time() - start < 1  # the search that tried every way took seconds for 2 kB, minutes for 8


def test_a_file_that_is_named_like_a_sentence_keeps_its_name() -> None:
    sentence = next(one for one in CATALOGUE if one.startswith("{path}: "))
    parts = dict.fromkeys([name for _, name, *_ in Formatter().parse(sentence) if name], "no letters")
    assert "no letters" in retold(sentence.format(**parts), AR)
