"""Arabic on a terminal: letters are never reordered, runs of Arabic are isolated so that labels and figures stay in place."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

_ISOLATE, _END = "\u2067", "\u2069"
_INDENT = 4


def isolate(text: str) -> str:
    """Mark a run as right-to-left for terminals that order text; the others show the letters as they come."""
    return f"{_ISOLATE}{text}{_END}" if any("\u0600" <= character <= "\u08ff" for character in text) else text


@dataclass(frozen=True, slots=True)
class Screen:
    """Where results are printed."""

    console: Console

    def line(self, text: str = "", style: str = "") -> None:
        """Print one line as it is, never cut to the width."""
        self.console.print(Text(text, style=style), soft_wrap=True)

    def field(self, label: str, text: str) -> None:
        """Print a labelled line of a card."""
        self.console.print(Text.assemble(" " * _INDENT, (f"{label}: ", "dim"), text), soft_wrap=True)

    def wrapped(self, text: Text, indent: int = _INDENT) -> None:
        """Print running text cut to the width, each line isolated by itself."""
        for line in text.wrap(self.console, max(20, self.console.width - indent - 2)):
            line.rstrip()
            arabic = isolate(line.plain) != line.plain
            self.console.print(Text.assemble(" " * indent, _ISOLATE if arabic else "", line, _END if arabic else ""), soft_wrap=True)
