"""Learns the choices in three rounds, each on what the round before would say of pages it has not seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from riwaya.contract.pairs import pair
from riwaya.contract.read import claim_of
from riwaya.extract import LEAST, Knowledge, candidates, claims, drafts, scene
from riwaya.extract.choices import attitude, day, join, kind, role, same, scope, settle, slot, tell, voice, where
from riwaya.extract.choices.slot import SLOTS
from riwaya.extract.context import Context, context
from riwaya.extract.drafts import STANCES, Draft
from riwaya.extract.echoes import echoes
from riwaya.extract.filled import fill
from riwaya.extract.keys import key_of
from riwaya.extract.slots import Page, offered, slot_of
from riwaya.extract.telling import Telling
from riwaya.extract.tellings import joined, likeness, type_scores, typed, within_sentences
from riwaya.extract.triggers import Trigger, triggers
from riwaya.extract.weigh import Model, Weights, features
from riwaya.model import Document
from riwaya.training import align
from riwaya.training.fit import Examples, fit

Gold = align.Gold
FOLDS = 5
_LEAST = -1.0
T = TypeVar("T")


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


def learn(lessons: Sequence[Lesson], known: Knowledge) -> Model:
    """Return weights for every choice."""
    types = tuple(known.lexicon.event_types)
    local = _fit(_local(lessons, types))
    unseen = _across(lessons, lambda some: Model(_fit(_local(some, types))))
    drafted = [_draft(one, known, unseen[number]) for number, one in enumerate(lessons)]
    joint = _fit(_joint(lessons, drafted, known))
    unseen_joint = _across(lessons, lambda some: Model(_fit(_joint(some, _of(some, lessons, drafted), known))))
    models = [Model({**unseen[number].choices, **unseen_joint[number].choices}) for number in range(len(lessons))]
    parts = [_parts(one, drafted[number], known, models[number]) for number, one in enumerate(lessons)]
    across = _fit(_pairs(lessons, parts, known))
    unseen_across = _across(lessons, lambda some: Model(_fit(_pairs(some, _of(some, lessons, parts), known))))
    told = [_told(one, parts[number], known, unseen_across[number]) for number, one in enumerate(lessons)]
    settled = _fit(_settled(lessons, told, types))
    unseen_settled = _across(lessons, lambda some: Model(_fit(_settled(some, _of(some, lessons, told), types))))
    scores = [type_scores(told[number], one.around, unseen_settled[number], types) for number, one in enumerate(lessons)]
    told = [typed(told[number], scores[number], known.lexicon) for number in range(len(lessons))]
    echoed = _fit(_echoes(lessons, told, known))
    unseen_echoed = _across(lessons, lambda some: Model(_fit(_echoes(some, _of(some, lessons, told), known))))
    slots = _fit(_slots(lessons, told, known, unseen_echoed))
    return Model({**local, **joint, **across, **settled, **echoed, **slots, "tell": _with_least(_fit(_claimed(lessons, told, known))["tell"])})


def _with_least(weights: Weights) -> Weights:
    """Keep a telling from a chance of about one in four up: F1 gains by a doubtful claim as long as that chance is near half of F1 itself."""
    return Weights({**weights.of, LEAST: _LEAST})


def _of(some: Sequence[Lesson], lessons: Sequence[Lesson], values: Sequence[T]) -> list[T]:
    """Return the values that belong to some of the lessons."""
    numbers = {id(one): number for number, one in enumerate(lessons)}
    return [values[numbers[id(one)]] for one in some]


def _across(lessons: Sequence[Lesson], train: Callable[[Sequence[Lesson]], Model]) -> list[Model]:
    """Return for each lesson a model that was learned without it."""
    folds = folds_of(lessons, FOLDS)
    models = [train([one for one, own in zip(lessons, folds, strict=True) if own != fold]) for fold in range(max(folds) + 1)]
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


def _fit(examples: Mapping[str, Examples]) -> dict[str, Weights]:
    return {choice: fit(some) for choice, some in examples.items()}


def _local(lessons: Iterable[Lesson], types: Sequence[str]) -> dict[str, Examples]:
    found: dict[str, Examples] = defaultdict(Examples)
    for one in lessons:
        for trigger in one.around.triggers:
            found["scope"].add(page_of(one.around), features(scope.signs(trigger, one.around)), trigger.key in one.gold)
            if trigger.key in one.gold:
                _local_of(trigger, one.claims[one.gold[trigger.key]], one.around, types, found)
    return found


def _local_of(trigger: Trigger, claim: Gold, around: Context, types: Sequence[str], found: Mapping[str, Examples]) -> None:
    signs = list(features(kind.signs(trigger, around)))
    for type_ in types if align.fits(trigger, claim, around.scene.lexicon.event_types) else ():
        found[f"kind:{type_}"].add(page_of(around), signs, claim["sub_event_type"] == type_)
    for utterance in voice.options(trigger, around):
        found["voice"].add(page_of(around), features(voice.signs(trigger, utterance, around)), align.right_voice(utterance, claim))
    here = role.options(trigger, around)
    for party in here:
        signs = list(features(role.signs(trigger, party, here, around)))
        names = [one.party for one in around.scene.parties if key_of(one.party) == key_of(party.party)]
        for choice in ("actor", "target"):
            found[choice].add(page_of(around), signs, any(align.right_party(name, claim[f"{choice}s"]) for name in names))
    for place in where.options(trigger, around):
        found["where"].add(page_of(around), features(where.signs(trigger, place, around)), align.right_place(place.place, claim))
    for date in day.options(trigger, around):
        found["day"].add(page_of(around), features(day.signs(trigger, date, around)), align.right_date(date, claim))


def page_of(around: Context) -> str:
    """Return the id of the page that a context was made from."""
    return around.scene.reading.document.id


def _draft(one: Lesson, known: Knowledge, model: Model) -> list[Draft]:
    return drafts(candidates(one.around), model, known.lexicon.event_types)


def _joint(lessons: Sequence[Lesson], drafted: Sequence[Sequence[Draft]], known: Knowledge) -> dict[str, Examples]:
    found: dict[str, Examples] = defaultdict(Examples)
    types = known.lexicon.event_types
    for one, page in zip(lessons, drafted, strict=True):
        tied = [draft for draft in page if draft.trigger.key in one.gold]
        for draft in tied:
            claim = one.claims[one.gold[draft.trigger.key]]
            signs = list(features(attitude.signs(draft.trigger, draft.voice, draft.date.when if draft.date else None, one.around)))
            found["background"].add(page_of(one.around), signs, claim["background"])
            for stance in STANCES:
                found[f"stance:{stance}"].add(page_of(one.around), signs, claim["stance"] == stance)
        for number, second in enumerate(tied):
            for first in tied[:number]:
                if first.trigger.sentence == second.trigger.sentence:
                    found["same"].add(
                        page_of(one.around), features(same.signs(first, second, one.around, types)), one.gold[first.trigger.key] == one.gold[second.trigger.key]
                    )
    return found


def _parts(one: Lesson, page: Sequence[Draft], known: Knowledge, model: Model) -> tuple[Telling, ...]:
    return within_sentences([draft for draft in page if draft.scope > 0], likeness(one.around, model["same"], known.lexicon.event_types))


def _told(one: Lesson, parts: Sequence[Telling], known: Knowledge, model: Model) -> tuple[Telling, ...]:
    types = known.lexicon.event_types
    return joined(parts, one.around, model["join"], types, likeness(one.around, model["same"], types))


def _pairs(lessons: Sequence[Lesson], parts: Sequence[Sequence[Telling]], known: Knowledge) -> dict[str, Examples]:
    found: dict[str, Examples] = defaultdict(Examples)
    types = known.lexicon.event_types
    for one, page in zip(lessons, parts, strict=True):
        crowd = join.crowd(page, one.around, known.lexicon.event_types)
        numbers = [_majority(part, one) for part in page]
        for second in range(len(page)):
            for first in range(second):
                if numbers[first] is not None and numbers[second] is not None:
                    found["join"].add(
                        page_of(one.around), features(join.signs(page[first], page[second], crowd, one.around, types)), numbers[first] == numbers[second]
                    )
    return found


def _settled(lessons: Sequence[Lesson], told: Sequence[Sequence[Telling]], types: Sequence[str]) -> dict[str, Examples]:
    found: dict[str, Examples] = defaultdict(Examples)
    for one, page in zip(lessons, told, strict=True):
        for telling in page:
            number = _majority(telling, one)
            if number is not None:
                signs = list(features(settle.signs(telling, one.around)))
                for type_ in types:
                    found[f"type:{type_}"].add(page_of(one.around), signs, one.claims[number]["sub_event_type"] == type_)
    return found


def _echoes(lessons: Sequence[Lesson], told: Sequence[Sequence[Telling]], known: Knowledge) -> dict[str, Examples]:
    """Teach which tellings tell of one event: claims of one type, day and place, whoever makes them."""
    found: dict[str, Examples] = defaultdict(Examples)
    for one, page in zip(lessons, told, strict=True):
        crowd = join.crowd(page, one.around, known.lexicon.event_types)
        numbers = [_majority(telling, one) for telling in page]
        for second, two in enumerate(numbers):
            for first, number in enumerate(numbers[:second]):
                if number is not None and two is not None:
                    signs = list(features(join.signs(page[first], page[second], crowd, one.around, known.lexicon.event_types)))
                    found["echo"].add(page_of(one.around), signs, number == two or align.one_event(one.claims[number], one.claims[two]))
    return found


def _slots(lessons: Sequence[Lesson], told: Sequence[Sequence[Telling]], known: Knowledge, echoed: Sequence[Model]) -> dict[str, Examples]:
    found: dict[str, Examples] = defaultdict(Examples)
    for one, page, model in zip(lessons, told, echoed, strict=True):
        everything = [fill(telling, known.lexicon) for telling in page]
        heard = echoes(page, one.around, model, known.lexicon.event_types)
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


def _claimed(lessons: Sequence[Lesson], told: Sequence[Sequence[Telling]], known: Knowledge) -> dict[str, Examples]:
    """Teach that a telling is a claim where the scorer would pair it with an annotated one."""
    found: dict[str, Examples] = defaultdict(Examples)
    types = known.lexicon.event_types
    for one, page in zip(lessons, told, strict=True):
        everything = [fill(telling, known.lexicon) for telling in page]
        gold = [claim_of(dict(claim), page_of(one.around)) for claim in one.claims]
        paired = {number for _, number in pair(gold, [claims.claim(filled, one.around, types) for filled in everything])}
        for number, filled in enumerate(everything):
            found["tell"].add(page_of(one.around), features(tell.signs(filled, everything, one.around, types)), number in paired)
    return found


def _majority(telling: Telling, one: Lesson) -> int | None:
    numbers = [one.gold[draft.trigger.key] for draft in telling.drafts if draft.trigger.key in one.gold]
    return max(set(numbers), key=numbers.count) if numbers else None
