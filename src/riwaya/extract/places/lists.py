"""The names after a word for a kind of place: one, several in a list («قرى X، وY وZ»), or names in marks («بلدات "X، وY"»، «قرية (X)»)."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.places.names import Ground, Name, known_at, name_at

_MARKS = {'"': '"', "(": ")"}
_COMMAS = frozenset({"،", ","})
_CLOSING = frozenset({"،", ",", ".", ")", '"', "؛"})
_LONGEST = 4  # words of a name in marks
_REACH = 40  # words of a list in marks
_APART = 8  # words between «بلدات» and «بينها»
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
            return None
    return None


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
    joined = ground.words[start].startswith("و") and ground.words[start - 1] not in _MARKS
    for prefix in ("", "و") if joined else ("",):
        known = ground.gazetteer.names.get(" ".join((ground.words[start][len(prefix) :], *ground.words[start + 1 : end])))
        if known:
            return Name(start, end, prefix, known, marked=True)
    prefix = "و" if joined and _joined(ground, start) else ""
    return Name(start, end, prefix, (), marked=True) if unknown and _nameable(ground, start) else None


def _nameable(ground: Ground, start: int) -> bool:
    if ground.part(start) == "head":
        return True
    return start not in ground.ending and ground.part(start) not in _NOTHING and start not in ground.relations and not ground.words[start][0].isdigit()


def _listed(ground: Ground, at: int, stop: int) -> Name | None:
    """Return the next name of a list, after «و» or a comma."""
    if at >= stop:
        return None
    if ground.words[at] in {"،", ",", "و"}:
        joined = ground.words[at] != "و" and at + 1 < stop and ground.words[at + 1].startswith("و")
        return _after_comma(ground, at + 1, stop) if joined else _item(ground, at + 1, stop)
    new = at in ground.kinds and ground.part(at) != "head"
    return name_at(ground, at, stop, joined=True) if ground.words[at].startswith("و") and not new else None


def _item(ground: Ground, at: int, stop: int) -> Name | None:
    return next(_first(ground, at, stop, many=False, unknown=True), None)


def _after_comma(ground: Ground, at: int, stop: int) -> Name | None:
    """Return the name of «، وY»: an unknown one only where it cannot be a new clause («، وأصابت منزلا»)."""
    if ground.words[at] == "و" or (at in ground.kinds and ground.part(at) != "head"):
        return _item(ground, at + 1, stop) if ground.words[at] == "و" else None
    name = name_at(ground, at, stop, joined=True)
    if name is None or name.known or ground.part(at) == "head":
        return name
    return name if closed(ground, tail(ground, name), stop) or ground.words[name.end].startswith("و") else None
