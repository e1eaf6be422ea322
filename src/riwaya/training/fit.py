"""Fits one linear choice: features in, weights out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from riwaya.extract.weigh import BIAS, Weights

_LEAST = 0.08  # weights nearer to 0 are left out: they change next to nothing but the size of the file, which stays under 2 MB


@dataclass(slots=True)
class Examples:
    """Options seen in training, each a bag of features and whether it was right."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    def add(self, page: str, features: Iterable[str], right: bool) -> None:  # noqa: FBT001  # the label is the point of the call
        """Add one option of a page."""
        self.rows.append(tuple(dict.fromkeys(features)))
        self.right.append(right)
        self.pages.append(page)

    def known(self, least: int) -> list[str]:
        """Return the features that stand on at least so many pages."""
        where: dict[str, set[str]] = {}
        for row, page in zip(self.rows, self.pages, strict=True):
            for feature in row:
                where.setdefault(feature, set()).add(page)
        return sorted(feature for feature, pages in where.items() if len(pages) >= least)


def fit(examples: Examples, least: int = 4, strength: float = 0.3) -> Weights:
    """Return weights by logistic regression with an L2 penalty (`strength` is scikit-learn's C).

    Features seen on fewer than `least` pages are left out, so that nothing is learned by heart from one page. A choice
    that was never, or always, right in training gets its bias only.
    """
    right = np.array(examples.right)
    if not examples.rows or right.all() or not right.any():
        return Weights({BIAS: 3.0 if examples.rows and right.all() else -3.0})
    names = examples.known(least)
    if not names:
        return Weights({BIAS: round(float(np.log(right.mean() / (1 - right.mean()))), 3)})
    index = {name: column for column, name in enumerate(names)}
    columns = [[index[feature] for feature in row if feature in index] for row in examples.rows]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate([np.array(row, dtype=np.int32) for row in columns]) if columns else np.array([], dtype=np.int32)
    matrix = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(columns), len(names)))
    learned = LogisticRegression(C=strength, solver="liblinear", random_state=0).fit(matrix, right)
    weights = {name: round(float(weight), 2) for name, weight in zip(names, learned.coef_[0], strict=True) if abs(weight) >= _LEAST}
    return Weights({BIAS: round(float(learned.intercept_[0]), 3), **weights})
