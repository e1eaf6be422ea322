"""Every block of code in the documentation runs.

`console` and `python` blocks of a page run one after the other in a folder that holds the sample pages as `pages/`; a comment right before a block,
<!-- not run: WHY -->, says why it is not. In all other blocks the lines that begin with `riwaya` must at least be commands with options that there are.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import click
import pytest
import typer

from riwaya import lexicon, pipeline, samples
from riwaya.service import ingest
from riwaya.surface.cli.app import app, main

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/howto/*.md")])
RUNNING = [page for page in PAGES if not page.name.endswith(".ar.md")]  # the Arabic pages have the same blocks: tests/docs/test_site.py
_BLOCK = re.compile(r"(?P<why><!-- not run: [^>]+ -->\n)?^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = {"console", "python"}
FEWEST = 20  # blocks that run: should the pattern ever find none, this tells


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code, and why it is not run."""

    kind: str
    body: str
    why: str | None


def blocks(page: Path) -> list[Block]:
    return [Block(found["kind"], found["body"], found["why"]) for found in _BLOCK.finditer(page.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module", autouse=True)
def _loaded_once() -> Iterator[None]:
    """Load words and weights once: each command would for itself, and nothing of it is changed by running."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((pipeline, "reader"), (ingest, "ground"), (lexicon, "load")):
            patch.setattr(module, name, lru_cache(getattr(module, name)))
        yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(samples.folder(), tmp_path / "pages")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RIWAYA_DB", "sqlite:///store.sqlite")
    monkeypatch.setenv("RIWAYA_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("RIWAYA_SOURCES", str(tmp_path / "sources.tsv"))
    for name in ("RIWAYA_LEXICON", "RIWAYA_LANG", "RIWAYA_TOKEN", "RIWAYA_QUICK"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(line: str) -> tuple[int, str]:
    """Run a line as a shell would that knows `riwaya` and `>`; return the status and what was said."""
    words = shlex.split(line)
    target = Path(words.pop()) if ">" in words and words.pop(words.index(">")) else None
    assert words[0] == "riwaya", f"{line}: only riwaya is run; mark the block with <!-- not run: WHY -->"
    out, said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said), pytest.raises(SystemExit) as left:
        main(words[1:])
    out.flush()
    said.flush()
    if target:
        target.write_bytes(out.buffer.getvalue())  # type: ignore[attr-defined]  # it is a BytesIO
    return int(left.value.code or 0), said.buffer.getvalue().decode()  # type: ignore[attr-defined]  # the same


@pytest.mark.parametrize(
    "page", [page for page in RUNNING if any(one.kind in RUN and not one.why for one in blocks(page))], ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_the_blocks_of_a_page_run(page: Path, folder: Path) -> None:
    assert folder.is_dir()
    names: dict[str, object] = {}
    for block in blocks(page):
        if block.kind == "python" and not block.why:
            exec(compile(block.body, str(page), "exec"), names)  # noqa: S102  # our own documentation
        for line in block.body.splitlines() if block.kind == "console" and not block.why else ():
            assert line.startswith("$ "), f"{page.name}: a console block holds commands only: {line}"
            status, said = run(line.removeprefix("$ "))
            assert (status, line) == (0, line), said


def commands() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for block in blocks(page):
            for line in block.body.splitlines() if block.kind not in RUN else ():
                told = line.strip().removeprefix("$ ").removeprefix(".venv/bin/")
                if told.startswith("riwaya ") and "…" not in told and not re.search(r"\w\|\w", told):  # a|b lists commands
                    found.append((page.name, told))
    return found


@pytest.mark.parametrize(("page", "line"), commands())
def test_commands_that_are_shown_exist_with_their_options(page: str, line: str) -> None:
    words = shlex.split(re.split(r"\s+(?:[|>(#]|&&)", line)[0], posix=True)[1:]
    rest = [word for number, word in enumerate(words) if word != "--lang" and (number == 0 or words[number - 1] != "--lang")]
    command = typer.main.get_command(app)
    context = click.Context(command)  # type: ignore[arg-type]  # Typer keeps its command classes private
    while rest and rest[0] in getattr(command, "commands", {}):
        command = command.commands[rest.pop(0)]  # type: ignore[attr-defined]  # the same
    assert not hasattr(command, "commands") or not rest or rest == ["--version"], f"{page}: no command {rest[:1]} in: {line}"
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)} | {"--help", "--version", "--lang"}
    asked = {word.partition("=")[0] for word in rest if word.startswith("-") and word != "-" and not word[1:2].isdigit()}
    assert asked <= known, f"{page}: {sorted(asked - known)} are no options of: {line} ({context.command.name})"


def test_there_are_blocks_that_run() -> None:
    every = [one for page in PAGES for one in blocks(page)]
    assert sum(one.kind in RUN and not one.why for one in every) >= FEWEST
    assert len(commands()) > 30
