"""Words that tell of something only with their object: «أقام» is an event with a base after it, whatever stands between («أقام الجيش قرب الجسر قاعدة»)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from riwaya.lexicon import Entry, Hit, Word
from riwaya.lexicon.trie import hit_of

_REACH = 9  # words after the head among which its object stands
_MARKS = frozenset({"،", ",", ";", "؛", ":", "|"})
_VERBAL = frozenset({"event", "casualty", "damage", "light", "speech", "result"})
_FINITE = frozenset({"past", "present"})
_PLACING = frozenset({"relation", "placeword", "particle"})
_UNDER = ("ب", "ل", "ك")


def governing(words: Sequence[Word], start: int, end: int) -> Iterator[Hit]:
    """Yield the single words of a sentence, tokens `[start, end)`, that have their object: of several entries on one word, that with the nearest first."""
    for at in range(start, end):
        heads = [hit_of((entry, at, at + 1, tag, prefix, suffix)) for _, entry, tag, prefix, suffix in words[at].heads]
        yield from (hit for _, hit in sorted(_placed(heads, words, end), key=itemgetter(0)))


def governs(hit: Hit, words: Sequence[Word], end: int) -> bool:
    """Whether an entry needs no object, or has it before its clause ends."""
    return not hit.entry.objects or _object(hit, words, end) is not None


def over(hit: Hit, rivals: Sequence[Hit]) -> Iterator[Hit]:
    """Yield a word that has its object in the place of the phrases that begin with it: not where one says the same, nor of a phrase that is sure.

    A noun with its adjective («اشتباكات مسلحة … بين عائلتين») and a weak phrase («خرج مئات … المقاتلين») give way.
    """
    longer = [one for one in rivals if one.end > hit.end or not one.entry.objects]
    if not any(one.entry.value == hit.entry.value or (one.tag == "word" and "weak" not in one.entry.traits) for one in longer):
        yield hit._replace(end=max((hit.end, *(one.end for one in longer))))


def _placed(heads: Sequence[Hit], words: Sequence[Word], end: int) -> Iterator[tuple[int, Hit]]:
    for hit in heads:
        at = _object(hit, words, end)
        if at is not None:
            yield at, hit


def _object(hit: Hit, words: Sequence[Word], end: int) -> int | None:
    """Return the token of the first object of a head; None where it has none before its clause ends."""
    inside = "inside" in hit.entry.traits
    found = (at for at in _clause(words, hit.end, end) if _fits(hit, words[at]) and (inside or not _where(words[at - 1])))
    return next(found, None)


def _fits(hit: Hit, word: Word) -> bool:
    """Whether a word is an object of a head: what is used stands under «بـ», anything else under no preposition of one letter."""
    under = "means" in hit.entry.traits
    return any(entry == hit.entry.id and prefix.endswith("ب" if under else _UNDER) == under for entry, prefix in word.objects)


def _where(word: Word) -> bool:
    """Whether a word makes the noun after it a place where something is, and so no object: «في»، «قرب»، «شمال»."""
    return any(kind in _PLACING and (kind == "relation" or entry.value == "compass" or "where" in entry.traits) for kind, entry, *_ in word.alone)


def _clause(words: Sequence[Word], start: int, end: int) -> Iterator[int]:
    """Yield the tokens from `start` on, until a mark, a connective («حيث»، «أن») or another verb («وقصف») opens something else."""
    for at in range(start, min(start + _REACH, end)):
        if words[at].norm in _MARKS or any(_opens(*one) for one in (*words[at].alone, *words[at].heads)):
            return
        yield at


def _opens(kind: str, entry: Entry, tag: str, prefix: str, _: str) -> bool:
    if kind == "connective":
        return entry.value != "after"
    return (kind == "particle" and entry.value == "that") or (kind in _VERBAL and tag in _FINITE and prefix.startswith(("و", "ف")))
