"""From the words of a sentence to places on the way: kind words, lists, and what stands before a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riwaya import arabic
from riwaya.extract.places.lists import beside, between, closed, held, located, names_after, opened, row, tail
from riwaya.extract.places.names import Ground, Name, extent, known_at, text_of
from riwaya.extract.reading import Mention

# Marks after which a number has nothing left to count.
_CLOSING = frozenset({"،", ",", ".", ")", '"', "؛"})


_INSIDE = frozenset({"في", "ب", "داخل"})
AT = frozenset({"في", "ب", "داخل", "علي", "عند", "وسط", "فوق"})  # what leads to where something happens
_TO = "الي"
_FROM = frozenset({"من", "عن"})
_UNSURE = frozenset({"", "ل"})
_APART = frozenset({"،", ",", "("})
_COMMAS = frozenset({"،", ","})
_ADJECTIVE = 4  # letters of the shortest relative adjective
_LONG = 6  # letters of a borrowed name; shorter ones end like Arabic words
_PEOPLE = ("ين", "ون", "اء", "ا")  # folded ends of plurals of people
_WHERE, _BETWEEN = "في", "بين"  # the first is what a heading leaves out


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a name: relation, whether a compass word, the preposition, where all that begins, and whether «و» opens it."""

    start: int
    relation: str
    compass: bool
    cue: str
    conjoined: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A place on the way to a mention; `head` is the word for its kind, `listed` marks a later item of a list, `kin` one that lies near the item before."""

    before: Before
    name: Name
    text: str
    end: int
    head: Mention | None
    listed: bool
    within: str | None = None
    country: str = ""
    last: int = 0
    kin: bool = False

    @property
    def cued(self) -> bool:
        """Whether anything but the name itself shows a place."""
        return bool(self.head or self.before.cue or self.before.compass or self.before.relation)


def scan(ground: Ground, start: int, stop: int) -> Iterator[Draft]:
    """Yield the places of one sentence, left to right; a gazetteer name that holds the kind word goes before the kind word."""
    done = start
    for at in ground.openings[bisect_left(ground.openings, start) : bisect_left(ground.openings, stop)]:
        if at < done:
            continue
        kind, found = ground.kinds.get(at), _known(ground, at, stop)
        drafts: list[Draft] = []
        if found and found.end == at + 1 and "alone" in ground.traits(at):
            drafts = list(_by_place(ground, at, start, stop))  # «بني خالد», though Bani is a place
        if drafts:
            pass
        elif found and (kind is None or found.end > kind.end):
            drafts = [*_elided(ground, found, start), _bare(ground, found, start)]
        elif kind:
            drafts = list(_phrase(ground, kind, start, stop))
        elif at in ground.relations:
            drafts = list(_after_relation(ground, ground.relations[at], start, stop))
        else:
            drafts = list(_by_place(ground, at, start, stop))
        yield from drafts
        done = drafts[-1].last if drafts else kind.end if kind else at + 1


def bridged(ground: Ground, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the places of one sentence with the unknown names of a list between two of them: «قرية حاس وأم الطيور وكفرنبل»."""
    for number, draft in enumerate(drafts):
        yield draft
        following = drafts[number + 1] if number + 1 < len(drafts) else None
        if following and draft.cued and following.name.known and not following.cued:
            end = following.before.start
            end -= ground.words[end - 1] in _COMMAS
            yield from (_draft(ground, name, draft.before, None, listed=True) for name in between(ground, draft.end, end))


def _known(ground: Ground, at: int, stop: int) -> Name | None:
    """Return a gazetteer name; «ريف دمشق» by itself is the countryside of Damascus, not the governorate, unless «محافظة» stands before it."""
    relation = ground.relations.get(at)
    return None if relation and relation.entry.value == "countryside" else known_at(ground, at, stop)


def _elided(ground: Ground, name: Name, floor: int) -> Iterator[Draft]:
    """Yield the first of «شمال ووسط سيناء», whose second word is told only once."""
    if name.prefix == "و" and name.start > floor and ground.part(name.start - 1) == "compass" and name.end - name.start > 1:
        prefix = ground.parts[name.start - 1].prefix
        words = (ground.words[name.start - 1][len(prefix) :], *ground.words[name.start + 1 : name.end])
        known = ground.gazetteer.names.get(" ".join(words))
        if known:
            first = Name(name.start - 1, name.start, prefix, known)
            text = f"{text_of(ground.reading, first.start, first.end, prefix)} {ground.reading.quote(name.start + 1, name.end)}"
            yield replace(_bare(ground, first, floor), text=text)


