"""Who was lost: the phrases that an outcome verb or verbal noun takes, after it or before it."""

from __future__ import annotations

from dataclasses import replace

from riwaya.extract.figures.people import Counted, Phrases, added
from riwaya.extract.reading import Mention
from riwaya.lexicon import FINITE
from riwaya.model import Figure

REACH = 22  # words that may part a verb from the figure of who was lost
_FAR = 32  # the same where a clause stands between them
_NAME = 10  # words that a name with its office may take
_OPENING = 7  # words that may part a verb from a subject that opens its clause
_LOOK_BACK = 26  # words before a verb among which its subject is sought
_SUBSET = 4
_FEW = 10  # up to ten the counted noun is a plural, beyond it a singular in the accusative
_MANY_VERB = ("وا", "ون")
_NOMINATIVE, _OBLIQUE = "ون", "ين"  # of a sound plural: who does it, and to whom
_BOUND = ("ه", "ها", "هم")  # a preposition with its own pronoun governs nothing more
_PRONOUNS = {"ه": 1, "ها": 1, "هما": 2}
_CLOSED = frozenset({"subset", "among"})
_TIMES = ("timeword", "weekday")
_THINGS = ("equipment", "event", "placekind", "timeword", "month", "damage")
_PLURAL = ("ين", "ون", "ات")  # of a bare noun no person's name, unless it is a given name («حسين»)


def victims(page: Phrases, chain: list[Mention]) -> tuple[list[Counted], str]:
    """Return the phrases of who was lost, and the rule that found them."""
    first, last = chain[0], chain[-1]
    traits = first.entry.traits
    if ("need-death" in traits and not _dies(page, first)) or ("need-taking" in traits and not _governed(page, first, "taking")):
        return [], ""
    if "suffered" in traits:
        return _suffered(page, first), "suffered"
    if last.suffix:
        return _pronoun(page, last), "pronoun"
    start = last.end
    while page.value(start) in {"skip", "death"}:  # «لقي حتفه مدني»
        start = page.tally[start].end
    start = _past_time(page, start)
    if page.value(start) == "companion" and "of-patient" not in traits:
        subject = before(page, first) or [_single(page, first.start, first.end, start)]
        return _with_companions(page, [*subject[:-1], replace(subject[-1], until=start)]), "companions"
    direct = page.at(start) if page.same_sentence(first.start, start) else None
    if direct is not None and ("own-side" not in traits or _own(direct)):
        return _with_companions(page, page.chain(_past_agent(page, last, direct) or direct)), "after"
    return _farther(page, chain, start) if "direct" not in traits else ([], "")


def _past_time(page: Phrases, start: int) -> int:
    """Return where people or a figure stand past a time of day, in commas or not: «قتلوا ليل الجمعة، 38 شخصا»; otherwise `start`."""
    position = first = start + (page.same_sentence(start - 1, start) and page.word(start) == "،")
    while page.same_sentence(start - 1, position) and any(position in page.reading.starts(kind) for kind in _TIMES):
        position += 1
    told = position > first and page.same_sentence(start - 1, position)
    position += told and page.word(position) == "،"
    return position if told and page.same_sentence(start - 1, position) and (position in page.amounts or _told_of(page, position)) else start


def _told_of(page: Phrases, position: int) -> bool:
    """Whether a noun stands here that is no genitive of the time before it: indefinite («شاب») or before a name («الشاب سالم»)."""
    if position not in page.nouns or page.nouns[position].prefix:
        return False
    return not page.word(position).startswith("ال") or bool(page.reading.of("given", position + 1, position + 2))


def _farther(page: Phrases, chain: list[Mention], start: int) -> tuple[list[Counted], str]:
    """Look for who was lost where nothing countable follows the outcome word at once."""
    traits = chain[0].entry.traits
    if "of-patient" in traits:
        return _named(page, chain[-1]), "named"
    if "own-side" in traits:
        return [one for one in _across(page, chain[-1]) if one.partitive], "own"
    later = [] if many(page, chain[-1]) else _across(page, chain[-1]) or _beyond(page, chain[-1])
    if later or "active" in traits:
        return later, "across"
    if (person := _someone_named(page, chain[-1], start)) is not None:
        return _with_companions(page, page.chain(person)), "given"
    return before(page, chain[0]), "before"


