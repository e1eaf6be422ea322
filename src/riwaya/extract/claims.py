"""Writes a filled telling down as a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from riwaya.extract.context import ARMED, Context
from riwaya.extract.figures.losses import Loss
from riwaya.extract.filled import Filled
from riwaya.extract.parties import PartyMention
from riwaya.extract.telling import Telling
from riwaya.extract.tolls import once_told
from riwaya.model import Casualty, Claim, Equipment, Figure, Party, Span, Stance

_CLOSE = 8  # words between who was lost and the next outcome word


def claim(filled: Filled, context: Context, event_types: Mapping[str, str]) -> Claim:
    """Write a filled telling down as a claim."""
    telling = filled.telling
    voice = telling.voice
    return Claim(
        document=context.scene.reading.document.id,
        evidence=evidence(telling, context),
        event_type=event_types[telling.kind],
        sub_event_type=telling.kind,
        stance=cast("Stance", telling.stance),
        background=telling.background > 0,
        sources=voice.chain if voice else (),
        actors=filled.actors,
        targets=filled.targets,
        places=filled.places,
        date=filled.date,
        casualties=casualties(telling, () if repelled(telling, context) else filled.targets, context.scene.parties),
        equipment=equipment(telling),
        rules=_rules(telling),
    )


def once(found: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return each claim once: two of one type, by one source, in the same words (their ids are one) become one with the losses of both."""
    by_id: dict[str, Claim] = {}
    for one in found:
        before = by_id.get(one.id)
        by_id[one.id] = one if before is None else replace(before, casualties=tuple(dict.fromkeys((*before.casualties, *one.casualties))))
    return tuple(by_id.values())


def evidence(telling: Telling, context: Context) -> tuple[Span, ...]:
    """Return, sentence by sentence, the segments from the first to the last word that tells of the event."""
    by_sentence: dict[int, list[int]] = {}
    for draft in telling.drafts:
        by_sentence.setdefault(draft.trigger.sentence, []).append(draft.trigger.segment)
    spans = []
    for numbers in by_sentence.values():
        start, end = context.segments[min(numbers)][0], context.segments[max(numbers)][1]
        spans.append(context.scene.reading.span(start, end))
    return tuple(sorted(spans))


def repelled(telling: Telling, context: Context) -> bool:
    """Whether it tells of an attack that was beaten off: the dead may then be those who attacked, of whom the claim says «أوقعت في صفوفها»."""
    triggers = [draft.trigger for draft in telling.drafts]
    foiled = any(one.entry.value == "foil" for trigger in triggers for one in context.in_segment[trigger.segment].of("light"))
    return foiled or any("repelled" in trigger.traits for trigger in triggers)


def casualties(telling: Telling, targets: Sequence[Party], named: Sequence[PartyMention]) -> tuple[Casualty, ...]:
    """Return the telling's losses, repeats told once: the exact figure beside the vague, the bounded beside the plain.

    People of whom no group is told are of the party that their phrase names («سبعة من عناصر داعش»), else the only target unless others are named beside it.
    """
    owned = list(_owned(once_told([draft.trigger for draft in telling.drafts]), named))
    only = targets[0].actor if len(targets) == 1 and {group for _, group in owned} <= {None, "civilians", targets[0].actor} else None
    kept: list[Casualty] = []
    for loss, group in sorted(owned, key=lambda one: (_exactness(one[0]), one[1] is None)):
        casualty = Casualty(loss.outcome, group or (None if _apart(loss, telling) else only), loss.figure)
        if not any(_repeats(casualty, other) for other in kept):
            kept.append(casualty)
    return tuple(sorted(kept, key=lambda one: one.figure.span or Span(0, 0)))


def _apart(loss: Loss, telling: Telling) -> bool:
    """Whether a loss is told in one breath with another of the same outcome, so that each has a side: «17 جنديا و9 مقاتلين»."""
    return any(other.trigger == loss.trigger and other.outcome == loss.outcome and other.figure != loss.figure for other in telling.losses)


def _owned(losses: Iterable[Loss], named: Sequence[PartyMention]) -> Iterator[tuple[Loss, str | None]]:
    """Yield each loss with its group; what is told right after («… وإصابة 29») is of the party told before."""
    before: Loss | None = None
    group: str | None = None
    for loss in sorted(losses, key=lambda one: one.trigger):
        close = before is not None and before.people is not None and 0 <= loss.trigger - before.people[1] <= _CLOSE
        own = loss.group or _whose(loss, named)
        before, group = loss, own or (group if close and before and not before.group and not _named_in(loss, named) else None)
        yield loss, group


def _whose(loss: Loss, named: Sequence[PartyMention]) -> str | None:
    """Return the one armed party that the phrase of who was lost names; None for none or several."""
    found = {one.party.actor for one in _named_in(loss, named) if one.kind in ARMED and not one.plain}
    return found.pop() if len(found) == 1 else None


def _named_in(loss: Loss, named: Sequence[PartyMention]) -> list[PartyMention]:
    """Return the parties in the phrase of who was lost."""
    start, end = loss.people or (0, 0)
    return [one for one in named if start <= one.start < end]


def _exactness(loss: Loss) -> tuple[bool, bool]:
    """Order exact figures before vague ones, and bounded before plain."""
    return loss.figure.low is None and loss.figure.high is None, loss.figure.low == loss.figure.high


def _repeats(one: Casualty, kept: Casualty) -> bool:
    if one.outcome != kept.outcome:
        return False
    vague = one.figure.low is None and one.figure.high is None
    return vague or _near(one.figure, kept.figure) or (one.group == kept.group and one.figure.low == kept.figure.low)


def _near(one: Figure, other: Figure) -> bool:
    """Whether a plain figure is the bounded one without its bound."""
    return one.low == other.low and one.low is not None


def equipment(telling: Telling) -> tuple[Equipment, ...]:
    """Return the telling's losses of things, each item and outcome once."""
    found: dict[tuple[str, str], Equipment] = {}
    for draft in telling.drafts:
        damage = draft.trigger.damage
        if damage:
            found.setdefault((damage.item, damage.outcome), Equipment(damage.item, damage.outcome, damage.figure))
    return tuple(found.values())


def _rules(telling: Telling) -> tuple[str, ...]:
    rules = [draft.trigger.entry for draft in telling.drafts]
    rules += [rule for draft in telling.drafts if draft.voice for rule in draft.voice.rules]
    for draft in telling.drafts:
        for name, options in (("actor", draft.actors), ("target", draft.targets), ("where", draft.places), ("day", draft.dates)):
            rules += [f"{name}:{reason}" for weighed in options[:1] for reason in weighed.reasons]
    return tuple(dict.fromkeys(rules))
