"""Armed bodies in no list: a word for such a body with the name that it governs («لواء أحرار الجبل»، «كتيبة الفرقان»).

The name is a chain of genitives: up to two words without the article, then the one that makes it definite, or a person's name; or what stands in marks.
"""

from __future__ import annotations

from collections.abc import Iterable

from riwaya.extract.reading import Mention, Reading
from riwaya.lexicon import FINITE

NAMES, LOOSE, EMBLEM, TWO = "names", "loose", "emblem", "two"  # traits of the words that begin such a name
TRIBE, _KIN = "tribe", "kin"
_CHAIN = 3  # words up to the definite one
_QUOTED = 5  # words between marks
_PAIRS = {'"': '"', "(": ")", "'": "'"}
_TIMES = ("weekday", "timeword", "month")
_TELLING = ("speech", "connective")
_DEEDS = ("event", "light", "casualty", "damage", "result")
_PARTS = frozenset({"of", "from", "modifier"})
_FEMININE = ("ه", "ات", "ا", "ائب")
_LINKS = frozenset({"time", "adjective", "object", "body", "named"})  # particles that may also be a noun in a name («فجر الجنوب»)
_ORDINARY = ("actor", "event", "casualty", "equipment", "group", "placekind", "placeword", "noevent", "title", "number", "source")
_ARTICLE = "ال"
_AND = "و"
_SHORT, _LONG = 3, 4  # letters of a word in a name, and of one with its article


def name_end(reading: Reading, head: Mention) -> int | None:
    """Return the token after the name that a head governs; None where it governs none."""
    stop = reading.sentences[reading.sentence_of[head.start]].end
    if head.end < stop and reading.words[head.end] in _PAIRS:
        return _close(reading, head.end, stop)
    if head.entry.value == TRIBE:
        return _tribe(reading, head, stop)
    loose = LOOSE in head.entry.traits and not _emblem(reading, head.end)
    return None if loose else _chain(reading, head, stop)


def _chain(reading: Reading, head: Mention, stop: int) -> int | None:
    """Return where a chain of genitives ends: with its definite word, or with a person's name."""
    for token in range(head.end, min(head.end + _CHAIN, stop)):
        if _breaks(reading, head, token):
            return None
        if token in reading.starts("given"):
            return _person(reading, token, stop)
        if _definite(reading.words[token]):
            return None if token == head.end and _told_alone(reading, token) else token + 1
    return None


def _tribe(reading: Reading, head: Mention, stop: int) -> int | None:
    """Return where the name of a tribe ends: one word, or two where the first is of kin («بني عامر»، «آل عامر»)."""
    found = reading.starts("partyword").get(head.end)
    kin = found is not None and found.entry.value == _KIN
    end = head.end + 1 + kin
    return None if end > stop or _breaks(reading, head, end - 1) else end


def second(reading: Reading, head: Mention, end: int) -> Mention | None:
    """Return the second of two tribes named in one breath, whose first one ends at `end`: «قبيلتي الزعاب والنجار»."""
    stop = reading.sentences[reading.sentence_of[head.start]].end
    if TWO not in head.entry.traits or end >= stop or not reading.words[end].startswith(_AND):
        return None
    found = _tribe(reading, head._replace(end=end), stop)
    return head._replace(start=end, end=found, prefix=_AND) if found else None


def _close(reading: Reading, opening: int, stop: int) -> int | None:
    """Return the token after the mark that closes a quoted name."""
    mark = _PAIRS[reading.words[opening]]
    inside = range(opening + 2, min(opening + _QUOTED + 2, stop))
    return next((token + 1 for token in inside if reading.words[token] == mark), None)


def _definite(word: str) -> bool:
    return word.startswith(_ARTICLE) and len(word) >= _LONG


def _breaks(reading: Reading, head: Mention, token: int) -> bool:
    """Whether no name goes on here: at a mark, a preposition, a verb that agrees with the head, a day."""
    word = reading.words[token]
    if not reading.tokens[token].is_word or len(word) < _SHORT or word[0].isdigit() or _any(reading, token, _TELLING):
        return True
    link, part = reading.starts("particle").get(token), reading.starts("partyword").get(token)
    if (link and link.entry.value not in _LINKS) or (part and part.entry.value in _PARTS):
        return True
    return _is_verb(reading, head, token) or (_definite(word) and _any(reading, token, _TIMES))


def _any(reading: Reading, token: int, kinds: Iterable[str]) -> bool:
    """Whether an entry of one of the kinds begins at a token."""
    return any(token in reading.starts(kind) for kind in kinds)


def _is_verb(reading: Reading, head: Mention, token: int) -> bool:
    """Whether a word is a verb of the head: «كتيبة هاجمت», not «حركة فجر الجنوب», whose verb would be feminine."""
    word = reading.words[token]
    if word.startswith("ي"):
        return True
    if not any(one.tag in FINITE for kind in _DEEDS for one in reading.of(kind, token, token + 1)):
        return False
    return not reading.words[head.end - 1].endswith(_FEMININE) or word.startswith("ت") or word.endswith("ت")


def _emblem(reading: Reading, token: int) -> bool:
    found = reading.starts("partyword").get(token)
    return found is not None and EMBLEM in found.entry.traits and not found.prefix


def _told_alone(reading: Reading, token: int) -> bool:
    """Whether the definite word right after the head says what it is for, not its name: «كتيبة الدبابات»."""
    return _any(reading, token, _ORDINARY)


def _person(reading: Reading, token: int, stop: int) -> int:
    """Return where a person's name ends: «أبو بكر الصديق»."""
    end = reading.starts("given")[token].end
    while end < min(stop, token + _QUOTED) and end in reading.starts("given"):
        end = reading.starts("given")[end].end
    return end + 1 if end < stop and _definite(reading.words[end]) else end
