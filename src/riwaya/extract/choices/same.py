"""Do two event words on a page tell of one event by one source? Headline and body do; Tuesday's raid and today's do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from riwaya.extract.context import Context, bucket
from riwaya.extract.drafts import Draft, Weighed
from riwaya.extract.keys import key_of
from riwaya.extract.parties import PartyMention
from riwaya.extract.speakers import Utterance


def source_key(voice: Utterance | None) -> str:
    """Return what two mentions of one source share: the innermost voice's actor, else its name."""
    if voice is None or not voice.chain:
        return "outlet"
    return voice.chain[-1].actor or voice.chain[-1].name or "unnamed"


def features(first: Draft, second: Draft, context: Context, event_types: Mapping[str, str]) -> Iterator[str]:
    """Yield what the two share and where they differ; `first` stands earlier on the page."""
    one, two = first.trigger, second.trigger
    sentences = bucket(two.sentence - one.sentence, 0, 1, 2, 4, 8)
    title = context.scene.reading.sentences[one.sentence].title
    near = f"title={title},sentences={sentences}"
    pair = "-".join(sorted((one.by, two.by)))
    yield near
    yield f"by={pair},sentences={sentences}"
    yield f"segments={bucket(two.segment - one.segment, 0, 1, 2, 4, 8)},by={pair}"
    yield f"source={agree({source_key(first.voice)}, {source_key(second.voice)})},title={title}"
    keys = {source_key(first.voice), source_key(second.voice)}
    source = "same" if len(keys) == 1 else "outlet" if "outlet" in keys else "other"
    yield f"source={source},sentences={sentences}"
    types = event_types[first.kind] == event_types[second.kind]
    yield f"kind={first.kind == second.kind},type={types},by={pair},sentences={sentences}"
    if first.kind != second.kind:
        yield f"kinds={'+'.join(sorted((first.kind, second.kind)))}"
    yield f"entry={one.entry == two.entry},sentences={sentences}"
    yield from _telling(first, second, sentences)
    yield from _slots(first, second, near)
    yield from _figures(first, second)
    yield from _between(first, second, context, sentences)


def _telling(first: Draft, second: Draft, sentences: str) -> Iterator[str]:
    """How each is told: by one attribution or two, and in which stance."""
    one, two = first.voice, second.voice
    breath = "outlet" if one is None and two is None else "one" if one is two else "two" if one and two else "half"
    yield f"breath={breath},sentences={sentences}"
    yield f"manner={'+'.join(sorted({one.manner if one else 'asserted', two.manner if two else 'asserted'}))}"
    yield f"stance={'+'.join(sorted({first.stance, second.stance}))},{breath}"


def _slots(first: Draft, second: Draft, near: str) -> Iterator[str]:
    places = agree({key_of(one.option.place) for one in first.places}, {key_of(one.option.place) for one in second.places})
    dates = agree(_days(first), _days(second))
    actors = agree(_parties(first.actors), _parties(second.actors))
    targets = agree(_parties(first.targets), _parties(second.targets))
    yield f"place={places}"
    yield f"place={places},{near}"
    yield f"date={dates}"
    yield f"date={dates},place={places}"
    yield f"actor={actors}"
    yield f"target={targets}"
    yield f"actor={actors},target={targets}"


def agree(one: AbstractSet[str | None] | AbstractSet[str], two: AbstractSet[str | None] | AbstractSet[str]) -> str:
    """Return whether two sets of fillers share one ("same"), differ ("other"), or are not both filled."""
    if not one or not two:
        return "one" if one or two else "none"
    return "same" if one & two else "other"


def _parties(weighed: Iterable[Weighed[PartyMention]]) -> set[str]:
    return {key_of(one.option.party) for one in weighed}


def _days(draft: Draft) -> set[str]:
    when = draft.date.when if draft.date else None
    return {key_of(when)} if when else set()


def _figures(first: Draft, second: Draft) -> Iterator[str]:
    one, two = first.trigger.loss, second.trigger.loss
    if one and two:
        outcome = "same" if one.outcome == two.outcome else "other"
        alike = (one.figure.low, one.figure.quantity) == (two.figure.low, two.figure.quantity)
        yield f"outcome={outcome},figure={alike},sentence={first.trigger.sentence == second.trigger.sentence}"


def _between(first: Draft, second: Draft, context: Context, sentences: str) -> Iterator[str]:
    start, end = first.trigger.end, second.trigger.start  # the words between the two
    word = context.norm(second.trigger.start)
    yield f"definite={word.lstrip('وفبلك').startswith(('ال', 'لل'))},sentences={sentences}"
    yield f"after={context.norm(second.trigger.end)}"
    yield f"before={context.norm(second.trigger.start - 1)}"
    if sentences == "0":
        yield f"between={bucket(max(0, end - start), 0, 1, 3, 8, 16)}"
        for mention in context.inside("connective", start, end):
            yield f"connective={mention.entry.value}"
        for mention in context.inside("result", start, end):
            yield f"result={mention.entry.value}"
        if end > start:
            yield f"word={context.norm(start)}"
    yield f"prefix={second.trigger.mention.prefix if second.trigger.mention else None},tag={second.trigger.tag},sentences={sentences}"
