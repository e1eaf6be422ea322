"""Where the noun phrase of a source ends, and which party it names."""

from __future__ import annotations

from riwaya.extract.reading import Mention
from riwaya.extract.speakers.marks import Marks

_LONGEST_BODY = 9
_DEFINITE = ("ال", "لل", "وال", "بال")
_ADJECTIVE = ("ي", "يه")
_HONOURS = frozenset({"leader", "religious", "medical", "honorific"})
_NOBODY = frozenset({"unknown", "civilians", "protesters", "rioters", "journalists"})
_UNSURE = frozenset({"generic", "nationality", "plain", "label", "anaphor"})
_COMMON = frozenset({"unknown", "civilians", "medical-workers", "aid-workers"})


def body_end(marks: Marks, start: int, limit: int) -> int:
    """Return where the noun phrase at `start` ends: a construct up to its first definite word, then definite adjectives."""
    token, definite = start, False
    while token < limit and token - start < _LONGEST_BODY:
        if marks.norm(token) in {'"', "("}:
            if token > start and marks.at("outlet", token + 1) and not marks.on("outlet", start):  # «أبلغ عميد البلدية «الشرق الأوسط» بأن»
                return token - (marks.norm(token - 1) == "ل")
            closed = _closing(marks, token, start, limit)
            if closed is None or (token > start and marks.norm(token) == marks.norm(start - 1) == '"'):  # of «"المرصد" المعارض» the mark closes
                break
            token, definite = closed + 1, True
            continue
        if token > start and marks.particle(token, "belonging") and token + 1 < limit and marks.norm(token + 1).startswith("ل"):
            return max(body_end(marks, token + 1, limit), token + 2)
        if definite and _belongs(marks, start, token):
            return body_end(marks, token, limit)
        if definite and marks.particle(token, "purpose") and marks.particle(start, "body"):  # «منظمة النجاة لحقوق الإنسان»
            return body_end(marks, token + 1, limit)
        if not marks.is_word(token) or _closes(marks, token, start, definite=definite) or (definite and not _continues(marks, token)):
            break
        named = _named(marks, token)
        if named is not None and (not definite or token == start or marks.norm(token).startswith("ال")):
            token, definite = min(named.end, limit), _whole(marks, named)
            continue
        definite = definite or marks.definite(token)
        token += 1
    return token


def _belongs(marks: Marks, start: int, token: int) -> bool:
    """Whether «ل» ties a body to the one it belongs to: «المكتب الإعلامي لبلدية المدينة»; media are spoken to instead."""
    owners = (marks.at("particle", token), marks.at("placekind", token), marks.at("actor", token))
    tied = any(one is not None and one.prefix == "ل" for one in owners)
    return tied and token > start and marks.particle(start, "body") and not marks.addressed(token)


def _closing(marks: Marks, token: int, start: int, limit: int) -> int | None:
    """Return the mark that closes a quoted name; None where a quotation of told words begins."""
    closed = next((one for one in range(token + 1, min(token + 6, limit)) if marks.norm(one) in {'"', ")"}), None)
    if closed is None or marks.that(token + 1) or (token == start and marks.norm(token) == '"' and marks.norm(closed + 1) == ":"):
        return None
    return closed


def _named(marks: Marks, token: int) -> Mention | None:
    """Return the party or the medium that begins here, whichever is longer: «بغداد اليوم» is no government."""
    found = [one for one in (marks.at("actor", token), marks.at("outlet", token)) if one is not None]
    return max(found, key=lambda one: one.end, default=None)


def _continues(marks: Marks, token: int) -> bool:
    """Whether a word goes on with a noun phrase that is definite already: an adjective with the article, «للأنباء»."""
    named = marks.at("actor", token) or marks.at("outlet", token)
    if named is not None and "nationality" not in named.entry.traits:
        return named.entry.value == "civilians" and marks.norm(token).endswith(_ADJECTIVE)  # «منظمة العون المدني»
    if marks.particle(token - 1, "honour"):
        return marks.given(token) and honoured(marks, token)
    if marks.at("event", token) and not marks.nisba(token):  # «تبنى تنظيم داعش الإرهابي الهجوم»
        return False
    word = marks.norm(token)
    if word.startswith("ال") and (event := marks.at("event", token)) is not None and event.tag in {"noun", "plural", "dual"} and not marks.nisba(token):
        return False  # «تبنت كتائب الوعد الهجوم»
    return word.startswith("لل") or (word.startswith("ال") and (marks.norm(token - 1) not in {'"', ")"} or marks.nisba(token)))


def _whole(marks: Marks, actor: Mention) -> bool:
    """Whether a party's name is complete: not a head or a common noun that goes on in a genitive («مستشفيات بغداد»)."""
    if marks.norm(actor.end - 1).startswith(_DEFINITE):
        return True
    return "head" not in actor.entry.traits and not ("plain" in actor.entry.traits and actor.entry.value in _COMMON)


