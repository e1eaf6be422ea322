"""Who says: every attribution on a page, the chain of sources behind it, and how far its words reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from riwaya.extract.reading import Mention, Reading, Sentence
from riwaya.extract.speakers.certain import bounded
from riwaya.extract.speakers.marks import Marks
from riwaya.extract.speakers.memory import Speakers
from riwaya.extract.speakers.page import Page, Utterance
from riwaya.extract.speakers.persons import meet
from riwaya.extract.speakers.reach import clause_start
from riwaya.extract.speakers.said import said
from riwaya.extract.speakers.tails import about, according, colon, participle, relayed, responsibility, rumour
from riwaya.lexicon import FINITE

_Rule = Callable[[Page, Mention, Sentence], list[Utterance]]

__all__ = ["Utterance", "utterances"]


def utterances(reading: Reading, actor_of: Callable[[Mention], str | None]) -> tuple[Utterance, ...]:
    """Return every attribution of a page, by position; words under none of them are the outlet's own."""
    page = Page(Marks.of(reading, actor_of), Speakers(), [], [])
    for sentence in reading.sentences:
        page.here = []
        _read_sentence(page, sentence)
        page.found.extend(bounded(page.marks, told) for told in _parted(page.marks, page.here))
    return tuple(page.found)


def _read_sentence(page: Page, sentence: Sentence) -> None:
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
        page.here.extend(colon(page, sentence))


def _attribution(page: Page, cue: Mention, sentence: Sentence) -> list[Utterance]:
    """Read one cue by the rule for its kind."""
    value, traits = cue.entry.value, cue.entry.traits
    meant = cue.prefix.endswith("ل") and cue.tag != "present" and "after" not in traits  # «لنفي الأنباء»: not told yet
    if value == "impersonal" or cue.prefix.endswith("س") or meant or _is_called(page, cue) or _is_owned(page, cue):
        return []
    if cue.tag in FINITE and cue.suffix and value not in {"responsibility", "relay", "accuse"}:
        return about(page, cue, sentence)
    if "either" in traits and page.marks.that(cue.end):  # «كما قال إن»: whoever spoke last
        return said(page, cue, sentence)
    by_trait = next((rule for trait, rule in _BY_TRAIT if trait in traits), None)
    rule = by_trait or _BY_VALUE.get(value, said)
    return rule(page, cue, sentence)


_BY_TRAIT: tuple[tuple[str, _Rule], ...] = (("rumour", rumour), ("participle", participle), ("after", according))
_BY_VALUE: dict[str, _Rule] = {"responsibility": responsibility, "relay": relayed}


def _is_called(page: Page, cue: Mention) -> bool:
    """Whether «يدعى» is "is called", not the folded «يدعي»."""
    return cue.entry.value == "claim" and cue.tag == "present" and page.marks.raw(cue.start).endswith("ى")


def _is_owned(page: Page, cue: Mention) -> bool:
    """Whether «تابعا له» tells whose something is, and does not go on with a speech."""
    marks = page.marks
    bare = cue.entry.value == "continue" and not cue.prefix and marks.particle(cue.start, "belonging")
    return bare and marks.norm(cue.end).startswith("ل") and not any(marks.at(kind, cue.end) for kind in ("person", "given", "title", "source"))


def _parted(marks: Marks, here: list[Utterance]) -> list[Utterance]:
    """End an utterance where the clause of the next speaker begins, unless that one stands inside it."""
    parted = []
    for place, told in enumerate(here):
        end = told.end
        for later in here[place + 1 :]:
            nested = later.chain[: len(told.chain)] == told.chain or later.rules[0] in {"speech.tail", "speech.participle", "speech.responsibility"}
            if nested or later.cue[0] <= told.start or later.cue[0] >= end:
                continue
            begin = clause_start(marks, later.cue[0], told.start)
            if marks.that(begin - 1):  # «إن القصف طال مناطق تؤكد المصادر أن»: in the midst of his clause
                if marks.trait("speech", later.cue[0], "noun"):  # «إن الأوامر التي تلت إعلان الجيش … تراجع»: his clause goes on
                    continue
                begin = later.cue[0]
            if begin > told.start + 1:
                end = min(end, begin)
        parted.append(replace(told, end=end) if end > told.start else told)
    return parted
