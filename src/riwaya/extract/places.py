"""Places as a page phrases them: kind words, names, lists, relation («ريف»، «قرب»، «جبهة») and the wider place beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from riwaya.extract.placenames import Ground, Name, ground, known_at, name_at, text_of
from riwaya.extract.reading import Mention, Reading
from riwaya.lexicon.gazetteer import Gazetteer, Known
from riwaya.model import Place, Relation

# How narrow a place of a kind is; kinds not named here are as narrow as a quarter.
_RANKS = {"country": 0, "region": 2, "governorate": 2, "district": 3, "city": 4, "town": 4, "mountain": 4}
_NARROWEST = 5
# A name may stand alone for its settlement or for the unit named after it; the word before it decides.
_SAME = {"city": {"city", "town", "village"}, "town": {"city", "town", "village"}, "village": {"village", "town", "city"}}
_SETTLED = frozenset({"city", "town", "village"})
_TANWEEN = "\u064b"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place on tokens `[start, end)`, its name on `name_tokens`.

    `specific` ranks from 0 (country) to 5 (quarter, street, village); `after` is the word that brings the place in
    (a preposition, "" where there is none); `known` tells whether the gazetteer has the name.
    """

    start: int
    end: int
    name_tokens: tuple[int, int]
    place: Place
    kind: str
    country: str | None
    specific: int
    known: bool
    after: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a name: relation, whether a compass word, the preposition, and where all that begins."""

    start: int
    relation: str
    compass: bool
    cue: str


@dataclass(frozen=True, slots=True)
class _Draft:
    """A place on the way to a mention; `head` is the word for its kind, `listed` marks a later item of a list."""

    before: _Before
    name: Name
    text: str
    end: int
    head: Mention | None
    listed: bool
    joined: bool
    within: str | None = None
    country: str = ""
    last: int = 0

    @property
    def cued(self) -> bool:
        """Whether anything but the name itself shows a place."""
        return bool(self.head or self.before.cue or self.before.compass or self.before.relation)


def places(reading: Reading, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Return the places of a page by position; a wider place told beside a narrower one is its `within`, no mention of its own."""
    indexed = ground(reading, gazetteer)
    drafts: list[_Draft] = []
    for sentence in reading.sentences:
        drafts += _carried(list(_scan(indexed, sentence.start, sentence.end)), indexed)
    kept = _licensed([draft for draft in drafts if not _other(indexed, draft)], indexed)
    countries = Counter(known.country for draft in kept for known in draft.name.known[:1] if len({one.country for one in draft.name.known}) == 1)
    countries.update(mention.entry.value for mention in indexed.demonyms.values())
    return tuple(_mention(indexed, draft, countries) for draft in _nested(indexed, kept, countries))


def _scan(ground: Ground, start: int, stop: int) -> Iterator[_Draft]:
    """Yield the places of one sentence, left to right; a gazetteer name that holds the kind word goes before the kind word."""
    at = start
    while at < stop:
        kind, found = ground.kinds.get(at), known_at(ground, at, stop)
        drafts: list[_Draft] = []
        if found and (kind is None or found.end > kind.end):
            drafts = [_bare(ground, found, start)]
        elif kind:
            drafts = list(_phrase(ground, kind, start, stop))
        elif at in ground.relations:
            drafts = list(_after_relation(ground, ground.relations[at], start, stop))
        yield from drafts
        at = drafts[-1].last if drafts else kind.end if kind else at + 1


def _bare(ground: Ground, name: Name, floor: int) -> _Draft:
    return _draft(ground, name, _before(ground, name.start, name.prefix, floor), None)


def _draft(ground: Ground, name: Name, before: _Before, head: Mention | None, *, listed: bool = False) -> _Draft:
    kept = head is not None and "kept" in head.entry.traits
    text = text_of(ground.reading, name.start, name.end, name.prefix)
    if head is not None and kept:
        singular = head.entry.meaning.get("singular")
        text = f"{singular} {text}" if singular else text_of(ground.reading, head.start, name.end, head.prefix)
    return _Draft(before, name, text, _tail(ground, name.end), head, listed, name.prefix.startswith("و") and head is None, last=name.end)


def _tail(ground: Ground, end: int) -> int:
    """Skip the bearings that qualify the whole phrase («ريف حلب الشمالي الشرقي»)."""
    while end in ground.parts and ground.part(end) == "bearing":
        end = ground.parts[end].end
    return end


def _phrase(ground: Ground, head: Mention, floor: int, stop: int) -> Iterator[_Draft]:
    """Yield the names after a word for a kind of place: one, or a list after a dual or plural."""
    many, at = "many" in head.entry.traits, head.end
    while many and at in ground.kinds and ground.kinds[at].prefix == "و":
        at = ground.kinds[at].end
    definite = ground.words[head.start][len(head.prefix) :].startswith("ال")
    while definite and (at in ground.demonyms or ground.part(at) in {"bearing", "link"}):
        at = ground.demonyms[at].end if at in ground.demonyms else ground.parts[at].end
    name = name_at(ground, at, stop, unknown=not definite and "known" not in head.entry.traits)
    if name is None:
        return
    before = _before(ground, head.start, head.prefix, floor)
    yield _draft(ground, _lengthened(ground, name, head, stop), before, head)
    while many and name:
        name = _listed(ground, _tail(ground, name.end), stop)
        if name:
            yield _draft(ground, name, before, head, listed=True)


