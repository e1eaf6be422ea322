"""People and bodies that reports leave without a name: how far the words reach that say what kind they are («مقاتلين إسلاميين»، «مجموعة جهادية»).

Annotators give them their adjectives and leave out the words that count them: «عشرات المسلحين» are «المسلحين».
"""

from __future__ import annotations

from riwaya.extract.reading import Mention, Reading

_ARTICLE = "ال"
_PLURALS = ("ين", "ون", "ان")  # nouns and adjectives of people end alike
_ORIGINS = ("يين", "يون")  # adjectives of origin; the dual is also that of verbs («انتحاريان يرتديان»)
_UNKNOWN = "unknown"
_OTHERS = ("event", "casualty", "damage", "speech", "light", "result", "particle", "connective", "demonym", "number", "group", "timeword", "direction")


def described(reading: Reading, noun: Mention) -> Mention:
    """Return a mention with the adjectives that follow it and agree with it."""
    stop = reading.sentences[reading.sentence_of[noun.start]].end
    end = noun.end
    while end < stop and _agrees(reading, noun, end):
        end += 1
    return noun._replace(end=end)


def _agrees(reading: Reading, noun: Mention, token: int) -> bool:
    """Whether a word is an adjective of a noun: definite like it, of its number, and in the list of such adjectives or, of people, one of origin."""
    word, lead = reading.words[token], reading.words[noun.end - 1]
    if word.startswith(_ARTICLE) != lead.removeprefix(noun.prefix).startswith(_ARTICLE):
        return False
    part, actor = reading.starts("partyword").get(token), reading.starts("actor").get(token)
    listed = part is not None and part.entry.value == "modifier" and not part.prefix
    ending = next((one for one in _PLURALS if lead.endswith(one)), None)
    if ending is None:
        return listed
    alike = actor is not None and actor.entry.value == _UNKNOWN and not actor.prefix and "head" in actor.entry.traits
    return word.endswith(ending) and (listed or alike or (word.endswith(_ORIGINS) and actor is None and _free(reading, token)))


def _free(reading: Reading, token: int) -> bool:
    """Whether a word is nothing else that the lexicon knows."""
    return not any(token in reading.starts(kind) for kind in _OTHERS)


def past_count(reading: Reading, first: Mention) -> int:
    """Return where a name begins behind the words that count it: «عشرات المسلحين»، «عدد من المسلحين»."""
    counted = reading.starts("quantity").get(first.start)
    if counted is None or counted.end >= first.end:
        return first.start
    return counted.end + (reading.words[counted.end] == "من" and counted.end + 1 < first.end)
