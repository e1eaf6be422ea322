"""Was ground taken, or only fought for? «سيطر على» tells of the one, «حاول السيطرة على» and «معارك للسيطرة على» of the other."""

from __future__ import annotations

from typing import Literal

from riwaya.extract.context import Context
from riwaya.extract.ranges import between
from riwaya.extract.triggers import Trigger
from riwaya.lexicon import FINITE

Ground = Literal["taken", "tried"]
_TRIED = frozenset({"attempt", "foil"})
_FOR = "ل"
_FOUGHT = "mutual"  # trait of words for fights


def ground(word: Trigger, context: Context) -> Ground | None:
    """Return what an event word says of ground; None where it tells of no ground, or only says whose it is («الطريق الذي استولوا عليه»)."""
    if "territory" not in word.traits or "lasting" in word.traits or _holds(word, context):
        return None
    lights = [one for one in context.in_segment[word.segment].of("light") if one.end <= word.start and not between(context.triggers, one, word)]
    if _fought_for(word, context) or any(one.entry.value in _TRIED for one in lights):
        return "tried"
    managed = any(one.tag in FINITE and one.entry.value == "agent" for one in lights)
    return "taken" if word.tag == "past" or managed else None


def _holds(word: Trigger, context: Context) -> bool:
    found = context.scene.reading.starts("object").get(word.start)
    return found is not None and found.entry.value == "hold" and not found.prefix  # «اقتحم البلدة وسيطر عليها» takes it


def _fought_for(word: Trigger, context: Context) -> bool:
    """Whether it is what a fight is for: «معارك للسيطرة على»."""
    before = [one for one in context.in_segment[word.segment].triggers if one.start < word.start]
    return word.mention is not None and _FOR in word.mention.prefix and any(_FOUGHT in one.traits and one.kind == "armed-clash" for one in before)
