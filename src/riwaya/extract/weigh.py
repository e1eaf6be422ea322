"""Linear choices that can be read: every option is a bag of named features, every feature has a weight.

The weights come from a file (`lexicon/weights.json`): set by hand at first, or learned by `riwaya train`. Both run through
this same code, and the features that decided are named in a claim's `rules`.

What speaks for an option is handed over as signs. A sign is a feature, or a function with what it is called with, which names several:
`(_stand, "after", "2")` for `_stand("after", "2")`. What the features of a sign weigh is looked up where it is first met and then remembered:
their names are put together only when a sign is new, when weights are learned, and when a claim says why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from riwaya.errors import BadLexicon

BIAS = "bias"
_REMEMBERED = 50_000  # signs of one choice; then all are forgotten and met anew
Sign = str | tuple[Any, ...]
W = TypeVar("W")


def features(signs: Iterable[Sign]) -> Iterator[str]:
    """Yield the features that signs stand for."""
    for sign in signs:
        if isinstance(sign, str):
            yield sign
        else:
            name, *values = sign
            yield from name(*values)


class _Memory(dict[Sign, tuple[W, ...]]):
    """What the features of each sign weigh, those that weigh anything: looked up when the sign is first asked for."""

    def __init__(self, of: Mapping[str, W]) -> None:
        super().__init__()
        self.of = of

    def __missing__(self, sign: Sign) -> tuple[W, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[sign] = found = tuple(self.of[feature] for feature in features((sign,)) if self.of.get(feature))
        return found


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of one choice, by feature; an unknown feature weighs nothing. Immutable, apart from its memory."""

    of: Mapping[str, float]
    _memory: _Memory[float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Open the memory."""
        object.__setattr__(self, "_memory", _Memory(self.of))

    def score(self, signs: Iterable[Sign]) -> float:
        """Return the log-odds that the option is right: above 0 is more likely than not."""
        return sum(chain.from_iterable(map(self._memory.__getitem__, signs))) + self.of.get(BIAS, 0.0)

    def reasons(self, signs: Iterable[Sign], most: int = 2) -> tuple[str, ...]:
        """Return the features that spoke loudest for the option."""
        weighed = sorted(((self.of.get(feature, 0.0), feature) for feature in features(signs)), reverse=True)
        return tuple(feature for weight, feature in weighed[:most] if weight > 0)


@dataclass(frozen=True, slots=True)
class Table:
    """The weights of a choice among several classes, by feature, so that all classes are scored in one pass."""

    classes: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]
    _memory: _Memory[tuple[float, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Open the memory."""
        object.__setattr__(self, "_memory", _Memory(self.rows))

    def scores(self, signs: Iterable[Sign]) -> dict[str, float]:
        """Return the log-odds of each class."""
        bias = self.rows.get(BIAS, (0.0,) * len(self.classes))
        rows = chain.from_iterable(map(self._memory.__getitem__, signs))
        return dict(zip(self.classes, map(sum, zip(bias, *rows, strict=True)), strict=True))


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of every choice that extraction makes, by the choice's name; "kind:grenade" is the class grenade of the choice kind."""

    choices: Mapping[str, Weights]
    tables: Mapping[str, Table] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay the weights of each choice among classes out by feature."""
        names = dict.fromkeys(name.partition(":")[0] for name in self.choices if ":" in name)
        object.__setattr__(self, "tables", {name: _table(name, self.choices) for name in names})

    def __getitem__(self, choice: str) -> Weights:
        return self.choices.get(choice, Weights({}))

    def scores(self, choice: str, signs: Iterable[Sign], classes: Iterable[str]) -> dict[str, float]:
        """Return the log-odds of each class of a choice; 0 where nothing was learned."""
        table = self.tables.get(choice)
        return table.scores(signs) if table else dict.fromkeys(classes, 0.0)


def _table(name: str, choices: Mapping[str, Weights]) -> Table:
    parts = {choice.partition(":")[2]: weights.of for choice, weights in choices.items() if choice.startswith(f"{name}:")}
    classes = tuple(parts)
    features = dict.fromkeys(feature for of in parts.values() for feature in of)
    return Table(classes, {feature: tuple(parts[one].get(feature, 0.0) for one in classes) for feature in features})


def join(*models: Model) -> Model:
    """Return the sum of models: learned weights and those set by hand for what annotated pages hold too little of."""
    choices: dict[str, dict[str, float]] = {}
    for model in models:
        for choice, weights in model.choices.items():
            summed = choices.setdefault(choice, {})
            for feature, weight in weights.of.items():
                summed[feature] = summed.get(feature, 0.0) + weight
    return Model({choice: Weights(of) for choice, of in choices.items()})


def record(model: Model) -> dict[str, object]:
    """Return what a weights file holds of a model: choices by feature; choices among classes as tables, a feature's weights as "number of the class:weight"."""
    tables = {name: {"classes": table.classes, "rows": {feature: _packed(row) for feature, row in table.rows.items()}} for name, table in model.tables.items()}
    return {"choices": {name: dict(weights.of) for name, weights in model.choices.items() if ":" not in name}, "tables": tables}


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
    for feature, packed in rows.items():
        for part in packed.split():
            number, _, weight = part.partition(":")
            found[classes[int(number)]][feature] = float(weight)
    return found
