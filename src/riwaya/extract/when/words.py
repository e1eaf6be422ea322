"""The words of a page that may be part of a date, by token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from riwaya.extract.reading import Mention, Reading, longest

_KINDS = ("timeword", "month", "weekday")
_NOUN_KINDS = ("group", "casualty", "equipment")
_MARKS = frozenset("()/\\_-,،و")
_TEN = 10
_TARGET_KINDS = ("placekind", "relation", "actor")


class Item(NamedTuple):
    """A word that may be part of a date, on tokens `[start, end)`: the rule that reads it and the rule's argument. A tuple, as `Hit` is."""

    rule: str
    argument: str
    start: int
    end: int
    prefix: str = ""
    id: str = ""
    hijri: bool = False
    doubtful: bool = False

    @property
    def number(self) -> int | None:
        """The whole number that the item stands for."""
        return int(self.argument) if self.rule in ("digits", "number", "nth") and self.argument.isdigit() else None


Items = Mapping[int, Item]


def items(reading: Reading) -> dict[int, Item]:
    """Return the words of time, numbers, marks and countable nouns of a reading by their first token."""
    found = {one.start: Item("target", "", one.start, one.end) for kind in _TARGET_KINDS for one in reading.of(kind)}
    found |= {noun.start: Item("noun", "", noun.start, noun.end) for kind in _NOUN_KINDS for noun in reading.of(kind) if _is_counted(noun)}
    found |= {number.start: Item("number", number.entry.value, number.start, number.end, number.prefix) for number in reading.of("number")}
    found |= {place: Item("digits", reading.tokens[place].norm, place, place + 1) for place in reading.digits}
    found |= {place: _mark(token.norm, place) for place, token in enumerate(reading.tokens) if token.norm in _MARKS}
    mentions: list[Mention] = [one for kind in _KINDS for one in reading.of(kind)]
    for mention in longest(mentions):
        if mention.start in found and found[mention.start].end > mention.end:  # a longer number word
            continue
        found[mention.start] = _item(mention, reading)
        for inner in range(mention.start + 1, mention.end):
            found.pop(inner, None)
    return found


def _is_counted(noun: Mention) -> bool:
    return noun.entry.kind != "casualty" or "count-noun" in noun.entry.traits


def _mark(norm: str, place: int) -> Item:
    return Item("and", "", place, place + 1) if norm == "و" else Item("mark", norm, place, place + 1)


def _item(mention: Mention, reading: Reading) -> Item:
    entry = mention.entry
    if entry.kind != "timeword":
        # Folding makes one of «آب» and the town «إب»: only the exact letters are a month without a day or year.
        doubtful = "homograph" in entry.traits and not reading.quote(mention.start, mention.end).endswith(entry.words)
        return Item(entry.kind, entry.value, mention.start, mention.end, mention.prefix, entry.id, "hijri" in entry.traits, doubtful)
    rule, _, argument = entry.value.partition(" ")
    if rule in ("one", "two", "many"):
        return Item(entry.value, argument, mention.start, mention.end, mention.prefix, entry.id)
    return Item(rule, argument, mention.start, mention.end, mention.prefix, entry.id)


def ending_at(items: Items, place: int) -> Item | None:
    """Return the item right before a token."""
    for start in (place - 1, place - 2, place - 3):
        item = items.get(start)
        if item is not None and item.end == place:
            return item
    return None


def rule_at(items: Items, here: int) -> str:
    """Return the rule of the item on a token, "" where there is none."""
    item = items.get(here)
    return item.rule if item else ""


def is_mark(items: Items, here: int, marks: str) -> bool:
    """Whether one of some marks stands on a token."""
    item = items.get(here)
    return item is not None and item.rule == "mark" and item.argument in marks


def whole(items: Items, unit: Item) -> tuple[int | None, int]:
    """Return the number that begins with a word for its units and where it ends: «أربع وعشرين», «الأربع والعشرين»."""
    tens = items.get(unit.end)
    if tens is None or tens.rule not in ("number", "nth") or tens.prefix != "و" or tens.number is None or unit.number is None:
        return unit.number, unit.end
    return (unit.number + tens.number, tens.end) if unit.number < _TEN <= tens.number and tens.number % _TEN == 0 else (unit.number, unit.end)
