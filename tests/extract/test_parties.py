"""Parties in sentences: what is named, how far the phrase reaches, which id it has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

from riwaya import lexicon
from riwaya.extract import naming
from riwaya.extract.naming import resolve
from riwaya.extract.parties import PartyMention, country_of, fighter_of, parties, speaker_of, without_proclitics
from riwaya.extract.reading import Reading, read
from riwaya.lexicon import Lexicon
from riwaya.model import Document


@dataclass(frozen=True, slots=True)
class Spot:
    start: int
    end: int
    country: str | None


@cache
def known() -> Lexicon:
    return lexicon.load()


def reading(text: str) -> Reading:
    return read(Document("test", text), known())


def found(text: str, country: str | None = None, side: str | None = None) -> tuple[PartyMention, ...]:
    page = reading(text)
    return parties(naming.named(page, known()), [country] * len(page.sentences), [side] * len(page.sentences))


def named(text: str, country: str | None = None, side: str | None = None) -> list[tuple[str | None, str | None]]:
    return [(one.party.actor, one.party.name) for one in found(text, country, side)]


@pytest.mark.parametrize(
    ("text", "actor", "name"),
    [
        ("قصفت قوات النظام السوري البلدة", "sy.armed-forces", "قوات النظام السوري"),
        ("هاجم مسلحو تنظيم داعش القرية", "is", "مسلحو تنظيم داعش"),
        ("أغارت طائرات حربية تركية على الجبل", "tr.armed-forces", "طائرات حربية تركية"),
        ("توغلت قوات خاصة أمريكية ليلا", "us.armed-forces", "قوات خاصة أمريكية"),
        ("استهدفت الغارة مواقع إيرانية", "ir.irgc", "مواقع إيرانية"),
        ("استهدفت الغارة ميليشيات إيرانية", "ir.militias", "ميليشيات إيرانية"),
        ("قتل جندي أوغندي", "ug.armed-forces", "جندي أوغندي"),
        ("أعلنت الشرطة المصرية ذلك", "eg.police", "الشرطة المصرية"),
        ("أعلنت وزارة الدفاع التونسية ذلك", "tn.armed-forces", "وزارة الدفاع التونسية"),
        ("قصفت طائرات تابعة للنظام السوري الحي", "sy.air-force", "طائرات تابعة للنظام السوري"),
        ("قتل ثلاثة مسلحين من طالبان", "af.taliban", "طالبان"),
        ("تقدم عناصر تنظيم «داعش» غربا", "is", "تنظيم «داعش»"),
        ("انسحب مسلحو جماعة أنصار الدين", "ml.ansar-dine", "جماعة أنصار الدين"),
        ("دخل عناصر حركة الشباب البلدة", "so.al-shabaab", "حركة الشباب"),
        ("أصيب عمال سوريون في المزرعة", "civilians", "عمال سوريون"),
    ],
)
def test_phrase_is_read_whole(text: str, actor: str, name: str) -> None:
    assert (actor, name) in named(text)


@pytest.mark.parametrize(
    ("text", "country", "actor"),
    [
        ("انسحب الجيش من التلة", "SY", "sy.armed-forces"),
        ("انسحب الجيش من التلة", "EG", "eg.armed-forces"),
        ("انسحب الجيش من التلة", None, None),
        ("انتشرت قوات الأمن في الشوارع", "EG", "eg.police"),
        ("قصفت طائرات التحالف المعسكر", "YE", "sa.coalition"),
        ("قصفت طائرات التحالف المعسكر", "IQ", "coalition-against-is"),
        ("سيطرت المقاومة الشعبية على الموقع", None, "ye.armed-forces"),
        ("ألقى الطيران المروحي برميلين", "SY", "sy.air-force"),
        ("قصف الجيش الوطني البلدة", "LY", "ly.lna"),
        ("قتل عشرة من التكفيريين", "EG", "eg.is-sinai"),
        ("قتل عشرة من التكفيريين", "TN", None),
        ("تبنت القاعدة الهجوم", "YE", "ye.aqap"),
        ("تبنت القاعدة الهجوم", "IQ", "al-qaeda"),
    ],
)
def test_generic_name_turns_on_the_country(text: str, country: str | None, actor: str | None) -> None:
    assert named(text, country)[0][0] == actor


@pytest.mark.parametrize(
    ("country", "side", "actor"),
    [("SY", "government", "sy.opposition"), ("SY", "opposition", None), ("SY", None, None), ("EG", "government", None)],
)
def test_label_turns_on_who_speaks(country: str, side: str | None, actor: str | None) -> None:
    assert named("قتل الجيش عشرين من الإرهابيين", country, side)[-1][0] == actor


def test_nationality_beside_a_generic_outweighs_the_country_told_of() -> None:
    assert named("قصف الجيش التركي القرية", "SY") == [("tr.armed-forces", "الجيش التركي")]


def test_anaphor_means_the_armed_group_named_last() -> None:
    text = "هاجمت طالبان المدينة.\nوقصف تنظيم داعش القرية ثم أعلن التنظيم مسؤوليته."
    assert named(text)[-1] == ("is", "التنظيم")


def test_anaphor_passes_over_forces_that_a_general_leads() -> None:
    assert named("هاجم تنظيم داعش سرت فقصفت قوات حفتر الحي ثم أعلن التنظيم مسؤوليته")[-1] == ("is", "التنظيم")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('هاجم مسلحون من "حركة الشباب" البلدة', "حركة الشباب"),
        ('هاجم مسلحو تنظيم "داعش" البلدة', 'تنظيم "داعش"'),
        ("هاجم مسلحون من «حركة الشباب» البلدة", "حركة الشباب"),
        ("هاجم المسلحون حاجزا لميليشيا “قسد” في القرية", "قسد"),
        ("هاجم المسلحون حاجزا لميليشيا قسد في القرية", "ميليشيا قسد"),
        ("تقدم عناصر تنظيم «داعش» غربا", "تنظيم «داعش»"),
    ],
)
def test_a_name_keeps_only_marks_that_belong_to_it(text: str, name: str) -> None:
    assert name in [one for _, one in named(text)]


def test_what_a_brigade_is_given_keeps_its_name() -> None:
    assert named("قتل القائد في مقر للواء 444 قتال")[-1][0] == "ly.444-brigade"


@pytest.mark.parametrize("text", ["(بيروت) – قالت المنظمة ذلك", "القاهرة - قال مصدر ذلك"])
def test_where_a_report_was_written_is_no_party(text: str) -> None:
    assert named(text) == []


def test_an_object_owns_no_one_before_it() -> None:
    assert (None, "مسلحون") in named("اغتال مسلحون ضابطا", "LY")


def test_anaphor_without_a_group_stays_open() -> None:
    assert named("أعلن التنظيم مسؤوليته عن التفجير") == [(None, "التنظيم")]


def test_page_decides_where_the_sentence_s_country_has_no_such_body() -> None:
    page = reading("قصف الجيش السوري البلدة.\nوفي لبنان قيل إن النظام انسحب.\nوتراجع الجيش السوري.")
    assert ("sy.armed-forces", "النظام") in [(one.party.actor, one.party.name) for one in parties(naming.named(page, known()), ["SY", "LB", "SY"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل عشرون من ميليشيات الحوثي وصالح.", "ye.saleh-forces"),
        ("شيع الأهالي صالح الحداد وزوجته.", None),
    ],
)
def test_a_first_name_before_further_names_is_a_person(text: str, expected: str | None) -> None:
    assert [actor for actor, _ in named(text, "YE") if actor == "ye.saleh-forces"] == ([expected] if expected else [])


def test_an_army_and_its_police_are_two() -> None:
    assert [actor for actor, _ in named("انتشرت قوات الجيش والشرطة في البلدة.", "IQ")] == ["iq.armed-forces", "iq.police"]


def test_nationality_of_people_is_no_army() -> None:
    assert [actor for actor, _ in named("قتل ثلاثة فلسطينيين في الغارة")] == ["civilians"]


@pytest.mark.parametrize("text", ["وصلت عناصر جديدة إلى النقاش", "تابعة للشركة قوات كبيرة", "ارتفع دخل الطيران المدني"])
def test_head_alone_is_no_party(text: str) -> None:
    assert named(text) == []


def test_two_names_side_by_side_stay_two() -> None:
    assert [actor for actor, _ in named("اشتباكات بين الجيش الإسرائيلي وحماس")] == ["il.armed-forces", "ps.hamas"]


@pytest.mark.parametrize(
    ("quote", "prefix", "name"),
    [
        ("وللحوثيين", "ول", "الحوثيين"),
        ("بالجيش", "ب", "الجيش"),
        ("لـلحوثيين", "ل", "الحوثيين"),
        ("وَالجيش", "و", "الجيش"),
        ("داعش", "", "داعش"),
        ("لداعش", "ل", "داعش"),
        ("للواء الليبي", "ل", "اللواء الليبي"),
        ("للواء 444", "ل", "اللواء 444"),
        ("للواء مشاة", "ل", "لواء مشاة"),
    ],
)
def test_proclitics_leave_the_name(quote: str, prefix: str, name: str) -> None:
    assert without_proclitics(quote, prefix).lstrip("\u064e") == name


def test_span_is_verbatim() -> None:
    text = "هجوم على القوات الحكومية اليمنية غربا"
    (one,) = found(text)
    assert one.party.span is not None
    assert one.party.span.of(text) == one.party.name == "القوات الحكومية اليمنية"


def test_country_is_the_sentence_s_own_then_the_page_s() -> None:
    page = reading("قصفت ميليشيات الحوثي مدينة تعز.\nوفي العراق هاجم مسلحون الشرطة العراقية.\nوأكد مصدر ذلك.\nوتراجع الحوثيون.")
    assert country_of(page, ()) == ("YE", "IQ", "YE", "YE")


def test_place_outweighs_a_foreign_power() -> None:
    page = reading("قصفت طائرات أمريكية حي الشعب أمس.")
    assert country_of(page, ()) == ("US",)
    assert country_of(page, [Spot(4, 5, "IQ")]) == ("IQ",)


def test_outlet_decides_where_nothing_else_does() -> None:
    page = reading("وقع انفجار قرب المبنى.")
    assert country_of(page, (), home="TN") == ("TN",)
    assert country_of(page, ()) == (None,)


def test_persons_speak_for_their_party() -> None:
    assert ("ly.lna", "خليفة حفتر") in named("أعلن خليفة حفتر بدء الهجوم")


def test_government_fights_by_its_forces_and_forces_speak_for_it() -> None:
    assert fighter_of("il.government", known()) == "il.armed-forces"
    assert fighter_of("ps.hamas", known()) == "ps.hamas"
    assert speaker_of("ru.armed-forces", known()) == "ru.government"
    assert speaker_of("is", known()) == "is"


def test_only_actors_and_persons_resolve() -> None:
    (word,) = reading("قوات").of("partyword")
    assert resolve(word, "SY", None, known()) is None


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("وصل سليمان الأسد إلى المدينة", []),
        ("قال العقيد أكرم صالح ذلك", []),
        ("تحدثت المعارضة عن حل من دون الأسد", ["sy.opposition", "sy.government"]),
        ("قال بشار الأسد ذلك", ["sy.government"]),
        ("قال الأسد ذلك", ["sy.government"]),
        ("يضغط التحالف على الأسد", ["sy.government"]),
        ("كلام سليمان والأسد", ["sy.government"]),
        ("أعلن علي عبدالله صالح ذلك", ["ye.saleh-forces"]),
    ],
)
def test_a_family_name_after_another_given_name_is_another_person(text: str, actors: list[str]) -> None:
    assert [actor for actor, name in named(text, "SY") if actor and "تحالف" not in (name or "")] == actors


@pytest.mark.parametrize(
    ("text", "country", "actor"),
    [
        ("اقتحم جنود الأمن المركزي الحي.", "YE", "ye.armed-forces"),
        ("اقتحم جنود الأمن المركزي الحي.", "EG", "eg.police"),
        ("نقلت الحماية المدنية الجرحى.", "DZ", "dz.civil-protection"),
        ("نقلت الحماية المدنية الجرحى.", "TN", "tn.government"),
        ("انتشر الحرس الوطني في المدينة.", "TN", "tn.national-guard"),
        ("انتشر الحرس الوطني في المدينة.", "SA", "sa.government"),
        ("أغار الطيران المعادي على البلدة.", "LB", "il.armed-forces"),
        ("انسحب الانقلابيون من الموقع.", "YE", "ye.houthis"),
        ("فشل الانقلابيون في العاصمة.", "TR", None),
    ],
)
def test_a_name_shared_by_countries(text: str, country: str, actor: str | None) -> None:
    assert [party.party.actor for party in found(text, country)][:1] == [actor]


def test_a_drone_is_no_march() -> None:
    assert "protesters" not in [party.party.actor for party in found("أسقط الجيش طائرة مسيرة فوق البلدة.", "SY")]


def test_a_ministry_is_the_one_named_in_full_before() -> None:
    assert named("نددت الخارجية البريطانية بالقصف. وذكرت الخارجية أن القصف مستمر.", "SY")[1][0] == "gb.government"
    assert named("وذكرت الخارجية أن القصف مستمر.", "SY")[0][0] == "sy.government"


@pytest.mark.parametrize(
    ("text", "country", "actor"),
    [
        ("شنت قوات الجيش والشرطة حملة", "EG", "eg.armed-forces"),
        ("شنت قوات الجيش والشرطة حملة", "IQ", "iq.armed-forces"),
        ("أوقفت إدارة الأمن الوطني رجلا", "EG", "eg.police"),
        ("هاجم الطوارق القرية", "ML", None),
        ("هاجم الطوارق القرية", "LY", "ly.tuareg"),
    ],
)
def test_bodies_of_one_name_in_several_countries(text: str, country: str, actor: str | None) -> None:
    assert named(text, country)[0][0] == actor


@pytest.mark.parametrize("text", ["تمتد القرية على الطريق الرئيس", "القاعدة الرئيسية للطائرات", "تخفى في زي عامل"])
def test_what_only_looks_like_a_party(text: str) -> None:
    assert found(text, "YE") == ()


def test_a_nationality_that_is_a_family_name_is_no_army() -> None:
    text = "أعلن منصور التركي مقتل مطلوب. وأضاف التركي أن المداهمة انتهت. وانتشر الجيش التركي على الحدود."
    assert [actor for actor, name in named(text) if name and "تركي" in name] == ["sa.government", "tr.armed-forces"]


def test_a_vowel_sign_of_the_proclitic_is_no_part_of_the_name() -> None:
    assert named("قتل قيادي بقصف لُمسيّرة تركية", "IQ")[-1] == ("tr.armed-forces", "مسيّرة تركية")


@pytest.mark.parametrize(
    "text",
    ["أصيب رجل برصاص القنص في شارع سوريا", "قالت مصادر لموقع تلفزيون سوريا إن عبوة انفجرت", "ذكرت الوكالة الوطنية اللبنانية للإعلام أن الطريق مقطوع"],
)
def test_the_name_of_a_state_in_that_of_a_street_or_a_medium_is_no_party(text: str) -> None:
    assert not [actor for actor, _ in named(text) if actor and actor.startswith(("sy.", "lb."))]


def test_it_is_a_party_behind_another_word_for_a_place() -> None:
    assert "sy.government" in [actor for actor, _ in named("أعلنت سوريا إغلاق المعبر")]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("هاجم لواء أحرار الجبل القرية", "لواء أحرار الجبل", "armed-group"),
        ("انسحبت كتيبة الفرقان من التل", "كتيبة الفرقان", "armed-group"),
        ("تبنت حركة فجر الجنوب التفجير", "حركة فجر الجنوب", "armed-group"),
        ('أعلن لواء "درع الصحراء" الهدنة', 'لواء "درع الصحراء"', "armed-group"),
        ("قتل مقاتلو كتيبة الفرقان حارسا", "كتيبة الفرقان", "armed-group"),
        ("خطف مسلحون من قبيلة الزعاب سائقا", "مسلحون من قبيلة الزعاب", "unknown"),
        ("خطف مسلحون من قبيلة بني سالم سائقا", "مسلحون من قبيلة بني سالم", "unknown"),
        ("هاجم مقاتلون عشيرة آل سالم ليلا", "عشيرة آل سالم", "unknown"),
        ("دارت اشتباكات بين قبيلتي الزعاب والنجار", "الزعاب", "unknown"),
        ("دارت اشتباكات بين قبيلتي الزعاب والنجار", "النجار", "unknown"),
        ("دارت اشتباكات بين قبيلتي «الزعاب» و«النجار»", "الزعاب", "unknown"),
        ("دارت اشتباكات بين عشيرتي آل سالم وبني حسن قرب النهر", "بني حسن", "unknown"),
    ],
)
def test_body_in_no_list_goes_by_its_own_name(text: str, name: str, kind: str) -> None:
    assert (None, name, kind) in [(one.party.actor, one.party.name, one.kind) for one in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "توقفت حركة السير على الجسر",
        "زادت حركة عبور الشاحنات",
        "وصلت كتيبة الدبابات إلى التل",
        "انسحبت كتيبة هاجمت البلدة",
        "عاد لواء فجر الأحد",
        "قصفوا البلدة بالمدفعية",
    ],
)
def test_everyday_words_are_no_party(text: str) -> None:
    assert not found(text, "SY")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("خطف مهاجمون مسلحون سائقا", "مهاجمون مسلحون"),
        ("خطف مقاتلون إسلاميون سائقا", "مقاتلون إسلاميون"),
        ("تبنت مجموعة جهادية الهجوم", "مجموعة جهادية"),
        ("تبنت جماعة متشددة الهجوم", "جماعة متشددة"),
        ("دارت اشتباكات بين فصيلين مسلحين", "فصيلين مسلحين"),
        ("اقتحم عشرات المسلحين المبنى", "المسلحين"),
        ("اقتحم عدد من المسلحين المبنى", "المسلحين"),
        ("خطف مسلحون سائقين", "مسلحون"),
        ("خطف مسلحون يستقلون دراجة سائقا", "مسلحون"),
        ("قتل مسلحون شرطيين", "مسلحون"),
        ("هاجم انتحاريان يرتديان حزامين الحاجز", "انتحاريان"),
    ],
)
def test_people_without_a_name_go_by_what_kind_they_are(text: str, name: str) -> None:
    assert (None, name) in named(text)


@pytest.mark.parametrize("text", ["زادت المجموعة أرباحها", "عرضت مجموعة فنية لوحاتها", "تضررت خلايا سرطانية في الدم", "وقع هجوم مسلح قرب الجسر"])
def test_a_body_of_peace_is_no_party(text: str) -> None:
    assert not named(text)
