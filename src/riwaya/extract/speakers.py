"""Who says: every attribution on a page, the chain of sources behind it, and how far its words reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from riwaya.extract.reading import Mention, Reading, Sentence
from riwaya.extract.speech_marks import Marks
from riwaya.extract.speech_memory import Phrase, Speakers
from riwaya.extract.speech_names import sources
from riwaya.extract.speech_persons import meet
from riwaya.extract.speech_reach import clause_start, complement, end_of
from riwaya.model import Voice

Manner = Literal["asserted", "denied", "possible", "planned"]

_MANNERS: dict[str, Manner] = {"deny": "denied", "hedge": "possible", "threaten": "planned", "call": "planned"}
_LONGEST_CHAIN = 4
_LONGEST_ATTRIBUTION = 45
_MEDIA = frozenset({"news-agency", "broadcaster", "newspaper", "website"})


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words told on tokens `[start, end)` by the last voice of `chain`; `cue` are the tokens of the attribution."""

    start: int
    end: int
    cue: tuple[int, int]
    chain: tuple[Voice, ...]
    manner: Manner
    accused: bool
    rules: tuple[str, ...]


@dataclass(slots=True)
class _Page:
    """One page while it is read: what has been found so far, and who has spoken."""

    marks: Marks
    speakers: Speakers
    found: list[Utterance]
    here: list[Utterance]


def utterances(reading: Reading, actor_of: Callable[[Mention], str | None]) -> tuple[Utterance, ...]:
    """Return every attribution of a page, by position; words under none of them are the outlet's own."""
    page = _Page(Marks.of(reading, actor_of), Speakers(), [], [])
    for sentence in reading.sentences:
        page.here = []
        _read_sentence(page, sentence)
        page.found.extend(_parted(page.marks, page.here, sentence))
    return tuple(page.found)


def _read_sentence(page: _Page, sentence: Sentence) -> None:
    position = sentence.start
    meet(page.marks, page.speakers, sentence.start, sentence.end)
    for cue in page.marks.reading.of("speech", sentence.start, sentence.end):
        if cue.start < position:
            continue
        for told in _attribution(page, cue, sentence):
            page.here.append(told)
            position = max(position, told.cue[1])
            page.speakers.met(told.chain)
    if not page.here:
        page.here.extend(_colon(page, sentence))


