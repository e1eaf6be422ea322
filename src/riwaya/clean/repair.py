"""Reads words that a page broke on purpose or by accident: split by a space, dotted, or with a foreign letter inside; and signs written as code.

A repair covers only what disturbs (the space, the dots, the foreign letter), so every letter keeps its own offset.
"""

from __future__ import annotations

import gzip
import html
import importlib.util
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgpack

from riwaya.model import Repair, Span

Commonness = Mapping[str, float]

_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_LETTER = "\u0621-\u063a\u0640-\u064a\u064b-\u0652\u0670-\u06d3"
_WORD = re.compile(f"[{_LETTER}]+")
_GAP = re.compile("[ \u00a0\u2000-\u200f\u202f\u2060\ufeff]+")
_INSIDE = "\\-.،,*·•_~|/\\\\@+=^!$'’"
_BROKEN = re.compile(f"(?<![{_LETTER}])[{_LETTER}]++(?:[{_INSIDE}A-Za-z]{{1,3}}[{_LETTER}]++)++")
_DISTURBANCE = re.compile(f"[{_INSIDE}A-Za-z]+")
_DOTTED = re.compile(f"\u0640[{_INSIDE}]+\u0640")
_SOUNDS = dict(zip("abdfhijklmnopqrstuvwyz", "ابدفهيجكلمنوبقرستوفويز", strict=True))
_NAMED = "quot|[lr]aquo|[lr]dquo|[lr]squo|nbsp|amp|ndash|mdash|hellip"
_ENTITY = re.compile(rf"(?:&(?:amp;)?)?(#\d{{2,5}};|#x[0-9a-fA-F]{{2,4}};)|(?:&(?:amp;)?|(?<![A-Za-z&]))((?:{_NAMED});)")
_STRANGE = re.compile("[\u0672-\u06d3]")
_WIDEST_GAP = 4  # more blanks than this are layout
_SHORTEST = 3  # two single letters are initials or an abbreviation
_LONGEST = 40  # characters of a broken word
_RARE = 4.0  # below this, a part of a split word is not common enough to stand by itself
_PLAIN_LETTERS = frozenset("پچژگڤکیہۀھڪې")  # arabic.fold reads these already


def repairs(text: str, common: Commonness) -> tuple[Repair, ...]:
    """Return the repairs of `text`, sorted and apart; a word is joined only where the whole is commoner than a part of it."""
    found = [*_split(text, common), *_broken(text, common), *_strange(text, common), *_entities(text)]
    found.sort(key=lambda repair: repair.span)
    return tuple(repair for index, repair in enumerate(found) if not index or found[index - 1].span.end <= repair.span.start)


@cache
def common_words() -> Commonness:
    """Load how common Arabic words are (Zipf scale), straight from wordfreq's table: importing wordfreq costs ten times the load."""
    spec = importlib.util.find_spec("wordfreq")
    if spec is None or spec.origin is None:
        return {}
    with gzip.open(Path(spec.origin).parent / "data" / "small_ar.msgpack.gz") as file:
        _, *steps = msgpack.load(file, raw=False)
    return {word: 9 - step / 100 for step, words in enumerate(steps) for word in words}


def _entities(text: str) -> Iterator[Repair]:
    """Yield the signs that stand in a page as code: «&quot;», or «#187;» where even the ampersand was lost."""
    if ";" not in text:
        return
    for match in _ENTITY.finditer(text):
        sign = html.unescape(f"&{match[1] or match[2]}")
        if len(sign) == 1 and not sign.isalnum() and (sign.isprintable() or sign.isspace()):
            yield Repair(Span(match.start(), match.end()), sign)


def _bare(word: str) -> str:
    return _MARKS.sub("", word)


def _split(text: str, common: Commonness) -> Iterator[Repair]:
    """Yield the gaps inside words: neighbours of which one is no common word by itself, but both together are."""
    left, left_common, end = "", 0.0, -1
    for match in _WORD.finditer(text):
        start, stop = match.span()
        right = match[0]
        right_common = common.get(right)
        if right_common is None:
            right = _bare(right)
            right_common = common.get(right, 0.0)
        if start - end <= _WIDEST_GAP and (left_common < _RARE or right_common < _RARE or len(left) == 1 or len(right) == 1):
            whole = common.get(left + right)
            if whole is not None and (whole > left_common or whole > right_common):
                yield from _gap(text, end, start, left, right)
        left, left_common, end = right, right_common, stop


def _gap(text: str, start: int, end: int, left: str, right: str) -> Iterator[Repair]:
    if left and right and len(left) + len(right) >= _SHORTEST and _GAP.fullmatch(text, start, end):
        yield Repair(Span(start, end), "")


def _broken(text: str, common: Commonness) -> Iterator[Repair]:
    """Yield the signs inside dotted words, and foreign letters that stand for Arabic ones."""
    for match in _BROKEN.finditer(text):
        if len(match[0]) > _LONGEST:
            continue
        parts = [_bare(part) for part in _WORD.findall(match[0])]
        removed = "".join(parts)
        if _DOTTED.search(match[0]) or _whole(removed, parts, match[0], common):
            yield from (_at(match.start(), sign, _replacement(sign[0], removed, match[0], common)) for sign in _DISTURBANCE.finditer(match[0]))
        elif any(sign[0].isalpha() for sign in _DISTURBANCE.finditer(match[0])) and _spoken(match[0]) in common:
            yield from (_at(match.start(), sign, _sounds(sign[0])) for sign in _DISTURBANCE.finditer(match[0]))


def _whole(removed: str, parts: list[str], written: str, common: Commonness) -> bool:
    """Whether parts make one word; single letters with single dots are initials («ش.م.ل»)."""
    if all(len(part) == 1 for part in parts) and set(_DISTURBANCE.findall(written)) == {"."}:
        return False
    return common.get(removed, 0.0) > min(common.get(part, 0.0) for part in parts)


def _replacement(sign: str, removed: str, written: str, common: Commonness) -> str:
    """Return what a sign inside a dotted word stands for: nothing, unless only its sound makes a word."""
    if not any(map(str.isalpha, sign)) or removed in common:
        return ""
    return _sounds(sign) if _spoken(written) in common else ""


def _spoken(written: str) -> str:
    return _bare(_DISTURBANCE.sub(lambda sign: _sounds(sign[0]), written))


def _sounds(sign: str) -> str:
    return "".join(_SOUNDS.get(character.lower(), "") for character in sign)


def _at(offset: int, sign: re.Match[str], text: str) -> Repair:
    return Repair(Span(offset + sign.start(), offset + sign.end()), text)


def _strange(text: str, common: Commonness) -> Iterator[Repair]:
    """Yield letters of other languages that stand for the Arabic letter of their shape, where that makes a known word."""
    if not _STRANGE.search(text):
        return
    for match in _WORD.finditer(text):
        signs = [sign for sign in _STRANGE.finditer(match[0]) if sign[0] not in _PLAIN_LETTERS]
        if signs and _bare(_STRANGE.sub(lambda sign: _shape(sign[0]), match[0])) in common:
            yield from (_at(match.start(), sign, _shape(sign[0])) for sign in signs)


def _shape(letter: str) -> str:
    """Return the Arabic letter that Unicode names as the base of `letter` ("SEEN WITH THREE DOTS BELOW" is a seen)."""
    base, _, _ = unicodedata.name(letter, "").partition(" WITH ")
    try:
        return unicodedata.lookup(base)
    except KeyError:
        return letter
