"""The options and features of each choice, over the sample pages: what is weighed is what was learned."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import pytest

from riwaya import acquire, lexicon, samples
from riwaya.clean import clean
from riwaya.extract import Knowledge, candidates, drafts, knowledge, scene
from riwaya.extract.choices import attitude, day, kind, role, scope, voice, where
from riwaya.extract.choices.clear import clear
from riwaya.extract.context import Context, context
from riwaya.extract.triggers import Trigger, triggers
from riwaya.extract.weigh import features
from riwaya.model import Document, Page

KNOWN: Knowledge = knowledge(lexicon.load())
MODEL = KNOWN.models[0]


def at(document: Document) -> Context:
    seen = scene.look(document, KNOWN.lexicon, KNOWN.gazetteer)
    return context(seen, triggers(seen))


@lru_cache(maxsize=1)
def pages() -> tuple[Context, ...]:
    read = (clean(page, KNOWN.lexicon) for page in acquire.pages([samples.folder()]) if isinstance(page, Page))
    return tuple(at(document) for document in read if isinstance(document, Document))


Bags = Callable[[Trigger, Context], Iterable[Iterable[str]]]
CHOICES: dict[str, Bags] = {
    "scope": lambda one, around: [features(scope.signs(one, around))],
    "kind:attack": lambda one, around: [features(kind.signs(one, around))],
    "background": lambda one, around: [features(attitude.signs(one, None, None, around))],
    "voice": lambda one, around: [features(voice.signs(one, option, around)) for option in voice.options(one, around)],
    "actor": lambda one, around: [features(role.signs(one, option, role.options(one, around), around)) for option in role.options(one, around)],
    "target": lambda one, around: [features(role.signs(one, option, role.options(one, around), around)) for option in role.options(one, around)],
    "where": lambda one, around: [features(where.signs(one, option, around)) for option in where.options(one, around)],
    "day": lambda one, around: [features(day.signs(one, option, around)) for option in day.options(one, around)],
}


def named(choice: str) -> Iterator[str]:
    for around in pages():
        for one in around.triggers:
            for bag in CHOICES[choice](one, around):
                yield from bag


@pytest.mark.parametrize("choice", CHOICES)
def test_features_are_names_that_can_be_read_in_a_file(choice: str) -> None:
    found = set(named(choice))
    assert found
    assert [one for one in found if not one or "0x" in one or "object at" in one] == []


@pytest.mark.parametrize("choice", CHOICES)
def test_most_of_what_is_weighed_was_learned(choice: str) -> None:
    """A feature renamed is a feature without a weight: learn anew."""
    stems = [re.split("[=,]", one)[0] for one in named(choice)]
    known = {re.split("[=,]", one)[0] for one in MODEL[choice].of}
    assert sum(stem in known for stem in stems) / len(stems) > 0.9


def test_the_same_page_gives_the_same_features_in_the_same_order() -> None:
    once = [list(CHOICES["kind:attack"](one, around)[0]) for around in pages() for one in around.triggers]  # type: ignore[index]  # a list
    again = [list(CHOICES["kind:attack"](one, around)[0]) for around in pages() for one in around.triggers]  # type: ignore[index]  # a list
    assert once == again


def test_options_of_place_and_day_stand_in_the_sentence_of_the_word() -> None:
    for around in pages():
        for one in around.triggers:
            for option in (*where.options(one, around), *day.options(one, around)):
                assert around.scene.reading.sentence_of[option.start] == one.sentence


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("قصف الطيران بلدة سراقب.", [{"clear=place"}]),
        ("قصف الطيران بلدتي سراقب وبنش.", [{"clear=place"}, {"clear=place"}]),
        ("غارة في سوريا.", [{"clear=country"}]),
        ("غارات في سراقب بعد معارك في بنش.", [{"clear=place"}, set()]),
        ("غارات من دمشق.", [set()]),
    ],
)
def test_a_place_is_clear_where_no_other_word_can_claim_it(text: str, clear: list[set[str]]) -> None:
    around = at(Document("made", text))
    one = next(one for one in around.triggers if one.by == "event")
    bags = [set(features(where.signs(one, option, around))) for option in where.options(one, around)]
    assert [{name for name in bag if name.startswith("clear=")} for bag in bags] == clear


@pytest.mark.parametrize(
    ("text", "stead"),
    [
        ("قصف الطيران بلدة سراقب.", {"سراقب": "here"}),
        ("قتل ثلاثة في هجوم استهدف حافلة في سراقب.", {"سراقب": "here"}),
        ("قصف لطائرات حربية على أطراف سراقب.", {"سراقب": "here"}),
        ("الهجوم الذي وقع، مساء أمس، في سراقب.", {"سراقب": "here"}),
        ("اشتباكات اندلعت في سراقب.", {"سراقب": "here"}),
        ("وشهدت مدينة سراقب منذ أسبوع اشتباكات.", {"سراقب": "here"}),
        ("وفي سراقب، تجددت أمس الاشتباكات.", {"سراقب": "here"}),
        ("وفي سراقب، تجددت الاشتباكات بعد قصف على بنش.", {}),
        ("غارة على مواقع في محافظة حلب.", {"حلب": "wide"}),
        ("غارات من دمشق.", {}),
    ],
)
def test_grammar_gives_a_place_to_an_event_word(text: str, stead: dict[str, str]) -> None:
    around = at(Document("made", text))
    one = next(one for one in around.triggers if one.by == "event")
    found = {option.place.name: clear(one, option, around) for option in where.options(one, around)}
    assert {name: told for name, told in found.items() if told} == stead


def test_a_voice_is_an_option_once() -> None:
    for around in pages():
        for one in around.triggers:
            options = list(voice.options(one, around))
            assert len(options) == len({id(option) for option in options})


def test_what_was_chosen_was_more_likely_than_not_likeliest_first() -> None:
    for around in pages():
        for draft in drafts(candidates(around), MODEL, KNOWN.lexicon.event_types):
            for chosen in (draft.actors, draft.targets, draft.places, draft.dates):
                scores = [one.score for one in chosen]
                assert all(score > 0 for score in scores)
                assert scores == sorted(scores, reverse=True)
