"""Which language a page is in, told by its letters: enough to set Arabic apart from its neighbours in the same script."""

from __future__ import annotations

import re
import unicodedata

READ = "ar"
_SAMPLE = 20_000
_LINK = re.compile(r"https?://\S+|www\.\S+|[#@]\w+")
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_ARTICLE = re.compile("\\b[وفبك]?(?:ال|لل|ٱل|أل|ﺍﻟ)\\w{2,}")
_FOREIGN = re.compile("[پچژگکیےںہھٹڈڑێۆەڵڕڤېۇۈڭۋښځډړټڼۍڃڀٿڪڳڻ]")
_NEIGHBOURS = (("ckb", "ێۆەڵڕ"), ("ps", "ښځډړټڼۍ"), ("ug", "ېۇۈڭۋ"), ("sd", "ڀٿڳڻ"), ("ur", "ےںہھٹڈڑ"), ("fa", "پچژگکی"))  # the most telling letters first
_ENGLISH = frozenset(("the", "of", "and", "in", "to", "a", "that", "on", "for", "is", "was", "with", "by", "said"))
_LEAST_ENGLISH = 0.12
_LEAST_ARABIC = 0.3  # of all letters: Arabic pages quote Latin names and links
_MOST_FOREIGN = 0.02  # of all letters: Arabic pages write foreign names, and some keyboards give a Persian yeh or kaf
_LEAST_ARTICLES = 0.1  # of all words: near a third in Arabic, next to none in its neighbours


def letters(text: str) -> int:
    """Count letters of any script, up to a long page's worth."""
    return sum(map(len, _WORD.findall(_LINK.sub(" ", text[:_SAMPLE]))))


def language(text: str) -> str:
    """Return an ISO 639 code: "ar", "en", a neighbour in Arabic script, or "und" for all others."""
    words = _WORD.findall(_LINK.sub(" ", text[:_SAMPLE])) or _WORD.findall(text[:_SAMPLE])
    joined = " ".join(words)
    total = max(1, len(joined) - len(words) + 1)
    arabic = sum(map(len, _ARABIC_SCRIPT.findall(joined)))
    if arabic >= _LEAST_ARABIC * total:
        return _of_arabic_script(joined, arabic, len(words))
    english = sum(word.lower() in _ENGLISH for word in words)
    return "en" if sum(map(len, _LATIN.findall(joined))) > total / 2 and english >= _LEAST_ENGLISH * len(words) else "und"


def _of_arabic_script(joined: str, arabic: int, words: int) -> str:
    foreign = _FOREIGN.findall(joined)
    if len(foreign) <= _MOST_FOREIGN * arabic or len(_ARTICLE.findall(joined)) >= _LEAST_ARTICLES * words:
        return READ
    counts = {code: sum(map("".join(foreign).count, signs)) for code, signs in _NEIGHBOURS}
    return next((code for code, count in counts.items() if count >= 0.1 * len(foreign)), "fa")


def script(text: str) -> str:
    """Name the script of most letters, for messages: "Latin", "Hebrew", "Cyrillic"."""
    names = [unicodedata.name(character, "unknown").split()[0] for character in text[:2000] if character.isalpha()]
    return max(set(names), key=names.count).title() if names else "no"
