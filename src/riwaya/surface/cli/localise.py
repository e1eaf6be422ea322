"""Gives every command and option its help text in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer

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
    command.rich_help_panel = say("panel.commands")
    for parameter in (*command.params, command.get_help_option(typer.Context(command))):
        parameter.help = say(f"option.{_OPTIONS.get(parameter.name, parameter.name)}")
        parameter.rich_help_panel = say("panel.arguments" if parameter.param_type_name == "argument" else "panel.options")
    for name, child in getattr(command, "commands", {}).items():
        localise(child, say, (*path, name))
    return command
