"""Words of a report as linking compares them: stems with how rare each is, and sentences as hashes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache

from wordfreq import zipf_frequency

from riwaya import arabic

COMMON = 5.2  # words at least as frequent (Zipf scale: 10^5.2 in a thousand million) tell nothing: particles, «قال», «مدينة»
RAREST = 1.5  # below this, frequency is a matter of the table, not of the language
SENTENCE = 6  # a copied sentence has at least as many words: shorter ones recur by themselves
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.!?؟؛\n]+")


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> tuple[str, float]:
    """Return a folded word without its clitics and article, and how frequent it is (Zipf scale, 0 for unknown).

    Of the ways to cut a word, the one whose stem is the most frequent word wins, a cut costing one step of the scale.
    """
    best = max(arabic.cuts(word)[:12], key=lambda cut: zipf_frequency(cut.stem, "ar") - 1.0 * bool(cut.prefix) - 1.5 * bool(cut.suffix))
    frequency = zipf_frequency(best.stem, "ar") or zipf_frequency(best.stem, "en")
    return best.stem.removeprefix("ال") if len(best.stem) > 4 else best.stem, frequency


def stems(text: str) -> dict[str, int]:
    """Return the telling words of a text, each with its weight: the rarer, the heavier (0 to 370, whole so that sums are exact)."""
    found = {}
    for word in _WORD.findall(arabic.key(text)):
        if len(word) > 2 and not word.isdigit():
            form, frequency = stem(word)
            if frequency < COMMON:
                found[form] = round(100 * (COMMON - max(frequency, RAREST)))
    return found


def sentences(text: str) -> frozenset[int]:
    """Return hashes of the text's sentences, spelling folded; short ones are left out."""
    return frozenset(_sentences(text))


def _sentences(text: str) -> Iterator[int]:
    for part in _BREAK.split(text):
        words = _WORD.findall(arabic.key(part))
        if len(words) >= SENTENCE:
            yield zlib.crc32(" ".join(words).encode())


def shingles(text: str, size: int = 3) -> list[str]:
    """Return every run of `size` words, spelling folded."""
    words = _WORD.findall(arabic.key(text))
    return [" ".join(words[start : start + size]) for start in range(max(1, len(words) - size + 1))] if words else []
