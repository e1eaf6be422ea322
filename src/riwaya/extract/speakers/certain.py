"""Where grammar leaves no other voice: the clause behind «قال إن», an open quotation, the clause that a tail closes."""

from __future__ import annotations

from dataclasses import replace

from riwaya.extract.speakers.marks import Marks
from riwaya.extract.speakers.page import Utterance
from riwaya.extract.speakers.reach import closed_by, comma_after

_BACKWARD = frozenset({"speech.tail"})
_OPEN = frozenset({"speech.rumour", "speech.responsibility", "speech.about", "speech.colon"})
_LONGEST_OPENING = 3


def bounded(marks: Marks, told: Utterance) -> Utterance:
    """Return an utterance with the words that are surely its own; one of a verbal noun ends where a clause is set against it («أعلن تأجيل …، فيما …»)."""
    if told.rules[0] in _OPEN:
        return told
    if told.rules[0] in _BACKWARD:
        return replace(told, sure=(closed_by(marks, told.start, told.end), told.end))
    set_against = against(marks, told.start, told.end)
    if _clause(marks, told):
        return replace(told, sure=(told.start, set_against))
    return replace(told, end=set_against, sure=(told.start, comma_after(marks, told.start, set_against)))


def against(marks: Marks, start: int, end: int) -> int:
    """Return where a clause begins that is set against the one before it («فيما»، «في حين»), quotations aside; `end` where none does."""
    inside = False
    for token in range(start, end):
        if marks.norm(token) == '"':
            inside = marks.opens_quotation(token)
        connective = marks.at("connective", token)
        turns = connective is not None and connective.entry.value == "contrast" and not connective.prefix and "never" not in connective.entry.traits
        if not inside and token > start and turns:
            return token
    return end


def _clause(marks: Marks, told: Utterance) -> bool:
    """Whether the words are a clause or a quotation of their own, not a verbal noun."""
    opening = range(told.start, min(told.start + _LONGEST_OPENING, told.end))
    return (
        told.rules[0] == "speech.front" or marks.norm(told.start - 1) == ":" or marks.that(told.start) or any(marks.opens_quotation(token) for token in opening)
    )
