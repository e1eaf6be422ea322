"""Learns the network of `riwaya.extract.network` from annotated pages; needs JAX (extra `train`).

Every choice is learned at once: which candidates are in scope, their types, who did it to whom, where, when, by whom it is told, and which two are one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import jax
import numpy as np
import optax
from jax import numpy as jnp

from riwaya.extract.network import Network, Vocabulary
from riwaya.extract.network.inputs import APART, FAR, SENTENCES
from riwaya.extract.network.layers import DILATIONS, FORM, HEADS, PAIR, WIDTH, hidden, scores
from riwaya.extract.sense import ALONE, PAIRS
from riwaya.training.examples import SIZES, Example, Tables, batch, batches, vocabulary

Array = Any  # of JAX
EPOCHS, RATE, DECAY, WARM = 7, 3e-3, 3e-2, 50
_UNKNOWN = 0.2  # of the words are hidden in training, so that what stands around them is learned from
_ONE_CORE = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"


def _tell(text: str) -> None:
    """Say how far learning has come, at once: it takes minutes, in processes of their own."""
    print(text, file=sys.stderr, flush=True)


def train(examples: Sequence[Example], types: Sequence[str], tell: Callable[[str], None] = _tell) -> Network:
    """Learn a network. The same examples give the same network on one kind of machine."""
    known = vocabulary(examples, types)
    parameters = _started(known, np.random.default_rng(0))
    order = np.random.default_rng(1)
    steps = EPOCHS * len(batches(examples, order))
    optimizer = optax.chain(
        optax.clip_by_global_norm(5.0), optax.adamw(optax.warmup_cosine_decay_schedule(0.0, RATE, min(WARM, steps // 10), steps), weight_decay=DECAY)
    )
    state = optimizer.init(parameters)

    @jax.jit
    def step(parameters: Array, state: Array, page: Array, right: Array, key: Array) -> Array:
        loss, slope = jax.value_and_grad(_loss)(parameters, page, right, key)
        change, state = optimizer.update(slope, state, parameters)
        return optax.apply_updates(parameters, change), state, loss

    key = jax.random.PRNGKey(0)
    for epoch in range(EPOCHS):
        losses = []
        for size, numbers in batches(examples, order):
            key, used = jax.random.split(key)
            parameters, state, loss = step(parameters, state, *batch([examples[number] for number in numbers], SIZES[size], known), used)
            losses.append(float(loss))
        tell(f"network: round {epoch + 1} of {EPOCHS}, loss {np.mean(losses):.3f}")
    return Network({name: np.asarray(table) for name, table in parameters.items()}, known)


def _started(known: Vocabulary, rng: np.random.Generator) -> Tables:
    """Return parameters to begin with: tables by chance, scaled by what they take in; biases 0."""

    def chance(*shape: int, scale: float | None = None) -> Array:
        return (rng.standard_normal(shape) * (scale or shape[0] ** -0.5)).astype(np.float32)

    p = {name: chance(len(found) + 1, WIDTH, scale=0.1) for name, found in (("words", known.words), ("parts", known.parts), ("marks", known.marks))}
    for number in range(len(DILATIONS)):
        p |= {f"conv{number}": chance(3 * WIDTH, 2 * WIDTH), f"bias{number}": np.zeros(2 * WIDTH, np.float32), f"norm{number}": np.ones(WIDTH, np.float32)}
    p |= {name: chance(WIDTH, WIDTH) for name in ("query", "key", "value", "out")}
    p |= {"norm": np.ones(WIDTH, np.float32), "apart": np.zeros((APART, HEADS), np.float32)}
    p |= {"alone": chance(2 * WIDTH, len(ALONE)), "alone.bias": np.zeros(len(ALONE), np.float32)}
    p |= {"kind": chance(2 * WIDTH, len(known.types)), "kind.bias": np.zeros(len(known.types), np.float32)}
    for choice in PAIRS:
        p |= {f"{choice}.{name}": chance(2 * WIDTH, PAIR) for name in ("trigger", "other")}
        p |= {f"{choice}.{name}": chance(2 * WIDTH, FORM) for name in ("form.trigger", "form.other")}
        p |= {f"{choice}.{name}": chance(steps, PAIR, scale=0.1) for name, steps in (("far", FAR), ("sentences", SENTENCES), ("segment", 2))}
        p |= {f"{choice}.{name}.bias": np.zeros(steps, np.float32) for name, steps in (("far", FAR), ("sentences", SENTENCES))}
        p |= {f"{choice}.out": chance(PAIR, scale=0.2), f"{choice}.bias": np.full(1, -1, np.float32)}
    return p


def _loss(parameters: Array, page: Array, right: Array, key: Array) -> Array:
    """Return the mean loss of a candidate: cross-entropy of every choice about it."""

    def wrong(odds: Array, truth: Array) -> Array:
        return jnp.maximum(odds, 0) - odds * truth + jnp.log1p(jnp.exp(-jnp.abs(odds)))

    alone, kinds, pairs = jax.vmap(_seen, (None, 0, 0))(parameters, page, jax.random.split(key, page["mask"].shape[0]))
    weight = right["weight"]
    told = weight * right["scope"]
    total = sum((wrong(alone[..., number], right[name]) * (weight if name == "scope" else told)).sum() for number, name in enumerate(ALONE))
    shares = jnp.take_along_axis(jax.nn.log_softmax(kinds), right["kinds"].clip(0)[..., None], -1)[..., 0]
    total -= (shares * (right["kinds"] >= 0) * weight).sum()
    for choice, odds in pairs.items():
        total += (wrong(odds, right[choice]) * right[f"{choice}.counts"] * weight[..., None]).sum()
    return total / weight.sum()


def _seen(parameters: Array, page: Array, key: Array) -> Array:
    """Read one page as `Network.sense` does, with words hidden and values dropped by chance."""
    keys = iter(jax.random.split(key, len(DILATIONS) + 4))

    def drop(values: Array, share: float) -> Array:
        return values * jax.random.bernoulli(next(keys), 1 - share, values.shape) / (1 - share)

    def look(table: Array, numbers: Array) -> Array:  # a product, since its slope is a product again
        return jax.nn.one_hot(numbers, table.shape[0]) @ table

    known = page["parts"] > 0
    kept = page["words"] * jax.random.bernoulli(next(keys), 1 - _UNKNOWN, page["words"].shape)
    met = (parameters["parts"][page["parts"]] * known[..., None]).sum(1) / known.sum(1, keepdims=True).clip(1)
    words = parameters["words"][kept] + met + page["marks"] @ parameters["marks"]
    return scores(parameters, hidden(parameters, words, page, jnp, look, drop), page, jnp, look)


def crossed(examples: Sequence[Example], folds: Sequence[int], types: Sequence[str]) -> tuple[Network, list[Network]]:
    """Return a network learned from all pages, and for each page one that was learned without any of its fold; one is learned on each core at a time."""
    jobs = [[*range(len(examples))], *([number for number, own in enumerate(folds) if own != fold] for fold in range(max(folds) + 1))]
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), _one_core) as pool:
        whole, *others = pool.map(train, [[examples[number] for number in job] for job in jobs], [types] * len(jobs))
    return whole, [others[fold] for fold in folds]


def _one_core() -> None:
    """Have a process use one core, so that sums are made in one order; read when JAX first computes."""
    os.environ["XLA_FLAGS"] = _ONE_CORE
