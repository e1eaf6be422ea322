"""Candidates for events: every word on the page that may tell of one, before it is decided whether it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from riwaya.extract.figures.damage import Damage
from riwaya.extract.figures.losses import Loss
from riwaya.extract.reading import Mention
from riwaya.extract.scene import Scene
from riwaya.extract.speakers.page import MEDIA
from riwaya.lexicon import Hit


@dataclass(frozen=True, slots=True)
class Trigger:
    """A candidate on tokens `[start, end)`: an event word, or a loss told without one.

    `kind` is the sub-event type that the word speaks for by itself, None for a loss.
    """

    start: int
    end: int
    by: Literal["event", "loss", "damage"]
    kind: str | None
    entry: str
    traits: frozenset[str]
    tag: str
    sentence: int
    segment: int
    mention: Mention | None = None
    loss: Loss | None = None
    damage: Damage | None = None

    @property
    def key(self) -> tuple[int, int, str]:
        """What tells this candidate from the others of its page."""
        return self.start, self.end, self.by


def triggers(scene: Scene) -> tuple[Trigger, ...]:
    """Return all candidates of a page, by position; words inside a party's or a place's name are none."""
    told = _events(scene)
    chance = _chance(scene, told)
    lost = [one for one in _losses(scene) if one.sentence not in chance]
    return tuple(sorted((*told, *lost, *_damages(scene)), key=lambda one: (one.start, one.end)))


def _chance(scene: Scene, told: Iterable[Trigger]) -> frozenset[int]:
    """Return the sentences that tell of a mishap and of no event: who is lost there nobody killed («لقوا مصرعهم في حادث سير»)."""
    mishaps = {scene.reading.sentence_of[one.start] for one in scene.reading.of("noevent") if "mishap" in one.entry.traits}
    return frozenset(mishaps - {one.sentence for one in told})


def _events(scene: Scene) -> list[Trigger]:
    covered = _names(scene)
    figurative = scene.reading.figurative()
    return [
        _trigger(scene, mention, "event", mention.entry.id, mention.entry.traits, mention)
        for mention in scene.reading.of("event")
        if mention.start not in figurative and (covered.isdisjoint(range(mention.start, mention.end)) or _wider(mention, covered))
    ]


def _names(scene: Scene) -> frozenset[int]:
    """Return the tokens inside names: «جيش الفتح» and «منظمة حظر الأسلحة» tell of no event, «غارات روسية» by its first word does."""
    spans = [(one.start + 1, one.end) for one in scene.parties if not one.plain] + [one.name_tokens for one in scene.places]
    return frozenset(token for start, end in spans for token in range(start, end)) | _media(scene)


def _media(scene: Scene) -> frozenset[int]:
    """Return the tokens of media that speak: «قناة "المسيرة"» is no march."""
    spans = {voice.span for one in scene.utterances for voice in one.chain if voice.channel in MEDIA and voice.span}
    return frozenset(number for number, token in enumerate(scene.reading.tokens) if any(one.start <= token.start < one.end for one in spans))


def _wider(mention: Mention, covered: frozenset[int]) -> bool:
    return mention.end - mention.start > 1 and not all(token in covered for token in range(mention.start, mention.end))


@dataclass(frozen=True, slots=True)
class _Word:
    """The one word that stands for a loss."""

    start: int
    end: int


def _losses(scene: Scene) -> list[Trigger]:
    return [
        _trigger(scene, _Word(loss.trigger, loss.trigger + 1), "loss", next(iter(loss.rules), "casualty"), frozenset({loss.outcome}), loss)
        for loss in scene.losses
    ]


def _damages(scene: Scene) -> list[Trigger]:
    return [_trigger(scene, one, "damage", next(iter(one.rules), "damage"), frozenset({one.outcome, one.item}), one) for one in scene.damages]


def _trigger(
    scene: Scene,
    at: Mention | Damage | _Word,
    by: Literal["event", "loss", "damage"],
    entry: str,
    traits: frozenset[str],
    told: Mention | Loss | Damage,
) -> Trigger:
    mention = told if isinstance(told, Hit) else None
    return Trigger(
        start=at.start,
        end=at.end,
        by=by,
        kind=mention.entry.value if mention else None,
        entry=entry,
        traits=traits,
        tag=mention.tag if mention else "noun",
        sentence=scene.reading.sentence_of[at.start],
        segment=scene.segment_of[at.start],
        mention=mention,
        loss=told if isinstance(told, Loss) else None,
        damage=told if isinstance(told, Damage) else None,
    )