def _lengthened(ground: Ground, name: Name, head: Mention, stop: int) -> Name:
    """Take in what belongs to a kept name: «العسكري» of an airport, the second end of a road."""
    if "kept" not in head.entry.traits or "many" in head.entry.traits:
        return name
    end = name.end
    if end < stop and ground.part(end) == "adjective":
        end += 1
    elif head.entry.value == "road" and end + 1 < stop and ground.words[end] == "-":
        other = known_at(ground, end + 1, stop)
        end = other.end if other and not other.prefix else end
    return replace(name, end=end)


def _listed(ground: Ground, at: int, stop: int) -> Name | None:
    """Return the next name of a list, after «و» or a comma."""
    if at >= stop:
        return None
    if ground.words[at] in {"،", ",", "و"}:
        return name_at(ground, at + 1, stop, joined=ground.words[at] != "و")
    return name_at(ground, at, stop, joined=True) if ground.words[at].startswith("و") and at not in ground.kinds else None


def _after_relation(ground: Ground, relation: Mention, floor: int, stop: int) -> Iterator[_Draft]:
    """Yield an unknown name straight after «جبهة»، «محور»، «ريف»."""
    if relation.entry.value not in {"axis", "countryside"} or ground.words[relation.end - 1].startswith("ال"):
        return
    if relation.end >= stop or relation.end in ground.kinds or known_at(ground, relation.end, stop):
        return
    name = name_at(ground, relation.end, stop)
    if name:
        yield _draft(ground, name, _before(ground, name.start, "", floor), None)


def _before(ground: Ground, start: int, prefix: str, floor: int) -> _Before:
    """Read leftwards from a name: relation and compass words, distances, then the preposition."""
    relation, compass, at = "", False, start
    if prefix.endswith("ل"):  # «الأطراف الشرقية لمدينة»، «الريف الشمالي لحماة»
        back = at
        while back in ground.part_ends and ground.part_ends[back].entry.value == "bearing":
            back = ground.part_ends[back].start
        if back in ground.relation_ends:
            prefix = ""
            at = back
    while at > floor and not prefix.strip("و"):
        near, part = ground.relation_ends.get(at), ground.part_ends.get(at)
        if near and near.start >= floor:
            relation, at, prefix = relation or near.entry.value, near.start, near.prefix
        elif part and part.entry.value == "compass" and part.start >= floor:
            compass, at, prefix = True, part.start, part.prefix
        elif part and part.entry.value == "distance" and part.start > floor:
            relation, at = relation or "near", part.start - 1
        else:
            break
    return _Before(at, relation, compass, _cue(ground, at, prefix, floor))


def _cue(ground: Ground, at: int, prefix: str, floor: int) -> str:
    if prefix.strip("وف"):
        return prefix.strip("وف")[-1]
    part = ground.part_ends.get(at)
    return ground.words[at - 1].removeprefix("و") if part and part.entry.value == "cue" and part.start >= floor else ""


def _carried(drafts: list[_Draft], ground: Ground) -> list[_Draft]:
    """Give the later names of «في ريف حماة وحلب» what the first one has before it."""
    found: list[_Draft] = []
    for draft in drafts:
        previous = found[-1] if found else None
        if previous and draft.head is None and not draft.cued and _joins(ground, previous, draft):
            draft = replace(draft, before=replace(previous.before, start=draft.before.start), listed=True)
        found.append(draft)
    return found


def _joins(ground: Ground, previous: _Draft, draft: _Draft) -> bool:
    gap = ground.words[previous.end : draft.name.start]
    return (not gap and draft.joined) or (len(gap) == 1 and gap[0] in {"و", "،", ","} and previous.cued)


def _other(ground: Ground, draft: _Draft) -> bool:
    """Whether the words mean something else: part of a party's, person's or outlet's name, or whose, not where («رئيس تونس»)."""
    name = draft.name
    if ground.named.get(name.start, 0) > name.end - name.start:
        return True
    if draft.head or draft.before.relation or draft.before.compass or draft.before.cue or not name.known:
        return False
    before = ground.part_ends.get(name.start)
    return bool(before and before.entry.value == "body" and not draft.joined)


def _licensed(drafts: list[_Draft], ground: Ground) -> list[_Draft]:
    """Drop names that are ordinary words too, unless a cue, or the page elsewhere, shows that the place is meant."""
    shown = {key for draft in drafts if _shown(draft) for key in _keys(draft)}
    return [draft for draft in drafts if _shown(draft) or (not _adverb(ground, draft) and not shown.isdisjoint(_keys(draft)) and (_caution(draft) < 2 or draft.cued))]


