"""A small network that reads the whole page and says what it thinks of each choice: who, whom, where, when, by whom told, which type, one event or two.

It knows words by themselves and by their parts, and what the finders made of them; see `layers` for its form, `riwaya.training.network` for how it is learned.
Its file holds numbers of 8 bits, one scale a row, and its vocabulary.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riwaya.errors import BadLexicon
from riwaya.extract.context import Context
from riwaya.extract.network.inputs import columns, layout, marked, marks, paired, parts, words
from riwaya.extract.network.layers import hidden, scores
from riwaya.extract.sense import ALONE, Sense, surely

Floats = NDArray[np.float32]
_REMEMBERED = 20_000  # words; then all are forgotten and met anew
_MOST = 127  # of a number of 8 bits
_LONGEST = 6_000  # words of a page that are read at once


class _Words(dict[str, Floats]):
    """Each word by itself, worked out when first met."""

    def __init__(self, parameters: Mapping[str, Floats], vocabulary: Vocabulary) -> None:
        super().__init__()
        self.parameters, self.vocabulary = parameters, vocabulary

    def __missing__(self, word: str) -> Floats:
        if len(self) >= _REMEMBERED:
            self.clear()
        number, pieces = self.vocabulary.word(word)
        met = self.parameters["parts"][pieces].mean(0) if pieces else 0.0
        found: Floats = self.parameters["words"][number] + met
        self[word] = found
        return found


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Numbers of the words, parts of words and marks that the network knows; 0 is any other."""

    words: Mapping[str, int]
    parts: Mapping[str, int]
    marks: Mapping[str, int]
    types: tuple[str, ...]

    def word(self, word: str) -> tuple[int, list[int]]:
        """Return the number of a word, and those of its parts that are known."""
        return self.words.get(word, 0), [self.parts[one] for one in parts(word) if one in self.parts]


@dataclass(frozen=True, slots=True)
class Network:
    """A learned network. Immutable, apart from its memory of words."""

    parameters: Mapping[str, Floats]
    vocabulary: Vocabulary
    record: Mapping[str, Any] = field(default_factory=dict)
    _words: _Words = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Open the memory of words."""
        object.__setattr__(self, "_words", _Words(self.parameters, self.vocabulary))

    def sense(self, context: Context) -> Sense | None:
        """Return what it thinks of a page; None of a page without a candidate, and of one too long to be read at once."""
        tokens = context.scene.reading.tokens
        if not context.triggers or len(tokens) > _LONGEST:
            return None
        page = layout(context)
        x = hidden(self.parameters, self._embedded(context), page, np, _looked, _kept)
        alone, kinds, pairs = scores(self.parameters, x, page, np, _looked)
        return sense(context, alone, kinds, pairs, self.vocabulary.types)

    def _embedded(self, context: Context) -> Floats:
        """Return the words of a page by themselves, with what the finders made of them."""
        alone = np.array([self._words[word] for word in words(context)])
        made: Floats = alone + marked(self.vocabulary.marks, marks(context), len(alone)) @ self.parameters["marks"]
        return made


def sense(context: Context, alone: Floats, kinds: Floats, pairs: Mapping[str, Floats], types: Sequence[str]) -> Sense:
    """Give the scores of a page their names."""
    shares = np.exp(kinds - kinds.max(-1, keepdims=True))
    shares = shares / shares.sum(-1, keepdims=True)
    first, second = np.argsort(-shares, axis=-1)[:, :2].T
    told = [(types[one], types[two], surely(float(share[one]))) for one, two, share in zip(first, second, shares, strict=True)]
    return Sense(
        rows={one.key: number for number, one in enumerate(context.triggers)},
        columns=columns(paired(context)),
        alone=dict(zip(ALONE, alone.T.tolist(), strict=True)),
        kinds=told,
        pairs={choice: one.tolist() for choice, one in pairs.items()},
    )


def _looked(table: Floats, numbers: NDArray[Any]) -> Floats:
    found: Floats = table[numbers]
    return found


def _kept(values: Floats, share: float) -> Floats:  # noqa: ARG001  # only training drops
    return values


def save(network: Network, path: Path) -> None:
    """Write a network's file: each table as numbers of 8 bits with a scale a row; what has one dimension only, as it is."""
    held = {}
    for name, table in sorted(network.parameters.items()):
        if table.ndim == 1:
            held[name] = table.astype(np.float16)
        else:
            scale = np.maximum(np.abs(table).max(-1, keepdims=True), 1e-8) / _MOST
            held[name] = np.round(table / scale).astype(np.int8)
            held[f"{name}|scale"] = scale[..., 0].astype(np.float16)
    known = network.vocabulary
    told = {"record": network.record, "words": [*known.words], "parts": [*known.parts], "marks": [*known.marks], "types": known.types}
    text = np.frombuffer(json.dumps(told, ensure_ascii=False).encode(), np.uint8)
    np.savez_compressed(path, allow_pickle=False, **held, vocabulary=text)


def load(path: Path) -> Network:
    """Read a network's file. Raises BadLexicon where it is not one."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
            held = {name: file[name] for name in file.files}
        told = json.loads(held.pop("vocabulary").tobytes())
        known, pieces, signs = ({one: number for number, one in enumerate(told[name], 1)} for name in ("words", "parts", "marks"))
        parameters = {name: _unpacked(held, name) for name in held if "|" not in name}
        return Network(parameters, Vocabulary(known, pieces, signs, tuple(told["types"])), told["record"])
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise BadLexicon(f"{path}: not a network's file ({error}); make one with 'riwaya train GOLD.jsonl'") from error


def _unpacked(held: Mapping[str, NDArray[Any]], name: str) -> Floats:
    table = held[name].astype(np.float32)
    scale = held.get(f"{name}|scale")
    return table if scale is None else table * scale[..., None].astype(np.float32)
