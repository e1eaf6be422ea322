"""Learns the choices in three rounds, each on what the round before would say of pages it has not seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from riwaya.contract.pairs import pair
from riwaya.contract.read import claim_of
from riwaya.extract import LEAST, Knowledge, candidates, claims, drafts, scene, weigh
from riwaya.extract.choices import attitude, day, join, kind, role, same, scope, settle, slot, tell, voice, where
from riwaya.extract.choices.slot import SLOTS
from riwaya.extract.context import Context, context
from riwaya.extract.drafts import STANCES, Draft
from riwaya.extract.echoes import Echoes
from riwaya.extract.filled import fill
from riwaya.extract.keys import key_of
from riwaya.extract.slots import Page, offered, slot_of
from riwaya.extract.telling import Telling
from riwaya.extract.tellings import joined, likeness, tellings, type_scores, typed, within_sentences
from riwaya.extract.triggers import Trigger, triggers
from riwaya.extract.weigh import Model, Weights, features
from riwaya.model import Document
from riwaya.training import align
from riwaya.training.fit import Examples, fit

Gold = align.Gold
FOLDS = 5
_LEAST = -1.0
Choices = Mapping[str, Examples]
"""What one page teaches, by choice."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated page as the extractor sees it: candidates, and the claim that each one tells of."""

    around: Context
    claims: Sequence[Gold]
    gold: Mapping[tuple[int, int, str], int]


def lesson(document: Document, annotated: Sequence[Gold], known: Knowledge) -> Lesson:
    """Look at one page and tie its candidates to the annotation."""
    seen = scene.look(document, known.lexicon, known.gazetteer)
    around = context(seen, triggers(seen))
    tied = {}
    for trigger in around.triggers:
        span = seen.reading.span(trigger.start, trigger.end)
        number = align.gold_of(trigger, span.start, span.end, annotated, known.lexicon.event_types)
        if number is not None:
            tied[trigger.key] = number
    return Lesson(around, annotated, tied)


def learn(lessons: Sequence[Lesson], known: Knowledge, by_hand: Model) -> Model:
    """Return weights for every choice, to be added to those set by hand.

    Each round sees what reading would make of pages by the choices before it, as learned without these pages, with the weights set by hand.
    """
    types = tuple(known.lexicon.event_types)

    def unseen(before: Sequence[Model], examples: Sequence[Choices]) -> list[Model]:
        found = _across(lessons, examples, lambda some: _summed(_learned(some, by_hand), by_hand))
        return [Model({**one.choices, **two.choices}) for one, two in zip(before, found, strict=True)]

    local = [_local(one, types) for one in lessons]
    models = unseen([Model({})] * len(lessons), local)
    drafted = [_draft(*one, known) for one in zip(lessons, models, strict=True)]
    joint = [_joint(*one, known) for one in zip(lessons, drafted, strict=True)]
    models = unseen(models, joint)
    drafted = [_draft(*one, known) for one in zip(lessons, models, strict=True)]  # anew: now stance and background are known
    parts = [_parts(*one, known) for one in zip(lessons, drafted, models, strict=True)]
    pairs = [_pairs(*one, known) for one in zip(lessons, parts, strict=True)]
    models = unseen(models, pairs)
    told = [_told(*one, known) for one in zip(lessons, parts, models, strict=True)]
    settled = [_settled(*one, types) for one in zip(lessons, told, strict=True)]
    models = unseen(models, settled)
    kept = [_typed(*one, known) for one in zip(lessons, told, models, strict=True)]
    echoed = [_echoes(*one, known) for one in zip(lessons, kept, strict=True)]
    models = unseen(models, echoed)
    final = [_final(*one, known) for one in zip(lessons, drafted, models, strict=True)]
    slots = [_slots(*one, known) for one in zip(lessons, final, strict=True)]
    claimed = [_claimed(*one, known) for one in zip(lessons, final, strict=True)]
    weights = {choice: one for some in (local, joint, pairs, settled, echoed, slots, claimed) for choice, one in _learned(some, by_hand).choices.items()}
    return Model({**weights, "tell": _with_least(weights["tell"])})


def _learned(examples: Sequence[Choices], by_hand: Model) -> Model:
    """Learn from the examples of several pages."""
    whole: dict[str, Examples] = defaultdict(Examples)
    for page in examples:
        for choice, some in page.items():
            whole[choice].extend(some)
    found: dict[str, Weights] = {}
    for choice, some in whole.items():
        names = {class_: f"{choice}:{class_}" if class_ else choice for class_ in some.right or ("",)}
        fitted = fit(some, {class_: by_hand[name].of for class_, name in names.items()})
        found |= {names[class_]: weights for class_, weights in fitted.items()}
    return Model(found)


