"""Ties what the extractor sees on an annotated page to what the annotators wrote there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from riwaya import arabic
from riwaya.extract.keys import state_of
from riwaya.extract.parties import PartyMention
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger
from riwaya.extract.when import DateMention
from riwaya.model import Party, Place, When

Gold = Mapping[str, Any]


def same_name(one: str | None, two: str | None) -> bool:
    """Whether two names are one after folding, articles and spaces left out."""
    return bool(one) and _bare(one) == _bare(two)


def _bare(name: str | None) -> str:
    words = re.sub(r"[^\w\s]", " ", arabic.key(name or "")).split()
    return "".join(re.sub("ين$", "ون", re.sub(r"^(وال|بال|لل|ال)", "", word).replace("ء", "")) for word in words)


def gold_of(trigger: Trigger, start: int, end: int, claims: Sequence[Gold], event_types: Mapping[str, str]) -> int | None:
    """Return the number of the annotated claim that a candidate at characters `[start, end)` tells of."""
    best, chosen = 0.0, None
    for number, claim in enumerate(claims):
        spans = [(s, e) for s, e in claim["evidence"] if s <= start and end <= e]
        if not spans:
            continue
        score = 1.0 / min(e - s for s, e in spans) + 1.0 + _likeness(trigger, claim, event_types)
        if score > best:
            best, chosen = score, number
    return chosen


def _likeness(trigger: Trigger, claim: Gold, event_types: Mapping[str, str]) -> float:
    if trigger.loss:
        figure = trigger.loss.figure
        return sum(
            3.0 for one in claim["casualties"] if one["outcome"] == trigger.loss.outcome and (one["low"], one["quantity"]) == (figure.low, figure.quantity)
        )
    if trigger.damage:
        return sum(3.0 for one in claim["equipment"] if one["item"] == trigger.damage.item)
    if trigger.kind == claim["sub_event_type"]:
        return 4.0
    return 2.0 if trigger.kind and event_types[trigger.kind] == claim["event_type"] else 0.0


def fits(trigger: Trigger, claim: Gold, event_types: Mapping[str, str]) -> bool:
    """Whether a candidate can teach the type of the claim whose words it stands in.

    A word that is sure of its type («انتحاري») in the words of a claim of another type tells of something else beside it.
    """
    sure = trigger.kind and not trigger.traits & {"weak", "open-means", "thing", "lasting"}
    return not sure or event_types[trigger.kind or ""] == claim["event_type"]


def one_event(first: Gold, second: Gold) -> bool:
    """Whether two annotated claims tell of one event: one type, one day, a place in common; where neither has a day, one sub-event type."""
    places = [{_bare(place["name"]) for place in claim["places"]} for claim in (first, second)]
    kind = "event_type" if first["date"] else "sub_event_type"
    return bool(first[kind] == second[kind] and first["date"] == second["date"] and places[0] & places[1])


def right_voice(utterance: Utterance, claim: Gold) -> bool:
    """Whether the utterance's innermost source is the annotated one."""
    if not claim["sources"]:
        return False
    said, gold = utterance.chain[-1], claim["sources"][-1]
    return bool(gold["actor"] and said.actor == gold["actor"]) or same_name(said.name, gold["name"])


def right_party(mention: PartyMention | Party, entries: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a party is among the annotated ones, by id or by name."""
    party = mention.party if isinstance(mention, PartyMention) else mention
    return any((one["actor"] and _state(one["actor"]) == _state(party.actor)) or (not one["actor"] and same_name(one["name"], party.name)) for one in entries)


def _state(actor: str | None) -> str | None:
    """Return what a state and its forces share, and a crowd peaceful or not: which of the two it is turns on the event, not on the word."""
    return actor and state_of("protesters" if actor == "rioters" else actor)


def right_value(value: Place | When | Party, claim: Gold, slot: str) -> bool:
    """Whether a filler taken over from the page is the annotated one."""
    if isinstance(value, Place):
        return right_place(value, claim)
    if isinstance(value, When):
        date = claim["date"]
        return bool(date) and (str(value.start), str(value.end)) == (date["start"], date["end"])
    return right_party(value, claim[slot])


def right_place(place: Place, claim: Gold) -> bool:
    """Whether the place is among the annotated ones."""
    return any(same_name(place.name, one["name"]) for one in claim["places"])


def right_date(mention: DateMention, claim: Gold) -> bool:
    """Whether the phrase resolves to the annotated days."""
    date = claim["date"]
    return bool(date and mention.when and (str(mention.when.start), str(mention.when.end)) == (date["start"], date["end"]))