def _someone_named(page: Phrases, verb: Mention, start: int) -> Counted | None:
    """Read a given name where a past verb wants whom it befell: «قتل سالم الجاسم في كمين»، «قتل المدعو سالم»."""
    named = any(one.start == start and not one.prefix for one in page.reading.of("given", start, start + 1))
    other = start in page.titles or start in page.nouns or page.value(start) or any(start in page.reading.starts(kind) for kind in _THINGS)
    if verb.tag != "past" or not named or other or not page.same_sentence(verb.start, start):  # «صباح» and «رجب» are names too
        return None
    return _single(page, start, page.modifiers(start), page.modifiers(start))


def _own(phrase: Counted) -> bool:
    """Whether whoever lost them had them: «خسر تسعة من مقاتليه»، «فقد الجيش 14 جنديا»."""
    return phrase.partitive or (phrase.numbered and phrase.noun is not None and "fighter" in phrase.noun.entry.traits)


def _dies(page: Phrases, trigger: Mention) -> bool:
    return any(page.value(position) == "death" for position in range(trigger.end, trigger.end + 20) if page.same_sentence(trigger.start, position))


def _governed(page: Phrases, trigger: Mention, part: str) -> Mention | None:
    """Return the verb of this part of the grammar that stands before an outcome word in its clause: «حصد … أرواح»، «تعرض … للخطف»."""
    for position in range(trigger.start - 1, trigger.start - REACH, -1):
        outcome = position in page.closing and position not in page.nouns  # «أسرة» may be «أسره» too
        if outcome or not page.same_sentence(position, trigger.start) or page.value(position) == "clause":
            return None
        if page.value(position) == part:
            return page.tally[position]
    return None


def _suffered(page: Phrases, trigger: Mention) -> list[Counted]:
    """Read who stands between such a verb and what befell them: «تعرض 12 عاملا للخطف»، «أجبر القصف مئة أسرة على النزوح»."""
    verb = _governed(page, trigger, "suffer")
    for position in range(verb.end, trigger.start) if verb is not None else ():
        phrase = page.at(position) if position in page.amounts or position in page.nouns else None
        chain = page.chain(phrase) if phrase is not None else []
        if chain and chain[-1].until >= trigger.start and not subset(page, position):
            return chain
    return []


def many(page: Phrases, trigger: Mention) -> bool:
    """Whether a verb stands in the plural or dual: its subject then stands before it."""
    norm = page.reading.tokens[trigger.start].norm  # of «سقطوا قتلى» the verb
    dual = trigger.tag == "past" or trigger.end > trigger.start + 1
    return norm.endswith(_MANY_VERB) or (dual and norm.endswith(("ا", "ن")) and len(norm) > len(trigger.prefix) + 3)


def _pronoun(page: Phrases, trigger: Mention) -> list[Counted]:
    """Read «أدى إلى مقتله» as one person, his companions added, «إلى مقتلهما» as two; «بعد مقتله» only speaks of it."""
    traits, count = trigger.entry.traits, _PRONOUNS.get(trigger.suffix, 0)
    if trigger.entry.value == "wounded":  # of «إلى إصابتها» alone a thing may be hit, and «بإصابته» tells why he died
        lost = _caused(page, trigger) and page.value(trigger.end) == "manner"
    else:
        lost = bool({"strong", "pronoun"} & traits) and (_caused(page, trigger) or trigger.prefix.endswith(("ب", "ل")))
    if not (count and lost) or page.value(trigger.start) == "death":
        return []
    one = _single(page, trigger.start, trigger.end, trigger.end)
    return _with_companions(page, [replace(one, figure=replace(one.figure, low=count, high=count))])


