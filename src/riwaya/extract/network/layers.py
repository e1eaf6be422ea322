"""The network: a word sees its neighbours in three layers, then every sentence of the page, then its neighbours again.

Written once for two uses: NumPy runs it when pages are read, JAX when it is learned. Both hand over their module as `xp`; training also hands over how rows of
a table are looked up and what is dropped at random.

Gated convolutions after Dauphin et al. 2017 (arXiv 1612.08083), attention after Vaswani et al. 2017 (arXiv 1706.03762), pairs of words by a sum of projections
and a bilinear form after Dozat and Manning 2017 (arXiv 1611.01734).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from riwaya.extract.sense import PAIRS

Array = Any  # of NumPy or of JAX
Module = Any  # NumPy or jax.numpy
Parameters = Mapping[str, Array]
Look = Callable[[Array, Array], Array]
Drop = Callable[[Array, float], Array]

WIDTH, PAIR, FORM, HEADS = 64, 32, 16, 4
DILATIONS = (1, 2, 4, 1, 2)  # of the five convolutions; the third is followed by attention
_BEFORE_ATTENTION = 3
_LITTLE, _NEVER = 1e-5, -1e9


def hidden(p: Parameters, words: Array, page: Mapping[str, Array], xp: Module, look: Look, drop: Drop) -> Array:
    """Return what each word means on its page: `words` [n, WIDTH] are the words by themselves, `page["mask"]` [n] is 0 where there is none."""
    mask = page["mask"][:, None]
    x = drop(words * mask, 0.25)
    for number, dilation in enumerate(DILATIONS):
        if number == _BEFORE_ATTENTION:
            x = (x + drop(_attended(p, x, page, xp, look), 0.2)) * mask
        x = (x + drop(_convolved(p, x, number, dilation, xp), 0.2)) * mask
    return drop(x, 0.25)


def _convolved(p: Parameters, x: Array, number: int, dilation: int, xp: Module) -> Array:
    y = _normed(x, p[f"norm{number}"], xp)
    reach = min(dilation, len(x))  # a text may have fewer words than a layer looks past
    none = xp.zeros((reach, x.shape[1]), x.dtype)
    near = xp.concatenate([xp.concatenate([none, y[: len(x) - reach]]), y, xp.concatenate([y[reach:], none])], -1)
    y = near @ p[f"conv{number}"] + p[f"bias{number}"]
    return xp.tanh(y[:, :WIDTH]) * (1 + xp.tanh(y[:, WIDTH:] / 2)) / 2


def _attended(p: Parameters, x: Array, page: Mapping[str, Array], xp: Module, look: Look) -> Array:
    """Let each word look at every sentence: `member` [sentences, n] takes the mean of a sentence, `apart` [n, sentences] is how far it lies."""
    y = _normed(x, p["norm"], xp)
    means = page["member"] @ y
    query, key, value = (one.reshape(-1, HEADS, WIDTH // HEADS) for one in (y @ p["query"], means @ p["key"], means @ p["value"]))
    scores = xp.einsum("lhd,shd->hls", query, key) / 4 + xp.moveaxis(look(p["apart"], page["apart"]), -1, 0)
    scores = xp.where(page["member"].sum(1) > 0, scores, _NEVER)
    weights = xp.exp(scores - scores.max(-1, keepdims=True))
    weights = weights / weights.sum(-1, keepdims=True)
    return xp.einsum("hls,shd->lhd", weights, value).reshape(-1, WIDTH) @ p["out"]


def _normed(x: Array, scale: Array, xp: Module) -> Array:
    return x * scale / xp.sqrt((x * x).mean(-1, keepdims=True) + _LITTLE)


def scores(p: Parameters, x: Array, page: Mapping[str, Array], xp: Module, look: Look) -> tuple[Array, Array, dict[str, Array]]:
    """Return log-odds: of each candidate by itself [triggers, 3], of its types [triggers, types], of it with each mention [triggers, mentions] by choice."""
    triggers = _ends(x, page["triggers"], xp)
    pairs = {}
    for choice, kind in PAIRS.items():
        others = triggers if kind == "triggers" else _ends(x, page[kind], xp)
        pairs[choice] = _paired(p, choice, triggers, others, [page[f"{kind}.{name}"] for name in ("far", "sentences", "segment")], xp, look)
    for choice in (choice for choice, kind in PAIRS.items() if kind == "triggers"):
        pairs[choice] = (pairs[choice] + pairs[choice].T) / 2
    return triggers @ p["alone"] + p["alone.bias"], triggers @ p["kind"] + p["kind.bias"], pairs


def _ends(x: Array, ends: Array, xp: Module) -> Array:
    """Return the first and the last word of each mention, side by side."""
    return xp.concatenate([x[ends[:, 0]], x[ends[:, 1]]], -1)


def _paired(p: Parameters, choice: str, triggers: Array, others: Array, apart: list[Array], xp: Module, look: Look) -> Array:
    def of(name: str) -> Array:
        return p[f"{choice}.{name}"]

    far, sentences, segment = apart
    met = (triggers @ of("trigger"))[:, None] + (others @ of("other"))[None]
    met = met + look(of("far"), far) + look(of("sentences"), sentences) + look(of("segment"), segment)
    formed = (triggers @ of("form.trigger")) @ (others @ of("form.other")).T / 4
    return xp.maximum(met, 0) @ of("out") + formed + of("bias") + look(of("far.bias"), far) + look(of("sentences.bias"), sentences)
