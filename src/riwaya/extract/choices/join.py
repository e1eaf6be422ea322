"""Do two tellings of different sentences tell of one event by one source? Lead and body do; Tuesday's raid and today's do not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.extract.choices import apart
from riwaya.extract.choices.resumed import resumed
from riwaya.extract.context import Context, is_definite
from riwaya.extract.keys import agree
from riwaya.extract.ranges import bucket
from riwaya.extract.sense import Key, Sense, sensed
from riwaya.extract.telling import Telling
from riwaya.extract.tolls import exact, totals
from riwaya.extract.weigh import Sign

_LARGE = 10  # people; so many are hardly lost twice


@dataclass(frozen=True, slots=True)
class Crowd:
    """The tellings of a page: how many there are of each kind, and where those of each event type begin.

    `resumed` says which resumes which, `totals` which is the total of which others, `leads` which is the first of its event type in the lead, all by
    their first candidates.
    """

    kinds: Counter[str]
    starts: Mapping[str, Sequence[int]]
    resumed: Mapping[Key, Key]
    totals: Mapping[Key, frozenset[Key]]
    leads: frozenset[Key]

    def between(self, first: Telling, second: Telling, event_type: str) -> bool:
        """Whether another telling of the type begins between two: "the raid" is the one told last."""
        starts = self.starts.get(event_type, ())
        return bisect_left(starts, second.first.trigger.start) > bisect_right(starts, first.first.trigger.start)


def crowd(parts: Sequence[Telling], context: Context, event_types: Mapping[str, str]) -> Crowd:
    """Look at all tellings of a page: where there is one raid only, "the raid" is that one."""
    starts: dict[str, list[int]] = {}
    for part in parts:
        starts.setdefault(event_types[part.kind], []).append(part.first.trigger.start)
    ordered = {name: sorted(found) for name, found in starts.items()}
    return Crowd(Counter(part.kind for part in parts), ordered, resumed(parts, context, event_types), totals(parts), _leads(parts, context, event_types))


def _leads(parts: Sequence[Telling], context: Context, event_types: Mapping[str, str]) -> frozenset[Key]:
    """Return the keys of the tellings in the first sentence below the headline that tells of any, each the first of its event type there."""
    body = [part for part in parts if not context.scene.reading.sentences[part.first.trigger.sentence].title]
    lead: dict[str, Key] = {}
    for part in body:
        if part.first.trigger.sentence == body[0].first.trigger.sentence:
            lead.setdefault(event_types[part.kind], part.first.trigger.key)
    return frozenset(lead.values())


def signs(first: Telling, second: Telling, crowd: Crowd, context: Context, event_types: Mapping[str, str]) -> list[Sign]:
    """Return what the two share and where they differ; `first` stands earlier on the page."""
    where, source = _where(first, second, context), _source(first.source, second.source)
    kind = "kind" if first.kind == second.kind else "type" if event_types[first.kind] == event_types[second.kind] else "other"
    one, two = first.keys, second.keys
    place, date = _place(one, two), agree(one["days"], two["days"])
    actor, target = agree(one["actors"], two["actors"]), agree(one["targets"], two["targets"])
    return [
        (_setting, where, source, kind, bucket(crowd.kinds[second.kind], 1, 2, 4, 8)),
        (_kinds, first.kind, second.kind),
        (_slot, "place", place, kind, where, source),
        (_slot, "date", date, kind, where, source),
        (_slot, "actor", actor, kind, where, source),
        (_slot, "target", target, kind, where, source),
        (_slot, "figures", _figures(first, second), kind, where, source),
        (_slots, place, date, actor, target, kind),
        *_words(first, second, context, kind),
        *_apart(first, second, context, kind),
        *_whole(first, second, crowd),
        *_lead(first, second, crowd, where, kind),
        *_same_toll(first, second, kind),
        *_resumed(first, second, crowd, context, event_types),
        *_senses(first, second, context.sense),
    ]


def _senses(first: Telling, second: Telling, sense: Sense | None) -> list[Sign]:
    one, two = ([draft.trigger for draft in telling.drafts] for telling in (first, second))
    if sense is None:
        return []
    words = sense.mean("same", [first.word.trigger], [second.word.trigger])
    return [sensed("sense", sense.mean("same", one, two)), sensed("sense-words", words), sensed("sense-echo", sense.mean("echo", one, two))]


def _setting(where: str, source: str, kind: str, crowd: str) -> Iterator[str]:
    yield f"where={where}"
    yield f"source={source},where={where}"
    yield f"source={source},kind={kind}"
    yield f"kind={kind},where={where}"
    yield f"crowd={crowd},kind={kind}"


def _kinds(first: str, second: str) -> Iterator[str]:
    yield f"both={first}" if first == second else f"kinds={'+'.join(sorted((first, second)))}"


def _slot(slot: str, value: str, kind: str, where: str, source: str) -> Iterator[str]:
    yield f"{slot}={value}"
    yield f"{slot}={value},kind={kind}"
    yield f"{slot}={value},where={where}"
    yield f"{slot}={value},source={source}"


def _slots(place: str, date: str, actor: str, target: str, kind: str) -> Iterator[str]:
    yield f"place={place},date={date},kind={kind}"
    yield f"actor={actor},target={target},kind={kind}"


def _where(first: Telling, second: Telling, context: Context) -> str:
    sentence = first.first.trigger.sentence
    if context.scene.reading.sentences[sentence].title:
        return "title"
    distance = bucket(second.first.trigger.sentence - first.drafts[-1].trigger.sentence, 1, 2, 4, 8)
    return f"lead{distance}" if sentence <= 1 else distance


def _source(one: str, two: str) -> str:
    if one == two:
        return "outlet" if one == "outlet" else "same"
    return "one-outlet" if one == "outlet" else "two-outlet" if two == "outlet" else "other"


def _place(first: Mapping[str, frozenset[str]], second: Mapping[str, frozenset[str]]) -> str:
    place = agree(first["places"], second["places"])
    held = place == "other" and not (first["places"].isdisjoint(second["holders"]) and second["places"].isdisjoint(first["holders"]))
    return "holds" if held else place


def _figures(first: Telling, second: Telling) -> str:
    one, two = first.toll, second.toll
    shared = one.keys() & two.keys()
    if not shared:
        return "apart" if one and two else "one" if one or two else "none"
    exact = [key for key in shared if one[key].low is not None and one[key].low == two[key].low]
    if exact:
        return "same"
    return "vague" if any(one[key].low is None or two[key].low is None for key in shared) else "other"


def _apart(first: Telling, second: Telling, context: Context, kind: str) -> Iterator[Sign]:
    """Yield whether one of the two is called another event than those before it."""
    if apart.another(second.word.trigger, context):
        yield f"another={kind}"
    if apart.another(first.word.trigger, context):
        yield f"another-before={kind}"
    if first.losses and second.losses and _place(first.keys, second.keys) == "other" and _anew(second, context):
        yield "own-losses"
    if second.sentences != first.sentences and apart.aside(second.first.trigger, context) and (_anew(second, context) or second.keys["places"]):
        yield f"aside,place={_place(first.keys, second.keys)}"
    if all(apart.earlier(draft.trigger, context) for draft in second.drafts):
        yield "earlier-toll"


def _anew(second: Telling, context: Context) -> bool:
    """Whether an event word of its own, not a definite noun, names the second."""
    word = second.word.trigger
    return word.by == "event" and not is_definite(context.words[word.start])


def _lead(first: Telling, second: Telling, crowd: Crowd, where: str, kind: str) -> Iterator[Sign]:
    """Yield whether the first is a headline and the second the first of its type in the lead: who says it there says it in the headline too."""
    if where == "title" and kind != "other" and second.first.trigger.key in crowd.leads:
        yield f"lead={kind},source={_source(first.source, second.source)}"


def _same_toll(first: Telling, second: Telling, kind: str) -> Iterator[Sign]:
    """Yield whether one source tells the same exact figures twice; figures of some size, or two of them, are hardly the same by chance."""
    if any(agree(first.keys[slot], second.keys[slot]) == "other" for slot in ("places", "days", "targets")):
        return  # other people, elsewhere or on another day, of whom there are as many
    shared = [(exact(first.toll[key]), exact(second.toll[key])) for key in first.toll.keys() & second.toll.keys()]
    if first.source != second.source or not shared or any(one != two or not one for one, two in shared):
        return
    yield f"same-toll={kind}"
    if len(shared) > 1 or max(one for one, _ in shared) >= _LARGE:
        yield f"same-toll={kind},large"


def _whole(first: Telling, second: Telling, crowd: Crowd) -> Iterator[Sign]:
    """Yield whether the losses of the first are a total, and those of the second a part of it."""
    if second.first.trigger.key in crowd.totals.get(first.first.trigger.key, ()):
        yield "total"


def _resumed(first: Telling, second: Telling, crowd: Crowd, context: Context, event_types: Mapping[str, str]) -> Iterator[Sign]:
    """Yield whether the first is the one that the second needs: the last told of its type, or the one that its noun or its losses point to."""
    alike = event_types[first.kind] == event_types[second.kind]
    later = first.drafts[-1].trigger.sentence < second.first.trigger.sentence
    if alike and later and apart.needs_antecedent(second, context) and not crowd.between(first, second, event_types[second.kind]):
        yield f"taken-up,source={'same' if first.source == second.source else 'other'}"
    if crowd.resumed.get(second.first.trigger.key) == first.first.trigger.key:
        yield f"{'resumed' if second.words else 'goes-on'},source={_source(first.source, second.source)}"


def _words(first: Telling, second: Telling, context: Context, kind: str) -> list[Sign]:
    one, two = first.word.trigger, second.word.trigger
    words = context.words
    return [
        (_word, is_definite(words[two.start]), kind, one.by, two.by, one.entry == two.entry),
        f"after={words[two.end]}",
        (_told, first.background > 0, second.background > 0, first.stance == second.stance),
        f"opens={words[context.in_sentence[second.first.trigger.sentence].start]}",
    ]


def _word(definite: bool, kind: str, first_by: str, by: str, same: bool) -> Iterator[str]:
    yield f"definite={definite},kind={kind}"
    yield f"definite={definite},by={by}"
    yield f"by={first_by}-{by}"
    yield f"entry={same},kind={kind}"


def _told(first_background: bool, background: bool, stance: bool) -> Iterator[str]:
    yield f"background={first_background},{background}"
    yield f"stance={stance}"
