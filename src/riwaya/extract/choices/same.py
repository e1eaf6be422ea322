"""Do two event words on a page tell of one event by one source? Headline and body do; Tuesday's raid and today's do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from riwaya.extract.choices import apart
from riwaya.extract.context import Context, is_definite
from riwaya.extract.drafts import Draft
from riwaya.extract.keys import agree, source_key
from riwaya.extract.ranges import bucket, within
from riwaya.extract.sense import sensed
from riwaya.extract.weigh import Sign


def signs(first: Draft, second: Draft, context: Context, event_types: Mapping[str, str]) -> Iterator[Sign]:
    """Yield what the two share and where they differ; `first` stands earlier on the page."""
    one, two = first.trigger, second.trigger
    sentences = bucket(two.sentence - one.sentence, 0, 1, 2, 4, 8)
    title = context.scene.reading.sentences[one.sentence].title
    pair = f"{one.by}-{two.by}" if one.by <= two.by else f"{two.by}-{one.by}"
    source, other = source_key(first.voice), source_key(second.voice)
    told = "same" if source == other else "outlet" if "outlet" in {source, other} else "other"
    types = event_types[first.kind] == event_types[second.kind]
    yield _near, title, sentences, pair, bucket(two.segment - one.segment, 0, 1, 2, 4, 8), source == other, told
    yield _kinds, first.kind, second.kind, types, pair, sentences
    yield _entry, one.entry == two.entry, sentences
    yield _telling, _breath(first, second), first.manner, second.manner, first.stance, second.stance, sentences
    agreed = (agree(first.keys[slot], second.keys[slot]) for slot in ("places", "days", "actors", "targets"))
    yield _slots, *agreed, title, sentences
    yield from _figures(first, second)
    yield from _between(first, second, context, sentences)
    if sentences == "0":
        yield from _clauses(first, second, told, context)
    if context.sense:
        yield sensed("sense", context.sense.mean("same", [one], [two]))


def _near(title: bool, sentences: str, pair: str, segments: str, same: bool, source: str) -> Iterator[str]:
    yield f"title={title},sentences={sentences}"
    yield f"by={pair},sentences={sentences}"
    yield f"segments={segments},by={pair}"
    yield f"source={'same' if same else 'other'},title={title}"
    yield f"source={source},sentences={sentences}"


def _kinds(first: str, second: str, types: bool, pair: str, sentences: str) -> Iterator[str]:
    yield f"kind={first == second},type={types},by={pair},sentences={sentences}"
    if first != second:
        yield f"kinds={'+'.join(sorted((first, second)))}"


def _entry(same: bool, sentences: str) -> Iterator[str]:
    yield f"entry={same},sentences={sentences}"


def _breath(first: Draft, second: Draft) -> str:
    """Return whether the two are told by one attribution or by two."""
    one, two = first.voice, second.voice
    return "outlet" if one is None and two is None else "one" if one is two else "two" if one and two else "half"


def _telling(breath: str, manner: str, other_manner: str, stance: str, other_stance: str, sentences: str) -> Iterator[str]:
    yield f"breath={breath},sentences={sentences}"
    yield f"manner={'+'.join(sorted({manner, other_manner}))}"
    yield f"stance={'+'.join(sorted({stance, other_stance}))},{breath}"


def _slots(places: str, dates: str, actors: str, targets: str, title: bool, sentences: str) -> Iterator[str]:
    yield f"place={places}"
    yield f"place={places},title={title},sentences={sentences}"
    yield f"date={dates}"
    yield f"date={dates},place={places}"
    yield f"actor={actors}"
    yield f"target={targets}"
    yield f"actor={actors},target={targets}"


def _figures(first: Draft, second: Draft) -> Iterator[Sign]:
    one, two = first.trigger.loss, second.trigger.loss
    if one and two:
        outcome = "same" if one.outcome == two.outcome else "other"
        alike = (one.figure.low, one.figure.quantity) == (two.figure.low, two.figure.quantity)
        yield f"outcome={outcome},figure={alike},sentence={first.trigger.sentence == second.trigger.sentence}"


def _between(first: Draft, second: Draft, context: Context, sentences: str) -> Iterator[Sign]:
    start, end = first.trigger.end, second.trigger.start  # the words between the two
    yield _definite, is_definite(context.words[second.trigger.start]), sentences
    yield f"after={context.words[second.trigger.end]}"
    yield f"before={context.words[second.trigger.start - 1]}"
    if sentences == "0":
        yield f"between={bucket(max(0, end - start), 0, 1, 3, 8, 16)}"
        sentence = context.in_sentence[first.trigger.sentence]
        for mention in within(sentence.of("connective"), start, end):
            yield f"connective={mention.entry.value}"
        for mention in within(sentence.of("result"), start, end):
            yield f"result={mention.entry.value}"
        if end > start:
            yield f"word={context.words[start]}"
    yield _form, second.trigger.mention.prefix if second.trigger.mention else None, second.trigger.tag, sentences


def _clauses(first: Draft, second: Draft, told: str, context: Context) -> Iterator[Sign]:
    """Yield what sets two clauses of a sentence apart: other places, a turn on the way, another source."""
    one, two = first.trigger, second.trigger
    between = apart.set_apart(one, two, context)
    if between:
        yield between
        yield f"clauses-told={told}"
        if apart.own_causes(one, two, context):
            yield f"own-causes={apart.clauses(one, two, context)}"
    if one.by == "event" and apart.another(two, context):
        yield "another"
    if apart.beside(one, two, context):
        yield "beside"
    if apart.taken_after(one, two, context):
        yield "taken-after"


def _definite(definite: bool, sentences: str) -> Iterator[str]:
    yield f"definite={definite},sentences={sentences}"


def _form(prefix: str | None, tag: str, sentences: str) -> Iterator[str]:
    yield f"prefix={prefix},tag={tag},sentences={sentences}"
