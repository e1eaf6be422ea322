"""What a format of export is: one value that the command line, the API and the web face read, so that all three offer the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, BinaryIO, Literal, TypeVar

from riwaya.errors import MissingExtra
from riwaya.gazetteer import Atlas
from riwaya.lexicon import Actor
from riwaya.model import Event, Report
from riwaya.policy import Withheld
from riwaya.surface.export.table import Column

What = Literal["claims", "events"]
Value = TypeVar("Value", Report, Event)
Write = Callable[[Iterable[Withheld[Any]], "Setting", BinaryIO], int]


def _nowhere(identity: str, reason: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What writing needs beside the values.

    `actors` and `kinds` give names by id, `atlas` countries and units of places (None: these stay empty); `hxl` asks for a row of HXL tags, `address` is
    where this riwaya can be reached, for links back. `leave` hears the id of every value that the format cannot hold, and why (a key of `[left]` in the
    texts of the interface).
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    atlas: Atlas | None = None
    hxl: bool = False
    address: str = ""
    leave: Callable[[str, str], None] = _nowhere


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format lays out claims or events: its columns (fields, for JSON), and what writes values to a stream of bytes and returns how many."""

    columns: tuple[Column, ...]
    write: Write


@dataclass(frozen=True, slots=True)
class Format:
    """One format: media type, ending of file names, what it holds, whether it has an HXL row, the extra that it needs, and what docs/exports.md says of it."""

    name: str
    media: str
    extension: str
    layouts: Mapping[What, Layout]
    hxl: bool = False
    extra: str = ""
    note: str = ""


def held(given: Iterable[Withheld[Value]], setting: Setting, lacks: Callable[[Value], str] = lambda _: "") -> Iterator[tuple[Value, str]]:
    """Yield the values that may be shown and that the format can hold, each with the kinds of things withheld from it, joined by "; ".

    `lacks` gives the reason why the format cannot hold a value, "" where it can.
    """
    for one in given:
        if one.value is None:
            continue
        if reason := lacks(one.value):
            setting.leave(one.value.id, reason)
        else:
            yield one.value, "; ".join(sorted(kind for kind, times in one.counts.items() if times))


def library(name: str, extra: str) -> Any:  # noqa: ANN401  # a module that need not be installed
    """Return the module of an extra. Raises MissingExtra, which names the command that installs it."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise MissingExtra(f"this format needs the package {name}; install it with: pip install 'riwaya[{extra}]'") from error
