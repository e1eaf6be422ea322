"""What a telling does not say itself it may take over from another telling of the page: place, day, parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from riwaya.extract.choices.same import source_key
from riwaya.extract.context import Context, bucket
from riwaya.extract.telling import Telling


def features(taker: Telling, giver: Telling, agreement: Mapping[str, str], context: Context, event_types: Mapping[str, str]) -> Iterator[str]:
    """Yield how near and how alike the two are; `agreement` says for each other slot whether both fill it alike."""
    distance = taker.first.trigger.sentence - min((draft.trigger.sentence for draft in giver.drafts), key=lambda one: abs(one - taker.first.trigger.sentence))
    where = f"{'back' if distance >= 0 else 'on'}{bucket(abs(distance), 0, 1, 2, 4, 8)}"
    title = context.scene.reading.sentences[giver.first.trigger.sentence].title
    kind = "kind" if taker.kind == giver.kind else "type" if event_types[taker.kind] == event_types[giver.kind] else "other"
    yield f"where={where}"
    yield f"title={title},kind={kind}"
    yield f"kind={kind},where={where}"
    yield f"source={source_key(taker.voice) == source_key(giver.voice)},kind={kind}"
    yield f"background={taker.background > 0},{giver.background > 0}"
    yield f"lead={giver.first.trigger.sentence <= 1},kind={kind}"
    for slot, value in agreement.items():
        yield f"{slot}={value}"
        yield f"{slot}={value},kind={kind}"
    word = context.norm(taker.first.trigger.start)
    yield f"definite={word.lstrip('وفبلك').startswith(('ال', 'لل'))},kind={kind}"
    yield f"default={taker.kind}"
    yield f"prefix={word[:1] if word[:1] in 'وف' else ''}"
