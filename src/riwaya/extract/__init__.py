"""From a document to its claims: find, choose, put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

from riwaya.errors import BadLexicon
from riwaya.extract import claims, scene, slots, tellings, weigh
from riwaya.extract.choices import tell
from riwaya.extract.context import Context, context
from riwaya.extract.drafts import Candidate, Draft, draft
from riwaya.extract.filled import Filled, fill
from riwaya.extract.network import Network
from riwaya.extract.network import load as load_network
from riwaya.extract.triggers import triggers
from riwaya.extract.vote import voted
from riwaya.lexicon import Lexicon, built_in
from riwaya.lexicon.gazetteer import Gazetteer, load_gazetteer
from riwaya.model import Claim, Document, Place

__all__ = ["Extracted", "Knowledge", "extract", "knowledge", "read"]


LEAST = "least"  # in a choice's weights: the log-odds below which an option is dropped


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that extraction knows: words, place names, the weights of its choices, and a network whose sense of a page is one sign more; it reads without one.

    Where there are several models, a page is read by each, and what most of them read is told.
    """

    lexicon: Lexicon
    gazetteer: Gazetteer
    models: tuple[weigh.Model, ...]
    network: Network | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a document gave: its claims, and every place that it names."""

    claims: tuple[Claim, ...]
    places: tuple[Place, ...]


def knowledge(lexicon: Lexicon, gazetteer: Gazetteer | None = None, *, quick: bool = False) -> Knowledge:
    """Join a lexicon with names of places (the built-in ones where none are given), the built-in weights and the built-in network.

    A `quick` reader has one model, the mean of all, and nobody to vote with.
    """
    learned, by_hand = built_in() / "learned", weigh.load(built_in() / "weights.hand.json")
    voters = [weigh.load(file) for file in sorted(learned.glob("weights.*.json"))]
    if not voters:
        raise BadLexicon(f"{learned}: no weights.*.json in it; make them with 'riwaya train GOLD.jsonl -o {learned}'")
    models = tuple(weigh.join(one, by_hand) for one in ([weigh.mean(voters)] if quick else voters))
    return Knowledge(lexicon, gazetteer or load_gazetteer(), models, load_network(learned / "network.npz"))


def extract(document: Document, known: Knowledge) -> tuple[Claim, ...]:
    """Return the claims of a document, in page order. Pure: the same document and knowledge give the same claims."""
    return read(document, known).claims


def read(document: Document, known: Knowledge) -> Extracted:
    """Return the claims and the places of a document."""
    seen = scene.look(document, known.lexicon, known.gazetteer)
    around = sensed(context(seen, triggers(seen)), known.network)
    types = known.lexicon.event_types
    found = candidates(around)
    readings = [claims.once(claims.claim(one, around, types) for one in filled(around, found, known.lexicon, model)) for model in known.models]
    return Extracted(claims.once(voted(readings)), tuple(mention.place for mention in seen.places))


def sensed(around: Context, network: Network | None) -> Context:
    """Return a context with what a network thinks of it."""
    return replace(around, sense=network.sense(around)) if network else around


def candidates(around: Context) -> list[Candidate]:
    """Return the candidates of a page."""
    return [Candidate(one, around) for one in around.triggers]


def filled(around: Context, found: Sequence[Candidate], lexicon: Lexicon, model: weigh.Model) -> tuple[Filled, ...]:
    """Return the tellings of a page that are claims, with all their slots, as one model reads them."""
    types = lexicon.event_types
    told, heard = tellings.tellings(drafts(found, model, types, least=0.0), around, model, types)
    own = [fill(one, lexicon) for one in told]
    complete = slots.settle(own, heard, around, model, lexicon)
    weights = model["tell"]
    kept = [weights.score(tell.signs(one, own, around, types)) > weights.of.get(LEAST, 0.0) for one in own]
    return tuple(one for one, keep in zip(complete, kept, strict=True) if keep)


def drafts(found: Iterable[Candidate], model: weigh.Model, event_types: Iterable[str], least: float = -inf) -> list[Draft]:
    """Return the drafts of the candidates that are in scope by log-odds above `least`, without one of all."""
    weights = model["scope"]
    scored = [(one, weights.score(one.scope)) for one in found]
    return [draft(one, odds, model, event_types) for one, odds in scored if odds > least]
