"""The help of a command in the user's language: a fact a line, no boxes and no wide tables, so that right-to-left text stays readable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
        _panel(say(f"panel.{kind}s"), rows, _INDENT, screen)
    below = [(name, child.short_help) for name, child in getattr(command, "commands", {}).items()]
    _panel(say("panel.commands"), below, 4 + max((len(name) for name, _ in below), default=0), screen)


def usage(context: Any, say: Strings) -> str:  # noqa: ANN401  # the same
    """Return how a command is called, in one line that runs from left to right whatever stands before it."""
    pieces = context.command.collect_usage_pieces(context)
    return say("panel.usage", line=f"{EITHER}{' '.join([context.command_path, *map(isolate, pieces)])}{END}")


def _paragraph(part: str, screen: Screen) -> None:
    """Print running text cut to the width; an example stands as it is, behind the one before it."""
    if part.startswith("  "):
        screen.line(part, "dim")
        return
    screen.line()
    screen.wrapped(Text(" ".join(part.split())), 0)


def _panel(title: str, rows: Iterable[tuple[str, str]], indent: int, screen: Screen) -> None:
    rows = list(rows)
    if rows:
        screen.line()
        screen.line(isolate(title), "bold")
    for term, text in rows:
        screen.entry(term, text, indent)


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
