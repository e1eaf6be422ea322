"""From a document to its claims: find, choose, put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from riwaya.extract import claims, scene, slots, tellings, weigh
from riwaya.extract.choices import scope, tell
from riwaya.extract.context import Context, context
from riwaya.extract.drafts import Draft, draft
from riwaya.extract.filled import Filled, fill
from riwaya.extract.network import Network
from riwaya.extract.network import load as load_network
from riwaya.extract.triggers import triggers
from riwaya.lexicon import Lexicon, built_in
from riwaya.lexicon.gazetteer import Gazetteer, load_gazetteer
from riwaya.model import Claim, Document, Place

__all__ = ["Extracted", "Knowledge", "extract", "knowledge", "read"]


LEAST = "least"  # in a choice's weights: the log-odds below which an option is dropped


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that extraction knows: words, place names, the weights of its choices, and a network whose sense of a page is one sign more; it reads without one."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    model: weigh.Model
    network: Network | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a document gave: its claims, and every place that it names."""

    claims: tuple[Claim, ...]
    places: tuple[Place, ...]


def knowledge(lexicon: Lexicon, gazetteer: Gazetteer | None = None) -> Knowledge:
    """Join a lexicon with names of places (the built-in ones where none are given), the built-in weights and the built-in network."""
    weights = weigh.join(weigh.load(built_in() / "weights.json"), weigh.load(built_in() / "weights.hand.json"))
    return Knowledge(lexicon, gazetteer or load_gazetteer(), weights, load_network(built_in() / "network.npz"))


def extract(document: Document, known: Knowledge) -> tuple[Claim, ...]:
    """Return the claims of a document, in page order. Pure: the same document and knowledge give the same claims."""
    return read(document, known).claims


def read(document: Document, known: Knowledge) -> Extracted:
    """Return the claims and the places of a document."""
    seen = scene.look(document, known.lexicon, known.gazetteer)
    around = sensed(context(seen, triggers(seen)), known.network)
    found = [claims.claim(one, around, known.lexicon.event_types) for one in filled(around, known)]
    return Extracted(claims.once(found), tuple(mention.place for mention in seen.places))


def sensed(around: Context, network: Network | None) -> Context:
    """Return a context with what a network thinks of it."""
    return replace(around, sense=network.sense(around)) if network else around


def filled(around: Context, known: Knowledge) -> tuple[Filled, ...]:
    """Return the tellings of a page that are claims, with all their slots."""
    types = known.lexicon.event_types
    in_scope = drafts(around, known, least=0.0)
    told, heard = tellings.tellings(in_scope, around, known.model, types)
    own = [fill(one, known.lexicon) for one in told]
    complete = slots.settle(own, heard, around, known.model, known.lexicon)
    weights = known.model["tell"]
    kept = [weights.score(tell.signs(one, own, around, types)) > weights.of.get(LEAST, 0.0) for one in own]
    return tuple(one for one, keep in zip(complete, kept, strict=True) if keep)


def drafts(around: Context, known: Knowledge, least: float = -inf) -> list[Draft]:
    """Return the draft of every candidate of a page that is in scope by log-odds above `least`, without one the draft of every candidate."""
    weights = known.model["scope"]
    scored = [(one, weights.score(scope.signs(one, around))) for one in around.triggers]
    return [draft(one, score, around, known.model, known.lexicon.event_types) for one, score in scored if score > least]
