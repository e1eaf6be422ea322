"""Puts drafts together: all that one source tells of one event, headline and body alike, becomes one telling.

Two rounds: first the words of one sentence, which share their grammar; then whole tellings across sentences, which share
place, day, parties and figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import TypeVar

from riwaya.extract.choices import join, same, settle, ties
from riwaya.extract.context import Context
from riwaya.extract.drafts import Draft
from riwaya.extract.echoes import Echoes, echoes, leaning
from riwaya.extract.telling import Telling, telling
from riwaya.extract.weigh import Model

T = TypeVar("T")
_SURE = {True: 20.0, False: -inf}  # log-odds of what grammar says for certain: what it parts never meets in a group, what it ties outweighs the rest of one


def tellings(drafts: Sequence[Draft], context: Context, model: Model, event_types: Mapping[str, str]) -> tuple[tuple[Telling, ...], Echoes]:
    """Group the drafts in scope into tellings, by first word, and say which of them tell of one event."""
    parts = joined(within_sentences(drafts, context, model, event_types), context, model, event_types)
    scores = type_scores(parts, context, model, tuple(event_types))
    told = typed(parts, scores)
    heard = echoes(told, context, model, event_types)
    return typed(told, leaning(told, scores, heard)), heard


def within_sentences(drafts: Sequence[Draft], context: Context, model: Model, event_types: Mapping[str, str]) -> tuple[Telling, ...]:
    """First round: the drafts of each sentence that tell of one event."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.trigger.sentence, []).append(draft)
    weights = model["same"]

    def score(one: Draft, two: Draft) -> float:
        sure = ties.in_sentence(one, two, context)
        return weights.score(same.signs(one, two, context, event_types)) if sure is None else _SURE[sure]

    groups = [group for sentence in by_sentence.values() for group in _grouped(sentence, score)]
    return tuple(sorted(map(telling, groups), key=lambda one: one.first.trigger.start))


def joined(parts: Sequence[Telling], context: Context, model: Model, event_types: Mapping[str, str]) -> tuple[Telling, ...]:
    """Second round: the tellings of several sentences that are one."""
    weights = model["join"]
    crowd = join.crowd(parts)
    tied = ties.headlines(parts, context, event_types)

    def score(one: int, two: int) -> float:
        if (one, two) in tied or ties.apart(parts[one], parts[two], context):
            return _SURE[(one, two) in tied]
        return weights.score(join.signs(parts[one], parts[two], crowd, context, event_types))

    groups = _grouped(range(len(parts)), score)
    return tuple(telling([draft for number in group for draft in parts[number].drafts]) for group in groups)


def type_scores(told: Sequence[Telling], context: Context, model: Model, types: Sequence[str]) -> list[dict[str, float]]:
    """Return the log-odds of each type for each telling, by all that it says, parties and losses among it."""
    return [dict(model.scores("type", settle.signs(one, context), types)) for one in told]


def typed(told: Sequence[Telling], scores: Sequence[Mapping[str, float]]) -> tuple[Telling, ...]:
    """Give each telling its likeliest type."""
    return tuple(replace(one, kind=max(some, key=some.__getitem__)) for one, some in zip(told, scores, strict=True))


def _grouped(items: Sequence[T], score: Callable[[T, T], float]) -> list[list[T]]:
    """Let each item join the earlier group that it agrees with best on average, or open its own."""
    groups: list[list[T]] = []
    for item in items:
        best, chosen = 0.0, None
        for group in groups:
            scores = [score(other, item) for other in group]
            mean = sum(scores) / len(scores)
            if mean > best:
                best, chosen = mean, group
        if chosen is None:
            groups.append([item])
        else:
            chosen.append(item)
    return groups
