"""Who is named: parties with their ids, from names, generic bodies («الجيش»), partisan labels and anaphora («التنظيم»).

A party phrase is a head («قوات»، «مسلحي»), adjectives between («حربية»), and the name or nationality that says whose it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from riwaya import arabic
from riwaya.extract import bands
from riwaya.extract.described import described, past_count
from riwaya.extract.naming import GROUPS, Named, known, names_group, resolve, shortened
from riwaya.extract.ranges import Ranged
from riwaya.extract.reading import Mention, Reading
from riwaya.lexicon import Entry, Lexicon
from riwaya.model import Party

_OUTSIDERS = frozenset({"US", "RU", "GB", "FR", "IR", "SA", "AE", "TR", "IL", "DE", "IT", "ES", "CA", "AU", "NL", "BE", "DK", "QA", "CN"})
_PEOPLE = frozenset({"civilians", "protesters", "rioters"})  # kinds of actors who bear no arms
_HEADS = ("head", "group")
_PEOPLE_OF = "civilians"
_BAND = "armed-group"  # what a body in no list is, by the word that opens its name
_UNKNOWN = "unknown"
_SOME = "some"  # trait of a word for a body that needs no name
_WITH = "ب"
_DASH = "-"
_TATWEEL = "ـ"
_UNBOUND = ("ون", "ين")  # a plural that keeps its nun governs nothing: «هاجم مقاتلون عشيرة السالم»
_OPENING = frozenset({'"', "(", "'"})
_CLOSING = frozenset({'"', ")", "'"})


class Located(Ranged, Protocol):
    """A place mention: where it stands, and the ISO code of its country if known."""

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2 code."""


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party on tokens `[start, end)`: `kind` is that of its actor, without one "armed-group" where the name says so, else "unknown"; `plain` asks for a role.

    `prefix` are the proclitics of its first word («للحوثيين»: «ل»; none of «لواء أحرار الجبل»).

    Of «مسلحو طالبان» the party's name and span are the group's own (as annotators name it), the tokens are those of the whole phrase.
    """

    start: int
    end: int
    party: Party
    entry: str
    kind: str
    plain: bool
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A party phrase before anaphora: `lead` is the mention that opens it, `entry` says who it is, `owner` is the proper name in it."""

    lead: Mention
    entry: Entry
    end: int
    actor: str | None
    owner: Mention | None = None

    @property
    def joined(self) -> bool:
        return self.lead.end < self.end


@dataclass(frozen=True, slots=True)
class _Page:
    """Mentions by first token, and how they are to be read in each sentence."""

    named: Named
    names: Mapping[int, Mention]
    words: Mapping[int, Mention]
    countries: Sequence[str | None]
    sides: Sequence[str | None]
    main: str | None

    @property
    def reading(self) -> Reading:
        return self.named.reading

    @property
    def lexicon(self) -> Lexicon:
        return self.named.lexicon

    def resolve(self, mention: Mention) -> str | None:
        """Resolve by the country of the sentence, or where the entry means nothing there, by that of the page."""
        if self.named.of_another(mention):
            return None
        before = self.named.before(mention)
        if before:
            return before
        sentence = self.reading.sentence_of[mention.start]
        side = self.sides[sentence] if self.sides else None
        return resolve(mention, self.countries[sentence], side, self.lexicon) or resolve(mention, self.main, side, self.lexicon)

    def alone(self, mention: Mention) -> _Phrase:
        owner = None if mention.entry.traits & {"nationality", "generic", "label", "anaphor"} else mention
        return _Phrase(mention, mention.entry, mention.end, self.resolve(mention), owner)

    def word(self, token: int, *values: str) -> Mention | None:
        found = self.words.get(token)
        return found if found and found.entry.value in values else None

    def past_modifiers(self, token: int, stop: int) -> int:
        while token < stop and (found := self.word(token, "modifier")) and not found.prefix:
            token = found.end
        return token


def country_of(reading: Reading, places: Sequence[Located], home: str | None = None) -> tuple[str | None, ...]:
    """Return for each sentence the country it tells of: by its own words, else its paragraph's, else the page's, else `home`.

    Places count twice, parties of the country once; powers that fight abroad count only where nothing else does.
    """
    own: list[Counter[str]] = [Counter() for _ in reading.sentences]
    for token, country, weight in _signs(reading, places):
        own[reading.sentence_of[token]][country] += weight
    paragraphs: dict[int, Counter[str]] = {}
    page: Counter[str] = Counter()
    for sentence, votes in zip(reading.sentences, own, strict=True):
        paragraphs.setdefault(sentence.paragraph, Counter()).update(votes)
        page.update(votes)
    return tuple(
        _chosen(votes, page) or _chosen(paragraphs[sentence.paragraph], page) or _chosen(page, page) or home
        for sentence, votes in zip(reading.sentences, own, strict=True)
    )