def _shown(draft: _Draft) -> bool:
    caution, before = _caution(draft), draft.before
    if caution == 0 or draft.head or not draft.name.known:
        return True
    if before.relation or before.compass:
        return caution == 1 or before.relation in {"countryside", "axis"}
    attached = before.cue in {"ب", "ل", "ك"}
    return caution == 1 and bool(before.cue) and (not attached or draft.text.startswith("ال") or draft.name.known[0].kind == "country")


def _caution(draft: _Draft) -> int:
    return draft.name.known[0].caution if draft.name.known else 0


def _keys(draft: _Draft) -> set[str]:
    return {known.name for known in draft.name.known}


def _adverb(ground: Ground, draft: _Draft) -> bool:
    """«دوماً» with its tanween is no town."""
    return _TANWEEN in ground.reading.quote(draft.name.start, draft.name.end)


def _nested(ground: Ground, drafts: list[_Draft], countries: Counter[str]) -> list[_Draft]:
    """Fold each wider place into the narrower one before it, from the right, and share it along a list."""
    found: list[_Draft] = []
    for draft in reversed(drafts):
        draft = _with_demonym(ground, draft)
        follower = found[-1] if found else None
        if follower and _holds(ground, follower, draft, countries):
            found.pop()
            draft = replace(draft, within=follower.text, end=follower.end, country=draft.country or _chosen(follower, countries)[1])
        elif follower and follower.within and draft.within is None and _same_list(ground, draft, follower):
            draft = replace(draft, within=follower.within, country=draft.country or follower.country)
        found.append(draft)
    return found[::-1]


def _with_demonym(ground: Ground, draft: _Draft) -> _Draft:
    """«بنغازي الليبية» lies in Libya."""
    demonym = ground.demonyms.get(draft.end)
    if not demonym or demonym.prefix or not ground.words[draft.end].startswith("ال"):
        return draft
    code = demonym.entry.value
    return replace(draft, within=ground.gazetteer.countries.get(code), country=code, end=demonym.end)


def _same_list(ground: Ground, draft: _Draft, follower: _Draft) -> bool:
    gap = set(ground.words[draft.end : follower.before.start])
    return (follower.listed or follower.joined or bool(follower.head and follower.head.prefix == "و")) and gap <= {"و", "،", ","}


def _holds(ground: Ground, wide: _Draft, narrow: _Draft, countries: Counter[str]) -> bool:
    """Whether `wide` follows as the place that holds `narrow`: «X في Y»، «X بريف Y»، «X شمال Y»، «X (جنوب Y)»."""
    if wide.joined or wide.listed or wide.before.cue not in {"", "في", "ب", "ل", "من"}:
        return False
    ranks = _rank(_chosen(wide, countries)[0]), _rank(_chosen(narrow, countries)[0])
    if ranks[0] > ranks[1] or (ranks[0] == ranks[1] and ranks[0] in {0, _NARROWEST} and not wide.before.relation) or wide.text == narrow.text:
        return False
    gap = range(narrow.end, wide.before.start)
    if not all(_links(ground, token) for token in gap):
        return False
    return bool(wide.before.cue or wide.before.compass or wide.before.relation or (gap and wide.head and "unit" in wide.head.entry.traits))


def _links(ground: Ground, token: int) -> bool:
    word = ground.words[token]
    return ground.part(token) in {"link", "cue", "bearing", "adjective"} or token in ground.demonyms or token in ground.relations or word in {"(", ")", "،", ",", '"'}


def _chosen(draft: _Draft, countries: Counter[str]) -> tuple[str, str]:
    """Return kind and country: the kind word decides, then the country that the page tells of, then the table's order."""
    kind = draft.head.entry.value if draft.head else ""
    known = _best(draft.name.known, kind, countries)
    country = draft.country or (known.country if known else "")
    if kind and not (kind == "quarter" and known and known.kind not in _SETTLED):
        return kind, country
    return (known.kind if known else kind or "unknown"), country


def _best(known: Iterable[Known], kind: str, countries: Counter[str]) -> Known | None:
    options = sorted(known, key=lambda one: (bool(kind) and one.kind not in _SAME.get(kind, {kind}), -countries[one.country]))
    return options[0] if options else None


def _rank(kind: str) -> int:
    return _RANKS.get(kind, _NARROWEST)


def _mention(ground: Ground, draft: _Draft, countries: Counter[str]) -> PlaceMention:
    kind, country = _chosen(draft, countries)
    before = draft.before
    relation = before.relation or ("near" if before.compass and not before.cue and kind in _SETTLED else "in")
    rules = [*([draft.head.entry.id] if draft.head else []), *([f"place.{before.relation}"] if before.relation else []), "place.known" if draft.name.known else "place.phrase"]
    start = draft.head.start if draft.head and not draft.listed else draft.name.start
    name_start = start if draft.head and "kept" in draft.head.entry.traits else draft.name.start
    return PlaceMention(
        start=min(before.start, start) if not draft.listed else start,
        end=draft.end,
        name_tokens=(name_start, draft.name.end),
        place=Place(draft.text, draft.within, cast(Relation, relation), ground.reading.span(name_start, draft.name.end)),
        kind=kind,
        country=country or None,
        specific=_rank(kind),
        known=bool(draft.name.known),
        after=before.cue,
        rules=tuple(rules),
    )
