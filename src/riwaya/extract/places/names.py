"""Names of places among the words of a page: those of the gazetteer, and unknown ones by the grammar of names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from riwaya import arabic
from riwaya.extract.reading import Mention, Reading
from riwaya.lexicon import FINITE
from riwaya.lexicon.gazetteer import Gazetteer, Known

_ARTICLE, _DUAL = "ال", "تي"
# Words of these kinds end an unknown name; the second list is let in where the first word has the article («حي الشهداء»).
_ENDING = (
    *("actor", "group", "source", "organ", "outlet", "timeword", "weekday", "month", "number", "bound"),
    *("quantity", "speech", "stance", "connective", "tally", "particle"),
)
_VERBAL = ("event", "light", "casualty", "damage", "result", "equipment", "channel")
_NAMING = ("actor", "person", "outlet", "organ")
# Parts of place grammar that cannot be inside a name.
_OUTSIDE = frozenset({"stop", "cue", "link", "body", "compass", "distance", "such", "holder", "again", "portion"})
# What may stand on a word of a foreign name («ناو زاد»): names of people, and sides of the compass.
_NAMELIKE = frozenset({"given", "direction", "person", "placeword"})
_CLOSING = frozenset({"،", ",", ".", "(", ")", "؛"})
_CLITIC = frozenset("وفبلكسيت")  # letters that open a verb or hold a particle
_INFLECTED = ("ا", "ات", "ين", "ون", "ة")
_FEMININE = "ه"  # folded
_OPENING = ("ي", "و", "تت")  # letters of a present verb or of the next item
_AFTER_PEOPLE = frozenset({"quarter", "road"})
_MASCULINE = frozenset({"quarter", "camp", "base"})  # kinds whose words without «ة» are masculine; «سوق»، «طريق» can be either


@dataclass(frozen=True, slots=True)
class Name:
    """A name on tokens `[start, end)`, the clitics `prefix` cut from its first word; `known` is empty for an unknown one, `marked` set for one in marks."""

    start: int
    end: int
    prefix: str
    known: tuple[Known, ...]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """A reading, indexed by where the words of place grammar begin and end; a place can begin at the tokens in `openings` only.

    `calendar` are days and months, which are places only after a word for their kind (Ibb is written like August), `times` no places at all;
    `speaking` are verbs of speech and denial in the present, as headlines have them;
    `repeats` those that count or say again what is told of the next place too («وخمسة»، «وأخرى»).
    """

    reading: Reading
    gazetteer: Gazetteer
    words: tuple[str, ...]
    kinds: Mapping[int, Mention]
    relations: Mapping[int, Mention]
    relation_ends: Mapping[int, Mention]
    parts: Mapping[int, Mention]
    part_ends: Mapping[int, Mention]
    demonyms: Mapping[int, Mention]
    ending: frozenset[int]
    verbal: frozenset[int]
    verbs: frozenset[int]
    speaking: frozenset[int]
    calendar: frozenset[int]
    times: frozenset[int]
    repeats: frozenset[int]
    given: frozenset[int]
    worded: frozenset[int]
    named: Mapping[int, int]
    openings: tuple[int, ...]

    def traits(self, token: int) -> frozenset[str]:
        """Return the traits of the word of place grammar at `token`."""
        mention = self.parts.get(token)
        return frozenset(mention.entry.traits) if mention else frozenset()

    def part(self, token: int) -> str:
        """Return the part that place grammar gives to the word at `token`, "" for none."""
        mention = self.parts.get(token)
        return mention.entry.value if mention else ""


def ground(reading: Reading, gazetteer: Gazetteer) -> Ground:
    """Index a reading for the search of places."""
    relations, parts = reading.starts("relation"), reading.starts("placeword")
    words = tuple(token.norm for token in reading.tokens)
    kinds = {start: one for start, one in reading.starts("placekind").items() if "ك" not in one.prefix and not _verb(reading, start)}
    named: dict[int, int] = {}
    for mention in _of(reading, _NAMING):
        for token in range(mention.start, mention.end):
            named[token] = max(named.get(token, 0), mention.end - mention.start)
    others = {one.start for one in parts.values() if {"alone", "each"} & set(one.entry.traits)}
    others.update(at for at in _ends(parts, relations) if at < len(words) and at not in parts and (reading.tokens[at].is_word or words[at] == '"'))
    return Ground(
        reading=reading,
        gazetteer=gazetteer,
        words=words,
        kinds=kinds,
        relations=relations,
        relation_ends={one.end: one for one in relations.values()},
        parts=parts,
        part_ends={one.end: one for one in parts.values()},
        demonyms=reading.starts("demonym"),
        ending=frozenset().union(*map(reading.starts, _ENDING)),
        verbal=frozenset().union(*map(reading.starts, _VERBAL)),
        verbs=frozenset(one.start for one in _of(reading, _VERBAL) if one.tag in FINITE),
        speaking=frozenset(one.start for one in _of(reading, ("speech", "stance")) if one.tag == "present"),
        calendar=frozenset(one.start for one in _of(reading, ("weekday", "month")) if not one.prefix),
        times=frozenset(_times(reading)),
        repeats=frozenset(_repeats(reading)),
        given=frozenset(reading.starts("given")),
        worded=frozenset(one.start for kind, found in reading.mentions.items() if kind not in _NAMELIKE for one in found),
        named=named,
        openings=tuple(at for at, word in enumerate(words) if at in kinds or at in relations or at in others or gazetteer.begun(word)),
    )


def _verb(reading: Reading, token: int) -> bool:
    """Whether the page writes a verb whose folded form is a kind of place: «وأدى» is no «وادي»."""
    result = reading.starts("result").get(token)
    return result is not None and bool(result.prefix) and "أ" in reading.quote(token, token + 1)


def _times(reading: Reading) -> Iterator[int]:
    """Yield where several words of time begin, so that no name does: «صباح اليوم», though Sabah is a place."""
    times = reading.starts("timeword")
    yield from (one.start for one in times.values() if not one.prefix and (one.end > one.start + 1 or one.end in times))


def _repeats(reading: Reading) -> Iterator[int]:
    counting = (*_of(reading, ("number", "quantity")), *(one for one in reading.mentions.get("casualty", ()) if one.tag == "noun"))
    again = (one for one in reading.mentions.get("placeword", ()) if one.entry.value == "again")
    for one in (*counting, *again):
        yield from range(one.start, one.end)


def _ends(parts: Mapping[int, Mention], relations: Mapping[int, Mention]) -> Iterator[int]:
    """Yield where what brings a place in ends: prepositions, sides, «قرب»."""
    yield from (one.end for one in parts.values() if one.entry.value in {"cue", "compass"})
    yield from (one.end for one in relations.values())


def _of(reading: Reading, kinds: Iterable[str]) -> Iterable[Mention]:
    return (mention for kind in kinds for mention in reading.mentions.get(kind, ()))


def known_at(ground: Ground, start: int, stop: int) -> Name | None:
    """Return the longest gazetteer name that begins with the word at `start`; None at the end of a text cut short."""
    if start >= stop:
        return None
    timed = start in ground.calendar or start in ground.times
    for prefix, stem in () if timed else ground.gazetteer.begun(ground.words[start]):
        found = ground.gazetteer.longest(ground.words, start, stem, stop)
        if found:
            return Name(start, found[0], prefix, found[1])
    return None


def name_at(ground: Ground, start: int, stop: int, *, joined: bool = False, unknown: bool = True) -> Name | None:
    """Return the name that stands at `start` after a word for a kind of place; `joined` ones carry «و»."""
    if start >= stop:
        return None
    prefix = "و" if joined and ground.words[start].startswith("و") else ""
    first = ground.words[start][len(prefix) :]
    found = ground.gazetteer.longest(ground.words, start, first, stop) if first and start not in ground.times else None
    end = extent(ground, start, first, stop, owned=True) if unknown else None
    kind = ground.kinds.get(start)
    if found and found[0] == start + 1 and kind and "kept" not in kind.entry.traits:
        found = None  # «شوارع المدينة» is no name, though Medina is
    if found and found[0] == start + 1 and "paired" in ground.traits(start):
        found = None  # «مواقع جديدة»
    if found and (end is None or found[0] >= end or ground.part(start) != "head"):
        return Name(start, found[0], prefix, found[1])
    return Name(start, end, prefix, ()) if end else None


def extent(ground: Ground, start: int, first: str, stop: int, *, owned: bool = False) -> int | None:
    """Return where an unknown name that begins with the word `first` ends: one word, or more after a head or in a genitive.

    `owned` ones stand in the genitive of a word for a kind of place, where a nationality with the article is a name («مستشفى الكندي»).
    """
    if not _can_begin(ground, start, first, owned=owned):
        return None
    end = start + 1
    if ground.part(start) == "head":
        while end < min(start + 3, stop) and ground.part(end - 1) == "head" and _can_follow(ground, end) and _goes_on(ground, start, end):
            end += 1
        return end if end > start + 1 or first.startswith(_ARTICLE) else None
    if end < stop and ground.words[end].startswith(_ARTICLE) and _can_follow(ground, end) and not _describes(first, ground.words[end]):
        return end + 1
    return end + _foreign(ground, first, end, stop)


def _goes_on(ground: Ground, start: int, token: int) -> bool:
    """Whether a third word belongs to the name: after a given name only with the article («أم خالد الشرقية», not «بني خالد مجددا»)."""
    given = token - 1 > start and token - 1 in ground.given
    return not given or ground.words[token].startswith(_ARTICLE) or ground.part(token) == "head"


def _foreign(ground: Ground, first: str, token: int, stop: int) -> bool:
    """Whether the word at `token`, which no entry knows, is the second of a foreign name («ناو زاد»): what follows must be known, so that it is no phrase."""
    if token >= stop or first.startswith(_ARTICLE) or token in ground.worded or token in ground.parts or not ground.reading.tokens[token].is_word:
        return False
    word, after = ground.words[token], token + 1
    own = word[0] not in _CLITIC and not _written(ground, token).endswith(_INFLECTED) and not any(prefix for prefix, _ in ground.gazetteer.begun(word))
    known = after >= stop or ground.words[after] in _CLOSING or after in ground.worded or after in ground.parts
    return own and known and len(word) > 1 and not word[0].isdigit()


def _written(ground: Ground, token: int) -> str:
    return ground.reading.quote(token, token + 1)


def _can_begin(ground: Ground, token: int, first: str, *, owned: bool) -> bool:
    if not ground.reading.tokens[token].is_word or len(first) < 2 or first[0].isdigit() or first.startswith(("لل", "بال")):
        return False
    if ground.part(token) == "head":
        return True
    if token in ground.demonyms:
        return owned and first.startswith(_ARTICLE) and not first.endswith("ه")
    known = known_at(ground, token, token + 1)
    other = bool(known and known.prefix.strip("و"))  # «أحياء بتعز»
    ended = token in ground.ending and not _named_after(ground, token)
    if other or ended or ground.part(token) in _OUTSIDE or token in ground.relations or token in ground.kinds:
        return False
    return first.startswith(_ARTICLE) or _no_adjective(ground, token) or (token not in ground.verbs and not _ordinary(first))


def _named_after(ground: Ground, token: int) -> bool:
    """Whether a quarter or a street is named after people: «حي المعلمين»، «شارع الضباط»."""
    kind = ground.kinds.get(token - 1)
    return kind is not None and kind.entry.value in _AFTER_PEOPLE and not kind.entry.traits & {"many", "area"} and token in ground.reading.starts("group")


def _no_adjective(ground: Ground, token: int) -> bool:
    """Whether the word for a kind before it cannot have it for an adjective: a dual without its «ن» («قريتي صافية»), a masculine («حي مشرفة»)."""
    kind, before = ground.kinds.get(token - 1), ground.words[token - 1]
    if kind is None or kind.end != token:
        return False
    if "many" in kind.entry.traits:
        return before.endswith(_DUAL)
    return kind.entry.value in _MASCULINE and not before.endswith(_FEMININE) and _written(ground, token).endswith("ة")


def _ordinary(word: str) -> bool:
    """Whether a bare word looks like an adjective, a participle, a plural, a present verb or the next item, not like a name."""
    return word.endswith(("يه", "ات", "ته", "تها", "هم")) or (word.endswith("ه") and word.startswith("م")) or (len(word) > 3 and word.startswith(_OPENING))


def _can_follow(ground: Ground, token: int) -> bool:
    word = ground.words[token]
    if not ground.reading.tokens[token].is_word or len(word) < 2 or word[0].isdigit():
        return False
    if ground.part(token) in {"head", "bearing"} or (ground.part(token - 1) == "head" and token in ground.kinds and word.startswith(_ARTICLE)):
        return True  # «رجم القصر»
    if ground.part(token) in _OUTSIDE or token in ground.ending or token in ground.verbal or token in ground.demonyms:
        return False
    return token not in ground.relations and token not in ground.kinds and not word.startswith(("بال", "وال", "لل", "فال"))


def _describes(first: str, second: str) -> bool:
    """Whether the second word is an adjective beside the name, not part of it: a relative adjective after a bare word."""
    return not first.startswith(_ARTICLE) and (second.endswith("يه") or (second.endswith("ي") and len(second) > 5))


def text_of(reading: Reading, start: int, end: int, prefix: str, *, article: bool = True) -> str:
    """Return a name as the page writes it, without the clitics of its first word and without invisible marks.

    `article` says whether the name may have one: «لليمن» is to Yemen (اليمن), «للبنان» to Lebanon (لبنان).
    """
    quote = reading.quote(start, end)
    if not quote.isprintable():
        quote = "".join(one for one in quote if unicodedata.category(one) != "Cf")
    quote = " ".join(quote.split())
    left = len(prefix)
    for position, character in enumerate(quote):
        if left == 0:
            rest = quote[position:]
            return _restored(reading.tokens[start].norm, prefix, rest) if article else rest
        left -= bool(arabic.fold_character(character))
    return quote


def _restored(word: str, prefix: str, rest: str) -> str:
    """Give «لليمن» its article back."""
    return _ARTICLE + rest[1:] if prefix.endswith("ل") and word[len(prefix) :].startswith("ل") and rest.startswith("ل") else rest
