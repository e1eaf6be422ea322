"""What two fillers of a slot are compared by: names and days in one form, a state and its forces as one."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from riwaya import arabic
from riwaya.extract.parties import PartyMention
from riwaya.extract.places import PlaceMention
from riwaya.extract.speakers import Utterance
from riwaya.extract.when import DateMention
from riwaya.model import Party, Place, When

_ARTICLE = re.compile(r"^(وال|بال|لل|ال)")
_CASE = re.compile("ين$")  # «مسلحين» and «مسلحون» are one
_REMEMBERED = 20_000  # names
Value = Party | Place | When
Mentioned = PartyMention | PlaceMention | DateMention


def key_of(value: Value) -> str:
    """Return the key of a party, a place or a day."""
    if isinstance(value, Party):
        return state_of(value.actor) if value.actor else f"name:{_bare(value.name or '')}"
    return _bare(value.name) if isinstance(value, Place) else f"{value.start}..{value.end}"


def state_of(actor: str) -> str:
    """Return what a state's government and its armed forces share: which of the two it is turns on the event, not on the word."""
    return actor.removesuffix(".government").removesuffix(".armed-forces")


def source_key(voice: Utterance | None) -> str:
    """Return what two mentions of one source share: the innermost voice's actor, else its name."""
    if voice is None or not voice.chain:
        return "outlet"
    return voice.chain[-1].actor or voice.chain[-1].name or "unnamed"


def agree(one: AbstractSet[str], two: AbstractSet[str]) -> str:
    """Return whether two sets of fillers share one ("same"), differ ("other"), or are not both filled."""
    if not one or not two:
        return "one" if one or two else "none"
    return "other" if one.isdisjoint(two) else "same"


def value_of(mention: Mentioned) -> Value | None:
    """Return the filler that a mention gives; None for a day that is not resolved."""
    if isinstance(mention, PartyMention):
        return mention.party
    return mention.place if isinstance(mention, PlaceMention) else mention.when


@lru_cache(maxsize=_REMEMBERED)
def _bare(name: str) -> str:
    return "".join(_CASE.sub("ون", _ARTICLE.sub("", word)) for word in arabic.key(name).split())