def _signs(reading: Reading, places: Iterable[Located]) -> Iterator[tuple[int, str, int]]:
    for place in places:
        if place.country:
            yield place.start, place.country, 5 if place.country in _OUTSIDERS else 20
    for mention in (*reading.of("actor"), *reading.of("person")):
        country = _country(mention.entry.value)
        if country:
            yield mention.start, country, 1 if country in _OUTSIDERS else 10


def _country(actor: str) -> str | None:
    """Return the country in an actor id ("sy.opposition" -> "SY"); ids of no country have no dot."""
    head, dot, _ = actor.partition(".")
    return head.upper() if dot else None


def _chosen(votes: Counter[str], page: Counter[str]) -> str | None:
    return max(votes, key=lambda country: (votes[country], page[country])) if votes else None


def parties(named: Named, countries: Sequence[str | None], sides: Sequence[str | None] = ()) -> tuple[PartyMention, ...]:
    """Return every party mention of a page, by position, not overlapping; `countries` and `sides` (of who speaks) are by sentence."""
    page = _page(named, countries, sides)
    reading, lexicon = named.reading, named.lexicon
    found: list[PartyMention] = []
    last_group: str | None = None
    full: dict[str, str] = {}
    done = 0
    for start in sorted(page.names.keys() | page.words.keys()):
        phrase = _phrase(page, start) if start >= done else None
        if phrase is None or _dateline(page, phrase):
            continue
        done = phrase.end
        traits = phrase.entry.traits
        actor = phrase.actor or (last_group if "anaphor" in traits else None)
        words = reading.norms(phrase.lead.start, phrase.end).removeprefix(phrase.lead.prefix)
        if "fuller" in traits and not phrase.joined:
            actor = full.get(words, actor)
        elif actor:
            full |= dict.fromkeys(shortened(words), actor)
        if names_group(phrase.entry, actor, lexicon):
            last_group = actor
        found.append(_mention(page, phrase, actor))
        other = bands.second(reading, phrase.lead, phrase.end)
        if other:
            done = other.end
            found.append(_mention(page, _Phrase(other, phrase.entry, done, None, other), None))
    return tuple(found)


def _dateline(page: _Page, phrase: _Phrase) -> bool:
    """Whether a capital only says where the report was written: «(بيروت) – قالت المنظمة», «القاهرة - رويترز»."""
    tokens, (start, end) = page.reading.tokens, (phrase.lead.start, phrase.end)
    sentence = page.reading.sentences[page.reading.sentence_of[start]]
    bracketed = start > sentence.start and end < sentence.end and tokens[start - 1].norm == "(" and tokens[end].norm == ")"
    start, end = start - bracketed, end + bracketed
    return "plain" in phrase.entry.traits and start == sentence.start and end < sentence.end and tokens[end].norm == _DASH


def _page(named: Named, countries: Sequence[str | None], sides: Sequence[str | None]) -> _Page:
    reading = named.reading
    inner = {token for one in reading.of("partyword") if one.entry.value in _HEADS for token in range(one.start + 1, one.end)}
    inner |= _parts_of_names(reading)
    names = {one.start: one for one in reading.of("actor") if one.start not in inner or "plain" not in one.entry.traits}  # «طائرة مسيرة»
    taken = {token for one in names.values() for token in range(one.start, one.end)}
    people = {one.start: one for one in reading.of("person") if taken.isdisjoint(range(one.start, one.end))}
    words = reading.starts("partyword")
    main = Counter(country for country in countries if country).most_common(1)
    return _Page(named, {**names, **people}, words, countries, sides, main[0][0] if main else None)


def _parts_of_names(reading: Reading) -> set[int]:
    """Return the tokens on which the name of a state is part of another name: a medium's («تلفزيون سوريا»), a street's («شارع سوريا»)."""
    media = {token for one in reading.of("outlet") for token in range(one.start + 1, one.end)}
    return media | {one.end for one in reading.of("placekind") if one.entry.value == "road"}


