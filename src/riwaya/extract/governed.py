"""Words that tell of something only with their object: «أقام» is an event with a base after it, whatever stands between («أقام الجيش قرب الجسر قاعدة»)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.lexicon import FINITE, Entry, Hit, Word
from riwaya.lexicon.trie import hit_of

_REACH = 9  # words after the head among which its object stands
_MARKS = frozenset({"،", ",", ";", "؛", ":", "|"})
_VERBAL = frozenset({"event", "casualty", "damage", "light", "speech", "result"})
_PLACING = frozenset({"relation", "connective"})
_CLAUSES = frozenset({"that", "relative"})
_COUNTING = frozenset({"number", "quantity"})
_BY = "ب"
_UNDER = (_BY, "ل", "ك")


def governing(words: Sequence[Word], start: int, end: int) -> Iterator[Hit]:
    """Yield the single words of a sentence, tokens `[start, end)`, that have their object.

    Of several entries on one word the first is the one that says by what means, then one that is sure, then the one whose object is nearest.
    """
    for at in range(start, end):
        heads = [hit_of((entry, at, at + 1, tag, prefix, suffix)) for _, entry, tag, prefix, suffix in words[at].heads]
        yield from (hit for _, hit in sorted(_placed(heads, words, end), key=_rank))


def governs(hit: Hit, words: Sequence[Word], end: int) -> bool:
    """Whether an entry needs no object, or has it before its clause ends."""
    return not hit.entry.objects or _object(hit, words, end) is not None


def over(hit: Hit, rivals: Sequence[Hit]) -> Iterator[Hit]:
    """Yield a word that has its object in the place of the phrases that begin with it; not where one of them says as much.

    A weak phrase («خرج مئات … المقاتلين») gives way, and to another type one that only says that there was a fight («اشتباكات مسلحة … بين عائلتين»).
    """
    longer = [one for one in rivals if one.end > hit.end or not one.entry.objects]
    if not any(_says_as_much(one, hit) for one in longer):
        yield hit._replace(end=max((hit.end, *(one.end for one in longer))))


def _says_as_much(phrase: Hit, hit: Hit) -> bool:
    weak = "weak" in phrase.entry.traits
    if phrase.entry.value == hit.entry.value:
        return not weak or "weak" in hit.entry.traits
    return not weak and "mutual" not in phrase.entry.traits


def _placed(heads: Sequence[Hit], words: Sequence[Word], end: int) -> Iterator[tuple[int, Hit]]:
    for hit in heads:
        at = _object(hit, words, end)
        if at is not None:
            yield at, hit


def _rank(placed: tuple[int, Hit]) -> tuple[bool, bool, int]:
    at, hit = placed
    return "means" not in hit.entry.traits, "open-means" in hit.entry.traits, at


def _object(hit: Hit, words: Sequence[Word], end: int) -> int | None:
    """Return the token of the first object of a head; None where it has none before its clause ends, or is said of a body of peace time."""
    if _civil(words, hit.end) or (hit.tag in FINITE and _civil(words, hit.start - 1)):
        return None
    inside = "inside" in hit.entry.traits
    found = (at for at in _clause(words, hit.end, end) if _fits(hit, words, at) and (inside or not _where(words[at - 1])))
    return next(found, None)


def _fits(hit: Hit, words: Sequence[Word], at: int) -> bool:
    """Whether a word is an object of a head: what is used stands under «بـ», anything else under no preposition of one letter.

    Only what a noun does may stand under lam: «تبادل كثيف لإطلاق النار».
    """
    prefixes = [prefix for entry, prefix in words[at].objects if entry == hit.entry.id]
    if "means" in hit.entry.traits:
        return any(prefix.endswith(_BY) for prefix in prefixes) or (bool(prefixes) and _counted(words, at, hit.end))
    return any(not prefix.endswith(_UNDER) or (prefix == "ل" and hit.tag not in FINITE) for prefix in prefixes)


def _counted(words: Sequence[Word], at: int, start: int) -> bool:
    """Whether what counts a noun stands under «بـ»: «بثلاث طائرات»، «بسرب من المسيرات»."""
    before = words[at - 1]
    if any(kind == "tally" and entry.value == "partitive" for kind, entry, *_ in before.alone):
        return at - 2 >= start and words[at - 2].norm.startswith(_BY)
    return at > start and any(kind in _COUNTING and prefix.endswith(_BY) for kind, _, _, prefix, _ in before.alone)


def _civil(words: Sequence[Word], at: int) -> bool:
    """Whether a body of peace time begins or ends at a token: «الشركة»، «وزارة الزراعة»."""
    return 0 <= at < len(words) and any(kind == "doer" for kind, *_ in words[at].alone)


def _where(word: Word) -> bool:
    """Whether a word says where or after what, so that the noun after it is no object: «في»، «قرب»، «شمال»، «بعد»."""
    return any(kind in _PLACING or entry.value == "compass" or "where" in entry.traits for kind, entry, *_ in word.alone)


def _clause(words: Sequence[Word], start: int, end: int) -> Iterator[int]:
    """Yield the tokens from `start` on, until a mark, a connective («حيث»، «أن»، «الذي») or another verb («وقصف») opens something else."""
    for at in range(start, min(start + _REACH, end)):
        if words[at].norm in _MARKS or any(_opens(*one) for one in (*words[at].alone, *words[at].heads)):
            return
        yield at


def _opens(kind: str, entry: Entry, tag: str, prefix: str, _: str) -> bool:
    if kind == "connective":
        return entry.value != "after"
    return (kind == "particle" and entry.value in _CLAUSES) or (kind in _VERBAL and tag in FINITE and prefix.startswith(("و", "ف")))
