"""Roles that grammar alone settles between an event word and a party, whoever the party is: «على يد X»، «هجوما على X»، «قتل ثلاثة من X»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from riwaya.extract.context import Approach, Context
from riwaya.extract.parties import PartyMention
from riwaya.extract.ranges import between
from riwaya.extract.reading import Mention
from riwaya.extract.triggers import Trigger

Bound = Literal["agent", "patient"]
_THINGS = frozenset({"military", "civil", "link"})
_VERBS = frozenset({"past", "present"})
_FOR = frozenset({"ل", "لل"})


def bound(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """Return the role that the words between an event word and a party leave no doubt of; None where they do."""
    if trigger.by == "loss":
        return "patient" if way.loss is not None and way.loss is trigger.loss else None
    if _foils(trigger, party, context):
        return "patient"
    return _led(trigger, way, context) if party.start > trigger.start and not between(context.triggers, trigger, party) else None


def _led(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Return the role of a party after the event word, by what leads to it."""
    end = min(trigger.end, way.lead)  # a set phrase may reach into the party («هجوم على كتيبة X»)
    parts = context.scene.reading.of("object", trigger.start, way.lead)
    if parts and parts[-1].end == way.lead and "bound" in parts[-1].entry.traits:
        return "agent"
    if trigger.tag in _VERBS or trigger.by != "event":
        return None
    if _against(parts, end, way.lead):
        return "patient"
    return "agent" if way.lead == trigger.end and way.prefix in _FOR and "of-patient" not in trigger.traits else None


def _foils(trigger: Trigger, party: PartyMention, context: Context) -> bool:
    """Whether the party beats off what the event word tells of, and so is who was attacked: «صد X هجوما»، «تصدى X لمحاولة»."""
    if trigger.by != "event" or context.scene.lexicon.event_types[trigger.kind or ""] != "battles":
        return False
    here = context.in_segment[trigger.segment]
    foils = [one.end for one in here.of("light") if one.entry.value == "foil" and one.end <= trigger.start]
    foils += [one.end for one in here.triggers if "repelled" in one.traits and one.tag in _VERBS and one.start <= trigger.start]
    return party.start in foils


def _against(parts: Sequence[Mention], end: int, lead: int) -> bool:
    """Whether nothing but «على» and things of the party stand on the way to it: «هجوم على مواقع لـX»."""
    if not parts or parts[0].start > end or parts[0].entry.value != "against":
        return False
    joined = all(after.start <= one.end for one, after in pairwise(parts)) and parts[-1].end >= lead
    return joined and all(one.entry.value in _THINGS for one in parts[1:])
