"""Which type a whole telling is of: its words' votes, with whom it was done to, by whom, and with which losses."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.context import UNSURE, Context, bucket
from riwaya.extract.telling import Telling


def features(telling: Telling, context: Context) -> Iterator[str]:
    """Yield what speaks for one type or another; the same features serve every type."""
    kind = telling.kind
    yield f"votes={kind}"
    yield from _votes(telling)
    yield from _parties(telling, kind)
    outcomes = {(loss.outcome, loss.group) for loss in telling.losses}
    yield from (f"loss={outcome},{group}" for outcome, group in sorted(outcomes, key=str))
    yield from (f"loss={group},votes={kind}" for _, group in sorted(outcomes, key=str))
    yield from (f"damage={draft.trigger.damage.outcome},{draft.trigger.damage.item}" for draft in telling.drafts if draft.trigger.damage)
    for topic in context.topics:
        if not topic.startswith("page-actor"):
            yield f"{topic},votes={kind}"
    yield f"country={context.scene.countries[telling.first.trigger.sentence]},votes={kind}"
    yield f"long={bucket(len(telling.drafts), 1, 2, 4)},votes={kind}"


def _votes(telling: Telling) -> Iterator[str]:
    ranked = sorted({draft.kind for draft in telling.drafts})
    yield f"all={'+'.join(ranked)}"
    for draft in telling.drafts:
        trigger = draft.trigger
        second = sorted(draft.kinds, key=draft.kinds.__getitem__)[-2:-1]
        yield f"{trigger.by}={draft.kind}"
        yield from (f"second={one},first={draft.kind}" for one in second)
        if trigger.by == "event":
            yield f"entry={trigger.entry}"
            yield f"{'sure' if not trigger.traits & UNSURE else 'unsure'}={trigger.kind}"


def _parties(telling: Telling, kind: str) -> Iterator[str]:
    for role, drafts in (
        ("actor", [one for draft in telling.drafts for one in draft.actors]),
        ("target", [one for draft in telling.drafts for one in draft.targets]),
    ):
        for sort in sorted({one.option.kind for one in drafts} or {"none"}):
            yield f"{role}={sort}"
            yield f"{role}={sort},votes={kind}"
        for actor in sorted({str(one.option.party.actor) for one in drafts}):
            yield f"{role}={actor},votes={kind}"
