"""Persons who speak: title, name and office in either order, and whom they speak for."""

from __future__ import annotations

from riwaya.extract.reading import Mention
from riwaya.extract.speakers.marks import Marks
from riwaya.extract.speakers.memory import Phrase, Speakers
from riwaya.extract.speakers.phrases import honoured, party, stop_of
from riwaya.model import Voice

_RANKS = frozenset({"military", "medical", "honorific"})
_PEOPLE = "civilians"
_CLITICS = ("ب", "ل", "و", "ف", "ك")
_CALLED = frozenset({"activist", "leader"})
_ASIDE = frozenset({"،", ",", '"'})
_LONGEST_NAME = 4
_LONGEST_OFFICE = 28


def person(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """«المقدم سامر الصالح، المسؤول عن ... بجيش العزة»، «الناطق باسم X فلان»، «فلان رئيس المكتب»."""
    title = marks.at("title", start) or _officer(marks, start)
    stop = stop_of(marks, start, min(limit, start + _LONGEST_OFFICE))
    stop = next((token for token in range(start, stop) if marks.trait("particle", token, "led")), stop)  # «الناطق باسم الجماعة التي يقودها فلان»
    if title is not None and len(marks.norm(title.start)) == 1 and marks.norm(title.end) == "." and title.end + 1 < limit:  # «د. سامي»
        return person(marks, speakers, title.end + 1, limit) or _family(marks, speakers, title.end + 1)
    begin = _name_start(marks, start, stop, titled=title is not None)
    if begin is None:
        begin = start if _before_title(marks, start, stop) else None
    if begin is None:
        return None
    end = name_end(marks, begin, stop)
    begin = _past_ranks(marks, begin, end)
    actor, last = _speaks_for(marks, start, begin, end, stop)
    last += last == end < stop and marks.norm(end) == marks.norm(begin - 1) == '"'
    known = speakers.person(marks.reading.norms(begin, end).split())
    alone = end == start + 1  # a family name as it stands is that of who was named in full before, whoever else has it
    if known is not None and (actor is None or known.actor is not None or alone):
        return Phrase((known,), start, last, known=True)
    name = marks.name(begin, end) if begin == start else marks.raw_name(begin, end)  # «النائب فالح سالم»
    voice = Voice(name, actor, "statement", marks.span(begin, end))
    speakers.persons.append(voice)
    return Phrase((voice,), start, last, known=True)


def _past_ranks(marks: Marks, begin: int, end: int) -> int:
    """Return where a name begins that the lexicon knows together with a rank: «العميد سامر الصالح»."""
    rank = marks.at("title", begin)
    while rank is not None and rank.entry.value in _RANKS and rank.end < end and marks.norm(begin).removeprefix("و").startswith("ال"):
        begin, rank = rank.end, marks.at("title", rank.end)
    return begin


def _family(marks: Marks, speakers: Speakers, start: int) -> Phrase | None:
    """«د. البدري»: the person met before, or a new one known by that name alone."""
    if not marks.is_word(start):
        return None
    voice = speakers.person([marks.norm(start)]) or Voice(marks.name(start, start + 1), None, "statement", marks.span(start, start + 1))
    return Phrase((voice,), start, start + 1, known=True)


def _before_title(marks: Marks, start: int, stop: int) -> bool:
    """Whether two or three words that the lexicon does not know stand before an office, and so are a name: «غلوريا مانزو نائبة وزير»."""
    title = next((token for token in range(start + 2, min(start + 5, stop)) if marks.at("title", token)), None)
    if title is None or marks.norm(title).startswith("وال"):
        return False
    words = range(start, title - marks.bare(title - 1, "apposition"))
    words = range(start, words.stop - (marks.norm(words.stop - 1) in {"،", ","}))
    return len(words) > 1 and all(_nameless(marks, token, last=token == words[-1]) for token in words)


def _nameless(marks: Marks, token: int, *, last: bool) -> bool:
    """Whether a word means nothing else that a source could be; the article stands only on a family name."""
    if not marks.is_word(token) or marks.particle(token) or marks.happening(token) or (marks.norm(token).startswith("ال") and not last):
        return False
    kinds = ("source", "outlet", "actor", "channel", "speech", "title", "placekind", "connective", "number", "timeword", "month", "weekday")
    return not any(marks.on(kind, token) for kind in kinds)


def meet(marks: Marks, speakers: Speakers, start: int, end: int) -> None:
    """Remember the persons that a sentence names in full, whether they speak or not."""
    position = start
    for title in marks.reading.of("title", start, end):
        if title.start >= position:
            found = person(marks, speakers, title.start, end)
            position = found.end if found is not None else position
    for given in marks.reading.of("given", start, end):
        if (
            given.start >= position
            and marks.given(given.start)
            and not honoured(marks, given.start)
            and any(marks.at("title", token) for token in range(given.end + 1, min(given.end + 5, end)))
        ):
            found = person(marks, speakers, given.start, end)
            position = found.end if found is not None and found.end > position else position


def _officer(marks: Marks, start: int) -> Mention | None:
    mention = marks.at("source", start)
    return mention if mention is not None and mention.entry.value == "official" else None


def _name_start(marks: Marks, start: int, stop: int, *, titled: bool) -> int | None:
    """Return where the person's name begins: at a given name, or after a rank or an office."""
    for token in range(start, stop if titled else min(start + 1, stop)):
        if (marks.given(token) or marks.at("person", token)) and (token == start or _free(marks, token)):
            return token - max(_born_of(marks, token, start), _unknown_first(marks, token, start))
    return _after_title(marks, start, stop) if titled else None


def _born_of(marks: Marks, token: int, start: int) -> int:
    """Return 1 where «بن» links to an unknown name before it: «الأمير متعب بن عبد الله»."""
    return int(marks.norm(token) in {"بن", "ابن", "بنت"} and token > start and not marks.at("title", token - 1) and marks.is_word(token - 1))


def _unknown_first(marks: Marks, token: int, start: int) -> int:
    """Return 1 where the first name, right behind an office, is one that the lexicon does not know: «رئيس البلدية كوامي عباس»."""
    first = token - 1
    behind = first > start + 1 and marks.norm(first - 1).startswith("ال") and not marks.given(first - 1) and marks.on("title", start) is not None
    plain = marks.is_word(first) and not marks.norm(first).startswith(_CLITICS) and not marks.nisba(first) and not marks.time(first)
    return int(behind and plain and _nameless(marks, first, last=False))


def _free(marks: Marks, token: int) -> bool:
    """Whether a given name is a person's and no part of a place or a body: «محافظة صلاح الدين»."""
    given = marks.at("given", token)
    another = (given, marks.at("person", token), marks.at("title", token - 1))  # «مسؤول موال للرئيس هادي»
    return not (
        any(one is not None and one.prefix == "ل" for one in another)
        or marks.particle(token - 1, "preposition")
        or honoured(marks, token)
        or (marks.on("actor", token) and not (marks.on("person", token) or _namesake(marks, token)))
        or marks.joined(token)
    )


def _namesake(marks: Marks, token: int) -> bool:
    """Whether a given name after a rank goes on as another's than that of the party it also means: «الشيخ صالح الفقيه»."""
    title, party = marks.on("title", token - 1), marks.at("actor", token)
    named = title is not None and title.entry.value != "official" and marks.given(token) and party is not None and party.end == token + 1
    return named and (marks.given(token + 1) or marks.norm(token + 1).startswith("ال")) and not marks.on("title", token + 1)


def _after_title(marks: Marks, start: int, stop: int) -> int | None:
    """Return where a name that the lexicon does not know begins after «العقيد» or «رئيس بلدية P»."""
    token, seen = start, False
    while token < stop:
        title = marks.at("title", token)
        if title is not None:
            definite = marks.norm(token).startswith(("ال", "وال"))
            holder = definite and (title.entry.value in _CALLED or token > start)  # «المتحدث باسم الحاكم فلان»
            token, seen = title.end, title.entry.value in _RANKS or holder
            continue
        if not marks.is_word(token) and marks.norm(token - 1).startswith("ال"):
            return _between(marks, token, stop)
        if marks.particle(token, "preposition") and _of_a_place(marks, start, token):  # «النائب عن المحافظة فالح الزيدي»
            token, seen = token + 1, False
            continue
        if not marks.is_word(token) or marks.particle(token, "preposition"):
            return None
        word = marks.norm(token)
        body = marks.at("actor", token)
        if body is not None and not (_ranked(marks, token) and body.entry.value == _PEOPLE and not word.startswith("ال")):  # «النقيب فلاح الجميلي»
            token, seen = body.end, True
            continue
        plain = not word.startswith("ال") and not (marks.nisba(token) and not marks.norm(token - 1).startswith("ال"))  # no bare adjective after an article
        if seen and plain:
            return token if not honoured(marks, token) and _looks_like_name(marks, token, stop) else None
        seen = seen or word.startswith("ال")
        token += 1
    return None


def _between(marks: Marks, mark: int, stop: int) -> int | None:
    """Return where a name of two to four unknown words begins that marks set off from its office: «وزير الدفاع، كوامي ساندا،»."""
    if marks.norm(mark) not in _ASIDE:
        return None
    end = next((token for token in range(mark + 1, stop) if not marks.is_word(token)), stop)
    words = range(mark + 1, end)
    named = 1 < len(words) <= _LONGEST_NAME and end < stop and marks.norm(end) == marks.norm(mark)
    return mark + 1 if named and all(_nameless(marks, token, last=token == words[-1]) for token in words) else None


def _of_a_place(marks: Marks, start: int, token: int) -> bool:
    """Whether a preposition ties a definite office to where it is held, and the name is still to come."""
    tied = marks.trait("particle", token, "inside") or marks.trait("particle", token, "origin")
    return tied and marks.norm(start).removeprefix("و").startswith("ال")


def _looks_like_name(marks: Marks, token: int, stop: int) -> bool:
    return (
        token + 1 < stop
        and marks.is_word(token + 1)
        and (marks.norm(token)[:1] != "ل" or _ranked(marks, token))
        and not marks.time(token)
        and not marks.happening(token)
        and not marks.particle(token)
        and not marks.on("source", token)
        and not marks.on("outlet", token)
    )


def _ranked(marks: Marks, token: int) -> bool:
    """Whether a rank stands right before a word, so that «ل» is a name's first letter: «العميد لقمان»."""
    title = marks.on("title", token - 1)
    return title is not None and title.entry.value in _RANKS


def name_end(marks: Marks, begin: int, stop: int) -> int:
    """Return where a name ends: four words at most, up to a word that can be no name."""
    person = marks.at("person", begin)
    end = person.end if person is not None else begin + 1
    words = 1
    while end < stop and words <= _LONGEST_NAME and marks.is_word(end):
        if (
            (marks.particle(end) and not marks.particle(end, "adjective"))
            or marks.time(end)
            or marks.norm(end) == "ل"  # «سامر الصالح لـ"وكالة"»
            or (marks.at("title", end) and not marks.trait("given", end - 1, "joins") and not _family_name(marks, begin, end, stop))  # «عبد الأمير»
            or marks.happening(end)
            or _announced(marks, end)
            or marks.at("connective", end)
            or marks.joined(end)
            or marks.at("source", end)
            or marks.at("speech", end)
            or marks.at("outlet", end)
        ):
            break
        if marks.on("actor", end) and not marks.given(end) and not _family_name(marks, begin, end, stop):
            break
        united = marks.trait("given", end - 1, "joins")
        if marks.norm(end - 1).startswith("ال") and not united and not marks.trait("given", end - 2, "joins"):
            break
        end += 1
        words += not united
    return end


def _announced(marks: Marks, token: int) -> bool:
    """Whether a verbal noun with the article ends a name: «أكد طارق عريان الهجوم»."""
    event = marks.at("event", token)
    return event is not None and event.tag in {"noun", "plural"} and marks.norm(token).startswith("ال") and not marks.given(token) and not marks.nisba(token)


def _family_name(marks: Marks, begin: int, token: int, stop: int) -> bool:
    """Whether an office or a nationality with the article is the family name right after a given name: «نزار القاضي»، «صابر المغربي»."""
    if token != begin + 1 or not marks.norm(token).startswith("ال"):
        return False
    title, nation = marks.at("title", token), marks.at("demonym", token)
    after = token + 1
    alone = (
        after >= stop or not marks.is_word(after) or marks.particle(after, "that", "was") or bool(marks.on("outlet", after) or marks.at("channel", after + 1))
    )
    if title is not None:
        return title.end == token + 1 and alone
    return nation is not None and nation.end == token + 1 and marks.norm(token).endswith("ي")


def _in_office(marks: Marks, token: int) -> bool:
    """Whether an office goes on with a word or a name in marks, not with whom he speaks to or what he tells."""
    if marks.norm(token) == '"':
        return not marks.opens_quotation(token) or any(marks.norm(one) == '"' for one in range(token + 1, token + _LONGEST_NAME + 2))
    return marks.is_word(token) and not (marks.time(token) or marks.addressed(token) or marks.at("channel", token + 1))


def _speaks_for(marks: Marks, start: int, begin: int, end: int, stop: int) -> tuple[str | None, int]:
    """Return the party in the office before or after the name that begins at `begin`, and where the office ends."""
    named = party(marks, start, begin if begin > start and _namesake(marks, begin) else end)
    after, last = end, end
    if after < stop and marks.norm(after) in {"،", ",", "(", "/"}:
        after += 1
        after += marks.bare(after, "apposition")
    office = marks.at("title", after) or _officer(marks, after) if after < stop else None
    if office is not None and after == end and office.prefix.startswith("و"):  # «فلان ومدير المستشفى»: another speaker
        office = None
    if office is not None:
        last = after + 1
        while last < stop and _in_office(marks, last):
            last += 1
        return named or party(marks, after, last), last
    if after < stop and marks.particle(end, "preposition") and marks.on("actor", end + 1) and not marks.at("channel", end + 1):
        return named or party(marks, end, end + 4), end
    return named, last
