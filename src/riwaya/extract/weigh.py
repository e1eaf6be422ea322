"""Linear choices that can be read: every option is a bag of named features, every feature has a weight.

The weights come from files: learned by `riwaya train` (`lexicon/learned`), or set by hand (`lexicon/weights.hand.json`). Both run through
this same code, and the features that decided are named in a claim's `rules`.

What speaks for an option is handed over as signs. A sign is a feature, or a function with what it is called with, which names several:
`(_stand, "after", "2")` for `_stand("after", "2")`. What the features of a sign weigh is looked up where it is first met and then remembered:
their names are put together only when a sign is new, when weights are learned, and when a claim says why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from riwaya.errors import BadLexicon

BIAS = "bias"
_REASONS = 2
_REMEMBERED = 30_000  # signs of one choice; then all are forgotten and met anew
Sign = str | tuple[Any, ...]
V = TypeVar("V")
W = TypeVar("W")


def features(signs: Iterable[Sign]) -> Iterator[str]:
    """Yield the features that signs stand for."""
    for sign in signs:
        if isinstance(sign, str):
            yield sign
        else:
            name, *values = sign
            yield from name(*values)


class _Memory(dict[Sign, V]):
    """What was read of each sign, when it was first asked for."""

    def __init__(self, read: Callable[[Sign], V]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, sign: Sign) -> V:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[sign] = found = self.read(sign)
        return found


def _weighed(of: Mapping[str, W], sign: Sign) -> tuple[W, ...]:
    """Return what the features of a sign weigh, those that weigh anything."""
    return tuple(weight for feature in features((sign,)) if (weight := of.get(feature)))


def _loudest(of: Mapping[str, float], sign: Sign) -> tuple[tuple[float, str], ...]:
    """Return the features of a sign that speak loudest for an option, with their weights."""
    return tuple(sorted(((weight, feature) for feature in features((sign,)) if (weight := of.get(feature, 0.0)) > 0), reverse=True)[:_REASONS])


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of one choice, by feature; an unknown feature weighs nothing. Immutable, apart from its memories."""

    of: Mapping[str, float]
    _weights: _Memory[tuple[float, ...]] = field(init=False, repr=False, compare=False)
    _reasons: _Memory[tuple[tuple[float, str], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Open the memories."""
        object.__setattr__(self, "_weights", _Memory(partial(_weighed, self.of)))
        object.__setattr__(self, "_reasons", _Memory(partial(_loudest, self.of)))

    def score(self, signs: Iterable[Sign]) -> float:
        """Return the log-odds that the option is right: above 0 is more likely than not."""
        return sum(chain.from_iterable(map(self._weights.__getitem__, signs))) + self.of.get(BIAS, 0.0)

    def reasons(self, signs: Iterable[Sign]) -> tuple[str, ...]:
        """Return the two features that spoke loudest for the option."""
        loudest = sorted(chain.from_iterable(map(self._reasons.__getitem__, signs)), reverse=True)
        return tuple(feature for _, feature in loudest[:_REASONS])


@dataclass(frozen=True, slots=True)
class Table:
    """The weights of a choice among several classes, a row for each feature, so that all classes are scored in one pass.

    `numbers` says which row of `matrix` is a feature's; row 0 is that of the bias.
    """

    classes: tuple[str, ...]
    numbers: Mapping[str, int]
    matrix: NDArray[np.float64] = field(compare=False)
    _rows: _Memory[tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Open the memory."""
        object.__setattr__(self, "_rows", _Memory(partial(_weighed, self.numbers)))

    def scores(self, signs: Iterable[Sign]) -> dict[str, float]:
        """Return the log-odds of each class."""
        rows = [0, *chain.from_iterable(map(self._rows.__getitem__, signs))]
        totals = np.add.reduce(self.matrix.take(rows, axis=0), axis=0)
        return dict(zip(self.classes, totals.tolist(), strict=True))


@dataclass(frozen=True)
class Model:
    """The weights of every choice that extraction makes, by the choice's name; "kind:grenade" is the class grenade of the choice kind."""

    choices: Mapping[str, Weights]

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The weights of each choice among classes, laid out by feature."""
        names = dict.fromkeys(name.partition(":")[0] for name in self.choices if ":" in name)
        return {name: _table(name, self.choices) for name in names}

    def __getitem__(self, choice: str) -> Weights:
        return self.choices[choice] if choice in self.choices else Weights({})

    def scores(self, choice: str, signs: Iterable[Sign], classes: Iterable[str]) -> dict[str, float]:
        """Return the log-odds of each class of a choice; 0 where nothing was learned."""
        table = self.tables.get(choice)
        return table.scores(signs) if table else dict.fromkeys(classes, 0.0)


def _table(name: str, choices: Mapping[str, Weights]) -> Table:
    parts = {choice.partition(":")[2]: weights.of for choice, weights in choices.items() if choice.startswith(f"{name}:")}
    numbers = {feature: number for number, feature in enumerate(dict.fromkeys(chain.from_iterable(parts.values())), 1)}
    matrix = np.zeros((len(numbers) + 1, len(parts)))
    for column, of in enumerate(parts.values()):
        matrix[[numbers[feature] for feature in of], column] = [*of.values()]
        matrix[0, column] = of.get(BIAS, 0.0)
    return Table(tuple(parts), numbers, matrix)


def join(*models: Model) -> Model:
    """Return the sum of models: learned weights and those set by hand for what annotated pages hold too little of."""
    choices: dict[str, dict[str, float]] = {}
    for model in models:
        for choice, weights in model.choices.items():
            summed = choices.get(choice)
            if summed is None:
                choices[choice] = dict(weights.of)
                continue
            for feature, weight in weights.of.items():
                summed[feature] = summed.get(feature, 0.0) + weight
    return Model({choice: Weights(of) for choice, of in choices.items()})


def mean(models: Sequence[Model]) -> Model:
    """Return the mean of one or more models: what they learned from different pages evens out (bagging, Breiman 1996)."""
    summed = join(*models)
    return Model({choice: Weights({feature: weight / len(models) for feature, weight in weights.of.items()}) for choice, weights in summed.choices.items()})


def record(model: Model) -> dict[str, object]:
    """Return what a weights file holds of a model: choices by feature; choices among classes as tables, a feature's weights as "number of the class:weight"."""
    tables = {name: {"classes": table.classes, "rows": _packed_rows(table)} for name, table in model.tables.items()}
    return {"choices": {name: dict(weights.of) for name, weights in model.choices.items() if ":" not in name}, "tables": tables}


def _packed_rows(table: Table) -> dict[str, str]:
    return {feature: _packed(row) for feature, row in zip(table.numbers, table.matrix[1:].tolist(), strict=True)}


def _packed(row: Iterable[float]) -> str:
    return " ".join(f"{number}:{weight:g}" for number, weight in enumerate(row) if weight)


def load(path: Path) -> Model:
    """Read a weights file. Raises BadLexicon where it is not one."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        choices = {choice: Weights({name: float(weight) for name, weight in of.items()}) for choice, of in data["choices"].items()}
        for name, table in data.get("tables", {}).items():
            choices |= {f"{name}:{one}": Weights(of) for one, of in _unpacked(table["classes"], table["rows"]).items()}
        return Model(choices)
    except (OSError, ValueError, KeyError, AttributeError, TypeError, IndexError) as error:
        raise BadLexicon(f"{path}: not a weights file ({error}); make one with 'riwaya train GOLD.jsonl'") from error


def _unpacked(classes: Sequence[str], rows: Mapping[str, str]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {one: {} for one in classes}
    numbered = {str(number): of for number, of in enumerate(found.values())}
    for feature, packed in rows.items():
        for part in packed.split():
            number, _, weight = part.partition(":")
            numbered[number][feature] = float(weight)
    return found
