from __future__ import annotations

from functools import lru_cache

import pytest

from riwaya import lexicon
from riwaya.extract.places import PlaceMention, places
from riwaya.extract.reading import Reading, read
from riwaya.lexicon import Lexicon
from riwaya.lexicon.gazetteer import Gazetteer, load_gazetteer
from riwaya.model import Document


@lru_cache(maxsize=1)
def _knowledge() -> tuple[Lexicon, Gazetteer]:
    return lexicon.load(), load_gazetteer()


def _reading(text: str) -> Reading:
    return read(Document(id="t", text=text), _knowledge()[0])


def _places(text: str) -> tuple[PlaceMention, ...]:
    return places(_reading(text), _knowledge()[1])


def _names(text: str) -> list[str]:
    return [mention.place.name for mention in _places(text)]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("انفجرت سيارة مفخخة في حلب", ["حلب"]),
        ("سقطت قذائف بدوما مساء اليوم", ["دوما"]),
        ("وصلت المساعدات لليمن", ["اليمن"]),
        ("دارت المعارك في حلب وحماة وإدلب", ["حلب", "حماة", "إدلب"]),
        ("قصف الطيران قرية تل الغزال بريف حلب", ["تل الغزال", "حلب"]),
        ("قصف الطيران بلدتي سراقب وبنش", ["سراقب", "بنش"]),
        ("سقطت قذائف على قرى العوينة والصفصافة", ["العوينة", "الصفصافة"]),
        ("امتد القتال إلى محافظات إب وعمران وصعدة", ["إب", "عمران", "صعدة"]),
        ("سقطت قذائف على أحياء الجمهوري والكوثر", ["الجمهوري", "الكوثر"]),
        ("وقع الانفجاران في شارعي الثورة وبغداد", ["شارع الثورة", "شارع بغداد"]),
        ("قصف الطيران معسكري لبوزة وماس", ["معسكر لبوزة", "معسكر ماس"]),
        ("قصف الطيران مطار حماة العسكري", ["مطار حماة العسكري"]),
        ("هاجم المسلحون سجن عين زارة", ["سجن عين زارة"]),
        ("هاجم المسلحون قاعدة الصفيح الجوية", ["قاعدة الصفيح الجوية"]),
        ("وقع الانفجار في العاصمة اليمنية صنعاء", ["صنعاء"]),
        ("وقع الانفجار في حي «الزهور»", ["الزهور"]),
        ("جرت مداهمات بشمال ووسط سيناء", ["شمال سيناء", "وسط سيناء"]),
        ("دخل الجيش مدينة الباب", ["الباب"]),
        ("قتل ثلاثة في مدينة الصدر", ["مدينة الصدر"]),
    ],
)
def test_names_stand_without_town_words_and_clitics(sentence: str, names: list[str]) -> None:
    assert _names(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "أغلق الرجل الباب وخرج",
        "كان الدعم مالي الطابع",
        "قالت الطائرات السورية إنها عادت",
        "أدانت حكومة صنعاء الهجوم",
        "اجتمع الوفد مع رئيس تونس",
        "كانت القرية التي احترقت خالية",
        "وصل إلى قرية يسيطر عليها المسلحون",
        "سقطت القذيفة على منطقة سكنية",
        "جاء ذلك في إطار العمل",
        "سافر بحجة المرض",
        "كان دوماً صديقا لنا",
        "وقع الحادث يوم الخميس",
        "يعمل للقضاء على الفساد",
    ],
)
def test_ordinary_words_whose_places_and_adjectives_are_no_places(sentence: str) -> None:
    assert _names(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "name", "relation", "within"),
    [
        ("قصف الطيران ريف حماة الشمالي", "حماة", "countryside", None),
        ("دارت معارك في الريف الشمالي لحماة", "حماة", "countryside", None),
        ("قصف الطيران مناطق في ريف دمشق", "دمشق", "countryside", None),
        ("قصف الطيران قرية الدويرة في ريف حلب الشمالي الشرقي", "الدويرة", "in", "حلب"),
        ("سقطت قذيفة بالقرب من سرمدا", "سرمدا", "near", None),
        ("دارت معارك في صعدة القريبة من حجة", "صعدة", "in", None),
        ("سقطت قذائف في محيط مدينة منبج", "منبج", "near", None),
        ("سقط الصاروخ على بعد 60 كلم شرق حلب", "حلب", "near", None),
        ("تجددت المعارك في جبهة نهم", "نهم", "axis", None),
        ("دارت معارك على محور الطويشة", "الطويشة", "axis", None),
        ("انفجر مستودع في بلدة سرمدا في محافظة إدلب", "سرمدا", "in", "إدلب"),
        ("وقع الهجوم في دمت بالضالع", "دمت", "in", "الضالع"),
        ("وقع الانفجار في بنغازي الليبية", "بنغازي", "in", "ليبيا"),
        ("وقع الانفجار في بنغازي شرق ليبيا", "بنغازي", "in", "ليبيا"),
        ("وقع الهجوم في عدن (جنوب اليمن)", "عدن", "in", "اليمن"),
        ("وقع الهجوم في شمال سوريا", "سوريا", "in", None),
    ],
)
def test_relation_and_wider_place(sentence: str, name: str, relation: str, within: str | None) -> None:
    mention = _places(sentence)[0]
    assert (mention.place.name, mention.place.relation, mention.place.within) == (name, relation, within)


