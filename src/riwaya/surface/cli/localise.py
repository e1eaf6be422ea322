"""Gives every command and option its help in the user's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import typer

from riwaya.surface.cli import manual
from riwaya.surface.strings import Strings

_OPTIONS: Mapping[str, str] = {
    "output": "format",
    "what": "export_what",
    "given_inputs": "inputs",
    "base": "fetch_from",
    "key": "place_id",
    "directory": "gazetteer",
    "sources": "fetch_sources",
}  # parameters whose key is not their name


def localise(command: Any, say: Strings, path: tuple[str, ...] = ()) -> Any:  # noqa: ANN401  # Typer keeps its command classes private
    """Set the help of a command, its parameters and its subcommands, and return it."""
    command.help = say(f"help.{'-'.join(path) or 'app'}")
    command.short_help = command.help.split("\n")[0]
    command.options_metavar, command.subcommand_metavar = say("panel.any-options"), say("panel.any-command")
    command.format_help = partial(_show, command, say)
    for parameter in (*command.params, command.get_help_option(typer.Context(command))):
        parameter.help = say(f"option.{_OPTIONS.get(parameter.name, parameter.name)}")
        parameter.metavar = _named(parameter.metavar, say)
    for name, child in getattr(command, "commands", {}).items():
        localise(child, say, (*path, name))
    return command


def _show(command: Any, say: Strings, context: Any, _formatter: Any) -> None:  # noqa: ANN401  # the same
    manual.show(command, context, say)


def _named(metavar: str | None, say: Strings) -> str | None:
    """Return what stands for a value («FILE») in the user's language; names that are the same in every language (URL, ID) stay."""
    return metavar and re.sub("[A-Z]+", lambda word: say.texts.get(f"metavar.{word[0]}", word[0]), metavar)
