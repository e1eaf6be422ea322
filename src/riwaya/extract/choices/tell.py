"""Is a telling a claim of its own? Not where it is a shred of another, or too little of an event to name its type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from riwaya.extract.choices.apart import another
from riwaya.extract.context import UNSURE, Context
from riwaya.extract.filled import Filled
from riwaya.extract.keys import agree
from riwaya.extract.ranges import bucket
from riwaya.extract.sense import sensed
from riwaya.extract.weigh import Sign


def signs(one: Filled, page: Sequence[Filled], context: Context, event_types: Mapping[str, str]) -> Iterator[Sign]:
    """Yield how much the telling says, how sure its type is, and how like it is to others of the page."""
    telling = one.telling
    yield f"kind={telling.kind}"
    yield f"drafts={bucket(len(telling.drafts), 1, 2, 4, 8)}"
    yield f"sentences={bucket(len(telling.sentences), 1, 2, 4)}"
    yield f"scope={bucket(round(max(draft.scope for draft in telling.drafts)), 0, 1, 2, 3)}"
    yield f"mean={bucket(round(sum(draft.scope for draft in telling.drafts) / len(telling.drafts)), 0, 1, 2, 3)}"
    yield f"voice={telling.source != 'outlet'},background={telling.background > 0}"
    yield f"stance={telling.stance}"
    yield f"title={context.scene.reading.sentences[telling.first.trigger.sentence].title},alone={len(telling.sentences) == 1}"
    words = [draft.trigger for draft in telling.drafts if draft.trigger.by == "event"]
    sure = "sure" if any(not word.traits & UNSURE for word in words) else "unsure" if words else "loss"
    yield f"word={sure}"
    yield f"word={sure},kind={telling.kind}"
    yield f"votes={bucket(len({draft.kind for draft in telling.drafts}), 1, 2)},{sure}"
    for slot in ("places", "date", "actors", "targets"):
        yield f"{slot}={bool(one.keys(slot))},{sure}"
    yield f"slots={sum(bool(one.keys(slot)) for slot in ('places', 'date', 'actors', 'targets'))},losses={bool(telling.losses)},{sure}"
    yield f"page={bucket(len(page), 1, 2, 4, 8, 16)}"
    yield f"entry={telling.word.trigger.entry}"
    yield f"subject={context.subject}"
    yield f"subject={context.subject},word={sure}"
    yield from _twins(one, page, event_types)
    if _in_general(one, context):
        yield "in-general"
    if context.sense:
        scope = [context.sense.of("scope", draft.trigger) for draft in telling.drafts]
        yield sensed("sense", max(scope))
        yield sensed("sense-mean", sum(scope) / len(scope))


def _in_general(one: Filled, context: Context) -> bool:
    """Whether it only says that there were others like it: «سبق أن نفذ هجمات مماثلة», without a place, a day or losses."""
    words = [draft.trigger for draft in one.telling.drafts]
    nowhere = not any(one.keys(slot) for slot in ("places", "date", "targets"))
    return nowhere and all(word.by == "event" and another(word, context) for word in words)


def _twins(one: Filled, page: Sequence[Filled], event_types: Mapping[str, str]) -> Iterator[str]:
    """How the telling stands to the most alike other telling of its type: a shred repeats what is told more fully elsewhere."""
    rest = [other for other in page if other is not one and event_types[other.telling.kind] == event_types[one.telling.kind]]
    yield f"others={bucket(len(rest), 0, 1, 3)}"
    if not rest:
        return
    twin = max(rest, key=lambda other: _alike(one, other))
    for slot in ("places", "date", "actors", "targets"):
        yield f"twin-{slot}={agree(one.keys(slot), twin.keys(slot))}"
    order = "earlier" if twin.telling.first.trigger.start < one.telling.first.trigger.start else "later"
    source = one.telling.source == twin.telling.source
    fuller = len(twin.telling.drafts) > len(one.telling.drafts)
    yield f"twin={order},source={source},fuller={fuller}"
    yield f"twin={bucket(round(_alike(one, twin)), 0, 1, 2, 3)},source={source},fuller={fuller}"
    sentences = abs(twin.telling.first.trigger.sentence - one.telling.first.trigger.sentence)
    yield f"twin={bucket(sentences, 0, 1, 2, 4)},{order},source={source}"


def _alike(one: Filled, other: Filled) -> float:
    score = 0.0
    for slot in ("places", "date", "actors", "targets"):
        agreement = agree(one.keys(slot), other.keys(slot))
        score += {"same": 1.0, "other": -1.0}.get(agreement, 0.0)
    return score + (one.telling.kind == other.telling.kind)
