"""Was ground taken, or only fought for? «سيطر على» tells of the one, «حاول السيطرة على» and «معارك للسيطرة على» of the other."""

from __future__ import annotations

from typing import Literal

from riwaya.extract.context import Context
from riwaya.extract.ranges import between
from riwaya.extract.triggers import Trigger

Ground = Literal["taken", "tried"]
_VERBS = frozenset({"past", "present"})
_TRIED = frozenset({"attempt", "foil"})
_FOR = "ل"


def ground(word: Trigger, context: Context) -> Ground | None:
    """Return what an event word says of ground; None where it tells of no ground, or of who holds it."""
    if "territory" not in word.traits or "lasting" in word.traits:
        return None
    lights = [one for one in context.in_segment[word.segment].of("light") if one.end <= word.start and not between(context.sure, one, word)]
    if (word.mention and _FOR in word.mention.prefix) or any(one.entry.value in _TRIED for one in lights):
        return "tried"
    managed = any(one.tag in _VERBS and one.entry.value == "agent" for one in lights)
    return "taken" if word.tag == "past" or managed else None
