"""Words of a report as linking compares them: stems with how rare each is, and sentences as hashes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import log10

from riwaya import arabic

COMMON = 6.0  # words at least as frequent (Zipf scale: 10^6 in a thousand million) tell nothing: particles, «قال», «مدينة»
RAREST = 2.0  # below this, frequency is a matter of the table, not of the language
SENTENCE = 6  # a copied sentence has at least as many words: shorter ones recur by themselves
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.!?؟؛\n]+")


@lru_cache(maxsize=1)
def frequencies() -> Mapping[str, float]:
    """Return how frequent Arabic words are (Zipf scale), by folded spelling: the table of wordfreq, rare words left out."""
    from wordfreq import get_frequency_dict  # noqa: PLC0415  # takes a quarter of a second to import: for linking, not for whoever resolves places

    table: dict[str, float] = {}
    for word, share in get_frequency_dict("ar", "best").items():
        if share >= 10 ** (RAREST - 9):
            folded = arabic.key(word)
            table[folded] = table.get(folded, 0.0) + share
    return {word: log10(share) + 9 for word, share in table.items()}


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> tuple[str, float]:
    """Return a folded word without its clitics and article, and how frequent it is (Zipf scale, RAREST for unknown).

    Of the ways to cut a word, the one whose stem is the most frequent word wins, a cut costing one step of the scale.
    """
    table = frequencies()
    best = max(arabic.cuts(word)[:12], key=lambda cut: table.get(cut.stem, 0.0) - 1.0 * bool(cut.prefix) - 1.5 * bool(cut.suffix))
    return best.stem.removeprefix("ال") if len(best.stem) > 4 else best.stem, table.get(best.stem, RAREST)


def stems(text: str) -> dict[str, int]:
    """Return the telling words of a text, each with its weight: the rarer, the heavier (0 to 400, whole so that sums are exact)."""
    found = {}
    for word in _WORD.findall(arabic.key(text)):
        if len(word) > 2 and not word.isdigit():
            form, frequency = stem(word)
            if frequency < COMMON:
                found[form] = round(100 * (COMMON - frequency))
    return found


def sentences(text: str) -> frozenset[int]:
    """Return hashes of the text's sentences, spelling folded; short ones are left out."""
    return frozenset(_sentences(text))


def _sentences(text: str) -> Iterator[int]:
    for part in _BREAK.split(text):
        words = _WORD.findall(arabic.key(part))
        if len(words) >= SENTENCE:
            yield zlib.crc32(" ".join(words).encode("utf-8", "surrogatepass"))


def shingles(text: str, size: int = 3) -> list[str]:
    """Return every run of `size` words, spelling folded."""
    words = _WORD.findall(arabic.key(text))
    return [" ".join(words[start : start + size]) for start in range(max(1, len(words) - size + 1))] if words else []
