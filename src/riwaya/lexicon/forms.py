"""From an entry to the written forms that it matches.

`words:` are phrases taken as they stand. Inside a phrase `(ال)` marks an optional article and `a|b` alternatives.
A word with the article matches only with it, a word without it only without it: «قوات النظام» is not «قوات نظام».
`nouns:` are given in the singular and, where broken, the plural; article, dual, feminine plural and attached pronouns
come by themselves. `verbs:` are inflected for the persons that reports use.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from riwaya import arabic
from riwaya.lexicon.entry import Entry, Form, Verb

_PAST = ("", "ت", "وا", "و", "ا", "تا", "ن", "نا")  # «وا» loses its alef before a pronoun: «استهدفوهم»
_PRESENT_HEADS = ("ي", "ت", "ن")
_PRESENT_TAILS = ("", "ون", "وا", "و", "ان", "ن")


def forms(entry: Entry) -> Iterator[Form]:
    """Yield every written form of `entry`, folded."""
    for phrase in entry.words:
        for words in expand(phrase):
            yield Form(words, "word", takes_suffix="suffix" in entry.traits)
    for noun in entry.nouns:
        yield from _noun(noun)
    for verb in entry.verbs:
        yield from _verb(verb)


def expand(phrase: str) -> Iterator[tuple[str, ...]]:
    """Yield the folded word sequences that a phrase of the pattern language stands for."""
    if "|" not in phrase and "(" not in phrase:
        yield tuple(arabic.key(phrase).split())
        return
    choices = []
    for word in phrase.split():
        optional = word.startswith("(ال)")
        options = word.removeprefix("(ال)").split("|")
        bare = [option.removeprefix("(ال)") for option in options]
        choices.append([arabic.key(form) for form in (*bare, *(f"ال{option}" for option in bare if optional))])
    yield from itertools.product(*choices)


def _noun(noun: str) -> Iterator[Form]:
    *head, last = noun.split()
    before = tuple(arabic.key(word) for word in head)
    for stem, tag in _noun_stems(arabic.key(last)):
        yield Form((*before, stem), tag, takes_suffix=True)
        yield Form((*before, "ال" + stem), tag, takes_suffix=False)  # the article bars a pronoun: «الحربي» is not «الحرب»
        if before and not before[0].startswith("ال"):
            yield Form(("ال" + before[0], *before[1:], "ال" + stem), tag, takes_suffix=False)


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


def _verb(verb: Verb) -> Iterator[Form]:
    *head, past = arabic.key(verb.past).split()
    before = tuple(head)
    for written in _past(past):
        yield Form((*before, written), "past", takes_suffix=True)
    if verb.present:
        *head, present = arabic.key(verb.present).split()
        for written in _present(present):
            yield Form((*head, written), "present", takes_suffix=True)
    for extra in verb.extra:
        yield Form(tuple(arabic.key(extra).split()), "past", takes_suffix=True)


def _past(stem: str) -> Iterator[str]:
    if stem.endswith("ي") or (stem.endswith("ا") and len(stem) > 2):  # defective: تبنى -> تبنت, تبنوا
        bare = stem[:-1]
        yield from (stem, bare + "ت", bare + "وا", bare + "يا", bare + "تا")
        return
    yield from (stem + tail for tail in _PAST)


def _present(stem: str) -> Iterator[str]:
    core = stem[1:] if stem[0] == "ي" else stem
    tails: tuple[str, ...] = _PRESENT_TAILS
    if core.endswith("ي"):  # defective: يتبنى -> يتبنون
        core, tails = core[:-1], ("ي", "ون", "وا", "يان", "ين")
    yield from (head + core + tail for head in _PRESENT_HEADS for tail in tails)