def test_relation_and_wider_place_are_shared_along_a_list() -> None:
    assert [(one.place.name, one.place.relation) for one in _places("قصف الطيران ريفي حماة وحلب")] == [("حماة", "countryside"), ("حلب", "countryside")]
    assert [(one.place.name, one.place.within) for one in _places("قصفت قريتي العوينة والصفصافة بريف حلب")] == [("العوينة", "حلب"), ("الصفصافة", "حلب")]


def test_the_wider_place_is_a_mention_of_its_own_only_beside_an_unknown_name() -> None:
    assert _names("قصف الطيران بلدة سرمدا بريف إدلب") == ["سرمدا"]
    assert _names("قصف الطيران بلدة الدويرة بريف إدلب") == ["الدويرة", "إدلب"]


def test_the_phrase_runs_from_its_kind_word_to_the_wider_place() -> None:
    reading = _reading("انفجر مستودع في بلدة سرمدا في محافظة إدلب")
    (mention,) = places(reading, _knowledge()[1])
    assert reading.quote(mention.start, mention.end) == "بلدة سرمدا في محافظة إدلب"
    assert reading.quote(*mention.name_tokens) == "سرمدا"
    assert (mention.kind, mention.country, mention.after, mention.known) == ("town", "SY", "في", True)


@pytest.mark.parametrize(("sentence", "after"), [("وقع الهجوم في حلب", "في"), ("وقع الهجوم بحلب", "ب"), ("سقطت قذائف على حلب", "علي"), ("قصف حلب", "")])
def test_the_preposition_is_kept_for_the_roles(sentence: str, after: str) -> None:
    assert _places(sentence)[0].after == after


def test_the_most_specific_can_be_picked() -> None:
    ranks = {one.place.name: one.specific for one in _places("قصف الجيش حي جوبر. قصف الجيش بلدة سرمدا. قصف الجيش محافظة إدلب. وقع ذلك في العراق.")}
    assert ranks["العراق"] < ranks["إدلب"] < ranks["سرمدا"] < ranks["جوبر"]


def test_a_name_that_the_page_has_used_as_a_place_is_one_elsewhere_too() -> None:
    assert _names("قصف الطيران مدينة دوما. ونزح أهالي دوما.") == ["دوما", "دوما"]


def test_a_shared_name_follows_the_country_of_the_page() -> None:
    assert _places("وصل الوفد الليبي إلى مصراتة ثم إلى طرابلس")[-1].country == "LY"
    assert _places("وصل الوفد اللبناني إلى صيدا ثم إلى طرابلس")[-1].country == "LB"