def _bare(ground: Ground, name: Name, floor: int) -> Draft:
    return _draft(ground, name, before_of(ground, name.start, name.prefix, floor), None)


def _draft(ground: Ground, name: Name, before: Before, head: Mention | None, *, listed: bool = False) -> Draft:
    inner = ground.kinds.get(name.start)
    own = bool(name.known) and inner is not None and inner.entry.value == "mountain"  # «قاعدة وادي الضيف»: the valley has a name of its own
    kept = head is not None and "kept" in head.entry.traits and not own
    text = text_of(ground.reading, name.start, name.end, name.prefix, article=_with_article(ground, name))
    if head is not None and kept:
        singular = head.entry.meaning.get("singular")
        text = f"{singular or text_of(ground.reading, head.start, head.end, head.prefix)} {text}"
    end = tail(ground, name)
    if not before.cue and _heads(ground, before.start, end):
        before = replace(before, cue=_WHERE)
    return Draft(before, name, text, end, head, listed, last=name.end)


def _with_article(ground: Ground, name: Name) -> bool:
    """Whether a name has the article as the list of names has it; an unknown one may have it."""
    stems = [stem for prefix, stem in ground.gazetteer.begun(ground.words[name.start]) if prefix == name.prefix]
    return not name.known or not stems or any(stem.startswith("ال") for stem in stems)


def _heads(ground: Ground, start: int, end: int) -> bool:
    """Whether a place is the heading of what follows: «بلدة سرمين.. مقتل ثلاثة»."""
    reading = ground.reading
    opens = reading.sentences[reading.sentence_of[start]].start == start
    return opens and (ground.words[end : end + 2] == (".", ".") or ground.words[end : end + 1] == ("…",))


def _phrase(ground: Ground, head: Mention, floor: int, stop: int) -> Iterator[Draft]:
    """Yield the names after a word for a kind of place: one, or a list after a dual or plural."""
    many, at = "many" in head.entry.traits, head.end
    while many and at in ground.kinds and ground.kinds[at].prefix == "و":
        at = ground.kinds[at].end
    definite = ground.words[head.start][len(head.prefix) :].startswith("ال")
    start = opened(ground, at, stop) if many else None
    while definite and start is None and (at in ground.demonyms or ground.part(at) in {"bearing", "link", "holder"}):
        at = ground.demonyms[at].end if at in ground.demonyms else ground.parts[at].end
    if start is not None:
        yield from scan(ground, at, start)  # «بلدات في ريف إدلب، بينها سراقب»
    before = before_of(ground, head.start, head.prefix, floor)
    unknown = start is not None or (not definite and ("known" not in head.entry.traits or row(ground, at, stop)))
    for number, name in enumerate(names_after(ground, at if start is None else start, stop, many=many, unknown=unknown)):
        if start is not None and name.start in ground.verbal and not name.known:
            return  # «بينها تفجيران»
        if number:
            yield _draft(ground, name, before, head, listed=True)
        elif _fits(ground, name, head, before):
            yield _draft(ground, _lengthened(ground, _shortened(ground, name, before), head, stop), before, head)
            if not many and (second := beside(ground, name, stop)):
                yield _draft(ground, second, before, head, listed=True)
        else:
            return


def _fits(ground: Ground, name: Name, head: Mention, before: Before) -> bool:
    """Whether the name may follow a word that has other senses: «مدرسة الزهراء», not «مدرسة تؤوي»; «في قضاء دورلان», not «لقضاء إجازة», «مصادر محلية سورية»."""
    shown = before.cue not in _UNSURE or before.relation or before.compass
    if "cued" in head.entry.traits and not shown and all(known.kind == "country" for known in name.known):
        return False
    if name.known:
        return True
    if _qualifies(ground, name, head):
        return False
    firm = name.marked or ground.part(name.start) == "head" or ground.words[name.start].startswith("ال")
    return firm or "definite" not in head.entry.traits


def _qualifies(ground: Ground, name: Name, head: Mention) -> bool:
    """Whether what follows a masculine word for a kind is its adjective: «حي شيعي»، «معسكر تدريبي», not «بلدة كورميلي»."""
    word = ground.words[name.start]
    bare = name.end == name.start + 1 and not name.marked and not word.startswith("ال")
    return bare and name.start not in ground.given and word.endswith("ي") and len(word) >= _ADJECTIVE and not ground.words[head.start].endswith("ه")