def _phrase(page: _Page, start: int) -> _Phrase | None:
    """Read the party phrase that opens at a token: a head with what follows, or a name alone."""
    name, head = page.names.get(start), page.word(start, *_HEADS, "owned", bands.TRIBE)
    if name and ("never" in name.entry.traits or _is_person(page, name) or ("means" in name.entry.traits and name.prefix.endswith(_WITH))):
        return None
    candidates = [one for one in (name, head) if one and not one.suffix]
    for lead in sorted(candidates, key=lambda one: -one.end):
        joined = _joined(page, lead)
        if joined:
            return joined
    if name is None:
        return _unlisted(page, head) if head else None
    alone = page.alone(name)
    if alone.actor is None and "plain" in name.entry.traits and name.entry.value == _UNKNOWN:
        band = _band(page, head) if head and head.entry.value == bands.TRIBE else None
        return band or page.alone(described(page.reading, name))
    return replace(alone, actor=_PEOPLE_OF) if "people" in name.entry.traits else alone


def _is_person(page: _Page, name: Mention) -> bool:
    """Whether a party called by a first name alone is another person, whose further names follow: «صالح» the party, «صالح الحداد» nobody's."""
    given, end = page.reading.starts("given"), name.end
    bare = "plain" in name.entry.traits and not name.prefix and name.start in given and end == name.start + 1
    return bare and (end in given or (page.reading.words[end].startswith("ال") and end not in page.names))


def _unlisted(page: _Page, head: Mention) -> _Phrase | None:
    """Return a body in no list, by its own name or, where it has none, by what kind it is («مجموعة جهادية»)."""
    band = _band(page, head) if bands.NAMES in head.entry.traits else None
    lead = described(page.reading, head) if band is None and _SOME in head.entry.traits else head
    return page.alone(lead) if lead.end > head.end else band


def _band(page: _Page, head: Mention) -> _Phrase | None:
    """Return an armed body in no list, by its own name."""
    end = bands.name_end(page.reading, head)
    if end is None:
        return None
    own = head._replace(start=head.end + (page.reading.words[head.end] in _OPENING), prefix="") if bands.TWO in head.entry.traits else head
    return _Phrase(head, head.entry, end, None, own)


def _of_band(page: _Page, lead: Mention, link: Mention | None, at: int) -> _Phrase | None:
    """Join a head with an armed body or tribe in no list: «مقاتلو كتيبة الفرقان»، «مسلحون من قبيلة الزعاب»."""
    head = page.word(at, *_HEADS, bands.TRIBE)
    if head is None or bands.NAMES not in head.entry.traits or not _fits(page, lead, link, head):
        return None
    if link is None and page.reading.words[lead.end - 1].endswith(_UNBOUND):
        return None
    band = _band(page, head)
    return band and replace(band, lead=lead, owner=None if head.entry.value == bands.TRIBE else head)


def _joined(page: _Page, lead: Mention) -> _Phrase | None:
    """Join a head with the party after it, over adjectives, quotation marks and «تابعة لـ»; people with their nationality."""
    stop = page.reading.sentences[page.reading.sentence_of[lead.start]].end
    at = page.past_modifiers(lead.end, stop)
    link = page.word(at, "of", "from")
    at = link.end if link else at
    opened = at < stop and page.reading.tokens[at].norm in _OPENING
    at += opened
    whose = (page.names.get(at) or page.word(at, "group")) if at < stop else None
    if whose is None or not _fits(page, lead, link, whose):
        return _of_band(page, lead, link, at)
    inner = (_joined(page, whose) if _may_lead(whose) else None) or page.alone(whose)
    actor = page.resolve(lead) if _is_people(page, lead) else _owned(page, lead, whose, inner.actor)
    if not actor and bands.NAMES in whose.entry.traits:
        return _of_band(page, lead, link, at)
    if _is_people(page, whose) or not (actor or inner.entry.traits & {"anaphor", "nationality", "label"}):
        return None
    end = page.past_modifiers(inner.end, stop) if "nationality" in inner.entry.traits else inner.end
    end += opened and end < stop and page.reading.tokens[end].norm in _CLOSING
    named = lead if lead.entry.value == "group" else inner.owner
    return _Phrase(lead, inner.entry, end, actor, named)


def _may_lead(mention: Mention) -> bool:
    return mention.entry.kind == "partyword" or "head" in mention.entry.traits


