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


def from_environment(environment: Mapping[str, str] = os.environ, *, lexicons: Sequence[Path] = (), jobs: int = 1) -> Config:
    """Build the settings: folders of RIWAYA_LEXICON first (separated as in PATH), arguments laid over them."""
    given = [Path(folder) for folder in environment.get("RIWAYA_LEXICON", "").split(os.pathsep) if folder]
    return Config((*given, *lexicons), jobs)
