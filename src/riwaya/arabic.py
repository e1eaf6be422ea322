"""The only Arabic normaliser: folding with offsets back to the text, and the clitics of a written word.

`fold` never alters the text; it returns a view whose every character knows which characters of the text it
stands for. Lexicon patterns, search and comparison all use this one function, so they cannot drift apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from riwaya.model import Repair, Span

_LAST = 2  # texts whose folded form is remembered
_SAME = {
    "ا": "أإآٱ", "ي": "ىیېئ", "و": "ؤ", "ه": "ةەہۀھ", "ك": "کڪگ", "ف": "ڤ", "ب": "پ", "ج": "چ", "ز": "ژ",
    '"': "“”„«»‟‹›", "'": "’‘", ".": "٫", ",": "٬", "-": "–—‐‑−", "%": "٪", " ": "\u00a0\u202f\u2009\u2002\u2003\u3000",
}  # fmt: skip
_REPLACED = {written: read for read, several in _SAME.items() for written in several}
_MARKS = ((0x064B, 0x065F), (0x0610, 0x061A), (0x06D6, 0x06ED), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069))
_DROPPED = frozenset("ـ\u0670\ufeff\u00ad\u061c") | {chr(code) for first, last in _MARKS for code in range(first, last + 1)}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded view: character `i` of `view` stands for `text[starts[i]:ends[i]]` of the text it was made from."""

    view: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Map a non-empty range of the view back to the text."""
        return Span(self.starts[start], self.ends[end - 1])


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """Return what one character becomes: "" where it is dropped, several characters for a ligature."""
    if character in _DROPPED:
        return ""
    if character in _REPLACED:
        return _REPLACED[character]
    if "\ufb50" <= character <= "\ufeff":  # Arabic presentation forms
        plain = unicodedata.normalize("NFKC", character)
        return "".join(fold_character(one) for one in plain) if plain != character else character
    digit = unicodedata.digit(character, None)
    if digit is not None and character.isdigit():
        return str(digit)
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


class _Folding(dict[int, str]):
    """What every character becomes, for `str.translate`: Latin and Arabic laid out beforehand, others asked for when they come."""

    def __missing__(self, code: int) -> str:
        return fold_character(chr(code))


_FOLDING = _Folding({code: fold_character(chr(code)) for code in (*range(0x250), *range(0x600, 0x700), *range(0x2000, 0x2070))})
_KEPT = "".join(re.escape(chr(code)) for code, meant in _FOLDING.items() if meant == chr(code))
_CHANGED = re.compile(f"[^{_KEPT}]")  # few letters of a text: to look for them is quicker than to translate all
# All that is dropped or may become several characters: what lies between them keeps its length.
_UNEVEN = re.compile(f"[{''.join(map(re.escape, sorted(_DROPPED)))}\ufb50-\ufeff]")


def fold(text: str, repairs: Sequence[Repair] = ()) -> Folded:
    """Fold `text`: no diacritics, tatweel or invisible marks; one form for alef, yeh, kaf, digits and quotes.

    `repairs` (sorted, not overlapping) are read in place of what stands at their spans; their characters map
    back to the whole span. The last texts are remembered: a page is folded for its claims, then for its places.
    """
    return _folded(text, tuple(repairs))


@lru_cache(maxsize=_LAST)
def _folded(text: str, repairs: tuple[Repair, ...]) -> Folded:
    view: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for start, end, meant in (*_uneven(text, repairs), (len(text), len(text), "")):
        view += text[position:start].translate(_FOLDING), meant
        starts += range(position, start)
        ends += range(position + 1, start + 1)
        if meant:
            starts += [start] * len(meant)
            ends += [end] * len(meant)
        position = end
    return Folded("".join(view), tuple(starts), tuple(ends))


def _uneven(text: str, repairs: Sequence[Repair]) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges of `text` that are not read character by character, each with what it becomes."""
    position = 0
    for repair in (*repairs, None):
        stop = repair.span.start if repair else len(text)
        for match in _UNEVEN.finditer(text, position, stop):
            yield match.start(), match.end(), fold_character(match[0])
        if repair:
            yield repair.span.start, repair.span.end, repair.text.translate(_FOLDING)
            position = repair.span.end


def key(text: str) -> str:
    """Return the folded text alone, outer and doubled spaces removed: for look-up and comparison, not for offsets."""
    return " ".join(_CHANGED.sub(_other, text).split())


def _other(letter: re.Match[str]) -> str:
    return _FOLDING[ord(letter[0])]


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut a written word: conjunctions and prepositions, the stem (article kept), pronoun suffix."""

    prefix: str
    stem: str
    suffix: str


_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وك", "وس", "فب", "فل", "فس")
_LAM = frozenset({"لواء", "لجنه", "لجان"})  # written as others are with preposition and article: «للجنة», «للجيش»
PAIRS = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"), ('"', '"'))
_SUFFIXES = ("", "ه", "ها", "هم", "هن", "هما", "نا", "كم", "ي", "ك", "ني")


def cuts(word: str) -> tuple[Cut, ...]:
    """Return every way to cut a folded word into clitics and stem, fewest clitics first.

    "لل" is the preposition and the article (stem keeps "ال"), also before a word that begins with lam («للواء»); before a suffix,
    teh marbuta is written "ت", so both readings of such a stem are given. Candidates only: whether a stem is a word is for the
    lexicon to say.
    """
    found = [Cut("", word, "")]
    for prefix in _PREFIXES:
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        for stem in _with_article(prefix, rest):
            found.extend(_without_suffix(prefix, stem))
    return tuple(sorted(dict.fromkeys(found), key=lambda cut: len(cut.prefix) + 2 * len(cut.suffix)))


def _with_article(prefix: str, rest: str) -> tuple[str, ...]:
    if prefix.endswith("ل") and rest.startswith("ل") and len(rest) > 2:
        return (rest, "ال" + rest[1:], "ال" + rest)
    return (rest,)


def with_article(rest: str) -> str:
    """Return what follows «ل» in «لل…» with its article: «لجيش» is «الجيش»; a word whose own first letter is lam keeps it («لواء الليبي»)."""
    first, *others = rest.split(maxsplit=2)
    if not own_lam(first):
        return "ا" + rest
    return "ال" + rest if others and (others[0].startswith("ال") or others[0].isdigit()) else rest


def own_lam(word: str) -> bool:
    """Whether the first letter of a word is lam by itself, and no article: «لواء»، «لجنة»."""
    return key(word) in _LAM


def open_marks(text: str, left: str, right: str) -> int:
    """Return how many marks of a pair stay open in a text; below zero where more are closed than opened."""
    return text.count(left) % 2 if left == right else text.count(left) - text.count(right)


def _without_suffix(prefix: str, stem: str) -> list[Cut]:
    found = []
    for suffix in _SUFFIXES:
        base = stem[: len(stem) - len(suffix)] if suffix else stem
        if not stem.endswith(suffix) or len(base) < 2:
            continue
        found.append(Cut(prefix, base, suffix))
        if suffix and base.endswith("ت"):
            found.append(Cut(prefix, base[:-1] + "ه", suffix))
    return found