def _shortened(ground: Ground, name: Name, before: Before) -> Name:
    """Leave to «ريف» the side that is its own: «ريف بلدة العزيزات الشمالي»."""
    last = name.end - 1
    own = before.relation == "countryside" and not name.known and last > name.start and ground.part(last) == "bearing"
    return replace(name, end=last) if own and not ground.words[last].endswith("ه") else name


def _lengthened(ground: Ground, name: Name, head: Mention, stop: int) -> Name:
    """Take in what belongs to a kept name: «العسكري» of an airport, the second end of a road."""
    if "kept" not in head.entry.traits or "many" in head.entry.traits or name.marked:
        return name
    end = name.end
    if end < stop and (ground.part(end) == "adjective" or _numbers(ground, end, stop)):
        end += 1
    elif head.entry.value == "road" and end < stop:
        dashed = ground.words[end] == "-"
        other = known_at(ground, end + dashed, stop) if dashed or "route" in head.entry.traits else None
        end = other.end if other and not other.prefix else end
    return replace(name, end=end)


def _numbers(ground: Ground, at: int, stop: int) -> bool:
    """Whether a number ends the name («جبل البحوث 47») rather than counts what follows it."""
    word = ground.words[at]
    if not word.isdigit() or len(word) > 3:
        return False
    after = at + 1
    return after >= stop or ground.words[after] in _CLOSING or ground.part(after) in {"compass", "cue", "stop"} or after in ground.relations


def _after_relation(ground: Ground, relation: Mention, floor: int, stop: int) -> Iterator[Draft]:
    """Yield an unknown name straight after «جبهة»، «محور»، «ريف», or the list after «جبهات»، «محوري»."""
    many = "many" in relation.entry.traits
    if relation.entry.value not in {"axis", "countryside"} or ground.words[relation.end - 1].startswith("ال"):
        return
    if relation.end >= stop or relation.end in ground.kinds or (not many and known_at(ground, relation.end, stop)):
        return
    before = before_of(ground, relation.end, "", floor)
    for number, name in enumerate(names_after(ground, relation.end, stop, many=many, unknown=True)):
        yield _draft(ground, name, before, None, listed=number > 0)


def _by_place(ground: Ground, at: int, floor: int, stop: int) -> Iterator[Draft]:
    """Yield an unknown name without a word for its kind, where its first word or its holder shows one: «في كفر سلوان»، «في الصواغية شرقي الفوعة»."""
    if "each" in ground.traits(at) or ground.words[at] == '"':
        yield from _each(ground, at if ground.words[at] == '"' else ground.parts[at].end, floor, stop)
        return
    head = "alone" in ground.traits(at)
    prefix = ground.parts[at].prefix if head else ""
    before = before_of(ground, at, prefix, floor)
    end = extent(ground, at, ground.words[at][len(prefix) :], stop)
    if end is None or not (_headed(ground, at, end, before, stop) if head else _told(ground, at, end, before, stop)):
        return
    yield _draft(ground, Name(at, end, prefix, ()), before, None)


def _each(ground: Ground, at: int, floor: int, stop: int) -> Iterator[Draft]:
    """Yield the list of «كلا من X وY بريف Z» or of «"X" و"Y" بريف Z», unless no place holds it: people are listed so too."""
    names = list(names_after(ground, at, stop, many=True, unknown=True))
    if names and located(ground, tail(ground, names[-1]), stop):
        before = before_of(ground, at, "", floor)
        yield from (_draft(ground, name, before, None, listed=number > 0) for number, name in enumerate(names))


def _headed(ground: Ground, at: int, end: int, before: Before, stop: int) -> bool:
    """Whether «كفر»، «أم» open a name of a place: after «في» or a side, or where its holder follows; those of people («أبو») never without the first."""
    shown = before.cue in _INSIDE or before.relation or before.compass
    return end > at + 1 and bool(shown or (located(ground, end, stop) and (before.cue or at not in ground.given)))


def _told(ground: Ground, at: int, end: int, before: Before, stop: int) -> bool:
    """Whether any other word is a name: with the article where a place holds it, without where an adjective with the article shows that it is one by itself."""
    if at in ground.worded or not (before.cue or before.relation or before.compass):
        return False
    if (before.compass and not before.relation and closed(ground, end, stop)) or (before.cue == _BETWEEN and _and_place(ground, end, stop)):
        return True
    if ground.part(end + 1) == "holder" and "seat" in ground.traits(end + 1) and ground.words[end] in _APART:
        return True
    comma = end < stop and ground.words[end] == "،"
    if ground.words[at].startswith("ال") and not (before.cue and before.cue not in _INSIDE):
        return located(ground, end, stop) or (comma and held(ground, end + 1, stop))
    if _borrowed(ground.words[at]) and located(ground, end, stop):
        return True
    definite = ground.words[end + comma : end + comma + 1] and ground.words[end + comma].startswith("ال") and held(ground, end + comma, stop)
    return bool(definite) or (end < stop and ground.words[end] == "(" and located(ground, end, stop))


