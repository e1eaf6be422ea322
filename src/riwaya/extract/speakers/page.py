"""An utterance, the page while its utterances are read, and the chain of voices behind one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from riwaya.extract.reading import Mention
from riwaya.extract.speakers.marks import Marks
from riwaya.extract.speakers.memory import Speakers
from riwaya.extract.speakers.names import sources
from riwaya.model import Voice

Manner = Literal["asserted", "denied", "possible", "planned"]
MEDIA = frozenset({"news-agency", "broadcaster", "newspaper", "website"})
_MANNERS: dict[str, Manner] = {"deny": "denied", "hedge": "possible", "threaten": "planned", "call": "planned"}
LONGEST_CHAIN = 4


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words told on tokens `[start, end)` by the last voice of `chain`; `cue` are the tokens of the attribution, `sure` those that can be nobody else's."""

    start: int
    end: int
    cue: tuple[int, int]
    chain: tuple[Voice, ...]
    manner: Manner
    accused: bool
    rules: tuple[str, ...]
    sure: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Page:
    """One page while it is read: what has been found so far, and who has spoken."""

    marks: Marks
    speakers: Speakers
    found: list[Utterance]
    here: list[Utterance]

    def last(self) -> tuple[Voice, ...]:
        """Return the chain of whoever spoke last; rumours speak for nobody."""
        return next((one.chain for one in reversed([*self.found, *self.here]) if one.rules[0] != "speech.rumour"), ())


def utterance(cue: Mention, reach: tuple[int, int], chain: tuple[Voice, ...], attribution: tuple[int, int], rule: str) -> Utterance:
    """Return the utterance of a cue, each voice once in its chain."""
    unique = tuple(voice for place, voice in enumerate(chain) if voice not in chain[:place])[-LONGEST_CHAIN:]
    return Utterance(
        start=reach[0],
        end=reach[1],
        cue=attribution,
        chain=unique,
        manner=_MANNERS.get(cue.entry.value, "asserted"),
        accused=cue.entry.value == "accuse",
        rules=(rule, cue.entry.id),
    )


def through(page: Page, start: int, end: int, voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Complete a chain from the words between source and told words: the medium spoken to, the source quoted, the channel."""
    marks = page.marks
    carriers: tuple[Voice, ...] = ()
    if not any(voice.channel in MEDIA for voice in voices):
        outlets = [one for one in marks.reading.of("outlet", start, end) if "head" not in one.entry.traits or not marks.on("outlet", one.end)]
        carriers = _named_at(page, outlets[0].start, end) if outlets else ()
    origins: tuple[Voice, ...] = ()
    if voices and voices[-1].channel in MEDIA and marks.trait("particle", start, "origin"):
        origins = _named_at(page, start + 1, end, known=True)
    for mention in marks.reading.of("speech", start, end):
        if mention.entry.value == "relay" and "after" in mention.entry.traits:
            origins = (*origins, *_named_at(page, mention.end, end))
    return _by_channel(page, start, end, (*carriers, *voices, *origins))


def _named_at(page: Page, start: int, end: int, *, known: bool = False) -> tuple[Voice, ...]:
    phrase = sources(page.marks, page.speakers, start, end)
    return phrase.voices if phrase is not None and (phrase.known or not known) else ()


def _by_channel(page: Page, start: int, end: int, chain: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Set the channel that the sentence names («في تغريدة») on the innermost voice."""
    named = (one.entry.value for one in page.marks.reading.of("channel", start, end) if one.entry.value != "statement")
    channel = next(named, None)
    if channel is None or not chain or chain[-1].channel not in {"statement", "official"}:
        return chain
    return (*chain[:-1], replace(chain[-1], channel=channel))
