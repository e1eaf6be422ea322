"""What riwaya says to people: the texts of one language, from two TOML files with equal keys."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

LANGUAGES = ("ar", "en")


@dataclass(frozen=True, slots=True)
class Strings:
    """The texts of one language by dotted key."""

    lang: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **parts: object) -> str:
        """Return the text of `key` with its parts filled in."""
        return self.texts[key].strip("\n").format(**parts)


def load(lang: str) -> Strings:
    """Read the texts of a language of LANGUAGES."""
    source = files("riwaya.surface") / f"strings.{lang}.toml"
    return Strings(lang, dict(_flat("", tomllib.loads(source.read_text(encoding="utf-8")))))


def preferred(environment: Mapping[str, str]) -> str:
    """Return the language that the environment asks for; English where it asks for none that there is."""
    for name in ("RIWAYA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "ar" if environment[name].lower().startswith("ar") else "en"
    return "en"


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            yield prefix + key, str(value)
