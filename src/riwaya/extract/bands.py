"""Armed bodies in no list: a word for such a body with the name that it governs («لواء أحرار الجبل»، «كتيبة الفرقان»).

The name is a chain of genitives: up to two words without the article, then the one that makes it definite, or a person's name; or what stands in marks.
"""

from __future__ import annotations

from riwaya.extract.reading import Mention, Reading

NAMES, LOOSE, EMBLEM = "names", "loose", "emblem"  # traits of the words that begin such a name
TRIBE, _KIN = "tribe", "kin"
_CHAIN = 3  # words up to the definite one
_QUOTED = 5  # words between marks
_PAIRS = {'"': '"', "(": ")", "'": "'"}
_VERBS = frozenset({"past", "present"})
_TIMES = ("weekday", "timeword", "month")
_LINKS = frozenset({"time", "adjective", "object", "body", "named"})  # particles that may also be a noun in a name («فجر الجنوب»)
_ORDINARY = ("actor", "event", "casualty", "equipment", "group", "placekind", "placeword", "noevent", "title", "number", "source")
_ARTICLE, _NISBA, _LONG = "ال", ("يه", "ي"), 4


def name_end(reading: Reading, head: Mention) -> int | None:
    """Return the token after the name that a head governs; None where it governs none."""
    stop = reading.sentences[reading.sentence_of[head.start]].end
    if head.end < stop and reading.words[head.end] in _PAIRS:
        return _close(reading, head.end, stop)
    if head.entry.value == TRIBE:
        return _tribe(reading, head, stop)
    if LOOSE in head.entry.traits and not _emblem(reading, head.end):
        return None
    for token in range(head.end, min(head.end + _CHAIN, stop)):
        if _breaks(reading, head, token):
            return None
        if token in reading.starts("given"):
            return _person(reading, token, stop)
        if _definite(reading.words[token]):
            return None if token == head.end and _told_alone(reading, token) else _with_adjective(reading, token + 1, stop)
    return None


def _tribe(reading: Reading, head: Mention, stop: int) -> int | None:
    """Return where the name of a tribe ends: one word, or two where the first is of kin («بني عامر»)."""
    found = reading.starts("partyword").get(head.end)
    end = head.end + 1 + (found is not None and found.entry.value == _KIN)
    return None if end > stop or any(_breaks(reading, head, token) for token in range(head.end, end)) else end


def _close(reading: Reading, opening: int, stop: int) -> int | None:
    """Return the token after the mark that closes a quoted name."""
    mark = _PAIRS[reading.words[opening]]
    inside = range(opening + 2, min(opening + _QUOTED + 2, stop))
    return next((token + 1 for token in inside if reading.words[token] == mark), None)


def _definite(word: str) -> bool:
    return word.startswith(_ARTICLE) and len(word) >= _LONG


def _breaks(reading: Reading, head: Mention, token: int) -> bool:
    """Whether no name goes on here: at a mark, a preposition, a verb that agrees with the head, a day."""
    word, link = reading.words[token], reading.starts("particle").get(token)
    if not reading.tokens[token].is_word or len(word) < _LONG - 1 or word[0].isdigit() or any(token in reading.starts(kind) for kind in ("speech", "connective")):
        return True
    if (link and link.entry.value not in _LINKS) or token in reading.starts("partyword") and reading.starts("partyword")[token].entry.value in {"of", "from", "modifier"}:
        return True
    return _is_verb(reading, head, token) or (_definite(word) and any(token in reading.starts(kind) for kind in _TIMES))


def _is_verb(reading: Reading, head: Mention, token: int) -> bool:
    """Whether a word is a verb of the head: «كتيبة هاجمت», not «حركة فجر الجنوب», whose verb would be feminine."""
    word = reading.words[token]
    feminine = reading.words[head.end - 1].endswith(("ه", "ات", "ايا", "يا", "ائب"))
    found = any(one.start == token and one.tag in _VERBS for kind in ("event", "light", "casualty", "damage", "result") for one in reading.of(kind, token, token + 1))
    return word.startswith("ي") or (found and (not feminine or word.startswith("ت") or word.endswith("ت")))


def _emblem(reading: Reading, token: int) -> bool:
    found = reading.starts("partyword").get(token)
    return found is not None and EMBLEM in found.entry.traits and not found.prefix


def _told_alone(reading: Reading, token: int) -> bool:
    """Whether the definite word right after the head says what it is for, not its name: «كتيبة الدبابات»."""
    return any(token in reading.starts(kind) for kind in _ORDINARY)


def _person(reading: Reading, token: int, stop: int) -> int:
    """Return where a person's name ends: «أبو بكر الصديق»."""
    end = reading.starts("given")[token].end
    while end < stop and (end in reading.starts("given") or _definite(reading.words[end]) or reading.words[end] in {"بن", "ابن"}) and end < token + _QUOTED:
        if _definite(reading.words[end]):
            return end + 1
        end += 1
    return end


def _with_adjective(reading: Reading, end: int, stop: int) -> int:
    """Return where a name ends with an adjective of its own («جماعة أنصار السنة المحمدية»)."""
    word = reading.words[end]
    own = end < stop and _definite(word) and word.endswith(_NISBA) and not any(end in reading.starts(kind) for kind in ("partyword", "demonym", "actor", *_TIMES))
    return end + 1 if own else end
