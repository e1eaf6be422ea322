"""Whom a deed hits, by grammar alone: objects of verbs, what nouns of deeds are aimed at, whose grip is broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from riwaya.extract.choices.ways import FOR, ending_at, is_active, is_noun, led_by, next_to, past_subject, reaches, things
from riwaya.extract.context import Approach, Context
from riwaya.extract.ranges import between
from riwaya.extract.triggers import Trigger
from riwaya.lexicon import FINITE

Patient = Literal["patient"]
_WITH, _OVER = "ب", "علي"  # folded


def _object(trigger: Trigger, way: Approach, context: Context) -> Patient | None:
    """Find the object of a verb by its things: «قصفت Y مواقع لـX»، «Y تقصف مواقع X»، «استهدف Y بعبوة مقرا لـX»."""
    first, subject = things(way, context), past_subject(trigger, context)
    if trigger.tag not in FINITE or first == way.lead or way.opening not in {"", FOR} or way.party.start < trigger.start:
        return None
    thing = context.scene.reading.starts("object").get(first)
    if thing is None or thing.entry.value == "link" or ("shoots" in thing.entry.traits and first == trigger.end):
        return None  # «قصفت بوارج تابعة لـX»، «استهدفت دبابة لـX منزلا»: what shoots is the subject
    told = [one for one in context.triggers if not (one.mention and one.mention.prefix == _WITH)]  # with what it was done is told in between
    if between(told, trigger, way.party):
        return None
    after = (trigger.end, subject) if is_active(trigger) else (subject,) if subject > trigger.end else ()
    return "patient" if any(reaches(token, first, context) for token in after) else None


def _after_subject(trigger: Trigger, way: Approach, context: Context) -> Patient | None:
    """Find the object that is told right after the subject of an active verb: «طردت X Y من قرية»."""
    subject = past_subject(trigger, context)
    follows = subject > trigger.end and way.lead == subject and not way.opening
    return "patient" if is_active(trigger) and follows and next_to(trigger, way.party, context) else None


def _against(trigger: Trigger, way: Approach, context: Context) -> Patient | None:
    """Find whom an event noun is aimed at: «هجوم لـY على مواقع X»، «حرب شرسة ضد X»، «كمين لدورية من X»."""
    if not is_noun(trigger) or not next_to(trigger, way.party, context):
        return None
    first = things(way, context)
    thing, led = context.scene.reading.starts("object").get(trigger.end), ending_at(first, context)
    if thing and thing.start == first < way.lead and thing.prefix == FOR:
        return "patient"
    if led is None or led.entry.value != "against" or "grip" in led.entry.traits:
        return None
    inside = way.lead < trigger.end and led.start == trigger.start  # «استهدفت مدفعية X»
    near = led.start <= trigger.end or reaches(past_subject(trigger, context), led.start, context)
    return "patient" if near and not inside else None


def _of_things(trigger: Trigger, way: Approach, context: Context) -> Patient | None:
    """Find whose things an event noun or a blast tells of: «قصف مواقع X»، «انفجرت عبوة بآلية لـX»; «قصف دبابات X» is by them."""
    thing = context.scene.reading.starts("object").get(trigger.end)
    if (
        thing is None
        or thing.entry.value == "link"
        or things(way, context) != thing.start
        or thing.start >= way.lead
        or not next_to(trigger, way.party, context)
    ):
        return None
    if way.opening not in {"", FOR} or context.scene.lexicon.event_types[trigger.kind or ""] != "explosions-remote-violence":
        return None
    struck = is_noun(trigger) and not thing.prefix and "shoots" not in thing.entry.traits
    return "patient" if struck or thing.prefix == _WITH else None


def _gripped(trigger: Trigger, way: Approach, context: Context) -> Patient | None:
    """Find from whom ground is taken: «حررت Y القرية من سيطرة X», not «بعد ساعات من سيطرة X على القرية»."""
    led = led_by(way, context) if context.words[way.tail] != _OVER else None
    return "patient" if led and "grip" in led.entry.traits and way.party.start > trigger.start and not between(context.sure, trigger, way.party) else None


RULES: tuple[Callable[[Trigger, Approach, Context], Patient | None], ...] = (_object, _after_subject, _against, _of_things, _gripped)
