"""Drafts and tellings made by hand, so that each rule of putting them together can be seen alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from riwaya.extract.drafts import STANCES, Draft, Weighed
from riwaya.extract.figures.losses import Loss
from riwaya.extract.parties import PartyMention
from riwaya.extract.places import PlaceMention
from riwaya.extract.speakers import Utterance
from riwaya.extract.telling import Telling
from riwaya.extract.triggers import Trigger
from riwaya.extract.when import DateMention
from riwaya.model import Figure, Party, Place, Span, When

CALM = dict.fromkeys(STANCES, -1.0)


def trigger(at: int = 0, *, kind: str | None = "armed-clash", sentence: int = 0, loss: Loss | None = None) -> Trigger:
    return Trigger(at, at + 1, "loss" if loss else "event", None if loss else kind, "event.made", frozenset(), "noun", sentence, sentence, loss=loss)


def loss(outcome: str, low: int | None, high: int | None, group: str | None = None, *, at: int = 0, quantity: str | None = None, counted: bool = True) -> Loss:
    return Loss(at, at + 1, at, outcome, group, None, Figure(low, high, quantity, Span(at, at + 1)), counted, ("casualty.made",))


def party(actor: str | None, name: str = "قوة", score: float = 1.0) -> Weighed[PartyMention]:
    return Weighed(PartyMention(0, 1, Party(actor, name), "actor.made", "unknown", plain=False), score, (f"sign of {actor}",))


def place(name: str, specific: int = 3, within: str | None = None, score: float = 1.0) -> Weighed[PlaceMention]:
    return Weighed(PlaceMention(0, 1, (0, 1), Place(name, within), "town", "SY", specific, True, "في", ()), score)  # noqa: FBT003  # known


def day(number: int | None) -> Weighed[DateMention]:
    when = When(date(2019, 3, number), date(2019, 3, number), "day", "stated") if number else None
    return Weighed(DateMention(0, 1, when, "at", ()), 1.0)


def draft(  # one parameter a slot
    of: Trigger,
    *,
    voice: Utterance | None = None,
    kinds: Mapping[str, float] | None = None,
    actors: tuple[Weighed[PartyMention], ...] = (),
    targets: tuple[Weighed[PartyMention], ...] = (),
    places: tuple[Weighed[PlaceMention], ...] = (),
    dates: tuple[Weighed[DateMention], ...] = (),
    stances: Mapping[str, float] = CALM,
    background: float = -1.0,
) -> Draft:
    return Draft(of, 1.0, voice, dict(kinds or {of.kind or "attack": 1.0}), actors, targets, places, dates, {**CALM, **stances}, background)


def telling(*drafts: Draft, kind: str = "armed-clash") -> Telling:
    return Telling(drafts, kind)
