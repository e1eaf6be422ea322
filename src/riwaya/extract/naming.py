"""Which party a name stands for: by the country told of, by who speaks, and by what the page named in full before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from riwaya.extract.reading import Mention, Reading
from riwaya.lexicon import Entry, Lexicon

GROUPS = frozenset({"armed-group", "militia", "political-party"})  # kinds of actors that are groups under arms or of a party
_UNKNOWN = "unknown"
_HEAD = "head"
_ARTICLE = "ال"
_FORCES = "قوات "
Row = tuple[list[int], list[str | None]]  # tokens after which something was said, in page order, and what


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a page names, for the short names that turn on it; made once a page, in time linear in its words.

    `full` are the parties named in full, by each name that theirs may be cut short to; `groups` the armed groups named; `foreign` the first words of short
    names that are of another body here.
    """

    reading: Reading
    lexicon: Lexicon
    full: Mapping[str, Row]
    groups: Row
    foreign: frozenset[str]

    def before(self, mention: Mention) -> str | None:
        """Return the party that the page last named in full by a name that this one cuts short.

        «الجيش الوطني» is the «الجيش الوطني السوري» told of before, and «الحركة» the last one that was called «حركة», whatever group was named since.
        """
        if not mention.entry.traits & {"fuller", "anaphor"}:
            return None
        short = _name(mention, self.reading)
        wanted = short if "fuller" in mention.entry.traits else short.split()[0].removeprefix(_ARTICLE)
        return _last(self.full.get(wanted, ([], [])), mention.start)

    def group_before(self, mention: Mention) -> str | None:
        """Return the armed group that the page named last before a word that only points back to one («التنظيم»)."""
        if "anaphor" not in mention.entry.traits or "plain" in mention.entry.traits:
            return None
        return _last(self.groups, mention.start)

    def of_another(self, mention: Mention) -> bool:
        """Whether a name cut short is of another body that the page names, never in full: «المرصد» beside «مرصد النيل», «القاعدة» beside «قاعدة الوادي»."""
        return "short" in mention.entry.traits and _first(mention, self.reading) in self.foreign


def named(reading: Reading, lexicon: Lexicon) -> Named:
    """Look at all names of parties on a page."""
    full: dict[str, Row] = {}
    groups: Row = [], []
    for one in reading.of("actor"):
        if names_group(one.entry, one.entry.value, lexicon):
            _add(groups, one.end, one.entry.value)
        if one.entry.value != _UNKNOWN:
            for short in shortened(_name(one, reading)):
                _add(full.setdefault(short, ([], [])), one.end, known(one.entry.value, lexicon))
    return Named(reading, lexicon, full, groups, _foreign(reading))


def shortened(name: str) -> Iterator[str]:
    """Yield a name without words at its end: what a body named in full may be called after."""
    words = name.split()
    yield from (" ".join(words[:end]) for end in range(1, len(words)))


def _add(row: Row, end: int, actor: str | None) -> None:
    row[0].append(end)
    row[1].append(actor)


def _last(row: Row, token: int) -> str | None:
    """Return the last of a row that ends before a token."""
    ends, actors = row
    at = bisect_right(ends, token)
    return actors[at - 1] if at else None


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


def _first(mention: Mention, reading: Reading) -> str:
    """Return the first word of a name without proclitics."""
    return reading.tokens[mention.start].norm.removeprefix(mention.prefix)


def _foreign(reading: Reading) -> frozenset[str]:
    """Return the first words of the short names of a page that it never gives in full, while it names other bodies of that kind."""
    actors = reading.of("actor")
    short = {_first(one, reading) for one in actors if "short" in one.entry.traits}
    if not short:
        return frozenset()
    longer = (one for one in actors if one.end - one.start > 1 and "never" not in one.entry.traits)
    full = {reading.words[token] for one in longer for token in range(one.start, one.end)}
    bodies = {token.norm.removeprefix("ب") for token, after in pairwise(reading.tokens) if after.is_word}
    return frozenset(word for word in short if word.removeprefix(_ARTICLE) in bodies and not any(one.endswith(word) for one in full))