def _caused(page: Phrases, trigger: Mention) -> bool:
    """Whether what came before leads to it: «أدى إلى»، «أسفر عن»، «تسبب في»; «جراء» leads from it."""
    to = page.reader.bounds.get(trigger.start - 1)
    results = (one for one in page.reading.of("result", max(0, trigger.start - _SUBSET), trigger.start) if one.end == trigger.start)
    return (to is not None and to.entry.value == "range-to") or any("leads" in one.entry.traits and not one.suffix for one in results)


def _single(page: Phrases, start: int, end: int, until: int) -> Counted:
    figure = Figure(1, 1, None, page.reading.span(start, end))
    return Counted(start, end, until, figure, None, (start, until) if until > start else None, start, numbered=False)


def _with_companions(page: Phrases, phrases: list[Counted]) -> list[Counted]:
    """Add «مع ثلاثة من مرافقيه» to who stands before it."""
    last = phrases[-1]
    if last.figure.low is None:
        return phrases
    along = page.at(page.tally[last.until].end) if page.value(last.until) == "companion" else _following(page, last)
    if along is None or along.figure.low is None:
        return phrases
    return [*phrases[:-1], added(last, along)]


def _following(page: Phrases, person: Counted) -> Counted | None:
    """Find «وثلاثة من مرافقيه» past the rest of a person's name and office."""
    if person.exact != 1:
        return None
    for position in range(person.until, person.until + _NAME):
        if not page.same_sentence(person.start, position) or position in page.closing:
            return None
        along = page.joined(position)
        if along is not None:
            return along if any(_besides(page, place) for place in range(along.start, along.until)) else None
    return None


def _besides(page: Phrases, position: int) -> bool:
    """Whether a noun counts people beside one named before: «وثلاثة من مرافقيه»، «و16 مقاتلا آخرين»."""
    return position in page.nouns and bool({"companion", "others"} & page.nouns[position].entry.traits)


def _named(page: Phrases, trigger: Mention) -> list[Counted]:
    """Read a bare name after «مقتل» as one person."""
    start = trigger.end
    while start < len(page.reading.tokens) and page.reading.tokens[start].norm == '"':
        start += 1
    if "strong" not in trigger.entry.traits or not page.same_sentence(trigger.start, start):
        return []
    token = page.reading.tokens[start]
    if token.norm == "و":  # «مقتل و3 آخرين» names nobody
        further = page.joined(start)
        return page.chain(further) if further is not None else []
    if not token.is_word or token.norm.isdigit() or start in page.inside or start in page.tally or start in page.closing:
        return []
    until = page.modifiers(start)
    given = any(one.start == start for one in page.reading.of("given", start, start + _NAME))
    if (token.norm.endswith(_PLURAL) and not given) or _party(page, start):
        return []
    return _with_companions(page, page.chain(_single(page, start, until, until)))


def _party(page: Phrases, start: int) -> bool:
    """Whether a party's name, and no person's, begins here: «مقتل القوات»."""
    until = page.modifiers(start)
    definite = page.reading.tokens[start].norm.startswith("ال")
    return any(one.start == start and one.end >= until and (definite or one.end > start + 1) for one in page.reading.of("actor", start, start + _NAME))


def _past_agent(page: Phrases, trigger: Mention, agent: Counted) -> Counted | None:
    """Read who was killed past who killed: «قتل مسلحون مجهولون سبعة عمال»، «خطف مسلحون طبيبا»; a subject that suffers has none after it."""
    acting = "active" in trigger.entry.traits or ("either-voice" in trigger.entry.traits and trigger.tag in FINITE)
    if agent.numbered or agent.noun is None or not acting:
        return None
    amount = page.amounts.get(agent.until + (page.same_sentence(trigger.start, agent.until) and page.word(agent.until) == "("))
    if amount is not None and page.same_sentence(trigger.start, amount.start):
        phrase = None if amount.joined or amount.definite or page.value(amount.end) in _CLOSED else page.at(amount.start)
        return phrase if phrase is not None and (phrase.noun or phrase.partitive or _someone(page, phrase)) else None
    doing = page.word(agent.start).endswith(_NOMINATIVE)
    apart = _past_time(page, agent.until)
    if apart != agent.until:  # «اغتال مسلحون، مساء السبت، عاملا»
        return page.at(apart)
    inside = (position for position in range(agent.end, agent.until) if position in page.nouns)
    return next((page.at(position) for position in inside if _accusative(page, position, doing=doing)), None)