def test_spans_are_verbatim() -> None:
    text = "قُصفت مدينةُ «دُوما» وبلدة سَراقب"
    for mention in _places(text):
        assert mention.place.span is not None
        assert mention.place.name in mention.place.span.of(text)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("قصفت المدفعية قرى «الدردارة، والعنكاوي، وأم الدوالي» فجرا", ["الدردارة", "العنكاوي", "أم الدوالي"]),
        ("قصفت المدفعية قرية (الدردارة) فجرا", ["الدردارة"]),
        ("قصفت المدفعية بلدات عدة بينها الدردارة ودورلان", ["الدردارة", "دورلان"]),
        ("قصفت المدفعية القرى التالية: الدردارة، دورلان", ["الدردارة", "دورلان"]),
        ("قصفت المدفعية قرى الدردارة، ودورلان، وأصابت منزلا", ["الدردارة", "دورلان"]),
        ("استولوا على مدن صبراتة (70 كلم غرب طرابلس) وصرمان", ["صبراتة", "صرمان"]),
        ("قصفت المدفعية كلا من الدردارة ودورلان بريف حماة", ["الدردارة", "دورلان", "حماة"]),
        ("هوجمت قاعدة «دورلان» العسكرية", ["قاعدة دورلان"]),
        ("قصف الطيران مطار دير الزور العسكري", ["مطار دير الزور العسكري"]),
        ("وقع الهجوم قرب مستشفى الكندي", ["مستشفى الكندي"]),
        ("وقع الهجوم في بلدة دولت شاه وأصيب شرطي", ["دولت شاه"]),
        ("دارت معارك في بلدة بني خالد مجددا", ["بني خالد"]),
        ("دارت معارك في أم الدوالي شمال كركوك", ["أم الدوالي", "كركوك"]),
        ("وقع الهجوم في الدردارة شمال كركوك", ["الدردارة", "كركوك"]),
        ("وقع الهجوم في دورلان التابعة لمحافظة ديالى", ["دورلان", "ديالى"]),
        ("وقع الهجوم على طريق حمص تدمر", ["طريق حمص تدمر"]),
        ("وقع الهجوم في بلدة سرمين قرب مدينة إدلب", ["سرمين"]),
        ("وقع الهجوم في بغداد قرب مسجد الخلفاء", ["بغداد", "مسجد الخلفاء"]),
    ],
)
def test_names_in_marks_lists_and_without_a_word_for_their_kind(sentence: str, names: list[str]) -> None:
    assert _names(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "ذكرت مصادر محلية سورية ذلك",
        "كانوا في طريقهم لقضاء إجازة",
        "وأدى تناثر الشظايا إلى حريق",
        "بات الوضع على أرض الواقع أصعب",
        "قتل القيادي أبو عمر مع مرافقيه",
        "درس في مدرسة تؤوي نازحين",
        "وصل الجنود باكرا إلى مواقعهم",
    ],
)
def test_words_that_look_like_names_of_places_are_none(sentence: str) -> None:
    assert _names(sentence) == []


def test_towns_between_which_something_lies_hold_one_another_never() -> None:
    assert [(one.place.name, one.place.within, one.kind) for one in _places("وقع الهجوم بين حمص وتدمر")] == [("حمص", None, "city"), ("تدمر", None, "city")]
    assert [one.place.within for one in _places("وقع الهجوم في بلدة عيتا قضاء بنت جبيل")] == ["بنت جبيل", None]


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("انفجر لغم عند المدخل الشمالي لبلدة سرمين", "near"),
        ("انفجر لغم على بعد 12 كم من سرمين", "near"),
        ("انفجر لغم إلى الشرق من سرمين", "near"),
        ("انفجر لغم في المنطقة المحيطة بسرمين", "near"),
        ("انفجر لغم بعمق عشرة أمتار في بلدة سرمين", "in"),
        ("انفجرت سيارة شرق سرمين", "near"),
        ("انفجرت سيارة وسط سرمين", "in"),
        ("انفجرت سيارة في محيط وسط سرمين", "near"),
    ],
)
def test_sides_and_distances_lie_near(sentence: str, relation: str) -> None:
    assert [one.place.relation for one in _places(sentence)] == [relation]


def test_a_heading_says_where() -> None:
    assert [one.after for one in _places("بلدة سرمين.. مقتل ثلاثة")] == ["في"]


