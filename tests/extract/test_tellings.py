"""Drafts become tellings: which ones join, and what a telling says as a whole."""

from datetime import date

import pytest
from made import draft, loss, party, place, telling, trigger

from riwaya import lexicon
from riwaya.extract import Knowledge, candidates, drafts, knowledge, scene
from riwaya.extract.choices.apart import another
from riwaya.extract.choices.kind import bare
from riwaya.extract.context import Context, context
from riwaya.extract.keys import agree
from riwaya.extract.ranges import bucket, closest, gap, within
from riwaya.extract.speakers import Utterance
from riwaya.extract.telling import kind_of
from riwaya.extract.telling import telling as put_together
from riwaya.extract.tellings import _grouped, joined, likeness, type_scores, typed, within_sentences
from riwaya.extract.triggers import triggers
from riwaya.extract.weigh import BIAS, Model, Weights
from riwaya.model import Document, Voice

KNOWN: Knowledge = knowledge(lexicon.load())
MODEL = KNOWN.models[0]
TYPES = KNOWN.lexicon.event_types
ALWAYS, NEVER = Weights({BIAS: 1.0}), Weights({BIAS: -1.0})
REPORT = "قصف الجيش السوري بلدة سراقب فجر اليوم. واستهدف القصف سوقا وقتل خمسة مدنيين. وانفجرت سيارة مفخخة في حلب."


def look(text: str) -> Context:
    seen = scene.look(Document("made", text, published=date(2019, 3, 6)), KNOWN.lexicon, KNOWN.gazetteer)
    return context(seen, triggers(seen))


def said_by(name: str) -> Utterance:
    return Utterance(0, 1, (0, 1), (Voice(name),), "said", accused=False, rules=())


def words(around: Context, text: str) -> list[str]:
    return [around.scene.reading.span(one.start, one.end).of(text) for one in around.triggers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("شنت الطائرات غارة على بلدة سراقب", "غارة"),
        ("سيطر جيش الفتح على البلدة", "سيطر"),
        ("قتل خمسة مدنيين", "قتل"),
        ("دمر المقاتلون دبابة للجيش", "دمر"),
    ],
)
def test_candidates_are_the_words_that_may_tell_of_an_event(text: str, expected: str) -> None:
    assert expected in " ".join(words(look(text), text))


@pytest.mark.parametrize("text", ["زار الوزير المعرض وافتتح المدرسة", "قال المتحدث باسم جيش الفتح", "رحبت منظمة حظر الأسلحة الكيميائية بالقرار"])
def test_other_words_and_names_are_no_candidates(text: str) -> None:
    assert words(look(text), text) == []


def test_candidates_stand_in_page_order_inside_the_page_under_keys_of_their_own() -> None:
    around = look(REPORT)
    assert [one.start for one in around.triggers] == sorted(one.start for one in around.triggers)
    assert all(0 <= one.start < one.end <= len(around.scene.reading.tokens) for one in around.triggers)
    assert len({one.key for one in around.triggers}) == len(around.triggers)


def test_an_adverb_opens_no_segment() -> None:
    parted, whole = "انسحب المقاتلون فيما بقي السكان في البلدة", "ارتفع عدد القتلى فيما بعد إلى أربعة"
    assert [len(look(text).segments) for text in (parted, whole)] == [2, 1]


def test_segments_cover_the_page_without_gaps() -> None:
    around = look(REPORT)
    assert around.segments[0][0] == 0
    assert all(one[1] == two[0] for one, two in zip(around.segments, around.segments[1:], strict=False))
    assert around.segments[-1][1] == len(around.scene.reading.tokens)
    assert around.words[-1] == around.words[10**6] == ""


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("قصف الجيش بلدة سراقب وقتل خمسة مدنيين.", "war"),
        ("افتتح الوزير معرض الكتاب في العاصمة بحضور الناشرين.", "thin"),
        ("فاز الفريق على ضيفه بثلاثة أهداف في الدوري وسجل المهاجم هدفين في مباراة الذهاب ورفع رصيده إلى عشرين نقطة.", "other"),
    ],
)
def test_what_a_page_is_about(text: str, subject: str) -> None:
    assert look(text).subject == subject


