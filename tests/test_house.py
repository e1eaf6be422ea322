"""The house's own promises: samples marked, documents true, sizes kept."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from riwaya import lexicon, samples
from riwaya.lexicon.schema import read_kinds
from riwaya.model import Reason
from riwaya.surface import strings

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(samples.folder().iterdir())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_sample_page_is_marked_as_made_up(page: Path) -> None:
    body = page.read_bytes()
    text = body.decode("windows-1256" if "1256" in page.name else "utf-8")
    assert "مختلق" in text
    if page.suffix == ".html":
        assert "MADE UP" in text
        assert 'name="riwaya-sample"' in text
        assert not re.search(r'https?://(?!www\.w3\.org|schema\.org|[\w.-]+\.example[/"])', text), "links lead to invented hosts only"


def test_one_sample_is_windows_1256_without_saying_so() -> None:
    body = (samples.folder() / "10-market-nahr-1256.html").read_bytes()
    assert b"charset" not in body
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_what_a_claim_may_hold_can_be_said_in_words() -> None:
    say = strings.load("en")
    known = lexicon.load()
    kinds = read_kinds(lexicon.built_in() / "kinds.yaml")
    wanted = {f"type.{one}" for one in known.event_types} | {f"reason.{one}" for one in Reason}
    tables = {"casualty": "outcome", "damage": "outcome", "equipment": "item", "quantity": "amount", "channel": "channel", "source": "channel"}
    for kind, table in tables.items():
        wanted |= {f"{table}.{value}" for value in kinds[kind].values}
    assert wanted <= say.texts.keys()


def test_the_readmes_have_the_same_parts() -> None:
    english, arabic = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ar.md"))
    assert len(re.findall("^#+ ", english, re.MULTILINE)) == len(re.findall("^#+ ", arabic, re.MULTILINE))
    ours, theirs = (re.findall("^```.*?^```", one, re.MULTILINE | re.DOTALL)[:2] for one in (english, arabic))
    assert ours[0] == theirs[0]
    assert _pages_and_quotes(ours[1]) == _pages_and_quotes(theirs[1])


def _pages_and_quotes(example: str) -> list[str]:
    """The lines of a demo's example that do not depend on the language it is printed in: pages, and what they say."""
    lines = example.splitlines()
    assert any(line.startswith("━━ ") for line in lines)
    return [line for line in lines if line.startswith("━━ ") or ("«" in line and "»" in line) or not re.match(r"\s+\S[^:]*: |\s+\d+\. ", line)]


@pytest.mark.parametrize(
    "name",
    [
        *("README.md", "README.ar.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/contract.md", "docs/lexicon.md", "docs/method.md"),
        *(
            "docs/events.md",
            "docs/grades.md",
            "docs/sources.md",
            "docs/archive.md",
            "docs/api.md",
            "docs/watch.md",
            "docs/briefing.md",
            "bench/README.md",
            *(f"docs/decisions/{file.name}" for file in sorted((ROOT / "docs/decisions").iterdir())),
        ),
    ],
)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    file = ROOT / name
    for link in re.findall(r"\]\(([^)#:]+)\)", file.read_text(encoding="utf-8")):
        assert (file.parent / link).exists(), f"{name} links to {link}"


def test_every_make_target_that_is_written_about_exists() -> None:
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")]
    written = {target for file in documents for target in re.findall(r"(?:`|^)make ([a-z]+)", file.read_text(encoding="utf-8"), re.MULTILINE)}
    targets = set(re.findall("^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert written
    assert written <= targets


def test_every_lint_exception_gives_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["tool"]["ruff"]["lint"]
    rules = [*table["ignore"], *(rule for rules in table["per-file-ignores"].values() for rule in rules)]
    assert all(re.search(rf'"{rule}"\]?,? +# \S', text) for rule in rules)


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=~\[]", one)[0].lower() for one in [*project["dependencies"], *project["optional-dependencies"]["dev"]]}
    locked = set(re.findall("^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    assert names <= locked


def test_the_size_check_finds_what_is_too_long(tmp_path: Path) -> None:
    check = [sys.executable, str(ROOT / "scripts" / "check_size.py"), str(tmp_path)]
    (tmp_path / "short.py").write_text("def f():\n    pass\n", encoding="utf-8")
    assert subprocess.run(check, check=False, capture_output=True).returncode == 0  # noqa: S603  # our own script
    (tmp_path / "long.py").write_text("def f():\n" + "    pass\n" * 60, encoding="utf-8")
    result = subprocess.run(check, check=False, capture_output=True, text=True)  # noqa: S603  # our own script
    assert result.returncode == 1
    assert "61 lines (at most 60)" in result.stdout
