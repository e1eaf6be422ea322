"""What surrounds a word: look-ups over a scene that several choices share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from riwaya.extract.figures.losses import Loss
from riwaya.extract.parties import PartyMention
from riwaya.extract.places import PlaceMention
from riwaya.extract.ranges import Ranged, bucket, gap, within
from riwaya.extract.reading import Mention
from riwaya.extract.scene import Scene
from riwaya.extract.sense import Sense
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger
from riwaya.extract.when import DateMention

T = TypeVar("T", bound=Ranged)
_REMEMBERED = 50_000  # words
_CUES = ("stance", "mood", "light", "speech", "connective", "noevent", "result", "another")
_AND = "و"
ARMED = frozenset({"armed-group", "military", "militia", "police"})  # kinds of parties that fight
UNSURE = frozenset({"weak", "open-means", "thing", "lasting"})


@lru_cache(maxsize=_REMEMBERED)
def is_definite(word: str, clitics: str = "وفبلك") -> bool:
    """Whether a folded word has the article, after any of the clitics."""
    return word.lstrip(clitics).startswith(("ال", "لل"))


@dataclass(frozen=True)
class Stretch:
    """A sentence or a segment: its tokens `[start, end)`, and what begins in it."""

    start: int
    end: int
    parties: Sequence[PartyMention]
    places: Sequence[PlaceMention]
    dates: Sequence[DateMention]
    losses: Sequence[Loss]
    triggers: Sequence[Trigger]
    sure: Sequence[Trigger]
    mentions: Mapping[str, Sequence[Mention]]

    def of(self, kind: str) -> Sequence[Mention]:
        """Return the mentions of a kind that begin in it."""
        return self.mentions.get(kind, ())

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its parties."""
        return tuple(sorted({one.kind for one in self.parties}))

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The ids of its parties, "None" for one that has none."""
        return tuple(sorted({str(one.party.actor) for one in self.parties}))

    @cached_property
    def lost(self) -> tuple[str, ...]:
        """The groups of its losses, "None" for one that names none."""
        return tuple(sorted({str(one.group) for one in self.losses}))


@dataclass(frozen=True, slots=True)
class Approach:
    """What leads to a party, whichever event word is asked about.

    `lead` is the first token of the list of parties that it stands in, `tail` the token after its last, `opening` the proclitics of the first.
    `words` are the four tokens before the list, `window` the last three inside the sentence, `pair` the last two; `path` are the things on the way
    («مواقع»), `part` is the last of them; `nearest` is the closest candidate of the sentence.
    """

    party: PartyMention
    lead: int
    tail: int
    opening: str
    words: tuple[str, ...]
    window: tuple[str, ...]
    pair: str
    prefix: str
    following: str
    parts: int
    path: str
    part: str | None
    part_gap: str
    loss: Loss | None
    nearest: Trigger

    @property
    def listed(self) -> bool:
        """Whether another party of the list stands before it."""
        return self.lead != self.party.start


@dataclass(frozen=True, slots=True)
class Context:
    """A scene with its candidates, and what stands in each of its sentences and segments; `sense` is what the network thinks of it, if there is one."""

    scene: Scene
    triggers: tuple[Trigger, ...]
    segments: tuple[tuple[int, int], ...]
    in_sentence: tuple[Stretch, ...]
    in_segment: tuple[Stretch, ...]
    voices: tuple[tuple[int, ...], ...]
    sure: tuple[Trigger, ...]
    topics: tuple[str, ...]
    subject: str
    approaches: Mapping[int, Approach]
    sense: Sense | None = None

    @property
    def words(self) -> Mapping[int, str]:
        """The folded words by token, "" outside the page."""
        return self.scene.reading.words

    def sentence(self, number: int) -> tuple[int, int]:
        """Return the token range of a sentence."""
        one = self.scene.reading.sentences[number]
        return one.start, one.end

    def spoken(self, token: int) -> list[Utterance]:
        """Return the utterances whose words reach over a token, tightest first."""
        return [self.scene.utterances[number] for number in self.voices[token]]


def context(scene: Scene, triggers: tuple[Trigger, ...]) -> Context:
    """Index a scene for the choices."""
    sure = tuple(one for one in triggers if one.kind and not one.traits & UNSURE)
    segments = tuple(_ranges(scene.segment_of))
    sentences = [(one.start, one.end) for one in scene.reading.sentences]
    in_sentence = _stretches(sentences, scene.reading.sentence_of, scene, triggers, sure)
    return Context(
        scene=scene,
        triggers=triggers,
        segments=segments,
        in_sentence=in_sentence,
        in_segment=_stretches(segments, scene.segment_of, scene, triggers, sure),
        voices=_voices(scene),
        sure=sure,
        topics=tuple(_topics(scene, sure)),
        subject=_subject(scene, sure),
        approaches={one.party.start: one for one in _approaches(scene, in_sentence)},
    )


def _stretches(
    ranges: Sequence[tuple[int, int]], number_of: Sequence[int], scene: Scene, triggers: Sequence[Trigger], sure: Sequence[Trigger]
) -> tuple[Stretch, ...]:
    parties, places = _grouped(scene.parties, number_of), _grouped(scene.places, number_of)
    dates, losses = _grouped(scene.dates, number_of), _grouped(scene.losses, number_of)
    words, sure_words = _grouped(triggers, number_of), _grouped(sure, number_of)
    mentions: dict[int, dict[str, Sequence[Mention]]] = {}
    for kind in _CUES:
        for number, found in _grouped(scene.reading.mentions.get(kind, ()), number_of).items():
            mentions.setdefault(number, {})[kind] = found
    return tuple(
        Stretch(
            start,
            end,
            parties.get(number, ()),
            places.get(number, ()),
            dates.get(number, ()),
            losses.get(number, ()),
            words.get(number, ()),
            sure_words.get(number, ()),
            mentions.get(number, {}),
        )
        for number, (start, end) in enumerate(ranges)
    )


def _grouped(items: Iterable[T], number_of: Sequence[int]) -> dict[int, list[T]]:
    """Return the items by the number of the stretch that they begin in."""
    found: dict[int, list[T]] = {}
    for item in items:
        found.setdefault(number_of[item.start], []).append(item)
    return found


def _approaches(scene: Scene, sentences: Sequence[Stretch]) -> Iterator[Approach]:
    firsts = _firsts(scene.parties)
    tails = {first.start: one.end for one, first in zip(scene.parties, firsts.values(), strict=True)}
    for sentence in sentences:
        for party in sentence.parties if sentence.triggers else ():
            first = firsts[party.start]
            yield _approach(party, first, tails[first.start], sentence, scene)


def _firsts(parties: Sequence[PartyMention]) -> dict[int, PartyMention]:
    """Return the first party of the list that each stands in («قوات النظام وحزب الله»), by where each begins."""
    found: dict[int, PartyMention] = {}
    ending: dict[int, PartyMention] = {}
    for one in parties:
        joined = ending.get(one.start) if one.prefix.startswith(_AND) else None
        found[one.start] = found[joined.start] if joined else one
        ending[one.end] = one
    return found


def _approach(party: PartyMention, first: PartyMention, tail: int, sentence: Stretch, scene: Scene) -> Approach:
    reading, lead = scene.reading, first.start
    floor = max(lead - 6, sentence.start)
    parts = [one for one in within(reading.mentions.get("object", ()), floor, lead + 1) if one.end <= lead + 1]
    return Approach(
        party=party,
        lead=lead,
        tail=tail,
        opening=first.prefix,
        words=tuple([reading.words[index] for index in range(lead - 4, lead)]),
        window=tuple([reading.words[index] for index in range(max(lead - 3, floor), lead)]),
        pair=f"{reading.words[lead - 2]} {reading.words[lead - 1]}",
        prefix=_prefix(reading.words[party.start]),
        following=reading.words[party.end],
        parts=len(parts),
        path="+".join(one.entry.value for one in parts[-3:]),
        part=parts[-1].entry.value if parts else None,
        part_gap=bucket(lead - parts[-1].end, 0, 1, 2, 4) if parts else "",
        loss=next((one for one in scene.losses if one.people and one.people[0] <= party.start < one.people[1]), None),
        nearest=min(sentence.triggers, key=lambda one: gap(one, party)),
    )


def _prefix(word: str) -> str:
    return next((prefix for prefix in ("ولل", "لل", "وال", "بال", "ال", "و", "ل", "ب") if word.startswith(prefix)), "")


def _subject(scene: Scene, sure: Sequence[Trigger]) -> str:
    """Say what the page is about: "war", "other" where words of sport, markets or accidents outweigh those of war, "thin" where it has none.

    A loss or a party weighs less than an event word: accidents have dead, and armies play football. Set by hand.
    """
    armed = sum(one.kind in ARMED for one in scene.parties)
    losses = sum(loss.counted for loss in scene.losses)
    if len(scene.reading.mentions.get("noevent", ())) > len(sure) + 0.5 * losses + 0.25 * armed + 1:
        return "other"
    return "war" if sure or losses or scene.damages else "thin"


def _topics(scene: Scene, sure: Sequence[Trigger]) -> Iterator[str]:
    """Yield what the page as a whole is about: its types, those of its headline, its most named parties."""
    kinds = Counter(one.kind for one in sure)
    yield from (f"page-has={kind}" for kind in kinds)
    yield from (f"page-most={kind}" for kind, _ in kinds.most_common(1))
    titles = {number for number, sentence in enumerate(scene.reading.sentences) if sentence.title}
    yield from (f"title-has={kind}" for kind in dict.fromkeys(one.kind for one in sure if one.sentence in titles))
    yield from (f"page-actor={actor}" for actor, _ in Counter(one.party.actor for one in scene.parties).most_common(3))


def _ranges(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(numbers) + 1):
        if index == len(numbers) or numbers[index] != numbers[start]:
            yield start, index
            start = index


def _voices(scene: Scene) -> tuple[tuple[int, ...], ...]:
    """Return for each token the numbers of the utterances that reach over it, tightest first."""
    reach: list[list[int]] = [[] for _ in scene.reading.tokens]
    ranges = [(min(one.start, one.cue[0]), max(one.end, one.cue[1]), number) for number, one in enumerate(scene.utterances)]
    for start, end, number in sorted(ranges, key=lambda one: (one[1] - one[0], one[2])):
        for voices in reach[start:end]:
            voices.append(number)
    return tuple(map(tuple, reach))