def _closes(marks: Marks, token: int, start: int, *, definite: bool) -> bool:
    """Whether a noun phrase ends before this word."""
    if marks.particle(token, "that", "relative", "preposition", "was", "owner", "blame", "fingers") or marks.time(token):
        return True
    if token == start:
        return False
    if marks.addressed(token) or marks.norm(token) == "ل":  # «مصدر في الشرطة ل «الحياة»»
        return True
    return bool(
        _announced(marks, token)
        or (definite and marks.at("title", token) and not (marks.particle(token - 1, "body") and marks.nisba(token)))  # «المكتب الإعلامي»
        or marks.at("connective", token)
        or marks.joined(token)
        or _object(marks, token)
        or (definite and marks.at("speech", token))
        or (marks.given(token) and not honoured(marks, token))
        or (marks.particle(token, "tied") and _proper(marks, token - 1))  # «حركة الشباب المرتبطة بالقاعدة»
    )


def _proper(marks: Marks, token: int) -> bool:
    """Whether a word ends the proper name of a party, not a common noun for one."""
    named = marks.on("actor", token)
    return named is not None and named.end == token + 1 and not named.entry.traits & _UNSURE


def stop_of(marks: Marks, start: int, limit: int) -> int:
    """Return where nothing of the source can stand any more: told words, a colon, what is announced."""
    for token in range(start, limit):
        if marks.that(token) or marks.norm(token) in {":", "."} or (token > start and _announced(marks, token)):
            return token
        speech = marks.at("speech", token)
        if speech is not None and token > start + 1 and not marks.on("title", token):
            return token
    return limit


def _object(marks: Marks, token: int) -> bool:
    """Whether a word is what a body has given out or counted: «أصدرت الوزارة بيانا»، «أحصت المنظمة خمسة قتلى»."""
    word, number = marks.norm(token), marks.at("number", token)
    paper = marks.at("channel", token) is not None and word.endswith("ا")
    counted = number is not None and not number.prefix and word.isalpha() and not word.startswith("ال")
    return paper or (counted and not marks.particle(token - 1, "body"))


def honoured(marks: Marks, token: int) -> bool:
    """Whether a name is a place's or a body's that is called after him: «محافظة صلاح الدين»، «مستشفى الشهيد ياسر»، «محافظ صلاح الدين»."""
    title = marks.on("title", token - 1)
    honour = marks.particle(token - 1, "honour") or (title is not None and title.start == token - 1 and title.entry.value in _HONOURS)
    return in_construct(marks, token - 1 - honour)


def in_construct(marks: Marks, token: int) -> bool:
    """Whether a word is the bare head of an office, a place or a body, and so governs the noun after it."""
    word = marks.norm(token)
    if word.startswith(("ال", "وال")):
        return False
    title = marks.on("title", token)
    if title is not None:
        return title.entry.value == "official" and title.end == token + 1 and not (marks.nisba(token) or marks.time(token))
    return marks.on("placekind", token) is not None or marks.particle(token, "body")


def _announced(marks: Marks, token: int) -> bool:
    """Whether what is announced begins here; «مدير صحة المحافظة» announces nothing."""
    if marks.on("title", token) or in_construct(marks, token - 1):
        return False
    return marks.happening(token) is not None or marks.particle(token, "object")


def party(marks: Marks, start: int, end: int) -> str | None:
    """Return the first party named on tokens `[start, end)`, crowds and the nameless aside; a proper name goes before «وزارة الصحة»."""
    person = next(iter(marks.reading.of("person", start, end)), None)
    if person is not None and person.entry.value not in _NOBODY:
        return person.entry.value
    if any(marks.trait("timeword", token, "former") for token in range(start, end)):  # «الرئيس السابق» speaks for no state
        return None
    named = [one for one in marks.reading.of("actor", start, end) if not _where(marks, one)]
    found = [(one, actor) for one in named if (actor := _meant(marks, one)) is not None and actor not in _NOBODY]
    if found and "generic" in found[0][0].entry.traits:
        return next((actor for one, actor in found if not one.entry.traits & _UNSURE), found[0][1])
    return found[0][1] if found else None


def _meant(marks: Marks, mention: Mention) -> str | None:
    """Return the party of a mention; a mere nationality in an office is the state's («وزير الخارجية الأمريكي»)."""
    actor = marks.actor_of(mention)
    if actor is not None and "nationality" in mention.entry.traits:
        if "state" in mention.entry.meaning:
            return mention.entry.meaning["state"]
        return actor.removesuffix(".armed-forces") + ".government" if actor.endswith(".armed-forces") else actor
    return actor


def _where(marks: Marks, mention: Mention) -> bool:
    """Whether the name of a state says where, not whose: «مراسل الجزيرة في صنعاء»، «شرق بغداد»."""
    if mention.end > mention.start + 1 or "plain" not in mention.entry.traits or not mention.entry.value.endswith(".government"):
        return False
    before = mention.start - 1
    word = marks.on("placeword", before)
    placed = marks.trait("particle", before, "inside") or marks.on("placekind", before) or (word and word.entry.value != "stop")
    return "nationality" not in mention.entry.traits and (mention.prefix == "ب" or bool(placed))