def _attribution(page: _Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    if cue.entry.value == "impersonal" or cue.prefix.endswith("س"):
        return []
    if cue.entry.value == "claim" and cue.tag == "present" and page.marks.raw(cue.start).endswith("ى"):
        return []  # «يدعى»: he is called
    if cue.tag in {"past", "present"} and cue.suffix and cue.entry.value not in {"responsibility", "relay"}:
        return _about(page, cue, sentence)
    if "rumour" in cue.entry.traits:
        voice = Voice(page.marks.name(cue.start, cue.start + 1), None, "unnamed", page.marks.span(cue.start, cue.start + 1))
        return (
            [_make(page, cue, (cue.end, end_of(page.marks, cue.end, sentence)), (voice,), (cue.start, cue.end), "speech.rumour")]
            if cue.end < sentence.end
            else []
        )
    if cue.entry.value == "responsibility":
        return _responsibility(page, cue, sentence)
    if "participle" in cue.entry.traits:
        return _participle(page, cue, sentence)
    if "after" in cue.entry.traits:
        return _according(page, cue, sentence)
    if cue.entry.value == "relay":
        return _relayed(page, cue, sentence)
    return _said(page, cue, sentence)


def _said(page: _Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """«قال X إن …»، «X يؤكد …»، «وأضاف أن …»."""
    marks = page.marks
    limit = min(sentence.end, cue.end + _LONGEST_ATTRIBUTION)
    strict = "strict" in cue.entry.traits
    if "blame" in cue.entry.traits and not any(marks.particle(token, "blame") for token in range(cue.end, min(cue.end + 12, limit))):
        return []
    if "clause" in cue.entry.traits and not _that_soon(marks, cue.end):
        return []
    noun = "noun" in cue.entry.traits or (cue.entry.value == "hedge" and cue.tag == "present")
    before = None if noun else _subject_before(page, cue, sentence)
    if "noun" in cue.entry.traits and (marks.norm(cue.start).startswith("ال") or marks.particle(cue.end)):
        return []
    outer = next((told for told in page.here if before is not None and not strict and told.start <= before.start <= told.start + 2), None)
    after = None
    if before is None or not before.known or not _adjacent(marks, before.end, cue.start):
        after = sources(marks, page.speakers, cue.end, limit) if cue.end < limit and not _opens(marks, cue.end) else None
    if after is not None and marks.clitic(after.start) == "ل":
        after = None  # the audience: «قال لوكالة …»
    chosen, rule = _choose(page, before, after, cue, strict=strict)
    if chosen is None:
        return []
    begin = max(chosen.end, cue.end)
    told_at = complement(marks, begin, limit)
    if told_at is None:
        if rule != "speech.after" or strict or marks.is_word(cue.start - 1) or cue.start == sentence.start:
            return []
        return [_make(page, cue, (_back_to(page, cue.start, sentence), cue.start), chosen.voices, (cue.start, begin), "speech.tail")]
    if not chosen.known and not marks.that(told_at) and marks.norm(told_at - 1) != ":" and marks.norm(told_at) != '"' and rule == "speech.after" and strict:
        return []
    chain = _through(page, begin, told_at, chosen.voices)
    if outer is not None:
        chain = (*outer.chain, *chain)
        page.here.remove(outer)
        return [_make(page, cue, (outer.start, outer.end), chain, (outer.cue[0], told_at), "speech.nested")]
    end = end_of(marks, told_at, sentence)
    if rule == "speech.after" and (marks.particle(cue.start - 1, "relative") or marks.particle(told_at, "blame")):
        end = _comma(marks, told_at, end)
    return [_make(page, cue, (told_at, end), chain, (min(cue.start, chosen.start), told_at), rule)]


def _choose(page: _Page, before: Phrase | None, after: Phrase | None, cue: Mention, *, strict: bool) -> tuple[Phrase | None, str]:
    """Choose the subject: a known one before the verb, then one after it, then whoever spoke last."""
    marks = page.marks
    if before is not None and before.known and (after is None or not after.known or _adjacent(marks, before.end, cue.start)):
        return before, "speech.before"
    direct = _opens(marks, cue.end)
    if after is not None and (after.known or _that_soon(marks, after.end) or (not strict and _announces(marks, after.end))):
        return after, "speech.after"
    if before is not None and direct and not strict:
        return before, "speech.before"
    if cue.entry.value == "hedge":
        return None, ""
    pronoun = direct or (not strict and (cue.entry.value == "continue" or bool(cue.prefix)))
    if pronoun and page.speakers.voices and (not strict or (marks.that(cue.end) and (cue.prefix or marks.norm(cue.start).startswith("و")))):
        last = page.found[-1].chain if page.found and not page.here else page.here[-1].chain if page.here else ()
        if last:
            return Phrase(last, cue.start, cue.end, known=True), "speech.same"
    return None, ""


def _announces(marks: Marks, token: int) -> bool:
    return marks.happening(token) is not None or marks.particle(token, "object", "blame") or marks.trait("particle", token, "about") or marks.time(token)


def _adjacent(marks: Marks, end: int, verb: int) -> bool:
    """Whether a subject stands right before its verb, «قد» and marks of apposition aside."""
    return all(marks.particle(token, "was") or marks.norm(token) in {"،", ",", '"'} for token in range(end, verb))


def _that_soon(marks: Marks, start: int) -> bool:
    return any(marks.that(token) or marks.norm(token) in {":", '"'} for token in range(start, start + 10))


def _about(page: _Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """«اتفاق أعلنته روسيا»: the source of the one thing named just before."""
    if cue.suffix not in {"ه", "ها"} or "strict" in cue.entry.traits or cue.entry.value not in {"say", "confirm"} or cue.end >= sentence.end:
        return []
    marks = page.marks
    phrase = sources(marks, page.speakers, cue.end, sentence.end)
    begin = next((token for token in range(cue.start - 1, max(cue.start - 8, sentence.start) - 1, -1) if marks.at("event", token)), None)
    if phrase is None or not phrase.known or begin is None:
        return []
    return [_make(page, cue, (begin, cue.start), phrase.voices, (cue.start, phrase.end), "speech.about")]


def _opens(marks: Marks, token: int) -> bool:
    """Whether told words begin at once: «قال إن»، «قال: »، «قال "…»."""
    if marks.that(token) or marks.norm(token) in {":", '"'}:
        return marks.norm(token) != '"' or not any(marks.norm(one) == '"' for one in range(token + 1, token + 5))
    return marks.trait("particle", token, "about") and not marks.at("source", token + 1)


def _subject_before(page: _Page, cue: Mention, sentence: Sentence) -> Phrase | None:
    """Return the source that stands before its verb in the same clause: «لكن مصادر طبية أكدت»، «المرصد الذي أضاف»."""
    marks = page.marks
    if cue.prefix or cue.start == sentence.start:
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
        if phrase is not None and (phrase.known or sentence.title) and _reaches(marks, phrase.end, cue.start):
            return phrase
        if begin == sentence.start or marks.norm(begin - 1) not in {"،", ","}:
            return phrase if phrase is not None and _reaches(marks, phrase.end, cue.start) and phrase.end >= cue.start - 1 else None
        edge = begin - 1
    return None


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


def _according(page: _Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """«وفق X»، «نقلا عن X» behind what is told, in front of it, or inside another attribution."""
    marks = page.marks
    limit = min(sentence.end, cue.end + _LONGEST_ATTRIBUTION)
    phrase = sources(marks, page.speakers, cue.end, limit)
    if phrase is None or (not phrase.known and marks.norm(cue.end).startswith("ل")):
        return []
    if "either" in cue.entry.traits and complement(marks, phrase.end, min(limit, phrase.end + 12)) is not None and not _ends(marks, phrase.end, sentence):
        told_at = complement(marks, phrase.end, limit) or phrase.end
        return [
            _make(
                page, cue, (told_at, end_of(marks, told_at, sentence)), _through(page, phrase.end, told_at, phrase.voices), (cue.start, told_at), "speech.after"
            )
        ]
    chain = phrase.voices
    if cue.entry.value == "relay" and page.here and page.here[-1].end == sentence.end and page.here[-1].chain[-1].channel in _MEDIA:
        chain = (*page.here[-1].chain, *chain)
    if _fronted(marks, cue.start, sentence):
        told_at = phrase.end + (marks.norm(phrase.end) in {"،", ","})
        if told_at < sentence.end:
            return [_make(page, cue, (told_at, end_of(marks, told_at, sentence)), chain, (cue.start, told_at), "speech.front")]
    end = cue.start if _ends(marks, phrase.end, sentence) else sentence.end if _inside(marks, cue.start, sentence) else cue.start
    start = _back_to(page, cue.start, sentence)
    if start < cue.start and end == sentence.end:
        start = max(start, clause_start(marks, cue.start, sentence.start))
    if start >= cue.start:
        return []
    told = page.here[-1] if page.here else None
    if (
        told is not None
        and told.end == sentence.end
        and told.rules[0] in {"speech.after", "speech.before", "speech.same", "speech.relay"}
        and start == told.cue[1]
    ):
        if all(voice.channel in _MEDIA for voice in phrase.voices):
            page.here[-1] = replace(told, chain=(*phrase.voices, *told.chain)[-_LONGEST_CHAIN:])
            return []
        start = clause_start(marks, cue.start - 1, start)
    apart = [(voice,) for voice in chain] if len(phrase.voices) > 1 and any(voice.channel == "monitor" for voice in phrase.voices) else [chain]
    return [_make(page, cue, (start, max(end, cue.start)), one, (cue.start, phrase.end), "speech.tail") for one in apart]


def _fronted(marks: Marks, start: int, sentence: Sentence) -> bool:
    return all(marks.on("connective", token) or not marks.is_word(token) or marks.particle(token, "was") for token in range(sentence.start, start))


def _ends(marks: Marks, end: int, sentence: Sentence) -> bool:
    """Whether a tail closes its clause."""
    return end >= sentence.end or not marks.is_word(end)


def _inside(marks: Marks, start: int, sentence: Sentence) -> bool:
    """Whether an attribution stands between a verb and what follows, without a comma: «استهدف الطيران بحسب مصادر مواقع»."""
    return marks.is_word(start - 1) and start - clause_start(marks, start, sentence.start) <= 7


def _back_to(page: _Page, start: int, sentence: Sentence) -> int:
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


def _relayed(page: _Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """«نقلت وكالة A عن مصدر B [وعن C] قوله إن …»، «نقل عن X أن …»."""
    marks = page.marks
    limit = min(sentence.end, cue.end + _LONGEST_ATTRIBUTION)
    carrier = _subject_before(page, cue, sentence)
    carrier = carrier if carrier is not None and carrier.known else None
    if carrier is None and not marks.trait("particle", cue.end, "origin"):
        carrier = sources(marks, page.speakers, cue.end, limit)
    elif (
        marks.trait("particle", cue.end, "origin")
        and not cue.prefix.endswith("س")
        and carrier is None
        and cue.tag == "past"
        and page.found
        and page.speakers.by_channel(*_MEDIA)
        and marks.norm(cue.start).endswith("ت")
    ):
        carrier = Phrase((page.speakers.by_channel(*_MEDIA) or page.speakers.voices[-1],), cue.start, cue.end, known=True)
    start = max(cue.end, carrier.end) if carrier is not None else cue.end
    about = next((token for token in range(start, min(start + 6, limit)) if marks.trait("particle", token, "origin")), None)
    origin = sources(marks, page.speakers, _end(marks, about), limit) if about is not None else None
    if origin is None:
        if carrier is None or not carrier.known or complement(marks, carrier.end, limit) is None or not _that_soon(marks, carrier.end):
            return []
        origin = Phrase((), carrier.start, carrier.end, known=True)
    end = origin.end
    chain = (*(carrier.voices if carrier is not None else ()), *origin.voices)
    if end < limit and marks.trait("particle", end, "origin"):
        second = sources(marks, page.speakers, end + 1, limit)
        if second is not None:
            chain, end = (*chain, *second.voices), second.end
    told_at = complement(marks, end, limit)
    return [_make(page, cue, (told_at, end_of(marks, told_at, sentence)), chain, (cue.start, told_at), "speech.relay")] if told_at is not None else []


def _participle(page: _Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """«… مؤكدا أن …»: the speaker of the same sentence goes on."""
    if any(told.start <= cue.start < told.end for told in page.here):
        return []
    chain = page.here[-1].chain if page.here else _leading(page, sentence, cue.start)
    if not chain or cue.end >= sentence.end:
        return []
    return [_make(page, cue, (cue.end, end_of(page.marks, cue.end, sentence)), chain, (cue.start, cue.end), "speech.participle")]


def _end(marks: Marks, token: int) -> int:
    particle = marks.at("particle", token)
    return particle.end if particle is not None else token + 1


def _leading(page: _Page, sentence: Sentence, before: int) -> tuple[Voice, ...]:
    """Return the person or body that the sentence tells of before the participle."""
    for token in range(sentence.start, min(before, sentence.start + 8)):
        if page.marks.at("title", token) or page.marks.given(token) or page.marks.at("person", token) or page.marks.at("actor", token):
            phrase = sources(page.marks, page.speakers, token, before)
            return phrase.voices if phrase is not None and phrase.known else ()
    return page.found[-1].chain if page.found and not any(page.marks.happening(token) for token in range(sentence.start, before)) else ()


def _responsibility(page: _Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """«تبنى التنظيم الهجوم»، «هجوم تبناه التنظيم»، «أعلنت X مسؤوليتها عن …»: the group itself is the source."""
    marks = page.marks
    before = _subject_before(page, cue, sentence)
    after = sources(marks, page.speakers, cue.end, sentence.end) if cue.end < sentence.end else None
    chosen = before if before is not None and before.known else after
    if chosen is None or not chosen.known:
        return []
    if "antecedent" in cue.entry.traits:
        begin = next((token for token in range(cue.start - 1, max(cue.start - 12, sentence.start) - 1, -1) if marks.at("event", token)), cue.start)
        return [_make(page, cue, (begin, chosen.end), chosen.voices, (cue.start, chosen.end), "speech.responsibility")]
    begin = max(chosen.end, cue.end)
    return [
        _make(
            page,
            cue,
            (begin, _comma(marks, begin, sentence.end)),
            chosen.voices,
            (min(cue.start, chosen.start), max(chosen.end, cue.end)),
            "speech.responsibility",
        )
    ]


def _comma(marks: Marks, start: int, limit: int) -> int:
    return next((token for token in range(start + 1, limit) if marks.norm(token) in {"،", ","}), limit)


def _colon(page: _Page, sentence: Sentence) -> list[Utterance]:
    """«المرصد: …» at the head of a sentence."""
    marks = page.marks
    colon = next((token for token in range(sentence.start, min(sentence.start + 8, sentence.end)) if marks.norm(token) == ":"), None)
    if colon is None or colon == sentence.start or colon + 2 >= sentence.end:
        return []
    phrase = sources(marks, page.speakers, sentence.start, colon)
    if phrase is None or not phrase.known or phrase.end != colon or (colon - sentence.start == 1 and (phrase.voices[-1].actor or "").endswith(".government")):
        return []
    page.speakers.met(phrase.voices)
    return [Utterance(colon + 1, end_of(marks, colon + 1, sentence), (sentence.start, colon + 1), phrase.voices, "asserted", False, ("speech.colon",))]


def _through(page: _Page, start: int, end: int, voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Complete a chain from the words between source and told words: the medium spoken to, the source quoted, the channel."""
    marks = page.marks
    chain = voices
    for mention in marks.reading.of("outlet", start, end):
        if "head" in mention.entry.traits and marks.on("outlet", mention.end):
            continue
        if not any(voice.channel in _MEDIA for voice in chain):
            phrase = sources(marks, page.speakers, mention.start, end)
            chain = (*(phrase.voices if phrase is not None else ()), *chain)
            break
    if chain and chain[-1].channel in _MEDIA and marks.trait("particle", start, "origin"):
        phrase = sources(marks, page.speakers, start + 1, end)
        chain = (*chain, *(phrase.voices if phrase is not None and phrase.known else ()))
    for mention in marks.reading.of("speech", start, end):
        if mention.entry.value == "relay" and "after" in mention.entry.traits:
            phrase = sources(marks, page.speakers, mention.end, end)
            chain = (*chain, *(phrase.voices if phrase is not None else ()))
    channel = next((one.entry.value for one in marks.reading.of("channel", start, end) if one.entry.value != "statement"), None)
    if channel is not None and chain and chain[-1].channel in {"statement", "official"}:
        chain = (*chain[:-1], replace(chain[-1], channel=channel))
    return chain


def _make(page: _Page, cue: Mention, reach: tuple[int, int], chain: tuple[Voice, ...], attribution: tuple[int, int], rule: str) -> Utterance:
    unique = tuple(voice for place, voice in enumerate(chain) if voice not in chain[:place])[-_LONGEST_CHAIN:]
    return Utterance(reach[0], reach[1], attribution, unique, _MANNERS.get(cue.entry.value, "asserted"), cue.entry.value == "accuse", (rule, cue.entry.id))


def _parted(marks: Marks, here: list[Utterance], sentence: Sentence) -> list[Utterance]:
    """End an utterance where the clause of the next speaker begins, unless that one stands inside it."""
    parted = []
    for place, told in enumerate(here):
        end = told.end
        for later in here[place + 1 :]:
            nested = later.chain[: len(told.chain)] == told.chain or later.rules[0] in {"speech.tail", "speech.participle", "speech.responsibility"}
            if nested or later.cue[0] <= told.start or later.cue[0] >= end:
                continue
            begin = clause_start(marks, later.cue[0], told.start)
            if begin > told.start + 1:
                end = min(end, begin)
        parted.append(replace(told, end=end) if end > told.start else told)
    return parted
