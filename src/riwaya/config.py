"""The settings of one run, from arguments and the environment; read once, never changed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Config:
    """What a run is set up with; hashable, so that every process can rebuild the same reader from it."""

    lexicons: tuple[Path, ...] = ()
    jobs: int = 1
    gazetteer: Path | None = None  # folder of imported places; None for the built-in ones
    quick: bool = False  # each page is read once, by the mean of the models; by each of them otherwise, and they vote


def from_environment(
    environment: Mapping[str, str] = os.environ, *, lexicons: Sequence[Path] = (), jobs: int = 1, gazetteer: Path | None = None, quick: bool = False
) -> Config:
    """Build the settings: folders of RIWAYA_LEXICON first (separated as in PATH), arguments laid over them.

    The gazetteer's folder is the argument, else RIWAYA_GAZETTEER, else `riwaya/gazetteer` in the user's data folder (XDG_DATA_HOME).
    Pages are read once where the argument says so, or RIWAYA_QUICK does (anything but nothing and 0).
    """
    given = [Path(folder) for folder in environment.get("RIWAYA_LEXICON", "").split(os.pathsep) if folder]
    return Config((*given, *lexicons), jobs, gazetteer or kept("gazetteer", environment), quick or environment.get("RIWAYA_QUICK", "0") not in {"", "0"})


def store_address(environment: Mapping[str, str] = os.environ) -> str:
    """Return the store's address: RIWAYA_DB, else a SQLite file in the user's data folder."""
    return environment.get("RIWAYA_DB") or f"sqlite:///{_data(environment) / 'store.sqlite'}"


def kept(name: str, environment: Mapping[str, str] = os.environ) -> Path:
    """Return where something of the user's is kept: RIWAYA_NAME, else `riwaya/name` in the user's data folder (XDG_DATA_HOME)."""
    named = environment.get(f"RIWAYA_{name.partition('.')[0].upper()}")
    return Path(named) if named else _data(environment) / name


def _data(environment: Mapping[str, str]) -> Path:
    data = environment.get("XDG_DATA_HOME") or environment.get("LOCALAPPDATA")
    return (Path(data) if data else Path.home() / ".local" / "share") / "riwaya"