def _accusative(page: Phrases, position: int, *, doing: bool) -> bool:
    """Whether one person or several must be an object: «طبيبا»; after a nominative («مسلحون») «مدنيين» and «امرأة» too, which no adjective can be."""
    noun, norm = page.nouns[position], page.word(position)
    if noun.prefix or norm.startswith("ال") or {"counted", "others", "collective"} & noun.entry.traits or page.value(position - 1) == "partitive":
        return False
    if noun.tag in {"word", "dual"}:
        return norm.endswith("ا" if noun.tag == "word" else _OBLIQUE)
    return doing and (norm.endswith(_OBLIQUE) or "plural" not in noun.entry.traits)


def _someone(page: Phrases, phrase: Counted) -> bool:
    """Whether a number counts people by a word that no list has: under no preposition, and of no thing, time or place."""
    if phrase.noun is not None or phrase.figure.quantity or _under(page, phrase.start):
        return False
    if not page.same_sentence(phrase.start, phrase.end):
        return False
    token, several = page.reading.tokens[phrase.end], (phrase.figure.low or phrase.figure.high or 0) > _FEW
    if not token.is_word or token.norm.isdigit() or page.value(phrase.end):
        return False
    counted = token.norm.endswith(("ا", "ه")) if several else not token.norm.startswith("ال")
    return counted and not any(phrase.end in page.reading.starts(kind) for kind in _THINGS)


def _beyond(page: Phrases, trigger: Mention) -> list[Counted]:
    """Find the figure past a clause: «قتل في ما يرجح أنه هجوم …، 60 شخصا»; the verb must still want its subject."""
    if page.value(trigger.end) != "stop" or page.value(trigger.start - 1) == "clause":
        return []
    last = None
    for position in range(trigger.end, trigger.end + _FAR):
        if not page.same_sentence(trigger.start, position) or position in page.closing or page.value(position) in _CLOSED or _speaks(page, position):
            break
        amount = page.amounts.get(position)
        phrase = page.at(position) if amount is not None and not amount.joined and not amount.definite else None
        last = phrase if phrase is not None and phrase.noun is not None and not _under(page, position) else last
    return page.chain(last) if last is not None and last.until not in page.closing else []


def _under(page: Phrases, position: int) -> bool:
    particle = page.reading.starts("particle").get(position - 1)
    return particle is not None and particle.entry.value == "preposition" and not page.word(position - 1).endswith(_BOUND)


def _speaks(page: Phrases, position: int) -> bool:
    speech = page.reading.starts("speech").get(position)
    return speech is not None and speech.prefix.startswith("و")


def _across(page: Phrases, trigger: Mention) -> list[Counted]:
    """Find the figure past what parts it from its verb: «قتل التنظيم خمسة جنود»، «أصيب في الهجوم نحو 130 شخصا»."""
    position = trigger.end
    while position < trigger.end + REACH and page.same_sentence(trigger.start, position):
        if position in page.closing or page.value(position) in {"clause", "subset", "among"}:
            break
        amount = page.amounts.get(position)
        if amount is None:
            if _object(page, position):
                return [one for one in (page.at(position),) if one]
            position += 1
            continue
        phrase = None if amount.definite or amount.joined else page.at(position)
        if phrase is not None and (phrase.noun or phrase.partitive or alone(page, phrase) or _someone(page, phrase)):
            return page.chain(phrase)
        position = amount.end
    return []


def _object(page: Phrases, position: int) -> bool:
    """Whether who is told of here must be who was lost: an accusative («عنصرا»), a dual, or a title after «في الغارة»."""
    noun = page.nouns.get(position)
    if noun is None or noun.prefix or {"plural", "counted", "collective", "others"} & noun.entry.traits:
        return False
    norms = [page.reading.tokens[one].norm for one in (position - 1, position)]
    if noun.tag == "dual":  # «قتل في القصف جنديان»
        return (not norms[1].startswith("ال") or _told_of(page, position)) and not _under(page, position)
    return (noun.tag == "word" and not norms[1].startswith("ال")) or (position in page.titles and all(norm.startswith("ال") for norm in norms))


