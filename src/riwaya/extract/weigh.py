"""Linear choices that can be read: every option is a bag of named features, every feature has a weight.

The weights come from a file (`lexicon/weights.json`): set by hand at first, or learned by `riwaya train`. Both run through
this same code, and the features that decided are named in a claim's `rules`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path

from riwaya.errors import BadLexicon

BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of one choice, by feature; an unknown feature weighs nothing."""

    of: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """Return the log-odds that the option is right: above 0 is more likely than not."""
        return sum(map(self.of.get, features, repeat(0.0))) + self.of.get(BIAS, 0.0)

    def reasons(self, features: Iterable[str], most: int = 2) -> tuple[str, ...]:
        """Return the features that spoke loudest for the option."""
        weighed = sorted(((self.of.get(feature, 0.0), feature) for feature in features), reverse=True)
        return tuple(feature for weight, feature in weighed[:most] if weight > 0)


@dataclass(frozen=True, slots=True)
class Table:
    """The weights of a choice among several classes, by feature, so that all classes are scored in one pass."""

    classes: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """Return the log-odds of each class."""
        totals = list(self.rows.get(BIAS, (0.0,) * len(self.classes)))
        for feature in features:
            row = self.rows.get(feature)
            if row:
                totals = [total + weight for total, weight in zip(totals, row, strict=True)]
        return dict(zip(self.classes, totals, strict=True))


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

    def scores(self, choice: str, features: Iterable[str], classes: Iterable[str]) -> dict[str, float]:
        """Return the log-odds of each class of a choice; 0 where nothing was learned."""
        table = self.tables.get(choice)
        return table.scores(features) if table else dict.fromkeys(classes, 0.0)


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
