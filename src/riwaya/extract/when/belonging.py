"""Days that are told on a page and belong to no event: of an election or a birth, and the day on which a group said that it was it."""

from __future__ import annotations

from collections.abc import Iterable

from riwaya.extract.reading import Mention, Reading

# How many words may stand between what a day belongs to and the day («تخرج من الكلية الحربية عام 1999»), and in a claim of responsibility.
_NEAR = 3
_REACH = 9
_BARRIERS = frozenset("،,.؛:")


def belongs_elsewhere(reading: Reading, start: int, end: int) -> bool:
    """Whether the day on tokens `[start, end)` is of something that is no event."""
    return _is_owned(reading, start) or _is_of_claim(reading, start, end)


def _is_owned(reading: Reading, start: int) -> bool:
    """Whether the day is told of what the words before it name: «إحصاء عام 2004», «المولود في حمص عام 1985»."""
    opening = reading.sentences[reading.sentence_of[start]].start
    for one in _before(reading.of("timeword", max(opening, start - _NEAR - _REACH), start), start):
        if one.entry.value.startswith("owner"):
            near = 0 if one.entry.value == "owner noun" else _NEAR
            return one.end >= start - near and not _is_parted(reading, one.end, start) and not _happens(reading, one.start, start)
    return False


def _is_of_claim(reading: Reading, start: int, end: int) -> bool:
    """Whether the day is that of a claim of responsibility: «تبنى التنظيم أمس هجوما», «أعلنت الجماعة الثلاثاء مسؤوليتها عن الهجوم».

    Where the attack stands before it («الهجوم الذي أعلنت مسؤوليتها عنه الجمعة») the day may be of either.
    """
    sentence = reading.sentences[reading.sentence_of[start]]
    for claim in (one for one in reading.of("light", sentence.start, sentence.end) if "claims" in one.entry.traits and not one.suffix):
        if 0 <= start - claim.end <= _REACH and not _happens(reading, claim.end, start):
            return True
        if 0 <= claim.start - end <= _REACH and _is_said(reading, sentence.start, start) and not _happens(reading, start, claim.start):
            return True
    return False


def _is_said(reading: Reading, opening: int, start: int) -> bool:
    """Whether the day opens its sentence or stands after the verb of speech, before anything that happens."""
    said = max((one.start for one in _before(reading.of("speech", max(opening, start - _REACH), start), start)), default=None)
    return start - opening <= 1 or (said is not None and not _happens(reading, said, start))


def _before(mentions: Iterable[Mention], place: int) -> list[Mention]:
    """Return the mentions that end before a token, the nearest first."""
    return sorted((one for one in mentions if one.end <= place), key=lambda one: -one.end)


def _is_parted(reading: Reading, start: int, end: int) -> bool:
    return any(reading.words[token] in _BARRIERS for token in range(start, end))


def _happens(reading: Reading, start: int, end: int) -> bool:
    return any(reading.of(kind, start, end) for kind in ("event", "casualty"))