@pytest.mark.parametrize(
    ("sentence", "listed"),
    [
        ("قصف الطيران بلدات سراقب وبنش وقرية سرمين", [False, True, True]),
        ("سقط ثلاثة قتلى في سراقب، وخمسة في بنش", [False, True]),
        ("دارت اشتباكات في سراقب وأخرى في بنش", [False, True]),
        ("امتدت الاشتباكات إلى سراقب بالإضافة إلى بنش", [False, True]),
        ("دارت اشتباكات في سراقب، وقتل جندي في بنش", [False, False]),
        ("سقط ثلاثة قتلى في سراقب، وخمسة من بنش", [False, False]),
        ("قتل جندي في سراقب، وصحفي في بنش", [False, False]),
    ],
)
def test_places_told_in_one_breath_are_one_list(sentence: str, listed: list[bool]) -> None:
    assert [one.listed for one in _places(sentence)] == listed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("دخل الوفد مدينة الباب. ثم انفجرت عبوة في المدينة.", ["الباب", "الباب"]),
        ("دخل الوفد مدينة الباب. ثم انفجرت عبوة في القرية.", ["الباب"]),
        ("دخل الوفد مدينة الباب. ثم انفجرت عبوة في المدينة القديمة.", ["الباب"]),
        ("دخل الوفد مدينة الباب. ثم انفجرت عبوة في العاصمة.", ["الباب"]),
        ("دخل الوفد العاصمة صنعاء. ثم انفجرت عبوة وسط العاصمة.", ["صنعاء", "صنعاء"]),
        ("دخل الوفد مدينة الباب. ثم انفجرت عبوة في سوق سرمين شرق المدينة.", ["الباب", "سوق سرمين"]),
    ],
)
def test_a_word_for_a_kind_alone_means_the_place_last_called_so(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("sentence", "after"),
    [
        ("وقعت اشتباكات في أنحاء متفرقة من سراقب", "في"),
        ("سيطر الجيش على كامل الغوطة الشرقية", "علي"),
        ("انفجر لغم على الطريق المؤدي إلى سراقب", "علي"),
        ("وصل الجيش إلى سراقب", "الي"),
    ],
)
def test_what_leads_to_a_part_of_a_place_or_the_way_to_it_leads_to_the_place(sentence: str, after: str) -> None:
    assert [one.after for one in _places(sentence)] == [after]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("سيطر الجيش على «المدجنة» و«الصوامع» بريف إدلب", ["المدجنة", "الصوامع", "إدلب"]),
        ("وقع الهجوم في سانتوريل، عاصمة نيوبرو", ["سانتوريل"]),
        ("وقع الهجوم في باراجيرو بولاية بورنو", ["باراجيرو", "بورنو"]),
        ("وقع الهجوم في مستودع بولاية بورنو", ["بورنو"]),
        ("وقع الهجوم في دورلان، وهي بلدة تابعة لمحافظة حماة", ["دورلان", "حماة"]),
        ("وقع الهجوم وسط المدينة صباح اليوم", []),
        ("وقع الهجوم في حي شيعي في كابول", ["كابول"]),
        ("وقع الهجوم في معسكر تدريبي بريف إدلب", ["إدلب"]),
        ("وقع الهجوم في بلدة كورميلي", ["كورميلي"]),
    ],
)
def test_unknown_names_in_marks_of_seats_and_from_abroad(sentence: str, names: list[str]) -> None:
    assert _names(sentence) == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("تجددت المعارك في جبهتي «الطرفاوي والعزيزات» صباح اليوم", ["الطرفاوي", "العزيزات"]),
        ("قصف الطيران مواقع في محاور عين زارة والطرفاوي ووادي الربيع", ["عين زارة", "الطرفاوي", "وادي الربيع"]),
        ("قصف الطيران معسكري «الثامنة» و«العاشرة» فجرا", ["معسكر الثامنة", "معسكر العاشرة"]),
        ("سقط جرحى في قريتي صافية وكتيفة", ["صافية", "كتيفة"]),
        ("تعرضت قرية حاس وأم الطيور وكفرنبل لقصف مدفعي", ["حاس", "أم الطيور", "كفرنبل"]),
        ("صد الجيش هجوما على منطقة الطرفاوي والعزيزات غرب مأرب", ["الطرفاوي", "العزيزات", "مأرب"]),
        ("قطع الجيش الطريق الرابط بين الطرفاوي ومدينة صعدة", ["الطرفاوي", "صعدة"]),
        ("اقتحمت القوات قرى، منها سلواد، فجر اليوم", ["سلواد"]),
        ("حررت القوات مواقع الطرفاوي والعزيزات والحمرات في مديرية نهم", ["الطرفاوي", "العزيزات", "الحمرات", "نهم"]),
        ("حررت القوات حي مشرفة وحي المعلمين", ["مشرفة", "المعلمين"]),
        ("سيطر الجيش على قرية رجم القصر وتلول الخضر", ["رجم القصر", "تلول الخضر"]),
        ("عبروا الحدود المتاخمة للبنان", ["لبنان"]),
    ],
)
def test_names_in_lists_marks_and_duals_are_found(sentence: str, names: list[str]) -> None:
    assert _names(sentence) == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("سيطر الجيش على مواقع جديدة في سرمين", ["سرمين"]),
        ("أعاد الجيش الأمن إلى قرى الطرفاوي والعزيزات وبسطت قواته سيطرتها", ["الطرفاوي", "العزيزات"]),
        ("قتلوا في كمين نصبته المقاومة قرب سرمين", ["سرمين"]),
        ("قصفت المدفعية بلدات سرمين وبنش، معارك في حاس", ["سرمين", "بنش", "حاس"]),
        ("هاجم المسلحون قرى، وقتلوا ثلاثة، ونهبوا السوق", []),
        ("وأضاف المتحدث عن وحدة الإعلام أن القتال مستمر في صنعاء", ["صنعاء"]),
        ("قصفت المدفعية سراقب والجيش يرد في بنش", ["سراقب", "بنش"]),
        ("تتواصل المحادثات بين الوسطاء وإسرائيل", ["إسرائيل"]),
        ("سيطرت القوات على جبال مطلة على مدينة تعز", ["تعز"]),
    ],
)
def test_what_stands_in_or_after_a_list_and_is_no_place(sentence: str, names: list[str]) -> None:
    assert _names(sentence) == names
