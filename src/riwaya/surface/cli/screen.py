"""Arabic on a terminal: letters are never reordered, runs of Arabic are isolated so that labels and figures stay in place."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from riwaya.surface.bidi import END, RIGHT_TO_LEFT, isolate

_INDENT = 4


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

    def wrapped(self, text: Text, indent: int = _INDENT, before: str = "") -> None:
        """Print running text cut to the width, each line isolated by itself; `before` stands in the indent of the first."""
        arabic = isolate(text.plain) != text.plain
        for line in text.wrap(self.console, max(20, self.console.width - indent - 2)):
            line.rstrip()
            words = (RIGHT_TO_LEFT, line, END) if arabic else (line,)
            self.console.print(Text.assemble((before, "bold cyan"), " " * (indent - cell_len(before)), *words), soft_wrap=True)
            before = ""