def _summed(learned: Model, by_hand: Model) -> Model:
    """Return learned weights with those set by hand for the same choices."""
    return weigh.join(learned, Model({choice: by_hand[choice] for choice in learned.choices}))


def _with_least(weights: Weights) -> Weights:
    """Keep a telling from a chance of about one in four up: F1 gains by a doubtful claim as long as that chance is near half of F1 itself."""
    return Weights({**weights.of, LEAST: _LEAST})


def _across(lessons: Sequence[Lesson], examples: Sequence[Choices], train: Callable[[Sequence[Choices]], Model]) -> list[Model]:
    """Return for each lesson a model that was learned without it."""
    folds = folds_of(lessons, FOLDS)
    models = [train([one for one, own in zip(examples, folds, strict=True) if own != fold]) for fold in range(max(folds) + 1)]
    return [models[fold] for fold in folds]


def folds_of(lessons: Sequence[Lesson], most: int) -> list[int]:
    """Deal pages out to folds, those of one week to one: what a page tells of, others of its week tell too, and must not teach how it is read.

    Where there are fewer weeks than folds, pages are dealt out singly.
    """
    weeks = [_week(one.around.scene.reading.document) for one in lessons]
    numbers = {week: number for number, week in enumerate(sorted(set(weeks)))}
    dealt = [numbers[week] for week in weeks] if len(numbers) >= most else range(len(lessons))
    return [number % most for number in dealt]


def _week(document: Document) -> str:
    return "{}-{:02}".format(*document.published.isocalendar()) if document.published else document.id


def _local(one: Lesson, types: Sequence[str]) -> Choices:
    found: dict[str, Examples] = defaultdict(Examples)
    for trigger in one.around.triggers:
        found["scope"].add(page_of(one.around), features(scope.signs(trigger, one.around)), trigger.key in one.gold)
        if trigger.key in one.gold:
            _local_of(trigger, one.claims[one.gold[trigger.key]], one.around, types, found)
    return found


def _local_of(trigger: Trigger, claim: Gold, around: Context, types: Sequence[str], found: Mapping[str, Examples]) -> None:
    page = page_of(around)
    if align.fits(trigger, claim, around.scene.lexicon.event_types):
        found["kind"].add(page, features(kind.signs(trigger, around)), {type_: claim["sub_event_type"] == type_ for type_ in types})
    for utterance in voice.options(trigger, around):
        found["voice"].add(page, features(voice.signs(trigger, utterance, around)), align.right_voice(utterance, claim))
    here = role.options(trigger, around)
    for party in here:
        signs = list(features(role.signs(trigger, party, here, around)))
        names = [one.party for one in around.scene.parties if key_of(one.party) == key_of(party.party)]
        for choice in ("actor", "target"):
            found[choice].add(page, signs, any(align.right_party(name, claim[f"{choice}s"]) for name in names))
    for place in where.options(trigger, around):
        found["where"].add(page, features(where.signs(trigger, place, around)), align.right_place(place.place, claim))
    for date in day.options(trigger, around):
        found["day"].add(page, features(day.signs(trigger, date, around)), align.right_date(date, claim))


def page_of(around: Context) -> str:
    """Return the id of the page that a context was made from."""
    return around.scene.reading.document.id


def _draft(one: Lesson, model: Model, known: Knowledge) -> list[Draft]:
    return drafts(candidates(one.around), model, known.lexicon.event_types)


def _joint(one: Lesson, page: Sequence[Draft], known: Knowledge) -> Choices:
    found: dict[str, Examples] = defaultdict(Examples)
    tied = [draft for draft in page if draft.trigger.key in one.gold]
    for draft in tied:
        claim = one.claims[one.gold[draft.trigger.key]]
        signs = list(features(attitude.signs(draft.trigger, draft.voice, draft.date.when if draft.date else None, one.around)))
        found["background"].add(page_of(one.around), signs, claim["background"])
        found["stance"].add(page_of(one.around), signs, {stance: claim["stance"] == stance for stance in STANCES})
    for number, second in enumerate(tied):
        for first in tied[:number]:
            if first.trigger.sentence == second.trigger.sentence:
                right = one.gold[first.trigger.key] == one.gold[second.trigger.key]
                found["same"].add(page_of(one.around), features(same.signs(first, second, one.around, known.lexicon.event_types)), right)
    return found