def alone(page: Phrases, phrase: Counted) -> bool:
    """Whether a figure has no noun at all after it: «أصيب في الانفجار عشرة بجروح»."""
    end = phrase.end
    if not page.same_sentence(phrase.start, end) or not page.reading.tokens[end].is_word:
        return True
    return page.value(end) in {"stop", "manner", "toll"} or end in page.closing


def before(page: Phrases, trigger: Mention) -> list[Counted]:
    """Find the subject before its verb: «أن 12 سوريا قتلوا»، «رجلا وخمسة أطفال، بينهم ثلاث شقيقات، قتلوا»."""
    several = many(page, trigger)
    start = _clause(page, trigger)
    position = start
    while position < trigger.start:
        phrase = None if _apart(page, position) else page.at(position)
        if phrase is None or phrase.start < position:
            position += 1
            continue
        chain = page.chain(phrase)
        near = (
            _agree(page, trigger, chain)
            or _reaches(page, chain[-1].until, trigger.start)
            or (phrase.start <= start + 1 and trigger.start - chain[-1].end <= _OPENING)
        )
        if near and (several or (len(chain) == 1 and phrase.exact in {1, None})):
            return _dual(page, trigger, chain)
        position = max(position + 1, phrase.end)
    return []


def _apart(page: Phrases, position: int) -> bool:
    """Whether what stands at a token is no subject: an outcome, some of those before, the negated, what describes an outcome noun («القتلى المدنيين»)."""
    outcome = page.closing.get(position - 1)
    described = outcome is not None and page.counted(outcome) and position not in page.amounts
    return position in page.closing or subset(page, position) or page.value(position - 1) == "negation" or described


def _agree(page: Phrases, trigger: Mention, chain: list[Counted]) -> bool:
    """Whether a definite dual is the subject of a dual verb, however far: «إن الطفلين سالم (11 عاما) وعلي (9 أعوام) أصيبا»."""
    only = chain[0]
    dual = only.noun is not None and only.noun.tag == "dual" and page.word(only.start).startswith("ال")
    norm = page.word(trigger.start)
    return dual and len(chain) == 1 and trigger.tag == "past" and norm.endswith("ا") and not norm.endswith("وا")


def _clause(page: Phrases, trigger: Mention) -> int:
    """Return where the clause of a verb begins."""
    position = trigger.start
    while position > trigger.start - _LOOK_BACK and page.same_sentence(position - 1, trigger.start):
        mention = page.tally.get(position - 1)
        if position - 1 in page.closing or (mention is not None and mention.entry.value == "clause"):
            break
        position -= 1
    return position


def _reaches(page: Phrases, end: int, verb: int) -> bool:
    """Whether only a subset in commas, or a word or two, stand between subject and verb."""
    if end >= verb:
        return True
    opens = page.value(end) == "subset" or (page.reading.tokens[end].norm in {"،", ","} and page.value(end + 1) in {"subset", "among"})
    return verb - end <= (REACH if opens else 2) and (opens or page.value(end) not in {"stop", "clause"})


def _dual(page: Phrases, trigger: Mention, chain: list[Counted]) -> list[Counted]:
    """Read «شرطيين قتلا» as two: the verb shows what the noun leaves open."""
    norm = page.reading.tokens[trigger.start].norm
    only = chain[0]
    if len(chain) == 1 and only.figure.quantity == "some" and trigger.tag == "past" and norm.endswith("ا") and not norm.endswith("وا"):
        return [replace(only, figure=replace(only.figure, low=2, high=2, quantity=None))]
    return chain


def subset(page: Phrases, start: int) -> bool:
    """Whether «بينهم»، «معظمهم»، «من بين القتلى» stand just before a figure."""
    for position in range(start - 1, start - 1 - _SUBSET, -1):
        if not page.same_sentence(position, start) or not page.reading.tokens[position].is_word or position in page.closing:
            return False
        if page.value(position) in {"subset", "among"}:
            return True
    return False
