"""What linking knows beside the claims: weights, near kinds, words of the night, actors with their parents, places with theirs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from typing import Any
from zlib import crc32

from riwaya import arabic
from riwaya.errors import BadLexicon
from riwaya.lexicon import Actor, Lexicon
from riwaya.lexicon.gazetteer import load_gazetteer
from riwaya.link.spots import Spotter

Pair = tuple[str, str]
Weights = Mapping[str, Mapping[str, int]]
SIGNS = 3  # raised where signs come out otherwise than before, be it by `link.signs`, `link.text` or folding, or are kept otherwise
SCORES = 1  # raised where signs are compared otherwise than before, be it by `link.score`, `link.spots` or `link.block`
SCALE = 100  # weights are summed as whole hundredths: the order of adding can then change nothing


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Read once, used for every claim.

    `weights` are hundredths of nats by slot and sign; `near` holds pairs of kinds that accounts exchange, `rival` those of them that
    exclude each other; `words` are the lists of words.toml, folded. `stamp` is another where signs that were kept (`link.kept`) no longer hold,
    `scored` where scores do not.
    Immutable, apart from a memory of the parties asked for.
    """

    weights: Weights
    prior: int
    near: frozenset[Pair]
    rival: frozenset[Pair]
    words: Mapping[str, frozenset[str]]
    amounts: Mapping[str, tuple[int | None, int | None]]
    actors: Mapping[str, Actor]
    spotter: Spotter
    stamp: bytes
    scored: bytes
    lineages: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    sides: dict[tuple[object, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)


def knowledge(lexicon: Lexicon) -> Knowledge:
    """Load linking's own tables beside the lexicon given. Raises BadLexicon."""
    words, weights, kinds = _table("words"), _weights(_table("weights")), _checked(_table("kinds")["near"], lexicon.event_types)
    folded = {name: frozenset(map(arabic.key, table["words"])) for name, table in words.items()}
    amounts = {name: (low, high or (0 if name == "none" else None)) for name, (low, high) in _amounts(_table("amounts"))}
    friendly = frozenset(pair for group in kinds if not group.get("rival") for pair in _pairs(group))
    rival = frozenset(pair for group in kinds if group.get("rival") for pair in _pairs(group)) - friendly
    stamp = _crc(SIGNS, version("wordfreq"), sorted((name, sorted(some)) for name, some in folded.items()), sorted(amounts.items()))
    places = crc32((files("riwaya.lexicon") / "places" / "places.tsv").read_bytes())
    return Knowledge(
        weights=weights,
        prior=weights["prior"]["prior"],
        near=friendly | rival,
        rival=frozenset(pair for pair in rival if pair[0] != pair[1]),
        words=folded,
        amounts=amounts,
        actors=lexicon.actors,
        spotter=Spotter(load_gazetteer()),
        stamp=stamp,
        scored=_crc(SCORES, stamp, weights, sorted(friendly | rival), places, sorted(lexicon.actors.items())),
    )


def _crc(*told: object) -> bytes:
    return crc32(repr(told).encode("utf-8")).to_bytes(4, "big")


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("riwaya.link") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def _weights(table: Mapping[str, Mapping[str, Any]]) -> Weights:
    """Return the table in hundredths; every slot must say where its weights come from."""
    for slot, signs in table.items():
        if not signs.get("origin"):
            raise BadLexicon(f"link/data/weights.toml: [{slot}] has no 'origin'; say where its weights come from")
    return {slot: {sign: round(weight * SCALE) for sign, weight in signs.items() if sign != "origin"} for slot, signs in table.items()}


def _checked(groups: Sequence[Mapping[str, Any]], known: Mapping[str, str]) -> Sequence[Mapping[str, Any]]:
    for group in groups:
        unknown = {*group["kinds"], *filter(None, [group.get("vague")])} - set(known)
        if unknown or not group.get("origin"):
            raise BadLexicon(f"link/data/kinds.toml: {group['kinds']}: every kind is a sub-event type and every group has an 'origin' ({unknown or 'none'})")
    return groups


def _pairs(group: Mapping[str, Any]) -> Iterator[Pair]:
    """Yield the pairs of a group both ways: each with each, or the vague word with each."""
    for one in [group["vague"]] if "vague" in group else group["kinds"]:
        for other in group["kinds"]:
            yield one, other
            yield other, one


def _amounts(table: Mapping[str, Any]) -> list[tuple[str, list[int]]]:
    return [(name, bounds) for name, bounds in table.items() if name != "origin"]