def _parts(one: Lesson, page: Sequence[Draft], model: Model, known: Knowledge) -> tuple[Telling, ...]:
    return within_sentences(_in_scope(page), likeness(one.around, model["same"], known.lexicon.event_types))


def _in_scope(page: Sequence[Draft]) -> list[Draft]:
    return [draft for draft in page if draft.scope > 0]


def _final(one: Lesson, page: Sequence[Draft], model: Model, known: Knowledge) -> tuple[tuple[Telling, ...], Echoes]:
    return tellings(_in_scope(page), one.around, model, known.lexicon.event_types)


def _told(one: Lesson, parts: Sequence[Telling], model: Model, known: Knowledge) -> tuple[Telling, ...]:
    types = known.lexicon.event_types
    return joined(parts, one.around, model["join"], types, likeness(one.around, model["same"], types))


def _typed(one: Lesson, told: Sequence[Telling], model: Model, known: Knowledge) -> tuple[Telling, ...]:
    return typed(told, type_scores(told, one.around, model, tuple(known.lexicon.event_types)), known.lexicon)


def _pairs(one: Lesson, page: Sequence[Telling], known: Knowledge) -> Choices:
    return {"join": _between(one, page, known, lambda first, second: first == second)}


def _echoes(one: Lesson, page: Sequence[Telling], known: Knowledge) -> Choices:
    """Teach which tellings tell of one event: claims of one type, day and place, whoever makes them."""
    return {"echo": _between(one, page, known, lambda first, second: first == second or align.one_event(one.claims[first], one.claims[second]))}


def _between(one: Lesson, page: Sequence[Telling], known: Knowledge, right: Callable[[int, int], bool]) -> Examples:
    """Return each two tellings of claims, and whether they are one."""
    found = Examples()
    types = known.lexicon.event_types
    crowd = join.crowd(page, one.around, types)
    numbers = [_majority(telling, one) for telling in page]
    for second, two in enumerate(numbers):
        for first, number in enumerate(numbers[:second]):
            if number is not None and two is not None:
                found.add(page_of(one.around), features(join.signs(page[first], page[second], crowd, one.around, types)), right(number, two))
    return found


def _settled(one: Lesson, page: Sequence[Telling], types: Sequence[str]) -> Choices:
    found = Examples()
    for telling in page:
        number = _majority(telling, one)
        if number is not None:
            right = {type_: one.claims[number]["sub_event_type"] == type_ for type_ in types}
            found.add(page_of(one.around), features(settle.signs(telling, one.around)), right)
    return {"type": found}


def _slots(one: Lesson, final: tuple[Sequence[Telling], Echoes], known: Knowledge) -> Choices:
    found: dict[str, Examples] = defaultdict(Examples)
    page, heard = final
    everything = [fill(telling, known.lexicon) for telling in page]
    offers = offered(everything, heard, one.around, known.lexicon.event_types)
    for taker, filled in enumerate(everything):
        number = _majority(filled.telling, one)
        if number is not None:
            _slots_of(taker, offers, one.claims[number], page_of(one.around), found)
    return found


def _slots_of(taker: int, offers: Page, claim: Gold, page: str, found: Mapping[str, Examples]) -> None:
    for name in SLOTS:
        one = slot_of(name, taker, offers)
        for offer in one.offers:
            right = any(align.right_value(value, claim, name) for value in offers.values(name, offer.key))
            found[f"slot:{name}"].add(page, features(slot.signs(one, offer)), right)


def _claimed(one: Lesson, final: tuple[Sequence[Telling], Echoes], known: Knowledge) -> Choices:
    """Teach that a telling is a claim where the scorer would pair it with an annotated one."""
    found = Examples()
    types = known.lexicon.event_types
    everything = [fill(telling, known.lexicon) for telling in final[0]]
    gold = [claim_of(dict(claim), page_of(one.around)) for claim in one.claims]
    paired = {number for _, number in pair(gold, [claims.claim(filled, one.around, types) for filled in everything])}
    for number, filled in enumerate(everything):
        found.add(page_of(one.around), features(tell.signs(filled, everything, one.around, types)), number in paired)
    return {"tell": found}


def _majority(telling: Telling, one: Lesson) -> int | None:
    numbers = [one.gold[draft.trigger.key] for draft in telling.drafts if draft.trigger.key in one.gold]
    return max(set(numbers), key=numbers.count) if numbers else None
