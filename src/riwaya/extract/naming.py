"""Which party a name stands for: by the country told of, by who speaks, and by what the page named in full before."""

from __future__ import annotations

from itertools import pairwise

from riwaya.extract.reading import Mention, Reading
from riwaya.lexicon import Entry, Lexicon

GROUPS = frozenset({"armed-group", "militia", "political-party"})  # kinds of actors that are groups under arms or of a party
_UNKNOWN = "unknown"
_HEAD = "head"
_ARTICLE = "ال"
_FORCES = "قوات "


def resolve(mention: Mention, country: str | None, speaker_side: str | None, lexicon: Lexicon) -> str | None:
    """Return the actor id that a mention stands for in a country and in the mouth of a side; None where that stays open."""
    entry = mention.entry
    if entry.kind not in {"actor", "person"}:
        return None
    for key in (f"{country}@{speaker_side}", country or ""):
        if key in entry.meaning:
            return known(entry.meaning[key], lexicon)
    return known(entry.value, lexicon)


def known(actor: str, lexicon: Lexicon) -> str | None:
    """Return the actor id if the list of actors has it."""
    return actor if actor in lexicon.actors else None


def named_before(mention: Mention, reading: Reading, lexicon: Lexicon) -> str | None:
    """Return the party that the page last named in full by a name that this one cuts short.

    «الجيش الوطني» is the «الجيش الوطني السوري» told of before, and «الحركة» the last one that was called «حركة», whatever group was named since.
    """
    if not mention.entry.traits & {"fuller", "anaphor"}:
        return None
    short = _name(mention, reading)
    opening = short + " " if "fuller" in mention.entry.traits else short.split()[0].removeprefix(_ARTICLE) + " "
    earlier = (one for one in reversed(reading.of("actor", 0, mention.start)) if one.entry.value != _UNKNOWN)
    return next((known(one.entry.value, lexicon) for one in earlier if _name(one, reading).startswith(opening)), None)


def group_before(mention: Mention, reading: Reading, lexicon: Lexicon) -> str | None:
    """Return the armed group that a page named last before a word that only points back to one («التنظيم»)."""
    if "anaphor" not in mention.entry.traits or "plain" in mention.entry.traits:
        return None
    named = (one.entry.value for one in reversed(reading.of("actor", 0, mention.start)) if names_group(one.entry, one.entry.value, lexicon))
    return next(named, None)


def names_group(entry: Entry, actor: str | None, lexicon: Lexicon) -> bool:
    """Whether «التنظيم» or «الجماعة» may mean an actor by this entry: forces that a general leads and bodies of state are neither."""
    known_as = lexicon.actors.get(actor or "")
    if known_as is None or entry.traits & {"generic", "nationality", "plain"}:
        return False
    return known_as.kind in GROUPS and known_as.side != "government" and not known_as.name_ar.startswith(_FORCES)


def _name(mention: Mention, reading: Reading) -> str:
    """Return the words of a name without the word for its people or arms: of «قوات الجيش الوطني» the last two."""
    first = reading.starts("partyword").get(mention.start)
    if first is not None and first.entry.value == _HEAD:
        start = next((at for at in range(mention.start, mention.end) if reading.words[at].startswith(_ARTICLE)), mention.start)
        return reading.norms(start, mention.end)
    return reading.norms(mention.start, mention.end).removeprefix(mention.prefix)


def of_another(mention: Mention, reading: Reading) -> bool:
    """Whether a name cut short is of another body that the page names, never in full: «المرصد» beside «مرصد النيل», «القاعدة» beside «قاعدة الوادي»."""
    if "short" not in mention.entry.traits:
        return False
    word = reading.tokens[mention.start].norm.removeprefix(mention.prefix)
    kind = word.removeprefix(_ARTICLE)
    longer = (one for one in reading.of("actor") if one.end - one.start > 1 and "never" not in one.entry.traits)
    if any(reading.tokens[token].norm.endswith(word) for one in longer for token in range(one.start, one.end)):
        return False
    return any(token.norm.removeprefix("ب") == kind and after.is_word for token, after in pairwise(reading.tokens))
