"""How far words reach: over a sentence, back over it, or to the closing quotation mark."""

from __future__ import annotations

from riwaya.extract.reading import Sentence
from riwaya.extract.speakers.marks import Marks
from riwaya.extract.speakers.phrases import body_end
from riwaya.lexicon import FINITE

_LONGEST_QUOTATION = 400
_LONGEST_MEDIUM = 14
_OPENING, _CLOSING = frozenset("«“‹"), frozenset("»”›")


def complement(marks: Marks, start: int, limit: int) -> int | None:
    """Return where the told words begin after a source that ends at `start`; None where nothing is told there."""
    token = words_at(marks, start, limit)
    if token >= limit or not any(marks.is_word(one) for one in range(token, limit)):
        return None
    announced = None
    aside = marks.particle(token, "relative")  # «المصدر الذي طلب عدم كشف اسمه إن …»
    for one in range(token, limit):
        if one > token and _next_verb(marks, one):
            break
        if marks.that(one):
            return one
        if marks.norm(one) == ":":
            return one + 1 if one + 1 < limit else None
        if announced is None and not aside and (marks.happening(one) or marks.particle(one, "object")):
            announced = one
        if marks.opens_quotation(one) and announced is None and not _short(marks, one, limit):
            return one
        if announced is not None and one - announced > 1:
            break
    return token


def words_at(marks: Marks, start: int, limit: int) -> int:
    """Return the first word after a source that is neither a mark, a time, nor the medium he speaks through."""
    return _past_medium(marks, _past_marks(marks, start, limit), limit)


def _past_marks(marks: Marks, token: int, limit: int) -> int:
    while token < limit and (marks.norm(token) in {"،", ",", ")", "-", "–"} or marks.time(token)):
        token += 1
    return token


def _past_medium(marks: Marks, token: int, limit: int) -> int:
    """Return where the words after «على حسابه في تويتر»، «لوكالة الأناضول» begin: what is announced, or what follows the comma."""
    medium = _medium_end(marks, token, limit)
    if medium > token and not any(marks.is_word(one) for one in range(medium, limit)):
        return limit
    for place in range(medium, min(medium + 6, limit)) if medium > token else ():
        if _opens_words(marks, place) or marks.opens_quotation(place):
            return place
        if marks.norm(place) in {"،", ",", "-", "–"}:
            return _past_marks(marks, place, limit)
    return token


def _medium_end(marks: Marks, token: int, limit: int) -> int:
    """Return where the name of a medium ends that stands between a source and his words; `token` where none does."""
    outlet = marks.at("outlet", token)
    if token < limit and marks.trait("speech", token, "after"):  # «المرصد، وفق ما نقلت فرانس برس، …»
        comma = comma_after(marks, token, limit)
        return comma if comma < min(limit, token + _LONGEST_MEDIUM) else token
    if token < limit and outlet is not None and outlet.prefix == "ل":
        return max(outlet.end, body_end(marks, token, limit))
    if token < limit and marks.addressed(token):
        return token + 1
    quoted = marks.at("outlet", token + 2) if token + 2 < limit and marks.norm(token) == "ل" and marks.norm(token + 1) == '"' else None
    if quoted is not None:
        return quoted.end + 1
    if token >= limit or not marks.particle(token, "preposition"):
        return token
    near = (token + 1, min(token + 6, limit))
    media = marks.reading.of("channel", *near) or (marks.reading.of("outlet", *near) if marks.norm(token) == "عبر" else ())
    return token if not media or any(_opens_words(marks, one) for one in range(token, media[0].start)) else media[0].end


def _opens_words(marks: Marks, token: int) -> bool:
    told = marks.that(token) or marks.norm(token) == ":" or marks.trait("particle", token, "about")
    return told or marks.happening(token) is not None or marks.particle(token, "object")


def _next_verb(marks: Marks, token: int) -> bool:
    """Whether another attribution begins here, and not in a relative clause."""
    cue = marks.at("speech", token)
    if cue is not None and "participle" in cue.entry.traits:  # «أكد المصدر الهجوم، مشيرا إلى أن»
        return True
    if cue is None or cue.tag not in FINITE or cue.suffix or "strict" in cue.entry.traits:
        return False
    return not marks.particle(token - 1, "relative")


def _short(marks: Marks, token: int, limit: int) -> bool:
    """Whether a quotation is but a name."""
    return any(marks.norm(one) == '"' for one in range(token + 1, min(token + 5, limit)))


def end_of(marks: Marks, start: int, sentence: Sentence) -> int:
    """Return where words that begin at `start` end: with the sentence, or with the quotation that they open."""
    opening = next((token for token in range(start, min(start + 3, sentence.end)) if marks.opens_quotation(token)), None)
    if opening is None:
        return sentence.end
    closed = closing(marks, opening)
    if closed is None or closed < sentence.end:
        return sentence.end
    return closed + 1


def closing(marks: Marks, opening: int) -> int | None:
    """Return the mark that closes a quotation, other quotations inside it left out; None where none does."""
    tokens = marks.reading.tokens
    text = marks.reading.document.text
    directed = text[tokens[opening].start] in _OPENING
    depth = 0
    for token in range(opening, min(opening + _LONGEST_QUOTATION, len(tokens))):
        if tokens[token].norm != '"':
            continue
        mark = text[tokens[token].start]
        if not directed:
            if token > opening and mark not in _OPENING | _CLOSING:
                return token
            continue
        depth += (mark in _OPENING) - (mark in _CLOSING)
        if depth == 0:
            return token
    return None


def clause_start(marks: Marks, token: int, first: int) -> int:
    """Return where the clause that holds `token` begins: after the comma, the connective or the «أن» before it."""
    for one in range(token - 1, first - 1, -1):
        if not marks.is_word(one) and (marks.norm(one) not in {'"', "(", ")", "/", "-"} or (marks.norm(one) == "-" and marks.norm(one - 1) in {"-", ")"})):
            return one + 1
        connective = marks.on("connective", one)
        if connective is not None and connective.entry.value != "after":
            return one + 1
        if marks.that(one):
            return one + 1
    return first


def closed_by(marks: Marks, first: int, tail: int) -> int:
    """Return where the clause begins that a tail closes: the nearest one before it whose verb tells of a happening, else `first`."""
    begin = tail
    while begin > first:
        edge, begin = begin, clause_start(marks, begin - 1, first)
        verbs = (marks.on(kind, token) for token in range(begin, edge) for kind in ("event", "casualty"))
        if any(verb is not None and verb.tag in FINITE for verb in verbs):
            return begin
    return first


def comma_after(marks: Marks, start: int, limit: int) -> int:
    """Return the first comma after `start`, or `limit`."""
    return next((token for token in range(start + 1, limit) if marks.norm(token) in {"،", ","}), limit)