@pytest.mark.parametrize(("number", "expected"), [(-3, "0"), (0, "0"), (1, "2"), (2, "2"), (3, "5"), (6, "far")])
def test_distances_are_told_coarsely(number: int, expected: str) -> None:
    assert bucket(number, 0, 2, 5) == expected


def test_ranges() -> None:
    one, two, three = (trigger(at) for at in (1, 4, 9))
    assert within([one, two, three], 1, 9) == [one, two]
    assert [gap(one, two), gap(two, one), gap(one, one)] == [2, 2, 0]
    assert closest([one, three], two) == one
    assert closest([], two) is None


@pytest.mark.parametrize(("one", "two", "expected"), [({"a"}, {"a", "b"}, "same"), ({"a"}, {"b"}, "other"), ({"a"}, set(), "one"), (set(), set(), "none")])
def test_agreement_of_fillers(one: set[str], two: set[str], expected: str) -> None:
    assert agree(one, two) == agree(two, one) == expected


@pytest.mark.parametrize(("word", "expected"), [("والقصف", "قصف"), ("للجيش", "جيش"), ("واصيب", "اصيب"), ("وقتل", "وقتل"), ("وقع", "وقع"), ("ال", "ال")])
def test_a_word_is_known_without_its_prefixes(word: str, expected: str) -> None:
    assert bare(word) == expected


def test_items_join_the_group_that_they_agree_with_best_or_open_their_own() -> None:
    assert _grouped([1, 2, 11, 12, 3], lambda one, two: 5.0 - abs(one - two)) == [[1, 2, 3], [11, 12]]
    assert _grouped([1, 2], lambda _one, _two: 0.0) == [[1], [2]]
    assert _grouped([], lambda _one, _two: 1.0) == []


@pytest.mark.parametrize(("weights", "count"), [(ALWAYS, 3), (NEVER, None)])
def test_the_words_of_a_sentence_join_by_their_weights(weights: Weights, count: int | None) -> None:
    around = look(REPORT)
    drafted = drafts(candidates(around), MODEL, KNOWN.lexicon.event_types)
    told = within_sentences(drafted, likeness(around, weights, TYPES))
    assert len(told) == (count or len(drafted))
    assert sorted(one.trigger.key for part in told for one in part.drafts) == sorted(one.trigger.key for one in drafted)
    assert all(len(one.sentences) == 1 for one in told)


@pytest.mark.parametrize(("weights", "count"), [(ALWAYS, 1), (NEVER, 3)])
def test_tellings_of_several_sentences_join_by_their_weights(weights: Weights, count: int) -> None:
    around = look(REPORT)
    parts = within_sentences(drafts(candidates(around), MODEL, KNOWN.lexicon.event_types), likeness(around, ALWAYS, TYPES))
    assert len(joined(parts, around, weights, TYPES, likeness(around, ALWAYS, TYPES))) == count


def test_the_type_of_a_telling_is_settled_by_its_weights() -> None:
    around = look(REPORT)
    parts = within_sentences(drafts(candidates(around), MODEL, KNOWN.lexicon.event_types), likeness(around, ALWAYS, TYPES))
    settled = typed(parts, type_scores(parts, around, Model({"type:grenade": Weights({BIAS: 9.0}), "type:attack": NEVER}), tuple(TYPES)), KNOWN.lexicon)
    assert {one.kind for one in settled} == {"grenade"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انسحب مقاتلو المعارضة من مدينة حرستا", "non-violent-transfer-of-territory"),
        ("شن مسلحون هجوما على القرية", "chemical-weapon"),
        ("شنت الطائرات غارات على البلدة", "chemical-weapon"),
    ],
)
def test_a_type_that_no_word_of_a_telling_allows_gives_way_to_one_that_a_word_says(text: str, expected: str) -> None:
    around = look(text)
    parts = within_sentences(drafts(candidates(around), MODEL, KNOWN.lexicon.event_types, least=-99.0), likeness(around, ALWAYS, TYPES))
    leaning_to_gas = Model(
        {"type:chemical-weapon": Weights({BIAS: 1.5}), "type:non-violent-transfer-of-territory": Weights({}), "type:air-drone-strike": Weights({})}
    )
    settled = typed(parts, type_scores(parts, around, leaning_to_gas, tuple(TYPES)), KNOWN.lexicon)
    assert {one.kind for one in settled} == {expected}


