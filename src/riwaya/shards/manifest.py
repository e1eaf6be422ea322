"""What is told of an output shard: from what it was made, by which riwaya, and what came of it. A shard counts as done when its manifest stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

FORM = 1  # of manifests and rows: a change of either makes all shards anew


@dataclass(frozen=True, slots=True)
class Origin:
    """What an output shard is made from: one input of so many bytes, read by this riwaya with this lexicon and these settings."""

    input: str
    size: int
    riwaya: str
    lexicon: str
    settings: str
    form: int = FORM


@dataclass(frozen=True, slots=True)
class Manifest:
    """An output shard. `rejected` counts pages by reason, `aside` names pages that broke down, with why; `seconds` is the time that reading took.

    `fault` says why the whole input could not be read; there is no output then.
    """

    origin: Origin
    output: str
    pages: int = 0
    claims: int = 0
    size: int = 0
    sha256: str = ""
    rejected: Mapping[str, int] = field(default_factory=dict)
    aside: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    fault: str = ""

    def text(self) -> str:
        """Return the manifest as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def manifest_of(text: str) -> Manifest | None:
    """Return the manifest that a text holds; None where it holds none, as after a kill in the middle of writing."""
    try:
        record: dict[str, Any] = json.loads(text)
        aside = tuple((str(doc), str(why)) for doc, why in record.pop("aside"))
        return Manifest(Origin(**record.pop("origin")), aside=aside, **record)
    except (ValueError, TypeError, KeyError):
        return None
