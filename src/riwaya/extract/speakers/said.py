"""A verb of speech with its subject: «قال X إن …»، «X يؤكد …»، «وأضاف أن …»."""

from __future__ import annotations

from riwaya.extract.reading import Mention, Sentence
from riwaya.extract.speakers.marks import Marks
from riwaya.extract.speakers.memory import Phrase
from riwaya.extract.speakers.names import sources
from riwaya.extract.speakers.page import MEDIA, Page, Utterance, through, utterance
from riwaya.extract.speakers.reach import clause_start, comma_after, complement, end_of
from riwaya.model import Voice

LONGEST_ATTRIBUTION = 45
_FAR_THAT = 8  # words after a negated verb of speech within which «أن» may stand
_WITH = ("blame", "fingers")  # words without which some verbs are no speech
_FORCES = (".armed-forces", ".government", ".police", ".coalition")


def said(page: Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """Read a verb of speech: its subject before or after it, and what it tells."""
    marks = page.marks
    limit = min(sentence.end, cue.end + LONGEST_ATTRIBUTION)
    if not _speaks(marks, cue, limit):
        return _given_out(page, cue, sentence, limit)
    own = _first_person(marks, cue)
    held = subject_start(marks, cue) > cue.end and (inner := _subject_after(page, cue, None, limit)) is not None and inner.known
    before = None if own or held or _subject_follows(cue) else subject_before(page, cue, sentence)
    chosen, rule = _choose(page, before, None if own else _subject_after(page, cue, before, limit), cue)
    if chosen is None or _tells_nothing(page, cue, chosen):
        return []
    told_at = complement(marks, max(chosen.end, cue.end), limit)
    if told_at is None:
        return _told_before(page, cue, chosen, rule, sentence)
    if "issues" in cue.entry.traits:
        told_at = _within(marks, told_at, limit)
    chain = (*_carried_by(page, sentence.start, min(cue.start, chosen.start)), *through(page, max(chosen.end, cue.end), told_at, chosen.voices))
    outer = _around(page, before, cue)
    if outer is not None:
        page.here.remove(outer)
        return [utterance(cue, (outer.start, outer.end), (*outer.chain, *chain), (outer.cue[0], told_at), "speech.nested")]
    end = end_of(marks, told_at, sentence)
    if rule == "speech.after" and (marks.particle(cue.start - 1, "relative") or marks.particle(told_at, *_WITH)):
        end = comma_after(marks, told_at, end)
    return [utterance(cue, (told_at, end), chain, (min(cue.start, chosen.start), told_at), rule)]


def _tells_nothing(page: Page, cue: Mention, chosen: Phrase) -> bool:
    """Whether a force only sees by the verb («رصد الجيش»), or somebody leans on reports in the midst of his own words."""
    sees = "watch" in cue.entry.traits and (chosen.voices[-1].actor or "").endswith(_FORCES)
    return sees or (_paper(page.marks, chosen.start) and any(told.start <= cue.start < told.end for told in page.here))


def _carried_by(page: Page, start: int, end: int) -> tuple[Voice, ...]:
    """Return the medium of «في بيان نقلته وكالة A، قال …»."""
    for mention in page.marks.reading.of("speech", start, end):
        if mention.entry.value == "relay" and page.marks.on("channel", mention.start - 1):
            phrase = sources(page.marks, page.speakers, mention.end, end)
            return phrase.voices if phrase is not None and phrase.known and phrase.voices[-1].channel in MEDIA else ()
    return ()


def _paper(marks: Marks, token: int) -> bool:
    """Whether reports or information speak: within somebody's words the speaker stays the source."""
    mention = marks.at("source", token)
    return mention is not None and "paper" in mention.entry.traits


def _holds_that(marks: Marks, cue: Mention, limit: int) -> bool:
    """Whether «أن» follows a verb of speech closely, with no other verb of speech between."""
    that = next((token for token in range(cue.end, min(cue.end + _FAR_THAT, limit)) if marks.that(token)), None)
    return that is not None and not marks.reading.of("speech", cue.end, that)


def _speaks(marks: Marks, cue: Mention, limit: int) -> bool:
    """Whether the word is speech here, as far as the words around it must show that."""
    traits = cue.entry.traits
    refused = cue.tag == "present" and cue.entry.value != "hedge" and marks.trait("particle", cue.start - 1, "negates")
    negated = refused and not _holds_that(marks, cue, limit)  # «لم يعلق الجيش على ما ذكره» tells nothing, «لم يؤكد الجيش أن …» is still his
    governed = cue.tag == "past" and cue.prefix.endswith(("ب", "ك"))  # «المدينة بأكملها»: no preposition stands before a verb
    if negated or governed or ("watch" in traits and _only_watches(marks, cue)):
        return False
    if "strict" in traits and marks.particle(cue.start - 1, "body") and not marks.definite(cue.start - 1):  # «مركز رصد الزلازل»
        return False
    if any(trait in traits and not any(marks.particle(token, trait) for token in range(cue.end, min(cue.end + 12, limit))) for trait in _WITH):
        return False
    if "noun" in traits and (marks.norm(cue.start).startswith("ال") or (marks.particle(cue.end) and not marks.particle(cue.end, "body"))):
        return False
    if "paper" in traits and marks.at("channel", cue.end) is None:
        return False
    return "clause" not in traits or _clause_soon(marks, cue.end)


def _only_watches(marks: Marks, cue: Mention) -> bool:
    """Whether the verb is a verbal noun («بعد رصد المعلومات») or says what a body always does («منظمة ترصد الانتهاكات»)."""
    before = cue.start - 1
    return marks.bare(before, "governs") or (cue.tag == "present" and marks.particle(before, "relative"))


def _clause_soon(marks: Marks, start: int) -> bool:
    """Whether told words in a clause of their own begin within a few words; «واصلت "عن كثب" متابعتها» quotes a phrase."""
    quoted = (token for token in _soon(marks, start) if marks.opens_quotation(token))
    return any(marks.that(token) or marks.norm(token) == ":" for token in _soon(marks, start)) or any(
        not marks.particle(token + 1, "preposition") for token in quoted
    )


def _given_out(page: Page, cue: Mention, sentence: Sentence, limit: int) -> list[Utterance]:
    """«أصدرت الوزارة بيانا عن الحادث»: nothing is told yet, but what «البيان» says later is theirs; «نشرت صورا تظهر …» tells what the pictures show."""
    if "issues" not in cue.entry.traits:
        return []
    marks = page.marks
    phrase = sources(marks, page.speakers, cue.end, limit)
    paper = marks.at("channel", phrase.end) if phrase is not None else None
    if phrase is None or not phrase.known or paper is None:
        return []
    page.speakers.met(phrase.voices)
    shows = marks.at("speech", paper.end)
    if shows is None or shows.entry.value != "show" or shows.end >= sentence.end:
        return []
    voices = through(page, phrase.end, shows.end, phrase.voices)
    return [utterance(cue, (shows.end, sentence.end), voices, (cue.start, shows.end), "speech.after")]


def _within(marks: Marks, start: int, limit: int) -> int:
    """Return where the words of a paper begin that its giver tells in it: «أصدرت الوزارة بيانا قالت فيه إن»."""
    told = next((one for one in marks.reading.of("speech", start, limit) if marks.bare(one.end, "within")), None)
    return start if told is None else complement(marks, told.end + 1, limit) or start


def _first_person(marks: Marks, cue: Mention) -> bool:
    """Whether «we» speak («نعلن»): the subject is in the verb, whoever stands beside it."""
    return cue.tag == "present" and marks.norm(cue.start).removeprefix(cue.prefix).startswith("ن")


def _subject_follows(cue: Mention) -> bool:
    """Whether the subject cannot stand before: an accuser is a genitive, «يعتقد أن» after a noun is passive."""
    return "noun" in cue.entry.traits or (cue.entry.value == "hedge" and cue.tag == "present")


def _subject_after(page: Page, cue: Mention, before: Phrase | None, limit: int) -> Phrase | None:
    """Return the source after the verb; with «ل» it is the audience («قال لوكالة …»)."""
    settled = before is not None and before.known and _adjacent(page.marks, before.end, cue.start)
    if settled or cue.end >= limit or _opens(page.marks, cue.end):
        return None
    phrase = sources(page.marks, page.speakers, subject_start(page.marks, cue), limit)
    if phrase is None or page.marks.clitic(phrase.start) == "ل" or page.marks.norm(phrase.start) == "ل":
        return None
    if phrase.known and phrase.voices[-1].channel in MEDIA and (teller := _behind_medium(page, phrase, limit)) is not None:
        return teller
    addressed = page.marks.norm(phrase.start).startswith("ل") and not phrase.known and not that_soon(page.marks, phrase.end)
    return None if addressed or _under(page.marks, phrase) else phrase


def _behind_medium(page: Page, medium: Phrase, limit: int) -> Phrase | None:
    """«أبلغت «عكاظ» مصادر أن»: the one who tells stands behind the medium he tells."""
    described = page.marks.at("source", medium.end) if medium.end < limit else None
    teller = sources(page.marks, page.speakers, medium.end, limit) if described is not None and described.entry.value != "video" else None
    return Phrase((*medium.voices, *teller.voices), medium.start, teller.end, known=True) if teller is not None and teller.known else None


def _under(marks: Marks, phrase: Phrase) -> bool:
    """Whether an unknown phrase may stand under «بـ» and so be no subject: «وصفته بـ"جريمة"»، «اعترف بمساعدة»."""
    begin = phrase.start + (marks.norm(phrase.start) == '"')
    return not phrase.known and marks.norm(begin).startswith("ب") and not (marks.particle(begin, "body") or marks.at("placekind", begin))


def subject_start(marks: Marks, cue: Mention) -> int:
    """Return where a subject after the verb may begin: past «فيه» of «في وقت أعلنت فيه الوزارة», «في بيان قالت فيه الحركة»."""
    return cue.end + marks.bare(cue.end, "within")


def _told_before(page: Page, cue: Mention, chosen: Phrase, rule: str, sentence: Sentence) -> list[Utterance]:
    """«…، قال X»: the words stand before the verb."""
    begin = cue.start
    while begin > sentence.start and page.marks.trait("particle", begin - 1, "thus"):  # «…»، هكذا قال X
        begin -= 1
    if rule != "speech.after" or "strict" in cue.entry.traits or begin == sentence.start or page.marks.is_word(begin - 1):
        return []
    start = back_to(page, begin, sentence)
    return [utterance(cue, (start, begin), chosen.voices, (cue.start, max(chosen.end, cue.end)), "speech.tail")]


def _around(page: Page, before: Phrase | None, cue: Mention) -> Utterance | None:
    """Return the utterance whose first words are this speaker: «قالت A إن B أكد …»."""
    if before is None or "strict" in cue.entry.traits:
        return None
    return next((told for told in page.here if told.start <= before.start <= told.start + 2), None)


def _choose(page: Page, before: Phrase | None, after: Phrase | None, cue: Mention) -> tuple[Phrase | None, str]:
    """Choose the subject: a known one before the verb, then one after it, then whoever spoke last."""
    marks = page.marks
    strict = "strict" in cue.entry.traits
    if before is not None and before.known and (after is None or not after.known or _adjacent(marks, before.end, cue.start)):
        return before, "speech.before"
    direct = _opens(marks, cue.end) or (marks.particle(cue.end, "preposition") and marks.that(cue.end + 1))
    if after is not None and (after.known or that_soon(marks, after.end) or (not strict and announces(marks, after.end))):
        return after, "speech.after"
    if before is not None and direct and not strict:
        return before, "speech.before"
    if cue.entry.value == "hedge":
        return None, ""
    pronoun = direct or marks.trait("particle", cue.start - 1, "he") or (not strict and (cue.entry.value == "continue" or bool(cue.prefix)))
    may = not strict or (direct and (cue.prefix or marks.norm(cue.start).startswith("و")))
    if pronoun and may and page.speakers.voices and (last := page.last()):
        return Phrase(last, cue.start, cue.end, known=True), "speech.same"
    return None, ""


def announces(marks: Marks, token: int) -> bool:
    """Whether what a speaker announces begins here, with no «أن» before it: «أعلن مقتل»، «كشف عن»."""
    return marks.happening(token) is not None or marks.particle(token, "object", *_WITH) or marks.trait("particle", token, "about") or marks.time(token)


def _adjacent(marks: Marks, end: int, verb: int) -> bool:
    """Whether a subject stands right before its verb, «قد» and marks of apposition aside."""
    return all(marks.particle(token, "was") or marks.norm(token) in {"،", ",", '"'} for token in range(end, verb))


def that_soon(marks: Marks, start: int) -> bool:
    """Whether a clause of told words begins within a few words."""
    return any(marks.that(token) or marks.norm(token) in {":", '"'} for token in _soon(marks, start))


def _soon(marks: Marks, start: int) -> range:
    """Return the next few words of the same sentence."""
    reading = marks.reading
    number = reading.sentence_of[min(start, len(reading.sentence_of)) - 1]
    return range(start, min(start + 10, reading.sentences[number].end))


def _opens(marks: Marks, token: int) -> bool:
    """Whether told words begin at once: «قال إن»، «قال: »، «قال "…»."""
    if marks.that(token) or marks.norm(token) in {":", '"'}:
        return marks.norm(token) != '"' or not (_names_party(marks, token + 1) or any(marks.norm(one) == '"' for one in range(token + 1, token + 5)))
    return marks.trait("particle", token, "about") and not marks.at("source", token + 1)


def _names_party(marks: Marks, token: int) -> bool:
    """Whether quotation marks close around a party's or a medium's name: «أعلنت "جماعة …" أنها»."""
    named = marks.at("actor", token) or marks.at("outlet", token)
    return named is not None and marks.norm(named.end) == '"'


def subject_before(page: Page, cue: Mention, sentence: Sentence) -> Phrase | None:
    """Return the source that stands before its verb in the same clause: «لكن مصادر طبية أكدت»، «المرصد الذي أضاف»."""
    marks = page.marks
    if cue.start == sentence.start or (cue.prefix and not _topic(marks, cue, sentence)):
        return None
    if marks.particle(cue.start - 1, "relative") and page.here:
        return Phrase(page.here[-1].chain, cue.start, cue.end, known=True)
    edge = cue.start
    for _ in range(3):
        begin = clause_start(marks, edge, sentence.start)
        first = begin
        while first < cue.start and marks.particle(first, "was"):
            first += 1
        phrase = sources(marks, page.speakers, first, cue.start) if first < cue.start else None
        if phrase is not None and begin > sentence.start:
            phrase = _named_before(page, phrase, begin, sentence)
        if phrase is not None and (phrase.known or sentence.title) and _reaches(marks, phrase.end, cue.start):
            return phrase
        if begin == sentence.start or marks.norm(begin - 1) not in {"،", ","}:
            return phrase if phrase is not None and _reaches(marks, phrase.end, cue.start) and phrase.end >= cue.start - 1 else None
        edge = begin - 1
    return None


def _topic(marks: Marks, cue: Mention, sentence: Sentence) -> bool:
    """Whether «فـ» comments on the topic before it: «أما المصدر فقال»."""
    return cue.prefix == "ف" and any(marks.particle(token, "topic") for token in range(sentence.start, cue.start))


def _named_before(page: Page, office: Phrase, begin: int, sentence: Sentence) -> Phrase:
    """«سالم العلي، مدير المستشفى، قال»: of an office after a comma, the person who holds it."""
    marks = page.marks
    if marks.norm(begin - 1) not in {"،", ","} or marks.at("title", office.start) is None:
        return office
    first = clause_start(marks, begin - 1, sentence.start)
    while first < begin and marks.particle(first, "was"):
        first += 1
    person = sources(marks, page.speakers, first, office.end) if first < begin else None
    return person if person is not None and person.known and person.end >= office.end else office


def _reaches(marks: Marks, end: int, verb: int) -> bool:
    """Whether only a relative clause, an apposition, a time or «قد» stands between a subject and its verb."""
    rest = range(end, verb)
    if all(marks.particle(token, "was") or marks.time(token) or not marks.is_word(token) for token in rest):
        return True
    return (
        (marks.particle(end, "relative", "preposition") or marks.norm(end) in {"،", ",", "("})
        and len(rest) <= 16
        and not any(marks.happening(token) for token in rest)
    )


def back_to(page: Page, start: int, sentence: Sentence) -> int:
    """Return how far back a tail reaches: to the start of its sentence, or to the attribution before it."""
    marks = page.marks
    first = sentence.start
    for told in page.here:
        if told.cue[1] <= start:
            first = max(first, told.cue[1])
            contrast = [one.end for one in marks.reading.of("connective", told.cue[1], start) if one.entry.value == "contrast"]
            first = max([first, *contrast[-1:]])
    words = sum(marks.is_word(token) for token in range(first, start))
    if words < 3 and first == sentence.start:
        number = marks.reading.sentence_of[sentence.start]
        return marks.reading.sentences[number - 1].start if number else first
    return first
