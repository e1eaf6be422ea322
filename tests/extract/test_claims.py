"""From a filled telling to a claim: losses told once, things told once, evidence verbatim."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import draft, loss, telling, trigger

from riwaya import acquire, pipeline, samples
from riwaya.config import Config
from riwaya.extract.claims import casualties, equipment, once
from riwaya.extract.figures.damage import Damage
from riwaya.extract.figures.losses import Loss
from riwaya.extract.keys import key_of
from riwaya.extract.triggers import Trigger
from riwaya.model import Casualty, Claim, Figure, Page, Party, Rejected, Span

READER = pipeline.reader(Config())
REPORT = (
    "قُتل سبعة جنود وأصيب 12 آخرون في هجوم شنه مسلحون على حاجز للجيش السوري قرب بلدة سلمية أمس الثلاثاء، وفق مصدر عسكري. "
    "وقال المرصد السوري لحقوق الإنسان إن الطيران الروسي شن ثلاث غارات على مدينة إدلب ما أسفر عن مقتل أربعة مدنيين."
)
WORDS = st.sampled_from(
    [
        *REPORT.split(),
        "قصف",
        "مقتل",
        "«تفجير»",
        "الجيش",
        "داعش",
        "حلب",
        "أعلنت",
        "نفى",
        "أن",
        "20",
        "قتيلا",
        ".",
        "،",
        "؛",
        "\n\n",
        "تظاهرة",
        "ٱلْقُوَّاتُ",
        "\u200fقا سياً",
    ]
)
TEXTS = st.lists(WORDS, min_size=25, max_size=70).map(" ".join)


def read(text: str, name: str = "made") -> tuple[str, tuple[Claim, ...]]:
    found = pipeline.read_page(Page(name, text.encode(), "text", outlet="صوت الوادي", published=date(2019, 3, 6)), READER)
    return ("", ()) if isinstance(found, Rejected) else (found.document.text, found.claims)


def tolls(*losses: Loss, targets: tuple[Party, ...] = ()) -> list[tuple[str, str | None, int | None, int | None]]:
    told = telling(*(draft(trigger(one.start, loss=one)) for one in losses))
    return [(one.outcome, one.group, one.figure.low, one.figure.high) for one in casualties(told, targets, ())]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("أحبطت وحدات الجيش السوري أمس هجوما شنته مجموعات إرهابية على نقاط عسكرية، وأوقعت في صفوفها أكثر من أربعين قتيلا.", None),
        ("هاجمت الفصائل المعارضة أمس مواقع لقوات الجيش السوري في بلدة كفر نبودة، وسقط أكثر من أربعين قتيلا.", "sy.armed-forces"),
        ("هاجمت الفصائل أمس قوات الجيش السوري في بلدة كفر نبودة، وسقط أكثر من أربعين قتيلا.", "sy.armed-forces"),
    ],
)
def test_the_dead_of_a_repelled_attack_are_not_laid_to_its_target(text: str, group: str | None) -> None:
    assert {one.group for claim in read(text)[1] for one in claim.casualties} == {group}


def test_the_dead_of_two_sides_are_laid_to_those_whom_their_words_name() -> None:
    text = "اندلعت اشتباكات أمس في محيط بلدة كفر نبودة بين الجيش السوري والفصائل، وأسفرت عن مقتل 11 عنصرا من قوات النظام وستة من مقاتلي فصائل المعارضة."
    groups = {(one.figure.low, one.group) for claim in read(text)[1] for one in claim.casualties}
    assert groups == {(11, "sy.armed-forces"), (6, "sy.opposition")}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("وذكر ناشطون أن تسعة من عناصر تنظيم داعش قتلوا وأصيب 21 غيرهم خلال مواجهات مع الجيش العراقي قرب الرمادي أمس.", {"is"}),
        ("وسقط ستة قتلى في صفوف الجيش السوري وأصيب عشرة في هجوم لجيش الفتح على بلدة الفوعة أمس.", {"sy.armed-forces"}),
    ],
)
def test_the_dead_are_of_the_party_that_their_phrase_names(text: str, groups: set[str]) -> None:
    assert {one.group for claim in read(text)[1] for one in claim.casualties} == groups


@pytest.mark.parametrize(
    ("losses", "expected"),
    [
        ([loss("killed", 7, 7), loss("killed", 7, 7, at=5)], [("killed", None, 7, 7)]),
        ([loss("killed", 7, 7), loss("wounded", 7, 7, at=5)], [("killed", None, 7, 7), ("wounded", None, 7, 7)]),
        ([loss("killed", 7, 7), loss("killed", 7, None, at=5)], [("killed", None, 7, None)]),
        ([loss("killed", 7, None), loss("killed", 7, 7, at=5)], [("killed", None, 7, None)]),
        ([loss("killed", None, None, quantity="tens"), loss("killed", 40, 40, at=5)], [("killed", None, 40, 40)]),
        ([loss("killed", 40, None), loss("killed", None, None, at=5, quantity="tens")], [("killed", None, 40, None)]),
        ([loss("killed", None, None, quantity="tens")], [("killed", None, None, None)]),
        ([loss("killed", None, None, quantity="tens"), loss("wounded", 3, 3, at=5)], [("killed", None, None, None), ("wounded", None, 3, 3)]),
        ([loss("killed", 4, 4, "civilians"), loss("killed", 2, 2, "journalists", at=5)], [("killed", "civilians", 4, 4), ("killed", "journalists", 2, 2)]),
        ([loss("killed", 9, 9, at=5), loss("wounded", 3, 3)], [("wounded", None, 3, 3), ("killed", None, 9, 9)]),
        ([loss("killed", 900, 900, counted=False), loss("killed", 2, 2, at=5)], [("killed", None, 2, 2)]),
    ],
    ids=[
        "repeat",
        "two outcomes",
        "bounded after",
        "bounded before",
        "exact after vague",
        "vague after bounded",
        "vague alone",
        "vague of another",
        "groups",
        "order",
        "total",
    ],
)
def test_each_loss_is_told_once_and_best(losses: list[Loss], expected: list[tuple[str, str | None, int | None, int | None]]) -> None:
    assert tolls(*losses) == expected


def test_a_loss_without_a_group_is_that_of_the_only_target() -> None:
    assert tolls(loss("killed", 3, 3), targets=(Party("civilians", "مدنيين"),)) == [("killed", "civilians", 3, 3)]
    assert tolls(loss("killed", 3, 3), targets=(Party("civilians", "مدنيين"), Party("is", "داعش"))) == [("killed", None, 3, 3)]


def test_each_thing_lost_is_told_once() -> None:
    def lost(at: int, item: str, outcome: str) -> Trigger:
        one = Damage(at, at + 1, item, outcome, Figure(2, 2, None, Span(at, at + 1)), ("damage.made",))
        return Trigger(at, at + 1, "damage", None, "damage.made", frozenset(), "noun", 0, 0, damage=one)

    told = telling(draft(lost(1, "tank", "destroyed")), draft(lost(4, "tank", "destroyed")), draft(lost(6, "tank", "captured")), draft(trigger(8)))
    assert [(one.item, one.outcome) for one in equipment(told)] == [("tank", "destroyed"), ("tank", "captured")]


def test_a_report_becomes_claims_with_sources_losses_and_reasons() -> None:
    text, claims = read(REPORT)
    assert claims
    raid = next(one for one in claims if one.sub_event_type == "air-drone-strike")
    assert raid.event_type == "explosions-remote-violence"
    assert raid.sources[-1].actor == "sohr"
    assert [(one.outcome, one.group, one.figure.low) for one in raid.casualties] == [("killed", "civilians", 4)]
    assert {one.rules[0] for one in claims} <= {entry.id for entry in READER.lexicon.entries}
    assert "غارات" in raid.evidence[0].of(text)


def test_the_same_page_twice_gives_the_same_claims_and_ids() -> None:
    (_, first), (_, second) = read(REPORT), read(REPORT)
    assert first
    assert first == second
    assert [one.id for one in first] == [one.id for one in second]
    assert {one.id for one in first}.isdisjoint(one.id for one in read(REPORT, "another page")[1])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_whatever_the_text_claims_quote_it_and_nobody_stands_on_both_sides(text: str) -> None:
    read_text, claims = read(text)
    for one in claims:
        assert one.evidence == tuple(sorted(one.evidence))
        for span in one.evidence:
            assert 0 <= span.start < span.end <= len(read_text)
            assert re.search(r"\w", span.of(read_text))
        assert {key_of(party) for party in one.actors}.isdisjoint(key_of(party) for party in one.targets)
    assert len({(one.evidence, one.sub_event_type, one.sources) for one in claims}) == len(claims)
    assert read(text) == (read_text, claims)


def test_what_one_source_says_in_the_same_words_is_one_claim() -> None:
    text = "قُتل قُتل قُتل قُتل قُتل قُتل قُتل قُتل عسكري. غارات قُتل شنه أمس وقال سبعة هجوم إدلب للجيش 12 قُتل قُتل حاجز جنود غارات على"
    result = pipeline.read_page(Page("made", text.encode(), "text"), READER)
    assert isinstance(result, pipeline.PageClaims)
    assert result.claims
    assert len({one.id for one in result.claims}) == len(result.claims)


def test_the_losses_of_both_stay() -> None:
    one = Claim("made", (Span(0, 5),), "battles", "armed-clash", casualties=(Casualty("killed", None, Figure(3, 3)),))
    two = replace(one, casualties=(Casualty("wounded", None, Figure(5, 5)), *one.casualties))
    (both,) = once((one, two))
    assert [(loss.outcome, loss.figure.low) for loss in both.casualties] == [("killed", 3), ("wounded", 5)]


def test_a_means_whose_verb_is_negated_is_denied() -> None:
    """The coalition of the sample page says that its planes did not fly: it must never stand there as owning to the strike."""
    (page,) = acquire.pages([samples.folder() / "10-market-nahr-1256.html"])
    assert isinstance(page, Page)
    result = pipeline.read_page(page, READER)
    assert isinstance(result, pipeline.PageClaims)
    said = [one for one in result.claims if any("لم تحلق" in span.of(result.document.text) for span in one.evidence)]
    assert [one.stance for one in said] == ["denied"]


def test_a_day_that_opens_its_clause_is_not_that_of_the_clause_before() -> None:
    _, found = read("فجر اليوم قتل سبعة جنود في كمين قرب مدينة بيجي، ومساء أمس انفجرت سيارة مفخخة في بلدة الشرقاط.")
    assert [one.date.start.day for one in found if one.date] == [6, 5]


def test_the_day_of_saying_gives_way_to_that_of_what_is_said() -> None:
    _, found = read("أفاد المرصد السوري لحقوق الإنسان أمس الثلاثاء بمقتل سبعة مدنيين الأحد في قصف مدفعي على بلدة كفرزيتا.")
    assert [one.date.start.day for one in found if one.date] == [3]
