"""Places as a page phrases them: kind words, names, lists, relation («ريف»، «قرب»، «جبهة») and the wider place beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import cast

from riwaya import arabic
from riwaya.extract.places.again import told_again
from riwaya.extract.places.names import Ground, ground
from riwaya.extract.places.phrases import Draft, bridged, scan
from riwaya.extract.reading import Reading
from riwaya.lexicon.gazetteer import Gazetteer, Known
from riwaya.model import Place, Relation

# How narrow a place of a kind is; kinds not named here are as narrow as a quarter.
_RANKS = {"country": 0, "region": 2, "governorate": 2, "district": 3, "city": 4, "town": 4, "mountain": 4}
_NARROWEST = 5
_AND = "و"
# A name may stand alone for its settlement or for the unit named after it; the word before it decides.
_SAME = {"city": {"city", "town", "village", "governorate"}, "town": {"city", "town", "village"}, "village": {"village", "town", "city"}}
_SETTLED = frozenset({"city", "town", "village"})
_TANWEEN = "\u064b"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place on tokens `[start, end)`, its name on `name_tokens`.

    `specific` ranks from 0 (country) to 5 (quarter, street, village); `after` is the word that brings the place in
    (a preposition, "" where there is none); `known` tells whether the gazetteer has the name, `listed` whether it goes on with that before
    («الوادي والتل»، «بلدات س وقرية ص»، «ثلاثة في س وخمسة في ص»).
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
    listed: bool = False


def places(reading: Reading, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Return the places of a page by position; a wider place told beside a narrower one is its `within`, no mention of its own."""
    indexed = ground(reading, gazetteer)
    drafts: list[Draft] = []
    for sentence in reading.sentences:
        drafts += _carried(bridged(indexed, list(scan(indexed, sentence.start, sentence.end))), indexed)
    kept = told_again(indexed, _licensed([draft for draft in drafts if not _other(indexed, draft)], indexed))
    countries = Counter(known.country for draft in kept for known in draft.name.known[:1] if len({one.country for one in draft.name.known}) == 1)
    countries.update(mention.entry.value for mention in indexed.demonyms.values())
    nested = _nested(indexed, kept, countries)
    listed = _listed(indexed, nested)
    peers = {later.name.start: one for one, later in listed} | {one.name.start: later for one, later in listed}
    held = _held(nested, kept, countries, gazetteer, peers)
    going_on = {later.name.start for _, later in listed}
    named_so = (replace(draft, within=draft.within or held(draft)) for draft in nested)
    return tuple(_mention(indexed, draft, countries, peers.get(draft.name.start), goes_on=draft.name.start in going_on) for draft in named_so)


def _carried(drafts: Iterable[Draft], ground: Ground) -> list[Draft]:
    """Give the later names of «في ريف حماة وحلب» what the first one has before it."""
    found: list[Draft] = []
    for draft in drafts:
        previous = found[-1] if found else None
        if previous and draft.head is None and not draft.cued and _joins(ground, previous, draft):
            found.append(replace(draft, before=replace(previous.before, start=draft.before.start), listed=True, kin=_kin(previous, draft)))
        else:
            found.append(draft)
    return found


def _kin(one: Draft, other: Draft) -> bool:
    """Whether two names can be places of one governorate: an ordinary word beside such a name is a place."""
    units = {(known.country, known.parent) for known in one.name.known if known.parent}
    return not units.isdisjoint((known.country, known.parent) for known in other.name.known)


def _joins(ground: Ground, previous: Draft, draft: Draft) -> bool:
    if draft.end in ground.speaking:  # «قصف على مطار X وموسكو تنفي»
        return False
    gap = ground.words[previous.end : draft.name.start]
    return (not gap and draft.before.conjoined) or (len(gap) == 1 and gap[0] in {"و", "،", ","} and previous.cued)


def _other(ground: Ground, draft: Draft) -> bool:
    """Whether the words mean something else: part of a party's, person's or outlet's name, or whose, not where («رئيس تونس»)."""
    name = draft.name
    if ground.named.get(name.start, 0) > name.end - name.start:
        return True
    if name.prefix.startswith(_AND) and ground.part(name.start - 1) == "cue":
        return True  # «عن وحدة الإعلام»: no «و» joins anything to a preposition
    if draft.head or draft.before.relation or draft.before.compass or draft.before.cue or not name.known:
        return False
    before = ground.part_ends.get(name.start)
    return bool(before and before.entry.value == "body" and not draft.before.conjoined)


def _licensed(drafts: list[Draft], ground: Ground) -> list[Draft]:
    """Drop names that are ordinary words too, unless a cue, or the page elsewhere, shows that the place is meant."""
    shown = {key for draft in drafts if _shown(draft) for key in _keys(draft)}
    return [draft for draft in drafts if _shown(draft) or (_meant(ground, draft) and not shown.isdisjoint(_keys(draft)))]


