"""Which type a whole telling is of: its words' votes, with whom it was done to, by whom, and with which losses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from riwaya.extract.choices.bound import Bound
from riwaya.extract.choices.ground import ground
from riwaya.extract.context import ARMED, UNSURE, Context
from riwaya.extract.drafts import Draft
from riwaya.extract.keys import key_of
from riwaya.extract.parties import PartyMention
from riwaya.extract.ranges import bucket
from riwaya.extract.sense import typed
from riwaya.extract.telling import Telling
from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Sign
from riwaya.lexicon import Lexicon

VIOLENT = frozenset({"battles", "explosions-remote-violence", "violence-against-civilians", "riots"})
_UNTOLD = frozenset({"chemical-weapon", "grenade", "remote-explosive-landmine-ied", "suicide-bomb"})  # means that a bare «هجوم» does not tell of
_STRUCK: frozenset[Bound] = frozenset({"patient", "side"})
_HIT: frozenset[Bound] = _STRUCK | {"lost"}
_BOMB, _BY_ITSELF = "remote-explosive-landmine-ied", frozenset({"suicide-bomb"})
_UNMEANT = 1.4  # log-odds: a bare «هجوم» may be by any means, but is by these only where more speaks for it
_UNSAID = 2.0  # log-odds; more gains on pages held out, and loses some of those that the weights were learned from


def signs(telling: Telling, context: Context) -> Iterator[Sign]:
    """Yield what speaks for one type or another; the same signs serve every type."""
    kind = telling.kind
    yield f"votes={kind}"
    yield _all, frozenset(draft.kind for draft in telling.drafts)
    for draft in telling.drafts:
        yield from _vote(draft)
    yield from _parties(telling, kind)
    yield from (f"ground={won}" for won in sorted({ground(word, context) or "" for word in telling.words} - {""}))
    yield from _sides(telling)
    yield from _fought(telling)
    outcomes = {(loss.outcome, loss.group) for loss in telling.losses}
    yield from ((_lost, outcome, group) for outcome, group in sorted(outcomes, key=str))
    yield from ((_group, group, kind) for _, group in sorted(outcomes, key=str))
    yield from (f"damage={draft.trigger.damage.outcome},{draft.trigger.damage.item}" for draft in telling.drafts if draft.trigger.damage)
    for topic in context.topics:
        if not topic.startswith("page-actor"):
            yield _topic, topic, kind
    if context.sense:
        yield typed, frozenset(context.sense.kinds[context.sense.rows[draft.trigger.key]] for draft in telling.drafts)
        yield _echoed, context.sense.echoed([draft.trigger for draft in telling.drafts]), kind
    yield _setting, context.scene.countries[telling.first.trigger.sentence], bucket(len(telling.drafts), 1, 2, 4), kind


def likeliest(telling: Telling, scores: Mapping[str, float], lexicon: Lexicon, meant: AbstractSet[str] = frozenset()) -> str:
    """Return the likeliest type, where those that no event word of the telling allows are less likely: withdrawal amid shelling is none.

    `meant` are types of tellings that name the means which it leaves open.
    """
    allowed = {kind for word in telling.words for kind in allows(word, lexicon)} or scores.keys()
    untold = _untold(telling) - meant
    return max(scores, key=lambda kind: scores[kind] - _UNSAID * (kind not in allowed) - _UNMEANT * (kind in untold))


def _untold(telling: Telling) -> frozenset[str]:
    """Return the types of means that the event words of a telling might tell of, and do not."""
    if not telling.words:
        return frozenset()
    return _UNTOLD if left_open(telling) else _BY_ITSELF if _bomb_alone(telling) else frozenset()


def _bomb_alone(telling: Telling) -> bool:
    """Whether its words tell of a bomb or a mine, and none of somebody who died with it."""
    kinds = {word.kind for word in telling.words if "open-means" not in word.traits}
    return _BOMB in kinds and not kinds & _BY_ITSELF


def allows(word: Trigger, lexicon: Lexicon) -> frozenset[str]:
    """Return the types that an event told with a word may have; a word of open means allows all violence."""
    own = lexicon.turns[word.kind or ""]
    return own | {kind for kind, family in lexicon.event_types.items() if family in VIOLENT} if "open-means" in word.traits else own


def left_open(telling: Telling) -> bool:
    """Whether no event word of a telling says by what means: only losses are told, or words like «هجوم» and «استهداف»."""
    return all("open-means" in word.traits for word in telling.words)


def _sides(telling: Telling) -> Iterator[str]:
    """Yield who fought or struck whom by grammar, where the words leave the means open: armed forces each other is a clash, civilians an attack."""
    if not telling.words or not left_open(telling):
        return
    struck, hit = ({kind for draft in telling.drafts for kind in _kinds(draft, roles)} for roles in (_STRUCK, _HIT))
    civilians = "civilians" in hit or any(loss.group == "civilians" for loss in telling.losses)
    if struck & ARMED or (hit & ARMED and not civilians):
        yield "open-hit=armed"
    elif civilians:
        yield "open-hit=civilians"


def _fought(telling: Telling) -> Iterator[str]:
    """Yield that a fight of two sides is told, and what kind of one the crowd of a protest fights or storms."""
    if any("mutual" in word.traits and word.kind == "armed-clash" for word in telling.words):
        yield "fought"
        yield f"fought,votes={telling.kind}"
    if any(word.kind == "violent-demonstration" and UNSURE.isdisjoint(word.traits) for word in telling.words):
        yield "stormed"


def _kinds(draft: Draft, roles: frozenset[Bound]) -> Iterator[str]:
    """Yield the kinds of the parties that have one of some roles by grammar."""
    parties = [one.option for one in draft.options.get("actors", ()) if isinstance(one.option, PartyMention)]
    return (one.kind for one in parties if not roles.isdisjoint(draft.bound.get(key_of(one.party), ())))


def _echoed(echoed: str | None, kind: str) -> Iterator[str]:
    yield f"echoed={echoed}"
    yield f"echoed={echoed},votes={kind}"


def _all(kinds: Iterable[str]) -> Iterator[str]:
    yield f"all={'+'.join(sorted(kinds))}"


def _vote(draft: Draft) -> Iterator[Sign]:
    trigger = draft.trigger
    yield _voted, trigger.by, draft.kind, draft.second
    if trigger.by == "event":
        yield _word, trigger.entry, trigger.kind, trigger.traits.isdisjoint(UNSURE)


def _voted(by: str, kind: str, second: str | None) -> Iterator[str]:
    yield f"{by}={kind}"
    if second:
        yield f"second={second},first={kind}"


def _word(entry: str, kind: str | None, sure: bool) -> Iterator[str]:
    yield f"entry={entry}"
    yield f"{'sure' if sure else 'unsure'}={kind}"


def _parties(telling: Telling, kind: str) -> Iterator[Sign]:
    for role, drafts in (
        ("actor", [one for draft in telling.drafts for one in draft.actors]),
        ("target", [one for draft in telling.drafts for one in draft.targets]),
    ):
        for sort in sorted({one.option.kind for one in drafts} or {"none"}):
            yield _sort, role, sort, kind
        for actor in sorted({str(one.option.party.actor) for one in drafts}):
            yield _actor, role, actor, kind


def _sort(role: str, sort: str, kind: str) -> Iterator[str]:
    yield f"{role}={sort}"
    yield f"{role}={sort},votes={kind}"


def _actor(role: str, actor: str, kind: str) -> Iterator[str]:
    yield f"{role}={actor},votes={kind}"


def _lost(outcome: str, group: str | None) -> Iterator[str]:
    yield f"loss={outcome},{group}"


def _group(group: str | None, kind: str) -> Iterator[str]:
    yield f"loss={group},votes={kind}"


def _topic(topic: str, kind: str) -> Iterator[str]:
    yield f"{topic},votes={kind}"


def _setting(country: str | None, drafts: str, kind: str) -> Iterator[str]:
    yield f"country={country},votes={kind}"
    yield f"long={drafts},votes={kind}"
