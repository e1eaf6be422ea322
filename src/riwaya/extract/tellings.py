"""Puts drafts together: all that one source tells of one event, headline and body alike, becomes one telling.

Two rounds: first the words of one sentence, which share their grammar; then whole tellings across sentences, which share
place, day, parties and figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from riwaya.extract.choices import join, means, same, settle
from riwaya.extract.context import Context
from riwaya.extract.drafts import Draft
from riwaya.extract.echoes import Echoes, echoes, leaning
from riwaya.extract.telling import Telling, telling
from riwaya.extract.weigh import Model, Weights
from riwaya.extract.when import DateMention
from riwaya.lexicon import Lexicon

T = TypeVar("T")
Likeness = Callable[[Draft, Draft], float]
_NEVER = float("-inf")


def tellings(drafts: Sequence[Draft], context: Context, model: Model, event_types: Mapping[str, str]) -> tuple[tuple[Telling, ...], Echoes]:
    """Group the drafts in scope into tellings, by first word, and say which of them tell of one event."""
    score = likeness(context, model["same"], event_types)
    parts = joined(within_sentences(drafts, score), context, model["join"], event_types, score)
    scores = type_scores(parts, context, model, tuple(event_types))
    lexicon = context.scene.lexicon
    told = typed(parts, scores, lexicon)
    heard = echoes(told, context, model, event_types)
    named = [means.named(one, told, context) for one in told]
    return typed(told, leaning(told, scores, heard, named), lexicon, named), heard


def likeness(context: Context, weights: Weights, event_types: Mapping[str, str]) -> Likeness:
    """Return what says how much two drafts of a sentence are alike (log-odds)."""

    def score(one: Draft, two: Draft) -> float:
        return _NEVER if _on_other_days(one, two, context) else weights.score(same.signs(one, two, context, event_types))

    return score


def within_sentences(drafts: Sequence[Draft], score: Likeness) -> tuple[Telling, ...]:
    """First round: the drafts of each sentence that tell of one event."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.trigger.sentence, []).append(draft)
    groups = [group for sentence in by_sentence.values() for group in _grouped(sentence, score)]
    return tuple(sorted(map(telling, groups), key=lambda one: one.first.trigger.start))


def _on_other_days(one: Draft, two: Draft, context: Context) -> bool:
    """Whether each of two clauses of a sentence has a day of its own: another day is another claim (the contract's rule)."""
    if one.trigger.sentence != two.trigger.sentence or one.trigger.segment == two.trigger.segment:
        return False
    days = [draft.date.when for draft in (one, two) if draft.date and draft.date.when and _is_own(draft.date, draft, context)]
    return len(days) == len((one, two)) and days[0].start != days[1].start


def _is_own(day: DateMention, draft: Draft, context: Context) -> bool:
    """Whether it is one day, told in the very clause of the event word."""
    single = day.role == "at" and day.when is not None and day.when.precision == "day"
    return single and context.scene.segment_of[day.start] == draft.trigger.segment


def joined(parts: Sequence[Telling], context: Context, weights: Weights, event_types: Mapping[str, str], alike: Likeness) -> tuple[Telling, ...]:
    """Second round: the tellings of several sentences that are one. What the first round found against two of one sentence counts on."""
    crowd = join.crowd(parts, context, event_types)

    def score(one: Telling, two: Telling) -> float:
        if any(_on_other_days(first, second, context) for first in one.drafts for second in two.drafts):
            return _NEVER
        close = [
            (first, second) if first.trigger.start <= second.trigger.start else (second, first)
            for first in one.drafts
            for second in two.drafts
            if first.trigger.sentence == second.trigger.sentence
        ]
        apart = [alike(first, second) for first, second in close]
        against = min(0.0, sum(apart) / len(apart)) if apart else 0.0
        return weights.score(join.signs(one, two, crowd, context, event_types)) + against

    groups = _grouped(parts, score)
    return tuple(telling([draft for part in group for draft in part.drafts]) for group in groups)


def type_scores(told: Sequence[Telling], context: Context, model: Model, types: Sequence[str]) -> list[dict[str, float]]:
    """Return the log-odds of each type for each telling, by all that it says, parties and losses among it."""
    return [model.scores("type", settle.signs(one, context), types) for one in told]


def typed(
    told: Sequence[Telling], scores: Sequence[Mapping[str, float]], lexicon: Lexicon, named: Sequence[Sequence[Telling]] | None = None
) -> tuple[Telling, ...]:
    """Give each telling its likeliest type; `named` are for each those that name the means that it leaves open."""
    meant = [frozenset(other.kind for other in some) for some in named or [()] * len(told)]
    return tuple(replace(one, kind=settle.likeliest(one, some, lexicon, kinds)) for one, some, kinds in zip(told, scores, meant, strict=True))


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
