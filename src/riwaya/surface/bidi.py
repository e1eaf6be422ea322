"""Runs of text of one direction inside text of the other."""

from __future__ import annotations

RIGHT_TO_LEFT, EITHER, END = "\u2067", "\u2068", "\u2069"
_CONTROLS = {code: f"\u27e8U+{code:04X}\u27e9" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}  # marks (U+200E, U+200F) turn nothing around


def isolate(text: str) -> str:
    """Mark a run as right-to-left for terminals that order text; the others show the letters as they come."""
    return f"{RIGHT_TO_LEFT}{text}{END}" if any("\u0600" <= character <= "\u08ff" for character in text) else text


def enclose(text: str) -> str:
    """Let a run find its own direction and touch none around it; what in it would turn the text around is told, not done."""
    return f"{EITHER}{told(text)}{END}"


def told(text: str) -> str:
    """Return a text with the characters that order it written out (\u27e8U+202E\u27e9), so that a stored page cannot turn around what stands beside it."""
    return text.translate(_CONTROLS)
