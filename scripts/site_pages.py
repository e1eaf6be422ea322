"""Pages of the documentation site that are made from the code, and links that lead out of the documentation: hooks of MkDocs (mkdocs.yml)."""

from __future__ import annotations

import inspect
import os
import posixpath
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

import riwaya
from riwaya import lexicon
from riwaya.service.query import Query
from riwaya.surface import library, strings
from riwaya.surface.cli.app import app
from riwaya.surface.cli.localise import localise

ROOT = Path(__file__).parents[1]
MARK = "reference/python.md"
_LINK = re.compile(r"\[([^\]]+)\]\((\.\./[^)#\s]+)(?:#[^)\s]*)?\)")
_TITLES = {
    "ar": ("الأوامر", "كل أمر وخياراته، كما يقولها `--help`. صُنعت هذه الصفحة من الشيفرة."),
    "en": ("Commands", "Every command with its options, as `--help` says them. Made from the code."),
}


def on_config(config: Any) -> Any:  # noqa: ANN401  # MkDocs' settings
    """Build from a copy of docs/ to which the pages that are made are added: the plugin for languages takes files of one folder only."""
    folder = Path(config.docs_dir)
    if (folder / MARK).is_file():
        return config  # the second language is built from the same copy
    copy = Path(tempfile.mkdtemp(prefix=_copies())) / "docs"
    shutil.copytree(folder, copy)
    for name, text in pages().items():
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(text, encoding="utf-8")
    config.docs_dir = str(copy)
    return config


def on_shutdown() -> None:
    """Take copies away that were built from."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_copies()}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _copies() -> str:
    """Return how the copies of this process are called."""
    return f"riwaya-site-{os.getpid()}-"


def pages() -> dict[str, str]:
    """Return the pages that are made, by their names below docs/."""
    return {
        MARK: python(),
        "reference/commands.md": commands("en"),
        "reference/commands.ar.md": commands("ar"),
        "reference/types.md": types("en"),
        "reference/types.ar.md": types("ar"),
        "decisions/index.md": decisions(),
    }


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:  # noqa: ANN401  # MkDocs' own
    """Turn links to files of the source tree into their names: the site holds the documentation only."""
    folder = posixpath.dirname(page.file.src_uri)

    def named(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join("docs", folder, found[2]))
        if target.startswith("docs/"):
            return found[0]
        words = found[1].strip("`")
        return f"`{target}`" if posixpath.basename(target) == posixpath.basename(words) else f"{found[1]} (`{target}`)"

    return _LINK.sub(named, markdown)


def commands(lang: str) -> str:
    """Return the page of all commands in a language."""
    title, lead = _TITLES[lang]
    return f"# {title}\n{lead}\n" + "".join(_command(localise(typer.main.get_command(app), strings.load(lang)), "riwaya"))


def _command(command: Any, path: str) -> Iterator[str]:  # noqa: ANN401  # Typer keeps its command classes private
    text = (command.help or "").strip()
    head, *rest = text.split("\n\n")
    yield f"\n## `{path}`\n{head}\n"
    examples = [part.strip() for part in rest if part.strip().startswith("riwaya")]
    if examples:
        yield "```text\n" + "\n".join(examples) + "\n```\n"
    rows = [(", ".join(one.opts) if one.param_type_name == "option" else one.metavar or one.name, one.help or "") for one in command.params]
    if rows and path != "riwaya":
        yield "\n| | |\n| --- | --- |\n" + "".join(f"| `{name}` | {_cell(words)} |\n" for name, words in rows)
    for name, child in getattr(command, "commands", {}).items():
        yield from _command(child, f"{path} {name}")


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|").replace("<", "&lt;")


def python() -> str:
    """Return the page of what `import riwaya` gives."""
    verbs = [riwaya.read, riwaya.open]
    classes = [library.ReadPage, library.Table, library.Library, library.Found, Query]
    return "# Python\nMade from the code.\n" + "".join(map(_function, verbs)) + "".join(part for one in classes for part in _class(one))


def _function(one: Any) -> str:  # noqa: ANN401  # a function
    return f"\n## `riwaya.{one.__name__}`\n```text\n{one.__name__}{inspect.signature(one)}\n```\n{inspect.getdoc(one)}\n"


def _class(one: Any) -> Iterator[str]:  # noqa: ANN401  # a class
    yield f"\n## `{one.__name__}`\n{inspect.getdoc(one)}\n"
    for name, value in vars(one).items():
        if not name.startswith("_") and isinstance(value, property) and value.fget:
            yield f"\n### `.{name}`\n{inspect.getdoc(value)}\n"
        elif not name.startswith("_") and inspect.isfunction(value):
            yield f"\n### `.{name}`\n```text\n{name}{inspect.signature(value)}\n```\n{inspect.getdoc(value)}\n"


def types(lang: str) -> str:
    """Return the page of event types and parties."""
    say, known = strings.load(lang), lexicon.load()
    title, kinds, parties = {"ar": ("الأنواع والفاعلون", "أنواع الأحداث", "الفاعلون"), "en": ("Types and actors", "Event types", "Parties")}[lang]
    rows = "".join(f"| `{kind}` | `{sub}` | {say(f'type.{sub}')} |\n" for sub, kind in known.event_types.items())
    actors = "".join(
        f"| `{one.id}` | {one.name_en} | {one.name_ar} | {one.kind} | {one.country} | {one.side} | {one.parent} |\n" for one in known.actors.values()
    )
    heads = {"ar": "| المعرّف | بالإنكليزية | بالعربية | الصنف | البلد | الجانب | الأصل |", "en": "| id | English | Arabic | kind | country | side | parent |"}[
        lang
    ]
    return f"# {title}\n## {kinds}\n| | | |\n| --- | --- | --- |\n{rows}\n## {parties}\n{heads}\n" + "| --- " * 7 + f"|\n{actors}"


def decisions() -> str:
    """Return the list of all decisions."""
    files = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    heads = ((file.name, file.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")) for file in files)
    return "# Decisions\nWhat differs from the first picture of the architecture, and why.\n\n" + "".join(f"- [{head}]({name})\n" for name, head in heads)