def test_an_event_word_counts_for_more_than_a_loss_in_the_type() -> None:
    raid = draft(trigger(1), kinds={"air-drone-strike": 1.0, "attack": 0.0})
    dead = draft(trigger(4, loss=loss("killed", 2, 2)), kinds={"air-drone-strike": 0.0, "attack": 2.0})
    assert kind_of([raid, dead]) == "air-drone-strike"
    assert put_together([dead, raid]).drafts == (raid, dead)


def test_a_telling_is_named_by_its_event_word_and_begins_with_its_first() -> None:
    dead, raid = draft(trigger(1, loss=loss("killed", 2, 2))), draft(trigger(4, sentence=1))
    told = telling(dead, raid)
    assert (told.first, told.word, told.sentences) == (dead, raid, (0, 1))
    assert telling(dead).word == dead


def test_a_headline_without_a_source_takes_that_of_the_body() -> None:
    assert telling(draft(trigger(1)), draft(trigger(9), voice=said_by("مصدر أمني"))).voice == said_by("مصدر أمني")
    assert telling(draft(trigger(1))).voice is None


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([{}, {}], "asserted"), ([{"denied": 0.5}, {}], "denied"), ([{"denied": 0.5}, {"planned": 0.9}], "planned"), ([{"possible": 0.0}, {}], "asserted")],
)
def test_the_stance_is_the_likeliest_of_any_draft(scores: list[dict[str, float]], expected: str) -> None:
    assert telling(*(draft(trigger(number), stances=one) for number, one in enumerate(scores))).stance == expected


def test_what_has_cost_losses_is_no_plan() -> None:
    threatened = draft(trigger(2), stances={"planned": 0.9})
    assert telling(threatened, draft(trigger(3))).stance == "planned"
    assert telling(threatened, draft(trigger(3, loss=loss("killed", 100, None)))).stance == "asserted"


def test_background_is_judged_by_all_drafts_together() -> None:
    assert telling(draft(trigger(1), background=3.0), draft(trigger(2), background=-1.0)).background == 1.0


def test_only_losses_that_count_are_a_tellings_losses() -> None:
    total = loss("killed", 900, 900, counted=False)
    assert telling(draft(trigger(1, loss=total)), draft(trigger(2, loss=loss("killed", 2, 2)))).losses == (loss("killed", 2, 2),)


def test_what_a_telling_is_compared_by() -> None:
    told = telling(draft(trigger(1), actors=(party("is"), party(None, "مسلحون")), targets=(party("civilians"),), places=(place("سراقب", within="إدلب"),)))
    assert told.keys["actors"] == {"is", "name:مسلحون"}
    assert told.keys["targets"] == {"civilians"}
    assert (told.keys["places"], told.keys["holders"]) == ({"سراقب"}, {"ادلب"})
    assert told.keys["days"] == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("شن مسلحون هجوما آخر على القرية", True),
        ("وقع انفجار سيارة مفخخة أخرى في البلدة", True),
        ("قتل جندي في هجوم وأصيب آخر في البلدة", False),
        ("تدور اشتباكات من حين لآخر في البلدة", False),
        ("وقع هجوم في قرية أخرى", False),
    ],
)
def test_an_event_is_another_where_its_own_word_is_called_so(text: str, expected: bool) -> None:
    around = look(text)
    assert any(another(one, around) for one in around.triggers) is expected
