"""Who takes part by the contract's conventions, whatever words name them: the crowd of a protest, the people of a place that is shelled."""

from __future__ import annotations

from dataclasses import replace

from riwaya.extract.context import ARMED, Context
from riwaya.extract.keys import key_of
from riwaya.extract.parties import PartyMention
from riwaya.extract.telling import Telling
from riwaya.extract.triggers import Trigger
from riwaya.lexicon import Lexicon
from riwaya.model import Party

_CROWDS = frozenset({"protesters", "rioters", "civilians"})
_UPON_PLACES = frozenset({"air-drone-strike", "shelling-artillery-missile-attack", "chemical-weapon", "attack"})
_HURT = frozenset({"killed", "wounded", "killed-or-wounded"})
_FORCES = frozenset({"military", "police"})
_CIVILIANS = "civilians"


def crowded(actors: list[Party], targets: list[Party], telling: Telling, context: Context, lexicon: Lexicon) -> tuple[list[Party], list[Party]]:
    """Give a protest or riot the crowd that its type names (ACLED's codebook): the people named, else under the event word, where that names a crowd.

    The forces of a state that a riot clashes with stand against it, on whichever side of «بين» they are told.
    """
    crowd = lexicon.crowds.get(telling.kind)
    if crowd is None:
        return actors, targets
    people = next((party for party in (*actors, *targets) if party.actor in _CROWDS), None)
    word = telling.word.trigger
    told = Party(None, context.scene.reading.quote(word.start, word.end), context.scene.reading.span(word.start, word.end))
    named = people or (told if word.kind in lexicon.crowds and not _names_force(word, lexicon) else Party(None, None))
    rest = [party for party in targets if party.actor not in _CROWDS]
    mob = replace(named, actor=crowd.actor)
    if crowd.role == "target":
        return [party for party in actors if party.actor not in _CROWDS], [mob, *rest]
    forces = [party for party in (*actors, *_sides(telling)) if party.actor and lexicon.actors[party.actor].kind in _FORCES]
    against = {party.actor: party for party in (*forces, *rest)}
    return [mob], [] if crowd.role == "only-actor" else [*rest, *(party for party in against.values() if party not in rest)]


def _names_force(word: Trigger, lexicon: Lexicon) -> bool:
    """Whether an event word names who shot, not the crowd: «برصاص الجيش»."""
    return lexicon.crowds[word.kind or ""].role == "target" and word.tag not in {"noun", "accusative", "dual", "plural"}


def _sides(telling: Telling) -> list[Party]:
    """Return the parties that grammar sets on a side of a fight."""
    options = [(draft, one.option.party) for draft in telling.drafts for one in draft.options.get("actors", ()) if isinstance(one.option, PartyMention)]
    return [party for draft, party in options if "side" in draft.bound.get(key_of(party), ())]


def populace(targets: list[Party], telling: Telling, context: Context) -> list[Party]:
    """Give what struck a place the people there as its target, where people were hurt of whom no party is told: «قتل ثمانية في قصف على البلدة»."""
    hurt = [loss for loss in telling.losses if loss.outcome in _HURT]
    if targets or telling.kind not in _UPON_PLACES or not hurt or any(_named(loss.people, context) or loss.group for loss in hurt):
        return targets
    if any(_military(draft.trigger, context) for draft in telling.drafts):
        return targets
    return [Party(_CIVILIANS, None, hurt[0].figure.span)]


def _military(word: Trigger, context: Context) -> bool:
    """Whether something of soldiers is told of behind an event word: «قصف على نقطة عسكرية»."""
    return any(one.entry.value == "military" and one.start >= word.end for one in context.in_segment[word.segment].of("object"))


def _named(people: tuple[int, int] | None, context: Context) -> bool:
    """Whether the phrase of who was lost says more than a number, a bare nationality («مقتل 14 سوريا») or «آخرين»: fighters, soldiers, people of no list."""
    if people is None or (people[1] - people[0] == 1 and _others(people[0], context)):
        return False
    told = [one for one in context.scene.parties if people[0] <= one.start < people[1]]
    return not told or any(not one.plain or one.kind in ARMED | {"unknown"} for one in told)


def _others(token: int, context: Context) -> bool:
    found = context.scene.reading.starts("group").get(token)
    return found is not None and "others" in found.entry.traits
