"""When two spellings may name one place: keys that careless writing, the article, spaces and transliteration leave alone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from riwaya import arabic

_ARTICLE = "ال"
_FINAL = str.maketrans({"ا": "ه", "ي": "ه"})  # حماة and حماه, كفر زيتا and كفر زيتة, الشعيطي and الشعيطى end alike
SHORTEST_SLIP = 6  # letters; below that one letter makes another name («حلب»، «حلبا»)

# Consonants by sound, as Latin writers of the region spell them; w, y and vowels come and go, so they count for nothing.
_DIGRAPHS = (("kh", "x"), ("gh", "G"), ("sh", "c"), ("ch", "c"), ("dh", "d"), ("th", "t"), ("dj", "j"), ("tch", "c"), ("ph", "f"), ("ou", ""))
_LATIN = {"g": "j", "q": "k", "p": "b", "v": "f", "z": "d"}
_ARABIC_SOUNDS = {
    "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "d", "ر": "r", "ز": "d", "س": "s", "ش": "c", "ص": "s", "ض": "d",
    "ط": "t", "ظ": "d", "غ": "G", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
}  # fmt: skip
_LATIN_ARTICLES = frozenset(["al", "el", "ul", "as", "es", "ash", "esh", "at", "et", "ath", "eth", "ad", "ed", "adh", "ar", "er", "an", "en", "az", "ez", "il"])
_VOWELS = frozenset("aeiouwy")


@lru_cache(maxsize=65536)
def loose(name: str) -> str:
    """Return a name's key without articles, spaces, hyphens and hamza, its last letter in one form for ه/ا/ي («كفر نبودة» = «كفرنبوده»)."""
    words = [_bare(word) for word in re.split(r"[\s_\-/.'\"()،,]+", arabic.key(name)) if word]
    joined = "".join(words).replace("ء", "")
    return joined[:-1] + joined[-1].translate(_FINAL) if len(joined) > 3 else joined


def _bare(word: str) -> str:
    return word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) > 4 else word


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Return the consonants that a name in Arabic or Latin letters sounds like: «كفر نبودة» and Kafr Nabūdah are both kfrnbd."""
    sounds = _from_arabic(name) if any("\u0621" <= letter <= "\u064a" for letter in name) else _from_latin(name)
    return re.sub(r"(.)\1+", r"\1", sounds)


def _from_arabic(name: str) -> str:
    words = [_bare(word) for word in arabic.key(re.sub(r"ة(?=\s)", "ت", name)).split()]  # in a genitive «قلعة» is heard as Qalat
    return "".join(_ARABIC_SOUNDS.get(letter, "") for word in words for letter in (word.removesuffix("ه")))


def _from_latin(name: str) -> str:
    heard = re.sub("[ḩḥ]", "hh", name.lower())  # ح is heard at the end of a word, the ه of «ة» is not
    plain = "".join(one for one in unicodedata.normalize("NFKD", heard) if not unicodedata.combining(one))
    words = [word for word in re.split(r"[^a-z]+", re.sub(r"[‘’'`ʿʾ]", "", plain)) if word and word not in _LATIN_ARTICLES]
    return "".join(map(_sounds, words))


def _sounds(word: str) -> str:
    ended = re.sub(r"(?<=[aei])h$", "", word)  # the final -ah of «ة»
    for written, sound in _DIGRAPHS:
        ended = ended.replace(written, sound)
    return "".join(_LATIN.get(letter, letter) for letter in ended if letter not in _VOWELS)


def one_slip(one: str, other: str) -> bool:
    """Whether two keys differ by one letter too many, too few, wrong, or by two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((index for index, letter in enumerate(short) if letter != long[index]), len(short))
    if len(short) != len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :])
