"""From a document to its claims: find, choose, put together."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.extract import carried, claims, scene, tellings, weigh
from riwaya.extract.context import Context, context
from riwaya.extract.drafts import Draft, draft
from riwaya.extract.filled import Filled, fill
from riwaya.extract.triggers import triggers
from riwaya.lexicon import Lexicon, built_in
from riwaya.lexicon.gazetteer import Gazetteer
from riwaya.lexicon.gazetteer import load_gazetteer
from riwaya.model import Claim, Document

__all__ = ["Knowledge", "extract", "knowledge"]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that extraction knows: words, place names, and the weights of its choices."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    model: weigh.Model


def knowledge(lexicon: Lexicon) -> Knowledge:
    """Join a lexicon with the built-in place names and weights."""
    return Knowledge(lexicon, load_gazetteer(), weigh.load(built_in() / "weights.json"))


def extract(document: Document, known: Knowledge) -> tuple[Claim, ...]:
    """Return the claims of a document, in page order. Pure: the same document and knowledge give the same claims."""
    seen = scene.look(document, known.lexicon, known.gazetteer)
    around = context(seen, triggers(seen))
    return tuple(claims.claim(one, around, known.lexicon.event_types) for one in filled(around, known))


def filled(around: Context, known: Knowledge) -> tuple[Filled, ...]:
    """Return the tellings of a page with all their slots."""
    in_scope = [one for one in drafts(around, known) if one.scope > 0]
    told = tellings.tellings(in_scope, around, known.model, known.lexicon.event_types)
    return carried.complete([fill(one, known.lexicon) for one in told], around, known.model, known.lexicon)


def drafts(around: Context, known: Knowledge) -> list[Draft]:
    """Return the draft of every candidate of a page."""
    return [draft(one, around, known.model, known.lexicon.event_types) for one in around.triggers]
