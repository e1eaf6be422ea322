"""Roles that grammar alone settles between an event word and a party, whoever the party is: «على يد X»، «هجوما على X»، «قتل ثلاثة من X»."""

from __future__ import annotations

from typing import Literal

from riwaya.extract.context import Approach, Context
from riwaya.extract.parties import PartyMention
from riwaya.extract.ranges import between
from riwaya.extract.triggers import Trigger

Bound = Literal["agent", "patient"]
_THINGS = frozenset({"military", "civil", "link"})
_FOR = frozenset({"ل", "لل"})


def bound(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """Return the role that the words between an event word and a party leave no doubt of; None where they do."""
    if trigger.by == "loss" and way.loss is not None and way.loss is trigger.loss:
        return "patient"
    if party.start < trigger.end or between(context.triggers, trigger, party):
        return None
    parts = [one for one in context.scene.reading.of("object", trigger.end, way.lead + 1)]
    if parts and parts[-1].end == way.lead and "bound" in parts[-1].entry.traits:
        return "agent"
    if trigger.tag in {"past", "present"} or trigger.by != "event":
        return None
    if way.lead == trigger.end:
        return "agent" if way.prefix in _FOR and "of-patient" not in trigger.traits else None
    return "patient" if _against(parts, trigger.end, way) else None


def _against(parts: list, start: int, way: Approach) -> bool:
    """Whether nothing but «على» and things of the party stands on the way to it: «هجوم على مواقع لـX»."""
    if not parts or parts[0].start != start or parts[0].entry.value != "against":
        return False
    ends = [start, *(one.end for one in parts)]
    tiled = all(one.start <= end for one, end in zip(parts, ends, strict=False)) and ends[-1] >= way.lead
    return tiled and all(one.entry.value in _THINGS for one in parts[1:])