def _and_place(ground: Ground, at: int, stop: int) -> bool:
    """Whether a place follows with «و»: the second end of «بين الطرفاوي ومدينة سرمين»; people and countries talk to each other («بين الوسطاء وإسرائيل»)."""
    kind, known = ground.kinds.get(at), known_at(ground, at, stop)
    if ground.words[at - 1].endswith(_PEOPLE) or (known and all(one.kind == "country" for one in known.known)):
        return False
    return any(one is not None and one.prefix == "و" for one in (kind, known))


def _borrowed(word: str) -> bool:
    """Whether a bare word after a preposition ends as no Arabic noun does there: «باراجيرو»، «كيرافولا»."""
    return len(word) >= _LONG and word.endswith(("ا", "و")) and not any(cut.suffix for cut in arabic.cuts(word))  # «مناطقنا»


def before_of(ground: Ground, start: int, prefix: str, floor: int) -> Before:
    """Read leftwards from a name: relation and compass words, distances, then the preposition."""
    relation, compass, middle, at = "", False, False, start
    if prefix.endswith(("ل", "ب")):  # «الأطراف الشرقية لمدينة»، «الريف الشمالي لحماة»، «المنطقة المحيطة بحماة»
        back = at
        while back in ground.part_ends and ground.part_ends[back].entry.value == "bearing":
            back = ground.part_ends[back].start
        if back in ground.relation_ends and (prefix.endswith("ل") or ground.relation_ends[back].entry.value == "near"):
            prefix = ""
            at = back
    while at > floor and not prefix:
        near, part = ground.relation_ends.get(at), ground.part_ends.get(at)
        if near and near.start >= floor:
            relation, at, prefix = relation or near.entry.value, near.start, near.prefix
        elif part and part.entry.value == "compass" and part.start >= floor:
            compass, at, prefix = True, part.start, part.prefix
            relation = relation or ("near" if "apart" in part.entry.traits else "")
            middle = middle or "inside" in part.entry.traits
        elif part and part.entry.value == "portion" and part.start >= floor:
            at, prefix = part.start, part.prefix
        elif at - 1 > floor and ground.words[at - 1] in _FROM and _measured(ground, at - 1):
            at -= 1
        elif part and part.entry.value == "distance" and part.start > floor:
            relation, at = relation or "near", part.start - 1
        else:
            break
    cue = _cue(ground, at, prefix, floor)
    relation = relation or ("in" if middle else "")
    return Before(at, relation, compass, _part_of(ground, at - 1, cue, floor) or cue, prefix.startswith("و"))


def _part_of(ground: Ground, at: int, cue: str, floor: int) -> str:
    """Return what leads to the whole of «في أنحاء متفرقة من X»، «في مناطق من X» or «على الطريق المؤدي إلى X», "" where no part or way stands before."""
    if cue not in {"من", _TO} or ground.words[at] != cue:
        return ""
    while at > floor and ground.part(at - 1) in {"stop", "bearing", "adjective"}:
        at -= 1
    kind, part = ground.kinds.get(at - 1), ground.parts.get(at - 1)
    if cue == _TO:
        whole = kind if kind and kind.entry.value == "road" else None
    else:
        whole = part if part and part.entry.value == "portion" else kind if kind and "many" in kind.entry.traits else None
    led = _cue(ground, whole.start, whole.prefix, floor) if whole and whole.start >= floor else ""
    return led if led in AT else ""


def _measured(ground: Ground, at: int) -> bool:
    """Whether a measure ends before the preposition at `at`: «12 كم من»."""
    part = ground.part_ends.get(at)
    return part is not None and part.entry.value == "distance"


def _cue(ground: Ground, at: int, prefix: str, floor: int) -> str:
    if prefix.strip("وف"):
        return prefix.strip("وف")[-1]
    part = ground.part_ends.get(at)
    return ground.words[at - 1].removeprefix("و") if part and part.entry.value in {"cue", "such"} and part.start >= floor else ""