def _shown(draft: Draft) -> bool:
    caution, before = _caution(draft), draft.before
    if caution == 0 or draft.head or not draft.name.known or (caution == 1 and draft.listed) or draft.kin:
        return True
    if before.relation or before.compass:
        return caution == 1 or (before.relation in {"countryside", "axis"} and draft.text.startswith("ال"))
    if caution > 1 or before.cue in {"", "ك"}:
        return False
    # «بحجة» and «لحرض» are mostly other words; with the article, or longer, the name is safe after an attached preposition too.
    return before.cue not in {"ب", "ل"} or draft.text.startswith("ال") or len(draft.text) > 3 or draft.name.known[0].kind == "country"


def _caution(draft: Draft) -> int:
    return draft.name.known[0].caution if draft.name.known else 0


def _keys(draft: Draft) -> set[str]:
    return {known.name for known in draft.name.known}


def _meant(ground: Ground, draft: Draft) -> bool:
    """Whether a name that the page uses elsewhere may be one here; «دوماً» with its tanween is no town."""
    return _TANWEEN not in ground.reading.quote(draft.name.start, draft.name.end) and (_caution(draft) < 2 or draft.cued)


def _nested(ground: Ground, drafts: list[Draft], countries: Counter[str]) -> list[Draft]:
    """Fold each wider place into the narrower one before it, from the right, and share it along a list.

    Beside an unknown name the wider place stays a mention too: the phrase may be no name.
    """
    found: list[Draft] = []
    for plain in reversed(drafts):
        draft = _with_demonym(ground, plain)
        follower = found[-1] if found else None
        if follower and _holds(ground, follower, draft, countries):
            if draft.name.known:
                found.pop()
            found.append(replace(draft, within=follower.text, end=follower.end, country=draft.country or _chosen(follower, countries)[1]))
        elif follower and _aside(ground, follower, draft, countries):
            found[-1] = draft
        elif follower and follower.within and draft.within is None and _same_list(ground, draft, follower):
            found.append(replace(draft, within=follower.within, country=draft.country or follower.country))
        else:
            found.append(draft)
    return found[::-1]


def _listed(ground: Ground, nested: list[Draft]) -> list[tuple[Draft, Draft]]:
    """Return each two places that stand in one list: «بين حمص وتدمر» tells of two, though the one lies in the other's governorate."""
    return [(one, later) for one, later in pairwise(nested) if _same_list(ground, one, later) or _again(ground, one, later)]


def _held(nested: list[Draft], named: list[Draft], countries: Counter[str], gazetteer: Gazetteer, peers: Mapping[int, Draft]) -> Callable[[Draft], str | None]:
    """Return what holds a place according to the rest of the page: as told beside the same name elsewhere, else the named governorate or country."""
    told = {arabic.key(draft.text): draft.within for draft in reversed(nested) if draft.within}
    texts = {known.name: draft.text for draft in named for known in draft.name.known[:1]}

    def holder(draft: Draft) -> str | None:
        known = _best(draft.name.known, "", countries)
        wider = [known.parent, gazetteer.countries.get(known.country, "")] if known and known.kind != "country" else []
        peer = peers.get(draft.name.start)
        siblings = {draft.text, peer.text if peer else draft.text}
        options = [told.get(arabic.key(draft.text)), *(texts.get(name) for name in wider)]
        return next((text for text in options if text and text not in siblings), None)

    return holder


def _with_demonym(ground: Ground, draft: Draft) -> Draft:
    """«بنغازي الليبية» lies in Libya."""
    demonym = ground.demonyms.get(draft.end)
    if not demonym or demonym.prefix or not ground.words[draft.end].startswith("ال"):
        return draft
    code = demonym.entry.value
    return replace(draft, within=ground.gazetteer.countries.get(code), country=code, end=demonym.end)


def _same_list(ground: Ground, draft: Draft, follower: Draft) -> bool:
    if follower.end in ground.speaking:
        return False
    gap = set(ground.words[draft.end : follower.before.start])
    return (follower.listed or follower.before.conjoined or bool(follower.head and follower.head.prefix == "و")) and gap <= {"و", "،", ","}


def _again(ground: Ground, draft: Draft, follower: Draft) -> bool:
    """Whether the same is told of the next place too, with another number or none: «ثلاثة في سراقب، وخمسة في بنش»، «وأخرى في»، «بالإضافة إلى»."""
    cue = follower.before.cue
    gap = [token for token in range(draft.end, follower.before.start) if ground.words[token] not in {"،", ","}]
    repeated = bool(gap) and all(token in ground.repeats or (cue and ground.words[token] in {cue, _AND + cue}) for token in gap)
    if not repeated or "adding" in ground.traits(gap[0]):
        return repeated
    if len(gap) == 1 and follower.end in ground.verbal - ground.times:  # «في X، وفي Y قتل جندي»
        return False
    return bool(cue) and cue == draft.before.cue and ground.words[gap[0]].startswith(_AND)


def _with_and(ground: Ground, draft: Draft) -> bool:
    """Whether «و» stands on the preposition before a place."""
    return bool(draft.before.cue) and ground.words[draft.before.start - 1] == _AND + draft.before.cue


