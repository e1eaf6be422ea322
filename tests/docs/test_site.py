"""The documentation site: it builds without a warning, in both languages, and its figures are those that were measured."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BOTH = ("index", "start", "adding", "ethics", "howto/coders", "howto/documenters", "howto/desks", "howto/developers")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "src")}
    built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # our own documentation
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    return folder


def test_both_languages_have_their_pages(site: Path) -> None:
    for name in (*BOTH, "reference/commands", "reference/types"):
        english, arabic = ((folder / f"{name}.html").read_text(encoding="utf-8") for folder in (site, site / "ar"))
        assert '<html lang="en"' in english
        assert '<html lang="ar"' in arabic
        assert 'dir="rtl"' in arabic
        assert english.count("<h2") == arabic.count("<h2")


def test_pages_ask_no_other_host(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "fonts.googleapis" not in text
        assert not [part for part in text.split("<script")[1:] if 'src="http' in part.split(">")[0]]


def test_the_reference_tells_every_command(site: Path) -> None:
    english = (site / "reference" / "commands.html").read_text(encoding="utf-8")
    assert all(f"<code>riwaya {name}</code>" in english for name in ("extract", "brief", "review accept", "db check", "sources add"))
    assert "sy.armed-forces" in (site / "reference" / "types.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BOTH)
def test_translated_pages_have_the_same_parts(name: str) -> None:
    english, arabic = ((ROOT / "docs" / f"{name}{end}.md").read_text(encoding="utf-8") for end in ("", ".ar"))
    for mark in ("\n## ", "```", "\n$ ", "\n| "):
        assert english.count(mark) - arabic.count(mark) in ({0} if mark != "\n| " else {-1, 0, 1}), mark


@pytest.mark.parametrize("name", BOTH)
def test_translated_pages_show_the_same_code(name: str) -> None:
    """What runs for one language (tests/docs/test_blocks.py) is what stands in the other, but for the language that is asked for."""
    ours, theirs = (re.findall("^```.*?^```", (ROOT / "docs" / f"{name}{end}.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL) for end in ("", ".ar"))
    assert [re.sub(" --lang ar| --language (ar|en)", "", one) for one in ours] == [re.sub(" --lang ar| --language (ar|en)", "", one) for one in theirs]


def test_the_page_of_figures_is_what_was_measured() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "evaluation_doc.py"), run_name="script")
    figures = json.loads((ROOT / "docs" / "evaluation.json").read_text(encoding="utf-8"))
    assert script["text"](figures) == (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")


def test_figures_that_were_measured_are_not_below_the_floors() -> None:
    floors = json.loads((ROOT / "tests" / "gate" / "floors.json").read_text(encoding="utf-8"))["floors"]
    figures = json.loads((ROOT / "docs" / "evaluation.json").read_text(encoding="utf-8"))
    for name, share in figures["cases"].items():
        assert share >= floors[f"cases/{name}"] - 0.0005
    for name, told in figures["reading"].items():
        assert told["slots"]["record"]["f1"] >= floors[f"gold/{name}/record"] - 0.0005
