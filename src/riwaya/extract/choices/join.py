"""Do two tellings of different sentences tell of one event by one source? Lead and body do; Tuesday's raid and today's do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from riwaya.extract.choices.same import agree, source_key
from riwaya.extract.context import Context, bucket
from riwaya.extract.telling import Telling


def crowd(parts: Sequence[Telling]) -> Counter[str]:
    """Count the tellings of each kind on the page: where there is one raid only, "the raid" is that one."""
    return Counter(part.kind for part in parts)


def features(first: Telling, second: Telling, crowd: Counter[str], context: Context, event_types: Mapping[str, str]) -> Iterator[str]:
    """Yield what the two share and where they differ; `first` stands earlier on the page."""
    where = _where(first, second, context)
    source = _source(first, second)
    kind = "kind" if first.kind == second.kind else "type" if event_types[first.kind] == event_types[second.kind] else "other"
    yield f"where={where}"
    yield f"source={source},where={where}"
    yield f"source={source},kind={kind}"
    yield f"kind={kind},where={where}"
    yield f"crowd={bucket(crowd[second.kind], 1, 2, 4, 8)},kind={kind}"
    if kind != "kind":
        yield f"kinds={'+'.join(sorted((first.kind, second.kind)))}"
    else:
        yield f"both={first.kind}"
    slots = dict(_slots(first, second))
    for slot, value in slots.items():
        yield f"{slot}={value}"
        yield f"{slot}={value},kind={kind}"
        yield f"{slot}={value},where={where}"
        yield f"{slot}={value},source={source}"
    yield f"place={slots['place']},date={slots['date']},kind={kind}"
    yield f"actor={slots['actor']},target={slots['target']},kind={kind}"
    yield from _words(first, second, context, kind)


def _where(first: Telling, second: Telling, context: Context) -> str:
    sentences = context.scene.reading.sentences
    if sentences[first.first.trigger.sentence].title:
        return "title"
    distance = bucket(second.first.trigger.sentence - first.drafts[-1].trigger.sentence, 1, 2, 4, 8)
    return f"lead{distance}" if first.first.trigger.sentence <= 1 else distance


def _source(first: Telling, second: Telling) -> str:
    one, two = source_key(first.voice), source_key(second.voice)
    if one == two:
        return "outlet" if one == "outlet" else "same"
    return "one-outlet" if one == "outlet" else "two-outlet" if two == "outlet" else "other"


def _slots(first: Telling, second: Telling) -> Iterator[tuple[str, str]]:
    place = agree(first.place_names(), second.place_names())
    if place == "other" and (first.place_names() & second.holders() or second.place_names() & first.holders()):
        place = "holds"
    yield "place", place
    yield "date", agree(first.days(), second.days())
    yield "actor", agree(first.actors(), second.actors())
    yield "target", agree(first.targets(), second.targets())
    yield "figures", _figures(first, second)


def _figures(first: Telling, second: Telling) -> str:
    one = {loss.outcome: loss.figure for loss in first.losses}
    two = {loss.outcome: loss.figure for loss in second.losses}
    shared = one.keys() & two.keys()
    if not shared:
        return "apart" if one and two else "one" if one or two else "none"
    exact = [key for key in shared if one[key].low is not None and one[key].low == two[key].low]
    if exact:
        return "same"
    return "vague" if any(one[key].low is None or two[key].low is None for key in shared) else "other"


def _words(first: Telling, second: Telling, context: Context, kind: str) -> Iterator[str]:
    word = context.norm(second.word.trigger.start)
    definite = word.lstrip("وفبلك").startswith(("ال", "لل"))
    yield f"definite={definite},kind={kind}"
    yield f"definite={definite},by={second.word.trigger.by}"
    yield f"by={first.word.trigger.by}-{second.word.trigger.by}"
    yield f"entry={first.word.trigger.entry == second.word.trigger.entry},kind={kind}"
    yield f"after={context.norm(second.word.trigger.end)}"
    yield f"background={first.background > 0},{second.background > 0}"
    yield f"stance={first.stance == second.stance}"
    opening = context.norm(context.sentence(second.first.trigger.sentence)[0])
    yield f"opens={opening}"
