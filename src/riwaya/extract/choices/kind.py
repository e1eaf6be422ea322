"""Which of the 25 sub-event types: the word's own type, turned by what stands around it (ACLED's rules as features)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from riwaya.extract.choices.ground import ground
from riwaya.extract.context import Context, Stretch
from riwaya.extract.ranges import first_after, last_before, within
from riwaya.extract.sense import typed
from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Sign
from riwaya.lexicon import Camps

_REMEMBERED = 50_000  # words


def signs(trigger: Trigger, context: Context) -> Iterator[Sign]:
    """Yield what speaks for one type or another; the same signs serve every type."""
    yield _word, trigger.kind, trigger.entry, trigger.by
    if trigger.loss:
        yield _lost, trigger.loss.outcome, trigger.loss.group
    if trigger.damage:
        yield _damaged, trigger.damage.outcome, trigger.damage.item
    won = ground(trigger, context)
    if won:
        yield f"ground={won}"
    sentence = context.in_sentence[trigger.sentence]
    yield from _company("segment", context.in_segment[trigger.segment], trigger)
    yield from _company("sentence", sentence, trigger)
    for kind in sentence.kinds:
        yield _party, kind, trigger.kind
    for actor in sentence.actors:
        yield f"actor={actor}"
    if _foes(sentence.actors, context.scene.lexicon.camps):
        yield _foe, trigger.kind
    for group in sentence.lost:
        yield _group, group, trigger.kind
    yield from _page(trigger, context)
    yield from _words(trigger, context)
    if context.sense:
        yield typed, (context.sense.kinds[context.sense.rows[trigger.key]],)


def _foes(actors: Sequence[str], camps: Camps) -> bool:
    """Whether two of the parties are enemies."""
    return any(camps.relation(one, other) == "enemy" for one, other in combinations(actors, 2))


def _foe(default: str | None) -> Iterator[str]:
    yield "foes"
    yield f"foes,default={default}"


def _word(default: str | None, entry: str, by: str) -> Iterator[str]:
    yield f"default={default}"
    yield f"entry={entry}"
    yield f"by={by}"


def _lost(outcome: str, group: str | None) -> Iterator[str]:
    yield f"outcome={outcome},{group}"


def _damaged(outcome: str, item: str) -> Iterator[str]:
    yield f"damage={outcome},{item}"


def _company(where: str, stretch: Stretch, trigger: Trigger) -> Iterator[Sign]:
    yield _others, where, frozenset([one.kind for one in stretch.triggers if one.kind and one is not trigger]), trigger.kind
    for one in stretch.sure:
        if one is not trigger:
            yield _sure, where, one.kind, trigger.kind


def _others(where: str, kinds: Iterable[str], default: str | None) -> Iterator[str]:
    yield from (f"{where}-kind={kind}" for kind in sorted(kinds))
    if not kinds:
        yield f"{where}-kind=none,default={default}"


def _sure(where: str, kind: str, default: str | None) -> Iterator[str]:
    yield f"{where}-sure={kind},default={default}"


def _party(kind: str, default: str | None) -> Iterator[str]:
    yield f"party={kind}"
    yield f"party={kind},default={default}"


def _group(group: str, default: str | None) -> Iterator[str]:
    yield f"lost={group},default={default}"


def _page(trigger: Trigger, context: Context) -> Iterator[Sign]:
    for topic in context.topics:
        yield _topic, topic, trigger.kind
    before, after = last_before(context.sure, trigger.start), first_after(context.sure, trigger.start)
    yield _neighbours, before and before.kind, after and after.kind, trigger.kind
    yield _country, context.scene.countries[trigger.sentence], trigger.kind


def _topic(topic: str, default: str | None) -> Iterator[str]:
    yield topic
    if not topic.startswith("page-actor"):
        yield f"{topic},default={default}"


def _neighbours(before: str | None, after: str | None, default: str | None) -> Iterator[str]:
    yield f"previous={before},default={default}"
    yield f"next={after},default={default}"


def _country(country: str | None, default: str | None) -> Iterator[str]:
    yield f"country={country}"
    yield f"country={country},default={default}"


def _words(trigger: Trigger, context: Context) -> Iterator[Sign]:
    for index in range(trigger.start - 3, trigger.end + 4):
        yield f"near={bare(context.words[index])}"
    for party in within(context.scene.parties, trigger.end, trigger.end + 4)[:1]:
        yield _next, party.kind, party.party.actor, trigger.kind


def _next(kind: str, actor: str | None, default: str | None) -> Iterator[str]:
    yield f"next-party={kind},default={default}"
    yield f"next-party={actor},default={default}"


@lru_cache(maxsize=_REMEMBERED)
def bare(word: str) -> str:
    """Return a folded word without conjunction, preposition and article: enough to recognise it by."""
    for prefix in ("وال", "فال", "بال", "كال", "لل", "ال"):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            return word[len(prefix) :]
    return word[1:] if word.startswith("و") and len(word) > 4 else word  # a short word may begin with its own waw