def _holds(ground: Ground, wide: Draft, narrow: Draft, countries: Counter[str]) -> bool:
    """Whether `wide` follows as the place that holds `narrow`: «X في Y»، «X بريف Y»، «X شمال Y»، «X (جنوب Y)»."""
    if (
        wide.before.conjoined
        or wide.listed
        or _with_and(ground, wide)
        or wide.before.relation == "near"
        or wide.before.cue not in {"", "في", "ب", "ل", "من", "ضمن"}
    ):
        return False
    if _area(wide, narrow):
        return _linked(ground, range(narrow.end, wide.before.start))
    ranks = _rank(_chosen(wide, countries)[0]), _rank(_chosen(narrow, countries)[0])
    sided = ground.part(wide.name.start) == "compass"  # «مخيم الشهداء وسط بيروت», though Central Beirut is a name
    apart = wide.before.relation or sided
    if ranks[0] > ranks[1] or (ranks[0] == ranks[1] and ranks[0] in {0, _NARROWEST} and not apart) or wide.text == narrow.text:
        return False
    gap = range(narrow.end, wide.before.start)
    if not _linked(ground, gap):
        return False
    unit = wide.head is not None and "unit" in wide.head.entry.traits  # «بلدة عيتا قضاء بنت جبيل»
    aside = bool(wide.name.known) and bool(narrow.head) and ground.words[narrow.end] == "(" and ground.words[wide.end : wide.end + 1] == (")",)
    return bool(wide.before.cue or wide.before.compass or wide.before.relation or aside or sided or (unit and (gap or narrow.head)))


def _area(wide: Draft, narrow: Draft) -> bool:
    """Whether a region without rank is told as what holds a named village, mountain or site: «قرية X في منطقة Y»."""
    if wide.head is None or narrow.head is None or wide.before.cue not in {"في", "ب", "ضمن"} or wide.text == narrow.text:
        return False
    return "area" in wide.head.entry.traits and not {"area", "unit"} & set(narrow.head.entry.traits) and narrow.head.entry.value not in {"city", "country"}


def _aside(ground: Ground, wide: Draft, narrow: Draft, countries: Counter[str]) -> bool:
    """Whether `wide` only says near what the place before it lies: «X قرب Y»، «X الواقعة بالقرب من Y»."""
    if wide.before.relation != "near" or wide.before.conjoined or wide.listed or narrow.before.relation == "near" or not (narrow.name.known or narrow.head):
        return False
    if _rank(_chosen(wide, countries)[0]) > _rank(_chosen(narrow, countries)[0]):
        return False
    return _linked(ground, range(narrow.end, wide.before.start))


def _linked(ground: Ground, gap: range) -> bool:
    """Whether only words stand in the gap that lead from a place to another: «التابعة»، «ذات الغالبية الكردية»."""
    inside = {token for at in gap if ground.part(at) in {"link", "holder"} for token in range(at, ground.parts[at].end)}
    return all(token in inside or _links(ground, token) for token in gap)


def _links(ground: Ground, token: int) -> bool:
    if ground.part(token) in {"link", "holder", "cue", "bearing", "adjective"} or token in ground.demonyms or token in ground.relations:
        return True
    return ground.words[token] in {"(", ")", "،", ",", '"'}


def _chosen(draft: Draft, countries: Counter[str]) -> tuple[str, str]:
    """Return kind and country: the kind word decides, then the country that the page tells of, then the table's order."""
    kind = draft.head.entry.value if draft.head else ""
    known = _best(draft.name.known, kind, countries)
    country = draft.country or (known.country if known else "")
    if known and kind == "city" and known.kind == "governorate":
        return kind, country
    if known and ((kind in _SETTLED and known.kind not in _SETTLED) or (kind == "quarter" and known.kind not in _SETTLED)):  # «بلدات الغوطة»
        return known.kind, country
    if kind:
        return kind, country
    return (known.kind if known else "unknown"), country


def _best(known: Iterable[Known], kind: str, countries: Counter[str]) -> Known | None:
    options = sorted(known, key=lambda one: (bool(kind) and one.kind not in _SAME.get(kind, {kind}), -countries[one.country]))
    return options[0] if options else None


def _rank(kind: str) -> int:
    return _RANKS.get(kind, _NARROWEST)


def _mention(ground: Ground, draft: Draft, countries: Counter[str], peer: Draft | None, *, goes_on: bool) -> PlaceMention:
    kind, country = _chosen(draft, countries)
    if kind == "governorate" and draft.head is None and peer is not None and _rank(_chosen(peer, countries)[0]) > _RANKS["district"]:
        kind = "city"  # «بين حمص وتدمر»
    before = draft.before
    relation = before.relation or ("near" if before.compass and not before.cue and kind in _SETTLED else "in")
    rules = ["place.known" if draft.name.known else "place.phrase"]
    rules += [draft.head.entry.id] if draft.head else []
    rules += [f"place.{before.relation}"] if before.relation else []
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
        listed=draft.listed or goes_on,
    )
