"""Fits one linear choice: features in, weights out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, repeat
from operator import itemgetter
from sys import intern

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from riwaya.extract.weigh import BIAS, Weights

_LEAST = 0.08  # weights nearer to 0 are left out: they change next to nothing but the size of the file, which stays under 2 MB
_STANDS = 2 / 3  # of what is set by hand, while the rest is learned: pages show grammar of few parties, and would unlearn it
_STEPS, _FLAT = 300, 1e-6  # the search ends after so many steps, or where a step lessens the loss by no larger part


@dataclass(slots=True)
class Examples:
    """Options of one choice seen in training: of each its page, its features, and whether it was right, by class ("" where the choice has no classes)."""

    pages: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    right: dict[str, list[bool]] = field(default_factory=dict)

    def add(self, page: str, features: Iterable[str], right: bool | Mapping[str, bool]) -> None:  # noqa: FBT001  # the label is the point of the call
        """Add one option of a page."""
        self.pages.append(page)
        self.rows.append(tuple(map(intern, dict.fromkeys(features))))  # a feature stands in many rows: one string for all
        for name, one in right.items() if isinstance(right, Mapping) else [("", right)]:
            self.right.setdefault(name, []).append(one)

    def extend(self, other: Examples) -> None:
        """Add the options of other pages."""
        self.pages += other.pages
        self.rows += other.rows
        for name, several in other.right.items():
            self.right.setdefault(name, []).extend(several)

    def known(self, least: int) -> list[str]:
        """Return the features that stand on at least so many pages; options of one page stand together."""
        counts: Counter[str] = Counter()
        for _, rows in groupby(zip(self.pages, self.rows, strict=True), key=itemgetter(0)):
            counts.update(set(chain.from_iterable(row for _, row in rows)))
        return sorted(feature for feature, pages in counts.items() if pages >= least)


def fit(examples: Examples, by_hand: Mapping[str, Mapping[str, float]], least: int = 4, strength: float = 0.3) -> dict[str, Weights]:
    """Return weights for each class by logistic regression with an L2 penalty, the weaker the larger `strength`, to be added to those set by hand.

    Two thirds of what is set by hand stand from the start, as an offset (McCullagh & Nelder 1989, 2.2), so that they are not learned once more. Features seen
    on fewer than `least` pages are left out, so that nothing is learned by heart from one page. A choice that was never, or always, right in training gets
    its bias only.
    """
    names = examples.known(least)
    matrix = _matrix(examples.rows, names)
    classes = examples.right or {"": []}
    return {name: _fitted(matrix, names, np.array(right), _given(examples.rows, by_hand.get(name, {})), strength) for name, right in classes.items()}


def _given(rows: Sequence[Sequence[str]], by_hand: Mapping[str, float]) -> NDArray[np.float64]:
    """Return the log-odds that stand for each row by what is set by hand."""
    if not by_hand:
        return np.zeros(len(rows))
    return _STANDS * np.array([sum(map(by_hand.get, row, repeat(0.0))) for row in rows])


def _fitted(matrix: csr_matrix, names: Sequence[str], right: NDArray[np.bool_], given: NDArray[np.float64], strength: float) -> Weights:
    if not right.any() or right.all():
        return Weights({BIAS: 3.0 if right.any() else -3.0})
    learned = _minimum(matrix, np.where(right, 1.0, -1.0), given, strength)
    weights = {name: round(float(weight), 2) for name, weight in zip(names, learned[:-1], strict=True) if abs(weight) >= _LEAST}
    return Weights({BIAS: round(float(learned[-1]), 3), **weights})


def _matrix(rows: Sequence[Sequence[str]], names: Sequence[str]) -> csr_matrix:
    """Return the rows as 0 and 1 by feature, and a last column of ones for the bias."""
    index = {name: column for column, name in enumerate(names)}
    columns = [[*(index[feature] for feature in row if feature in index), len(names)] for row in rows]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.fromiter(chain.from_iterable(columns), dtype=np.int32, count=starts[-1])
    return csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(columns), len(names) + 1))


def _minimum(matrix: csr_matrix, right: NDArray[np.float64], given: NDArray[np.float64], strength: float) -> NDArray[np.float64]:
    """Return the weights with the least loss: `right` is 1 or -1, `given` what is known of each row before."""
    turned = matrix.T.tocsr()

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = right * (matrix @ weights + given)
        slope = turned @ (-right * expit(-odds))
        return float(np.logaddexp(0, -odds).sum() + weights @ weights / (2 * strength)), slope + weights / strength

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS, "ftol": _FLAT})
    return np.asarray(found.x, np.float64)
