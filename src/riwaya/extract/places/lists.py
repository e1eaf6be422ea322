"""The names after a word for a kind of place: one, several in a list («قرى X، وY وZ»), or names in marks («بلدات "X، وY"»، «قرية (X)»)."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.places.names import Ground, Name, known_at, name_at

_ARTICLE, _AND_THE, _PAST = "ال", "وال", "ت"
_MARKS = {'"': '"', "(": ")"}
_COMMAS = frozenset({"،", ","})
_CLOSING = frozenset({"،", ",", ".", ")", '"', "؛"})
_LONGEST = 4  # words of a name in marks
_REACH = 40  # words of a list in marks
_APART = 8  # words between «بلدات» and «بينها»
_ROW = 3  # names that make a row of names
_NOTHING = frozenset({"cue", "link", "body", "compass", "distance", "such", "holder"})


def names_after(ground: Ground, at: int, stop: int, *, many: bool, unknown: bool) -> Iterator[Name]:
    """Yield the names that begin at `at`; more than one only where `many`, or where none of the gazetteer is asked for."""
    found = list(_first(ground, at, stop, many=many, unknown=unknown))
    yield from found
    while many and found:
        following = _listed(ground, _past(ground, tail(ground, found[-1]), stop), stop)
        found = [following] if following else []
        yield from found


def opened(ground: Ground, at: int, stop: int) -> int | None:
    """Return where a list begins that something announces («بلدات عدة بينها X»، «القرى التالية: X»، «قرى: X»), None where nothing does."""
    if at < stop and ground.words[at] == ":":
        return at + 1
    for token in range(at, min(at + _APART, stop)):
        if ground.part(token) == "such":
            end = ground.parts[token].end
            return end + (end < stop and ground.words[end] == ":")
        if token in ground.kinds or token in ground.verbs or ground.words[token] in _CLOSING - _COMMAS:
            break
    return at + 1 if at < stop and ground.words[at] in _COMMAS and _rows(ground, at + 1, stop) >= _ROW else None


def _rows(ground: Ground, at: int, stop: int) -> int:
    """Return how many names follow one another from `at`, none of which is a word that tells of anything."""
    names = list(names_after(ground, at, stop, many=True, unknown=True))
    return 0 if any(name.start in ground.verbal for name in names) else len(names)


def row(ground: Ground, at: int, stop: int) -> bool:
    """Whether three names or more follow, and where they lie: «مواقع الطرفاوي والعزيزات والحمرات في مديرية نهم»."""
    names = list(names_after(ground, at, stop, many=True, unknown=True))
    return len(names) >= _ROW and located(ground, tail(ground, names[-1]), stop)


def between(ground: Ground, start: int, end: int) -> list[Name]:
    """Return the unknown names of a list that fill all of `[start, end)`: «حاس وأم الطيور و|كفرنبل»; none where anything else stands there."""
    found: list[Name] = []
    at = start
    while at < end:
        name = _listed(ground, at, end)
        if name is None or name.known or not _sure(ground, name):
            return []
        found.append(name)
        at = tail(ground, name)
    return found


def _sure(ground: Ground, name: Name) -> bool:
    """Whether an unknown name between two places is no clause: it has the article and is no word of any entry, or a head («أم الصير»)."""
    return ground.part(name.start) == "head" or (ground.words[name.start].startswith((_ARTICLE, _AND_THE)) and name.start not in ground.worded)


def beside(ground: Ground, name: Name, stop: int) -> Name | None:
    """Return the second of two names after a word for one place, where what holds both follows: «منطقة الطرفاوي والعزيزات غرب مأرب»."""
    at = tail(ground, name)
    if at >= stop or not ground.words[at].startswith(_AND_THE) or at in ground.worded:
        return None
    second = name_at(ground, at, stop, joined=True)
    return second if second and not second.known and located(ground, tail(ground, second), stop) else None


def tail(ground: Ground, name: Name) -> int:
    """Return the end of a name with its closing mark and the bearings that qualify the whole phrase («ريف حلب الشمالي الشرقي»)."""
    end = name.end
    if 0 < end < len(ground.words) and (ground.words[end] == '"' or (name.marked and ground.words[end] == ")")):
        end += 1
    while end in ground.parts and ground.part(end) == "bearing":
        end = ground.parts[end].end
    return end


def closed(ground: Ground, at: int, stop: int) -> bool:
    """Whether a name that ends before `at` is no clause of its own («، وأصابت منزلا»): the sentence or the list ends, or the place that holds it follows."""
    if at >= stop or ground.words[at] in _CLOSING:
        return True
    return located(ground, at, stop)


def located(ground: Ground, at: int, stop: int) -> bool:
    """Whether at `at` begins the place that holds the one before: «بريف حماة»، «بمحافظة ديالى»، «شمال كركوك»، «(شمال كركوك)»، «التابعة لـ»."""
    at += at < stop and ground.words[at] == "("
    if at >= stop:
        return False
    at += ground.words[at] == "في" and at + 1 < stop
    relation, kind = ground.relations.get(at), ground.kinds.get(at)
    if relation is not None:
        return relation.entry.value == "countryside"
    if kind is not None:
        return "unit" in kind.entry.traits and not kind.prefix.startswith("و") and not ground.words[at].startswith("ال")
    if ground.part(at) == "compass":
        after = ground.parts[at].end
        return after in ground.kinds or known_at(ground, after, stop) is not None
    return held(ground, at, stop)


def held(ground: Ground, at: int, stop: int) -> bool:
    """Whether the words at `at` lead to a holder: «التابعة لمحافظة»، «الواقعة شمال»، not «أرض الواقع باتت»."""
    if ground.part(at) != "holder":
        return False
    after = ground.parts[at].end
    if after >= stop:
        return False
    leads = ground.part(after) in {"compass", "cue"} or after in ground.relations or after in ground.kinds
    return leads or ground.words[after].startswith("ل")


def _past(ground: Ground, at: int, stop: int) -> int:
    """Skip what a parenthesis says of the name before: «صبراتة (70 كلم غرب طرابلس) وصرمان»."""
    if at + 1 >= stop or ground.words[at] != "(" or not (ground.words[at + 1][0].isdigit() or ground.part(at + 1) == "compass"):
        return at
    return next((token + 1 for token in range(at, min(at + _APART, stop)) if ground.words[token] == ")"), at)


def _first(ground: Ground, at: int, stop: int, *, many: bool, unknown: bool) -> Iterator[Name]:
    if at < stop and ground.words[at] in _MARKS:
        yield from _marked(ground, at, stop, many=many, unknown=unknown)
        return
    name = name_at(ground, at, stop, unknown=unknown)
    if name:
        yield name


def _marked(ground: Ground, start: int, stop: int, *, many: bool, unknown: bool) -> Iterator[Name]:
    closing = _MARKS[ground.words[start]]
    end = next((at for at in range(start + 2, min(start + _REACH, stop)) if ground.words[at] == closing), None)
    for first, last in _items(ground, start + 1, end, many=many) if end else ():
        name = _whole(ground, first, last, unknown=unknown)
        if name:
            yield name


def _items(ground: Ground, start: int, end: int, *, many: bool) -> Iterator[tuple[int, int]]:
    """Yield the parts of what stands in marks: between commas, and before each «و» that joins."""
    first = start
    for at in range(start, end):
        comma = ground.words[at] in _COMMAS or ground.words[at] in {"و", "-", "/"}
        if many and (comma or (at > first and _joined(ground, at))):
            if at > first:
                yield first, at
            first = at + comma
    if first < end:
        yield first, end


def _joined(ground: Ground, at: int) -> bool:
    """Whether «و» at the head of a word joins: not where the word has it by itself («وادي»، «ود»)."""
    part = ground.parts.get(at)
    return ground.words[at].startswith("و") and len(ground.words[at]) > 2 and not (part and part.entry.value == "head" and not part.prefix)


def _whole(ground: Ground, start: int, end: int, *, unknown: bool) -> Name | None:
    """Return all of `[start, end)` as one name, what a writer puts in marks being one."""
    if end - start > _LONGEST or not all(ground.reading.tokens[at].is_word for at in range(start, end)):
        return None
    if any((inner := known_at(ground, at, end)) and inner.prefix.endswith("ب") for at in range(start + 1, end)):
        return None  # «الطرفاوي بسرمين»
    joined = ground.words[start].startswith("و") and ground.words[start - 1] not in _MARKS
    for prefix in ("", "و") if joined else ("",):
        known = ground.gazetteer.names.get(" ".join((ground.words[start][len(prefix) :], *ground.words[start + 1 : end])))
        if known:
            return Name(start, end, prefix, known, marked=True)
    prefix = "و" if joined and _joined(ground, start) else ""
    return Name(start, end, prefix, (), marked=True) if unknown and _nameable(ground, start) else None


def _nameable(ground: Ground, start: int) -> bool:
    if ground.part(start) == "head" or ground.words[start].startswith(_ARTICLE):
        return start not in ground.named  # «معسكر "الثامنة"»: in marks, a number is a name
    return start not in ground.ending and ground.part(start) not in _NOTHING and start not in ground.relations and not ground.words[start][0].isdigit()


def _listed(ground: Ground, at: int, stop: int) -> Name | None:
    """Return the next name of a list, after «و» or a comma."""
    if at >= stop:
        return None
    if ground.words[at] in {"،", ",", "و"}:
        joined = ground.words[at] != "و" and at + 1 < stop and ground.words[at + 1].startswith("و")
        return _after_comma(ground, at + 1, stop) if joined else _item(ground, at + 1, stop)
    new = at in ground.kinds and ground.part(at) != "head"
    name = name_at(ground, at, stop, joined=True) if ground.words[at].startswith("و") and not new else None
    return None if name and _did(ground, name, stop) else name


def _did(ground: Ground, name: Name, stop: int) -> bool:
    """Whether an unknown word is a verb in the feminine past, after which the list does not go on: «قرى س وص وبسطت سيطرتها»."""
    if name.known or name.end > name.start + 1 or not ground.words[name.start].endswith(_PAST):
        return False
    return not (closed(ground, name.end, stop) or ground.words[name.end].startswith("و"))


def _item(ground: Ground, at: int, stop: int) -> Name | None:
    """Return the name at `at`; an unknown one that tells of an event opens what comes after the list: «قصفت سرمين، معارك في بنش»."""
    name = next(_first(ground, at, stop, many=False, unknown=True), None)
    told = name and not (name.known or name.marked) and name.start in ground.verbal
    return None if told else name


def _after_comma(ground: Ground, at: int, stop: int) -> Name | None:
    """Return the name of «، وY»: an unknown one only where it cannot be a new clause («، وأصابت منزلا»)."""
    if ground.words[at] == "و" or (at in ground.kinds and ground.part(at) != "head"):
        return _item(ground, at + 1, stop) if ground.words[at] == "و" else None
    name = name_at(ground, at, stop, joined=True)
    if name is None or name.known or ground.part(at) == "head":
        return name
    return name if closed(ground, tail(ground, name), stop) or ground.words[name.end].startswith("و") else None
