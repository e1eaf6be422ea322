"""The help of a command in the user's language: a fact a line, no boxes and no wide tables, so that right-to-left text stays readable."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from enum import Enum
from typing import Any

from rich.console import Console
from rich.text import Text

from riwaya.surface.bidi import EITHER, END, isolate
from riwaya.surface.cli.screen import Screen
from riwaya.surface.strings import Strings

_INDENT = 8  # columns before what is said of an option


def show(command: Any, context: Any, say: Strings) -> None:  # noqa: ANN401  # Typer keeps its classes private
    """Print what a command does, its arguments and options, and the commands below it."""
    screen = Screen(Console(highlight=False))
    screen.line(usage(context, say), "bold")
    for part in command.help.strip().split("\n\n"):
        _paragraph(part, screen)
    for kind in ("argument", "option"):
        rows = [(_term(one, context), _said(one, say)) for one in command.get_params(context) if one.param_type_name == kind]
        _heading(f"panel.{kind}s", rows, say, screen)
        for term, text in rows:
            screen.line(f"  {term}", "bold cyan")
            screen.wrapped(Text(text), _INDENT)
    below = {name: child.short_help for name, child in getattr(command, "commands", {}).items()}
    _heading("panel.commands", below, say, screen)
    for name, text in below.items():
        screen.wrapped(Text(text), 4 + max(map(len, below)), f"  {name}")


def usage(context: Any, say: Strings) -> str:  # noqa: ANN401  # the same
    """Return how a command is called, in one line; it runs from left to right though Arabic stands before it."""
    line = " ".join([context.command_path, *map(isolate, context.command.collect_usage_pieces(context))])
    return say("panel.usage", line=line if say.lang == "en" else f"{EITHER}{line}{END}")


def _paragraph(part: str, screen: Screen) -> None:
    """Print running text cut to the width; an example stands as it is, behind the one before it."""
    if part.startswith("  "):
        screen.line(part, "dim")
        return
    screen.line()
    screen.wrapped(Text(" ".join(part.split())), 0)


def _heading(key: str, rows: Sized, say: Strings, screen: Screen) -> None:
    if rows:
        screen.line()
        screen.line(isolate(say(key)), "bold")


def _term(parameter: Any, context: Any) -> str:  # noqa: ANN401  # the same
    """Return how a parameter is written: its names, and what it takes."""
    if parameter.param_type_name == "argument":
        return isolate(str(parameter.metavar or parameter.name))
    takes = [] if parameter.is_flag else [isolate(parameter.display_type_rich(ctx=context).strip("<>"))]
    return " ".join([", ".join(parameter.opts), *takes])


def _said(parameter: Any, say: Strings) -> str:  # noqa: ANN401  # the same
    return " ".join([parameter.help, *_notes(parameter, say)])


def _notes(parameter: Any, say: Strings) -> Iterator[str]:  # noqa: ANN401  # the same
    """Say the bounds of a number, what holds where nothing is given, and whether something must be."""
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if low is not None:
        yield say("panel.from", low=f"{low:g}") if high is None else say("panel.between", low=f"{low:g}", high=f"{high:g}")
    default = parameter.default.value if isinstance(parameter.default, Enum) else parameter.default
    if default not in (None, False, "", ()) and not callable(default):
        yield say("panel.default", value=default)
    if parameter.required:
        yield say("panel.required")
