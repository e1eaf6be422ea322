"""Candidates for events: every word on the page that may tell of one, before it is decided whether it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from riwaya.extract.damage import Damage
from riwaya.extract.losses import Loss
from riwaya.extract.reading import Mention
from riwaya.extract.scene import Scene


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
    found = [*_events(scene), *_losses(scene), *_damages(scene)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _events(scene: Scene) -> list[Trigger]:
    covered = _names(scene)
    figurative = {token for one in scene.reading.of("noevent") if "covers" in one.entry.traits for token in range(one.start, one.end)}
    found = []
    for mention in scene.reading.of("event"):
        if any(token in covered for token in range(mention.start, mention.end)) and not _wider(mention, covered):
            continue
        if mention.start in figurative:
            continue
        entry = mention.entry
        found.append(_trigger(scene, mention.start, mention.end, "event", entry.value, entry.id, entry.traits, mention.tag, mention=mention))
    return found


def _names(scene: Scene) -> frozenset[int]:
    """Tokens that belong to names: «جيش الفتح» and «منظمة حظر الأسلحة» tell of no event."""
    spans = [(one.start, one.end) for one in scene.parties if not one.plain] + [one.name_tokens for one in scene.places]
    return frozenset(token for start, end in spans for token in range(start, end))


def _wider(mention: Mention, covered: frozenset[int]) -> bool:
    return mention.end - mention.start > 1 and not all(token in covered for token in range(mention.start, mention.end))


def _losses(scene: Scene) -> list[Trigger]:
    return [
        _trigger(scene, loss.trigger, loss.trigger + 1, "loss", None, loss.rules[0] if loss.rules else "casualty", frozenset({loss.outcome}), "noun", loss=loss)
        for loss in scene.losses
    ]


def _damages(scene: Scene) -> list[Trigger]:
    return [
        _trigger(scene, one.start, one.end, "damage", None, one.rules[0] if one.rules else "damage", frozenset({one.outcome, one.item}), "noun", damage=one)
        for one in scene.damages
    ]


def _trigger(
    scene: Scene,
    start: int,
    end: int,
    by: Literal["event", "loss", "damage"],
    kind: str | None,
    entry: str,
    traits: frozenset[str],
    tag: str,
    mention: Mention | None = None,
    loss: Loss | None = None,
    damage: Damage | None = None,
) -> Trigger:
    return Trigger(start, end, by, kind, entry, traits, tag, scene.reading.sentence_of[start], scene.segment_of[start], mention, loss, damage)