def _fits(page: _Page, lead: Mention, link: Mention | None, whose: Mention) -> bool:
    """Whether the grammar allows `whose` as the owner of `lead`: a name after a head, a nationality after anyone unnamed."""
    nationality = "nationality" in whose.entry.traits
    heads = lead.entry.value in _HEADS or ("head" in lead.entry.traits and lead.end == lead.start + 1)
    if link:
        wanted = "ل" if link.entry.value == "of" else ""
        return heads and whose.prefix == wanted and not nationality and not (link.entry.value == "from" and "plain" in whose.entry.traits)
    if whose.prefix or _object(page, whose):
        return False
    unnamed = lead.entry.kind == "partyword" or lead.entry.value == _UNKNOWN or _is_people(page, lead)
    return unnamed if nationality else heads and "nationality" not in lead.entry.traits


def _object(page: _Page, whose: Mention) -> bool:
    """Whether a mention is an indefinite object, which owns nothing: «اغتال مسلحون ضابطا»."""
    return "generic" in whose.entry.traits and page.reading.tokens[whose.start].norm.endswith("ا")


def _is_people(page: _Page, mention: Mention) -> bool:
    actor = page.lexicon.actors.get(mention.entry.value)
    return actor is not None and actor.kind in _PEOPLE


def _owned(page: _Page, lead: Mention, whose: Mention, owner: str | None) -> str | None:
    """Return the id of head and owner: the owner's, or that of its branch which the head names («طيران النظام»)."""
    branch = lead.entry.meaning.get(_country(owner or "") or "")
    if branch is None or owner is None:
        return owner
    return known(branch, page.lexicon) if "nationality" in whose.entry.traits or owner in set(_ancestry(branch, page.lexicon)) else owner


def _ancestry(actor: str, lexicon: Lexicon) -> Iterator[str]:
    while actor in lexicon.actors:
        yield actor
        actor = lexicon.actors[actor].parent


def _mention(page: _Page, phrase: _Phrase, actor: str | None) -> PartyMention:
    lead, reading = phrase.lead, page.reading
    kind = page.lexicon.actors[actor].kind if actor else _kind(phrase.entry)
    first = phrase.owner if phrase.owner and (kind in GROUPS or bands.TWO in lead.entry.traits) else lead
    start = past_count(reading, first)
    span = reading.span(start, _without_close(reading, start, phrase.end))
    name = without_proclitics(span.of(reading.document.text), first.prefix if start == first.start else "")
    plain = not phrase.joined and (lead.entry.kind == "person" or bool(lead.entry.traits & {"plain", "nationality"}))
    return PartyMention(lead.start, phrase.end, Party(actor, name, span), phrase.entry.id, kind, plain, lead.prefix)


def _kind(entry: Entry) -> str:
    """Return what a party without id is, by the word that opens its name."""
    return _BAND if bands.NAMES in entry.traits and entry.value != bands.TRIBE else _UNKNOWN


def _without_close(reading: Reading, start: int, end: int) -> int:
    """Return where a name ends that has a closing mark without the opening one: the group's own of «ميليشيا "قسد"»."""
    marks = [token for token in range(start, end) if reading.tokens[token].norm in _OPENING | _CLOSING]
    return end - 1 if marks == [end - 1] and start < end - 1 else end


def without_proclitics(quote: str, prefix: str) -> str:
    """Return a quote without the proclitics of its first word; the article that «لل» swallows is given back."""
    left = len(prefix)
    for index, character in enumerate(quote):
        if not left:
            rest = quote[_written(quote, index) :].lstrip(_TATWEEL)
            return arabic.with_article(rest) if _swallowed(prefix, rest) else rest
        left -= bool(arabic.fold_character(character))
    return quote


def _written(quote: str, index: int) -> int:
    """Return the next letter at or after an index: a vowel sign belongs to the letter before it."""
    return next((at for at in range(index, len(quote)) if arabic.fold_character(quote[at])), index)


def _swallowed(prefix: str, rest: str) -> bool:
    return prefix.endswith("ل") and rest.startswith("ل") and len(arabic.key(rest.split(maxsplit=1)[0])) > 3


def fighter_of(actor: str, lexicon: Lexicon) -> str:
    """Return who fights for a government («إسرائيل» as an attacker is its army); any other actor as it is."""
    if lexicon.actors[actor].kind != "government":
        return actor
    forces = actor.removesuffix(".government") + ".armed-forces"
    return forces if forces in lexicon.actors else actor


def speaker_of(actor: str, lexicon: Lexicon) -> str:
    """Return who speaks for a state whose forces a bare name or nationality means («الموقف الروسي»); any other actor as it is."""
    government = actor.removesuffix(".armed-forces") + ".government"
    return government if actor.endswith(".armed-forces") and government in lexicon.actors else actor
