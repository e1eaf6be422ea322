"""Attributions without a plain verb of speech: «وفق X»، «نقلت A عن B»، «مؤكدا أن»، «هجوم تبناه X»، «X: …»."""

from __future__ import annotations

from dataclasses import replace

from riwaya.extract.reading import Mention, Sentence
from riwaya.extract.speakers.marks import Marks
from riwaya.extract.speakers.memory import Phrase
from riwaya.extract.speakers.names import sources
from riwaya.extract.speakers.page import LONGEST_CHAIN, MEDIA, Page, Utterance, through, utterance
from riwaya.extract.speakers.reach import clause_start, closed_by, comma_after, complement, end_of, words_at
from riwaya.extract.speakers.said import LONGEST_ATTRIBUTION, announces, back_to, subject_before, subject_start, that_soon
from riwaya.model import Voice

_LONGEST_SPEAKER = 14
_NEAR_ORIGIN = 9  # words that a medium's apposition may take: «نقل الموقع، الناطق باسم الوزارة، عن …»
_FORWARD = frozenset({"speech.after", "speech.before", "speech.same", "speech.relay"})


def according(page: Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """«وفق X»، «نقلا عن X» behind what is told, in front of it, or inside another attribution."""
    marks = page.marks
    limit = min(sentence.end, cue.end + LONGEST_ATTRIBUTION)
    if cue.suffix or marks.particle(cue.end, "norm"):  # «على حد زعمه» names nobody new, «وفق القانون» nobody at all
        return []
    phrase = _quoting(page, cue.end, limit) or sources(marks, page.speakers, cue.end, limit)
    if phrase is None or (not phrase.known and marks.norm(cue.end).startswith("ل")):
        return []
    phrase = _traced(page, phrase, limit)
    told_at = _goes_on(marks, cue, phrase, sentence, limit)
    if told_at is not None:
        chain = through(page, phrase.end, told_at, phrase.voices)
        return [utterance(cue, (told_at, end_of(marks, told_at, sentence)), chain, (cue.start, told_at), "speech.after")]
    chain = phrase.voices
    if cue.entry.value == "relay" and page.here and page.here[-1].end == sentence.end and page.here[-1].chain[-1].channel in MEDIA:
        chain = (*page.here[-1].chain, *chain)
    told_at = phrase.end + (marks.norm(phrase.end) in {"،", ","})
    if _fronted(marks, cue.start, sentence) and told_at < sentence.end:
        return [utterance(cue, (told_at, end_of(marks, told_at, sentence)), chain, (cue.start, told_at), "speech.front")]
    return _tail(page, cue, phrase, chain, sentence)


def _quoting(page: Page, start: int, limit: int) -> Phrase | None:
    """«نقلت عنه وكالة A»: the medium, and behind it whoever spoke last."""
    last = page.last()
    medium = sources(page.marks, page.speakers, start + 1, limit) if last and page.marks.trait("particle", start, "whom") else None
    return replace(medium, voices=(*medium.voices, *last[-1:])) if medium is not None and medium.known else None


def _traced(page: Page, phrase: Phrase, limit: int) -> Phrase:
    """«ما نقلت رويترز عن مصدر طبي»، «رويترز عن مصدر طبي: …»: behind a medium, whose words it carries."""
    begin = phrase.end + (page.marks.norm(phrase.end) in {"،", ","})
    if phrase.voices[-1].channel not in MEDIA or not page.marks.trait("particle", begin, "origin"):
        return phrase
    voices, end = _origins(page, begin, limit, "origin")
    return replace(phrase, voices=(*phrase.voices, *voices), end=end) if voices else phrase


def _goes_on(marks: Marks, cue: Mention, phrase: Phrase, sentence: Sentence, limit: int) -> int | None:
    """Return where «كما أعلن X أن …» tells something new; None where it is a tail."""
    if "either" not in cue.entry.traits or _ends(marks, phrase.end, sentence) or _ends(marks, words_at(marks, phrase.end, sentence.end), sentence):
        return None
    told_at = complement(marks, phrase.end, limit)
    if told_at is None or complement(marks, phrase.end, min(limit, phrase.end + 12)) is None:
        return None
    told = marks.that(told_at) or marks.norm(told_at - 1) == ":" or marks.opens_quotation(told_at)
    return told_at if told or announces(marks, told_at) or not marks.particle(told_at, "preposition") else None  # «كما أكد X في بيان» is a tail


def _tail(page: Page, cue: Mention, phrase: Phrase, chain: tuple[Voice, ...], sentence: Sentence) -> list[Utterance]:
    """Read a tail: a medium behind another's words has carried them; any other source tells the clauses before it."""
    marks = page.marks
    end, start = cue.start, back_to(page, cue.start, sentence)
    if not _ends(marks, phrase.end, sentence) and _inside(marks, cue.start, sentence):
        end, start = sentence.end, max(start, clause_start(marks, cue.start, sentence.start))
    if start >= cue.start:
        return []
    told = page.here[-1] if page.here else None
    if told is not None and told.end == sentence.end and told.rules[0] in _FORWARD and start == told.cue[1]:
        if all(voice.channel in MEDIA for voice in phrase.voices):
            page.here[-1] = replace(told, chain=(*phrase.voices, *told.chain)[-LONGEST_CHAIN:])
            return []
        if not phrase.known:  # «وفق حسابه الرسمي»: his own words still
            return []
        start = closed_by(marks, told.start, cue.start)
        if start <= told.start + 1 and (told.accused or told.manner != "asserted"):  # «نفى الجيش القصف، بحسب المرصد»: who denies stays the source
            page.here[-1] = replace(told, end=cue.start, chain=(*phrase.voices, *told.chain)[-LONGEST_CHAIN:])
            return []
        if start <= told.start + 1:  # «أكد ناشطون مقتل 40 عنصرا، وفقا لمصادر محلية»: they have it from them
            page.here.pop()
            chain, start = (*told.chain, *chain), told.start
        else:
            page.here[-1] = replace(told, end=start)
    apart = len(phrase.voices) > 1 and any(voice.channel == "monitor" for voice in phrase.voices)
    chains = [(voice,) for voice in chain] if apart else [chain]
    return [utterance(cue, (start, end), one, (cue.start, phrase.end), "speech.tail") for one in chains]


def _fronted(marks: Marks, start: int, sentence: Sentence) -> bool:
    return all(marks.on("connective", token) or not marks.is_word(token) or marks.particle(token, "was") for token in range(sentence.start, start))


def _ends(marks: Marks, end: int, sentence: Sentence) -> bool:
    """Whether a tail closes its clause."""
    return end >= sentence.end or not marks.is_word(end)


def _inside(marks: Marks, start: int, sentence: Sentence) -> bool:
    """Whether an attribution stands between a verb and what follows, without a comma: «استهدف الطيران بحسب مصادر مواقع»."""
    return marks.is_word(start - 1) and start - clause_start(marks, start, sentence.start) <= 7


def relayed(page: Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """«نقلت وكالة A عن مصدر B [وعن C] قوله إن …»، «نقل عن X أن …»."""
    marks = page.marks
    limit = min(sentence.end, cue.end + LONGEST_ATTRIBUTION)
    if marks.on("channel", cue.start - 1) and _spoken_later(marks, cue.end, limit):
        return []
    if "toward" in cue.entry.traits and not any(marks.bare(token, "words") for token in range(cue.end, limit)):
        return []
    quoting = _quoting(page, cue.end, limit)
    if quoting is not None:
        return _behind(marks, cue, quoting.end, quoting.voices, sentence, limit)
    carrier = _carrier(page, cue, sentence, limit)
    start = max(cue.end, carrier.end) if carrier is not None else cue.end
    voices, end = _origins(page, start, limit, "about" if "toward" in cue.entry.traits else "origin")
    if not voices and (carrier is None or not carrier.known or carrier.voices[-1].channel == "statement" or not that_soon(marks, carrier.end)):
        return []
    chain = (*(carrier.voices if carrier is not None else ()), *voices)
    return _behind(marks, cue, end, chain, sentence, limit)


def _behind(marks: Marks, cue: Mention, end: int, chain: tuple[Voice, ...], sentence: Sentence, limit: int) -> list[Utterance]:
    """Return what is told behind a chain that ends at `end`; nothing where no words follow."""
    told_at = complement(marks, end, limit)
    return [] if told_at is None else [utterance(cue, (told_at, end_of(marks, told_at, sentence)), chain, (cue.start, told_at), "speech.relay")]


def _spoken_later(marks: Marks, start: int, limit: int) -> bool:
    """«في بيان نقلته سانا، قال الجيش إن»: the words are those of the verb after the comma."""
    comma = next((token for token in range(start, limit) if marks.norm(token) in {"،", ","}), limit)
    return comma + 1 < limit and marks.at("speech", comma + 1) is not None


def _carrier(page: Page, cue: Mention, sentence: Sentence, limit: int) -> Phrase | None:
    """Return the medium that relays: before the verb, after it, or («ونقلت عن») the one met last."""
    marks = page.marks
    before = subject_before(page, cue, sentence)
    if before is not None and before.known:
        return before
    if not marks.trait("particle", cue.end, "origin"):
        return sources(marks, page.speakers, subject_start(marks, cue), limit)
    last = page.speakers.by_channel(*MEDIA)
    return Phrase((last,), cue.start, cue.end, known=True) if last is not None and marks.norm(cue.start).endswith("ت") else None


def _origins(page: Page, start: int, limit: int, origin: str) -> tuple[tuple[Voice, ...], int]:
    """Return those whose words are relayed, and where their names end."""
    marks = page.marks
    near = range(start, min(start + _NEAR_ORIGIN, limit))
    origin_at = next((token for token in near if marks.trait("particle", token, origin)), None)
    voices: tuple[Voice, ...] = ()
    end = start
    while origin_at is not None and origin_at < limit and marks.trait("particle", origin_at, origin) and len(voices) < LONGEST_CHAIN:
        phrase = sources(marks, page.speakers, _end(marks, origin_at), limit)
        if phrase is None:
            break
        voices, end = (*voices, *phrase.voices), phrase.end
        origin_at = end
    return voices, end


def _end(marks: Marks, token: int) -> int:
    particle = marks.at("particle", token)
    return particle.end if particle is not None else token + 1


def participle(page: Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """«… مؤكدا أن …»: the speaker of the same sentence goes on."""
    if any(told.start <= cue.start < told.end for told in page.here):
        return []
    chain = page.here[-1].chain if page.here else _leading(page, sentence, cue.start)
    if not chain or cue.end >= sentence.end:
        return []
    return [utterance(cue, (cue.end, end_of(page.marks, cue.end, sentence)), chain, (cue.start, cue.end), "speech.participle")]


def _leading(page: Page, sentence: Sentence, before: int) -> tuple[Voice, ...]:
    """Return the person or body that the sentence tells of before the participle."""
    for token in range(sentence.start, min(before, sentence.start + 8)):
        if page.marks.at("title", token) or page.marks.given(token) or page.marks.at("person", token) or page.marks.at("actor", token):
            phrase = sources(page.marks, page.speakers, token, before)
            return phrase.voices if phrase is not None and phrase.known else ()
    return page.found[-1].chain if page.found and not any(page.marks.happening(token) for token in range(sentence.start, before)) else ()


def responsibility(page: Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """«تبنى التنظيم الهجوم»، «هجوم تبناه التنظيم»، «أعلنت X مسؤوليتها عن …»: the group itself is the source."""
    marks = page.marks
    verbal = marks.bare(cue.start - 1, "governs")  # «بعد تبني الجماعة الهجوم»: a noun, its subject the genitive
    before = None if verbal else subject_before(page, cue, sentence)
    after = sources(marks, page.speakers, cue.end, sentence.end) if cue.end < sentence.end else None
    chosen = before if before is not None and before.known else after
    if chosen is None or not chosen.known:
        return []
    if "antecedent" in cue.entry.traits:
        begin = next((token for token in range(cue.start - 1, max(cue.start - 12, sentence.start) - 1, -1) if marks.at("event", token)), cue.start)
        return [utterance(cue, (begin, chosen.end), chosen.voices, (cue.start, chosen.end), "speech.responsibility")]
    begin = words_at(marks, max(chosen.end, cue.end), sentence.end)
    if begin >= sentence.end:  # «وتبنى التنظيم الحادث في بيان.»: what is claimed stands before
        begin = cue.start
    return [
        utterance(
            cue,
            (begin, comma_after(marks, begin, sentence.end)),
            chosen.voices,
            (min(cue.start, chosen.start), max(chosen.end, cue.end)),
            "speech.responsibility",
        )
    ]


def about(page: Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """«اتفاق أعلنته روسيا»: the source of the one thing named just before; «ما ذكرته روسيا من أن»: of what follows."""
    if page.marks.particle(cue.start - 1, "what") and cue.end < sentence.end:
        return _what(page, cue, sentence)
    if cue.suffix not in {"ه", "ها"} or "strict" in cue.entry.traits or cue.entry.value not in {"say", "confirm"} or cue.end >= sentence.end:
        return []
    marks = page.marks
    phrase = sources(marks, page.speakers, cue.end, sentence.end)
    begin = next((token for token in range(cue.start - 1, max(cue.start - 8, sentence.start) - 1, -1) if marks.at("event", token)), None)
    if phrase is None or not phrase.known or begin is None:
        return []
    return [utterance(cue, (begin, cue.start), phrase.voices, (cue.start, phrase.end), "speech.about")]


def _what(page: Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    marks = page.marks
    phrase = sources(marks, page.speakers, cue.end, sentence.end)
    told_at = phrase.end + 1 if phrase is not None and phrase.end + 1 < sentence.end and marks.particle(phrase.end, "preposition") else None
    if phrase is None or told_at is None or not (marks.that(told_at) or announces(marks, told_at)):
        return []
    return [utterance(cue, (told_at, end_of(marks, told_at, sentence)), phrase.voices, (cue.start, told_at), "speech.after")]


def colon(page: Page, sentence: Sentence) -> list[Utterance]:
    """«المرصد: …» at the head of a sentence."""
    marks = page.marks
    start = sentence.start + (marks.norm(sentence.start) in {"-", "–", "•", "*"})
    colon = next((token for token in range(start, min(start + _LONGEST_SPEAKER, sentence.end)) if marks.norm(token) == ":"), None)
    if colon is None or colon == start or colon + 2 >= sentence.end:
        return []
    phrase = sources(marks, page.speakers, start, colon)
    phrase = _traced(page, _to_medium(page, phrase, colon), colon) if phrase is not None else None
    if phrase is None or not phrase.known or phrase.end != colon or (colon - start == 1 and (phrase.voices[-1].actor or "").endswith(".government")):
        return []
    page.speakers.met(phrase.voices)
    return [
        Utterance(
            colon + 1, end_of(marks, colon + 1, sentence), (sentence.start, colon + 1), phrase.voices, manner="asserted", accused=False, rules=("speech.colon",)
        )
    ]


def _to_medium(page: Page, phrase: Phrase, colon: int) -> Phrase:
    """«مصدر لرويترز: …»: the medium spoken to has carried the words."""
    outlet = next((one for one in page.marks.reading.of("outlet", phrase.end, colon)), None)
    if outlet is None or not page.marks.norm(phrase.end).startswith("ل"):
        return phrase
    medium = sources(page.marks, page.speakers, outlet.start, colon)
    if medium is None or any(page.marks.is_word(token) for token in range(medium.end, colon)):
        return phrase
    return Phrase((*medium.voices, *phrase.voices), phrase.start, colon, phrase.known)


def rumour(page: Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """«أنباء عن …»: the news itself stands as source."""
    if cue.end >= sentence.end:
        return []
    voice = Voice(page.marks.name(cue.start, cue.start + 1), None, "unnamed", page.marks.span(cue.start, cue.start + 1))
    return [utterance(cue, (cue.end, sentence.end), (voice,), (cue.start, cue.end), "speech.rumour")]
