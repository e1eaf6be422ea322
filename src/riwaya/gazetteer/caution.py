"""How much a name of a place is also an ordinary word, by how frequent it is in general text."""

from __future__ import annotations

from functools import lru_cache

from riwaya import arabic

# A single word as frequent as this (Zipf scale) is read as a place only beside a cue.
COMMON, RARE, CITY = 3.4, 2.9, 4.0
_PREFIXES = ("", "ب", "و", "ل", "ف", "ك")  # «برادات» is no «رادات»
_KIND_WORDS = (
    *("محافظة", "ولاية", "قضاء", "مديرية", "ناحية", "منطقة", "مركز", "إقليم", "مدينة", "بلدة", "قرية", "حي", "عاصمة", "مطار", "مخيم"),
    *("معبر", "طريق", "شارع", "شهر", "دولة", "قسم", "دائرة", "عزلة", "محلة"),
)
_HEADS = frozenset(arabic.key(form) for word in _KIND_WORDS for form in (word, f"ال{word}"))
_LARGE = 400_000  # inhabitants of a city that a page may name without any cue beside it


@lru_cache(maxsize=1)
def frequencies() -> dict[str, float]:
    """Return how frequent words are (Zipf scale) by folded form: «الماية» is written like «المائة» once folded."""
    from wordfreq import freq_to_zipf, get_frequency_dict  # noqa: PLC0415  # takes a quarter of a second to import: for imports of tables only

    found: dict[str, float] = {}
    for word, share in get_frequency_dict("ar").items():
        key = arabic.key(word)
        found[key] = found.get(key, 0) + share
    return {key: freq_to_zipf(share) for key, share in found.items()}


def imported_caution(name: str, kind: str, population: int) -> int:
    """Return the caution of a name that a table brought: none of them has been looked at by a person, so any single word that people use is doubtful.

    3 is for names that extraction leaves alone: those that begin with a word for a kind of place («محافظة حلب»), since the grammar of places reads that
    word by itself, and everyday words («الحدود»), which that grammar takes for a name only where nothing else fits.
    """
    words = arabic.key(name).split()
    if words and words[0] in _HEADS:
        return 3
    if len(words) != 1 or (kind == "city" and population >= _LARGE):
        return caution([name], kind, population)
    bare = words[0].removeprefix("ال")
    if max(frequencies().get(form, 0) for form in (words[0], bare)) >= COMMON:
        return 3
    return 2 if any(frequencies().get(prefix + form, 0) > 0 for form in (words[0], bare) for prefix in _PREFIXES) else 1


def caution(names: list[str], kind: str, population: int) -> int:
    """Return 0 for a place wherever it stands, 1 where it needs a preposition, 2 where it needs a word for a kind of place; a village is never sure."""
    single = [name for name in names if " " not in name]
    frequency = max((frequencies().get(form, 0) for name in single for form in (arabic.key(name), arabic.key(name).removeprefix("ال"))), default=0)
    if kind == "city":
        return 0 if frequency < CITY else 1 if population >= _LARGE else 2
    return 2 if frequency >= COMMON else 1 if frequency >= RARE or kind == "village" else 0
