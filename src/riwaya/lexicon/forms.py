"""From an entry to the written forms that it matches.

`words:` are phrases taken as they stand. Inside a phrase `(ال)` marks an optional article and `a|b` alternatives.
A word with the article matches only with it, a word without it only without it: «قوات النظام» is not «قوات نظام».
`nouns:` are given in the singular and, where broken, the plural; article, dual, feminine plural and attached pronouns
come by themselves. `verbs:` are inflected for the persons that reports use.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from riwaya import arabic
from riwaya.lexicon.entry import Entry, Form, Pattern, Verb

FINITE = frozenset({"past", "present"})  # tags of the forms of verbs; any other tag is that of a noun or of a word as it stands
_PAST = ("", "ت", "وا", "و", "ا", "تا", "ن", "نا")  # «وا» loses its alef before a pronoun: «استهدفوهم»
_PRESENT_HEADS = ("ي", "ت", "ن")
_PRESENT_TAILS = ("", "ون", "وا", "و", "ان", "ن")


def forms(entry: Entry) -> Iterator[Form]:
    """Yield every written form of `entry`, folded."""
    for pattern in patterns(entry):
        for words in product(*pattern.words):
            yield Form(words, pattern.tag, pattern.takes_suffix)


def patterns(entry: Entry) -> Iterator[Pattern]:
    """Yield the patterns of all written forms of `entry`."""
    takes_suffix = "suffix" in entry.traits
    for phrase in entry.words:
        if words := tuple(map(_ways, arabic.key(phrase).split())):
            yield Pattern(words, "word", takes_suffix)
    for noun in entry.nouns:
        yield from _noun(noun)
    for verb in entry.verbs:
        yield from _verb(verb)


def object_patterns(entry: Entry) -> Iterator[Pattern]:
    """Yield the patterns of the nouns one of which must follow `entry`."""
    for noun in entry.objects:
        yield from _noun(noun)


@lru_cache(maxsize=1 << 14)
def _ways(word: str) -> tuple[str, ...]:
    """Return the ways to write a word of a phrase of the pattern language; few words stand in many phrases."""
    bare = tuple(option.removeprefix("(ال)") for option in word.removeprefix("(ال)").split("|"))
    return (*bare, *(f"ال{option}" for option in bare)) if word.startswith("(ال)") else bare


def _noun(noun: str) -> Iterator[Pattern]:
    *head, last = map(arabic.key, noun.split())
    before = [(word,) for word in head]
    for stem, tag in _noun_stems(last):
        yield Pattern((*before, (stem,)), tag, takes_suffix=True)
        yield Pattern((*before, ("ال" + stem,)), tag, takes_suffix=False)  # the article bars a pronoun: «الحربي» is not «الحرب»
        if head and not head[0].startswith("ال"):
            yield Pattern((("ال" + head[0],), *before[1:], ("ال" + stem,)), tag, takes_suffix=False)


def _noun_stems(stem: str) -> Iterator[tuple[str, str]]:
    yield stem, "noun"
    base = stem[:-1] + "ت" if stem.endswith("ه") else stem
    if stem.endswith(("ات", "ين", "ون")):
        return
    if not stem.endswith(("ه", "اء", "ا", "ي")):
        yield stem + "ا", "accusative"
    for ending in ("ان", "ين"):
        yield base + ending, "dual"
    if stem.endswith("ه"):
        yield stem[:-1] + "ات", "plural"
        yield base + "ا", "dual"
        yield base + "ي", "dual"


def _verb(verb: Verb) -> Iterator[Pattern]:
    *head, past = arabic.key(verb.past).split()
    yield Pattern((*((word,) for word in head), _past(past)), "past", takes_suffix=True)
    if verb.present:
        *head, present = arabic.key(verb.present).split()
        yield Pattern((*((word,) for word in head), _present(present)), "present", takes_suffix=True)
    for extra in verb.extra:
        if words := arabic.key(extra).split():
            yield Pattern(tuple((word,) for word in words), "past", takes_suffix=True)


def _past(stem: str) -> tuple[str, ...]:
    if stem.endswith("ي") or (stem.endswith("ا") and len(stem) > 2):  # defective: تبنى -> تبنت, تبنوا
        bare = stem[:-1]
        return stem, bare + "ت", bare + "وا", bare + "يا", bare + "تا"
    return tuple(stem + tail for tail in _PAST)


def _present(stem: str) -> tuple[str, ...]:
    core = stem[1:] if stem[0] == "ي" else stem
    tails: tuple[str, ...] = _PRESENT_TAILS
    if core.endswith("ي"):  # defective: يتبنى -> يتبنون
        core, tails = core[:-1], ("ي", "ون", "وا", "يان", "ين")
    return tuple(head + core + tail for head in _PRESENT_HEADS for tail in tails)
