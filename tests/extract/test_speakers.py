"""Who says: sentence in, sources and told words out."""

from __future__ import annotations

import pytest

from riwaya.extract.reading import Mention, read
from riwaya.extract.speakers import Utterance, utterances
from riwaya.lexicon import Lexicon, load
from riwaya.model import Document


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def told(text: str, lexicon: Lexicon) -> list[tuple[Utterance, str, str]]:
    """Return each utterance with its chain of names, outermost first, and the words it reaches over."""
    reading = read(Document("d", text), lexicon)

    def actor_of(mention: Mention) -> str | None:
        return mention.entry.value if mention.entry.value != "unknown" else None

    found = utterances(reading, actor_of)
    return [(one, " > ".join(voice.name or "" for voice in one.chain), reading.quote(one.start, one.end)) for one in found]


def chains(text: str, lexicon: Lexicon) -> list[str]:
    return [chain for _, chain, _ in told(text, lexicon)]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("قال مصدر عسكري إن القوات انسحبت من البلدة.", "مصدر عسكري"),
        ("أعلن الجيش السوداني التصدي لهجوم على مروي.", "الجيش السوداني"),
        ("قالت حكومة الوفاق المعترف بها دوليا إن القتال توقف.", "حكومة الوفاق"),
        ('أعلنت جماعة "النصرة" أن القتال توقف.', 'جماعة "النصرة"'),
        ("أعلنت وزارة الداخلية الأردنية مقتل جنديين.", "وزارة الداخلية الأردنية"),
        ("أفاد شهود عيان بأن الطائرات قصفت السوق.", "شهود عيان"),
        ("كشفت مصادر أمنية وطبية عن مقتل ثلاثة مدنيين.", "مصادر أمنية وطبية"),
        ("وقال ضابط في الشرطة برتبة عقيد: «قتل شخصان في التفجير».", "ضابط في الشرطة"),
        ("البنتاغون يؤكد مقتل القيادي في الغارة", "البنتاغون"),
        ("لكن مصادر طبية أكدت مقتل خمسة مدنيين.", "مصادر طبية"),
        ("وكانت مصادر محلية قد ذكرت أن القصف توقف.", "مصادر محلية"),
        ("أكد مصدر أمني في وزارة الداخلية الكويتية اعتقال ثلاثة أشخاص.", "مصدر أمني في وزارة الداخلية الكويتية"),
        ("قال سكان البلدة إن القصف أصاب المدرسة.", "سكان البلدة"),
        ("وجاء في بيان لوزارة الدفاع الروسية أن الطائرات قصفت الموقع.", "وزارة الدفاع الروسية"),
        ("وقال بيان صادر عن قيادة الجيش اللبناني إن دورية أوقفت شخصين.", "قيادة الجيش اللبناني"),
        ("وتلا ذلك إعلان الفصائل إصابة مروحية.", "الفصائل"),
        ("عقب إعلان الجيش عن مقتل ثلاثة من جنوده في كمين.", "الجيش"),
        ("ورغم تأكيد الحكومة السورية مقتل القيادي في الغارة.", "الحكومة السورية"),
        ("يأتي ذلك في وقت أعلنت فيه وزارة الدفاع الروسية مقتل جندي.", "وزارة الدفاع الروسية"),
        ("وصدر بيان عن الاجتماع قالت فيه حركة حماس إن القصف توقف.", "حركة حماس"),
        ("قالت النيابة العامة الفرنسية إن المهاجم قتل شرطيين.", "النيابة العامة الفرنسية"),
        ("وتحدثت مواقع أفغانية عن مقتل عشرة في التفجير.", "مواقع أفغانية"),
        ("وقالت «القناة 12» العبرية إن «القوات استخدمت مروحية».", "القناة 12"),
        ("وبحسب بيان أمني مشترك أصدرته مديرية الأمن العام قتل مسلحان.", "مديرية الأمن العام"),
        ("أعلنت محافظة صلاح الدين مقتل ثلاثة جنود.", "محافظة صلاح الدين"),
        ("ذكر موقع «والا» أن جنديين قتلا في الكمين.", "والا"),
        ("ذكرت الإذاعة الرسمية أن جنديين قتلا في الكمين.", "الإذاعة الرسمية"),
        ("قالت إذاعة الجيش الإسرائيلي إن جنديا أصيب.", "إذاعة الجيش الإسرائيلي"),
        ("ونقلت رويترز عن مصادر أمنية لم تسمها أن شرطيين قتلا.", "رويترز > مصادر أمنية"),
        ("قتل أربعون مدنيا هذا العام وفقا لبيانات تركية.", "بيانات تركية"),
    ],
)
def test_a_source_before_what_it_tells(lexicon: Lexicon, text: str, chain: str) -> None:
    assert chains(text, lexicon) == [chain]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وقال المقدم سامر الخطيب، المسؤول عن العلاقات في جيش العزة، في تغريدة إن الهجوم صد.", "سامر الخطيب"),
        ("قال قائد شرطة كابل عبد الرحمن نوري إن المهاجم قتل.", "عبد الرحمن نوري"),
        ("صرح المتحدث باسم الأمم المتحدة فرحان حق بأن القافلة تعرضت لقصف.", "فرحان حق"),
        ("وقال علي نور نائب حاكم المنطقة إن المقاتلين هاجموا القرية.", "علي نور"),
        ("قال رامي عبد الرحمن مدير المرصد السوري لحقوق الإنسان إن غارات استهدفت البلدة.", "رامي عبد الرحمن"),
        ("وأعلن العميد الركن سعد المالكي مقتل ستة مسلحين.", "سعد المالكي"),
    ],
)
def test_a_person_is_named_without_title(lexicon: Lexicon, text: str, name: str) -> None:
    assert chains(text, lexicon) == [name]


def test_a_person_speaks_for_the_body_of_his_office(lexicon: Lexicon) -> None:
    (one, _, _), *_ = told("وقال المقدم سامر الخطيب، المسؤول عن العلاقات في جيش العزة، في تغريدة إن الهجوم صد.", lexicon)
    assert (one.chain[-1].actor, one.chain[-1].channel) == ("sy.jaysh-al-izza", "twitter")


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("قتل ثلاثة مدنيين في غارة على السوق، وفق مصادر طبية.", "مصادر طبية"),
        ("قتل ثلاثة مدنيين في غارة على السوق، بحسب ما أفاد شهود عيان.", "شهود عيان"),
        ("انفجرت سيارة مفخخة قرب الحاجز، كما أعلنت الشرطة العراقية.", "الشرطة العراقية"),
        ("استهدف الطيران مواقع المسلحين نقلا عن مصدر عسكري.", "مصدر عسكري"),
    ],
)
def test_a_tail_reaches_back_over_its_sentence(lexicon: Lexicon, text: str, chain: str) -> None:
    (_, found, words), *others = told(text, lexicon)
    assert (found, others) == (chain, [])
    assert text.startswith(words)


def test_in_front_of_what_is_told(lexicon: Lexicon) -> None:
    (_, chain, words), *_ = told("وبحسب مصادر أمنية فإن سيارة مفخخة انفجرت في السوق.", lexicon)
    assert chain == "مصادر أمنية"
    assert "سيارة مفخخة" in words


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("نقلت وكالة فرانس برس عن مصدر أمني قوله إن الهجوم فشل.", "وكالة فرانس برس > مصدر أمني"),
        ("وقال مصدر طبي لوكالة فرانس برس إن الجرحى بالعشرات.", "وكالة فرانس برس > مصدر طبي"),
        ("وقالت مصادر محلية إن شهود عيان أكدوا سقوط القذائف على الحي.", "مصادر محلية > شهود عيان"),
        ("وذكرت صحيفة هآرتس نقلا عن مسؤول عسكري أن الطائرات قصفت مستودعا.", "هآرتس > مسؤول عسكري"),
        ("نفت دمشق وحليفتها موسكو شن أي هجوم كيماوي.", "دمشق > موسكو"),
    ],
)
def test_chains_end_with_the_innermost_source(lexicon: Lexicon, text: str, chain: str) -> None:
    assert chains(text, lexicon) == [chain]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("أصدرت وزارة الدفاع بيانا قالت فيه إن خمسة جنود قتلوا.", "وزارة الدفاع"),
        ("قتل أربعة جنود في كمين شمال المدينة، على ما أفاد مصدر عسكري.", "مصدر عسكري"),
        ("اعتقل الجيش شابا من البلدة، وفق ما أفاد به رئيس البلدية ناجي عوض.", "ناجي عوض"),
        ("نسبت وكالة رويترز إلى مسؤول عسكري قوله إن الهجوم فشل.", "وكالة رويترز > مسؤول عسكري"),
        ("نعى حزب الله أربعة من مقاتليه قتلوا في غارة على البلدة.", "حزب الله"),
        ("وبحسب آخر حصيلة لوزارة الصحة في غزة، قتل خمسون شخصا.", "وزارة الصحة في غزة"),
        ("مصادر طبية لرويترز: عشرون قتيلا في غارات على المدينة", "رويترز > مصادر طبية"),
        ("أكدت مصادر طبية لوكالة الأناضول، مقتل ثمانية مدنيين في غارة.", "وكالة الأناضول > مصادر طبية"),
        ("وفي بيان نقلته وكالة سانا، قال الجيش السوري إن دفاعاته أسقطت صاروخين.", "وكالة سانا > الجيش السوري"),
        ("وذكر المرصد السوري، وفق ما نقلت فرانس برس، أن الطائرات قصفت البلدة.", "فرانس برس > المرصد السوري"),
        ("وأضاف المصدر الذي طلب عدم الكشف عن اسمه أن الهجوم أوقع قتلى.", "المصدر"),
    ],
)
def test_roundabout_attributions(lexicon: Lexicon, text: str, chain: str) -> None:
    assert chains(text, lexicon) == [chain]


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("قالت غلوريا مانزو نائبة وزير الدفاع الأوكراني إن جنديا قتل.", "غلوريا مانزو", "ua.government"),
        ("قال عمر سالم، وهو مسؤول في وزارة الصحة اللبنانية، إن القصف توقف.", "عمر سالم", "lb.health-ministry"),
        ("وقال متحدث عسكري نيجيري يدعى ساكو عمر إن القوات صدت الهجوم.", "ساكو عمر", "ng.armed-forces"),
        ("أكد الأمير بدران بن ماجد أن القوات صدت الهجوم.", "بدران بن ماجد", None),
        ("وقال د. سامي البدري إن عشرين جريحا وصلوا.", "سامي البدري", None),
        ("قال وزير الدفاع في حكومة الوفاق صلاح النمروش إن القوات ستتقدم.", "صلاح النمروش", "ly.gna"),
        ("قال الرئيس التونسي الأسبق حمزة الخطيب إن القصف توقف.", "حمزة الخطيب", None),
    ],
)
def test_whom_a_person_speaks_for(lexicon: Lexicon, text: str, name: str, actor: str | None) -> None:
    (one, _, _) = told(text, lexicon)[0]
    assert (one.chain[-1].name, one.chain[-1].actor) == (name, actor)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("قال مصدر أمني عراقي إن الهجوم صد.", "iq.armed-forces"),
        ("قال مسؤول عراقي إن الهجوم صد.", "iq.government"),
        ("قالت مصادر محلية يمنية إن الهجوم صد.", None),
        ("قال شهود فلسطينيون إن القصف توقف.", None),
        ("قال مسؤولون فلسطينيون إن القصف توقف.", "ps.authority"),
        ("ذكر مراسل الجزيرة في صنعاء أن القصف توقف.", None),
        ("قال مصدر في الجيش اليمني إن الهجوم صد.", "ye.armed-forces"),
    ],
)
def test_whom_a_described_source_speaks_for(lexicon: Lexicon, text: str, actor: str | None) -> None:
    assert [one.chain[-1].actor for one, _, _ in told(text, lexicon)] == [actor]


def test_a_channel_named_between_commas(lexicon: Lexicon) -> None:
    ((one, _, words),) = told("أعلن الجيش النيجيري، على حسابه في تويتر، مقتل عشرين من المسلحين.", lexicon)
    assert one.chain[-1].channel == "twitter"
    assert words.startswith("مقتل")


def test_alike_quotation_marks_open_and_close_by_turns(lexicon: Lexicon) -> None:
    text = 'وحملت الخارجية الأمريكية روسيا "مسؤولية الهجمات" ضد المدنيين.\nوقال مصدر طبي إن "الجرحى كثيرون".'
    assert all("\n" not in words for _, _, words in told(text, lexicon))


def test_two_who_each_tell_it(lexicon: Lexicon) -> None:
    text = "تعرضت البلدة لغارات جوية، حسبما أفاد عمال إغاثة والمرصد السوري لحقوق الإنسان."
    assert chains(text, lexicon) == ["عمال إغاثة", "المرصد السوري لحقوق الإنسان"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("قال مصدر أمني عراقي إن سيارة انفجرت. وأضاف أن شخصين قتلا.", "مصدر أمني عراقي"),
        ("قال مصدر أمني عراقي إن سيارة انفجرت. وأوضح المصدر أن شخصين قتلا.", "مصدر أمني عراقي"),
        ("قال العميد سعد الزبيدي إن سيارة انفجرت. وقال الزبيدي إن شخصين قتلا.", "سعد الزبيدي"),
        ("قالت مصادر طبية إن سيارة انفجرت. وأكدت المصادر نفسها مقتل شخصين.", "مصادر طبية"),
        ("وصل مدير المشفى خالد عمران إلى المدينة. وقال عمران إن شخصين قتلا.", "خالد عمران"),
    ],
)
def test_later_words_of_a_source_named_before(lexicon: Lexicon, text: str, chain: str) -> None:
    assert chains(text, lexicon)[-1] == chain


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("نفت الحكومة السورية قصف المستشفى.", "denied"),
        ("رجحت مصادر أمنية أن يكون التفجير انتحاريا.", "possible"),
        ("هددت حركة طالبان بشن هجمات جديدة.", "planned"),
        ("زعمت مصادر محلية أن الجيش قصف القرية.", "asserted"),
    ],
)
def test_the_verb_shows_the_manner(lexicon: Lexicon, text: str, manner: str) -> None:
    assert [one.manner for one, _, _ in told(text, lexicon)] == [manner]


@pytest.mark.parametrize("text", ["اتهمت مصادر قبلية التحالف العربي بقصف السوق.", "وحملت الحكومة السورية إسرائيل مسؤولية الغارة على القاعدة."])
def test_the_object_of_an_accusation_stands_inside_the_words(lexicon: Lexicon, text: str) -> None:
    ((one, _, words),) = told(text, lexicon)
    assert one.accused
    assert "التحالف العربي" in words or "إسرائيل" in words


def test_responsibility_is_the_groups_own_claim(lexicon: Lexicon) -> None:
    ((one, chain, words),) = told("وقع التفجير في السوق، في هجوم تبناه تنظيم الدولة.", lexicon)
    assert (chain, one.chain[-1].actor, one.manner) == ("تنظيم الدولة", "is", "asserted")
    assert words.startswith("هجوم")


def test_the_next_plain_sentence_is_the_outlets_own(lexicon: Lexicon) -> None:
    ((_, _, words),) = told("قال مصدر عسكري إن الجيش تقدم. وقصفت الطائرات البلدة مساء.", lexicon)
    assert "الطائرات" not in words


def test_an_open_quotation_runs_on(lexicon: Lexicon) -> None:
    ((_, _, words),) = told("قال مصدر عسكري: «تقدم الجيش. وقصفت الطائرات البلدة». وتوقفت المعارك.", lexicon)
    assert "الطائرات" in words
    assert "المعارك" not in words


def test_each_speaker_has_his_own_clause(lexicon: Lexicon) -> None:
    first, second = told("قالت الحكومة السورية إن الجيش قصف مقرا، فيما قالت مصادر طبية إن مدنيين قتلوا.", lexicon)
    assert "مدنيين" not in first[2]
    assert second[1] == "مصادر طبية"


def test_we_are_whoever_spoke_last(lexicon: Lexicon) -> None:
    text = "قال الناطق باسم الشرطة إن الطريق آمن. ونعلن للناس أن الجسر مفتوح."
    assert chains(text, lexicon) == ["الناطق باسم الشرطة", "الناطق باسم الشرطة"]
    assert chains("ندعو جيش الفتح إلى الانسحاب من البلدة.", lexicon) == []


def test_a_quoted_name_after_the_verb_speaks(lexicon: Lexicon) -> None:
    text = 'تحدثت أنباء عن هدنة. وأعلنت "حركة أحرار الشام الإسلامية" مقتل قيادي فيها.'
    assert chains(text, lexicon)[-1] == "حركة أحرار الشام الإسلامية"


def test_a_quoted_phrase_is_not_told(lexicon: Lexicon) -> None:
    assert chains('الأمم المتحدة واصلت "عن قرب" مراقبة الملف.', lexicon) == []
    assert chains('وواصل المتحدث باسم الجيش: "قصفت الطائرات البلدة".', lexicon) == ["المتحدث باسم الجيش"]


def test_a_leader_is_not_the_spokesman(lexicon: Lexicon) -> None:
    text = "قال الناطق باسم الحركة التي يقودها الشيخ سامر الخطيب إن الهجوم فشل."
    assert chains(text, lexicon) == ["الناطق باسم الحركة"]


def test_a_name_ends_where_its_clause_begins(lexicon: Lexicon) -> None:
    assert chains("قال العقيد سامر الخطيب وينتمي إلى لواء محلي إن القصف توقف.", lexicon) == ["سامر الخطيب"]


@pytest.mark.parametrize(
    "text",
    [
        "شارك في المسيرة التي دعت إليها الأحزاب آلاف المحتجين.",
        "أشارت أصابع الاتهام إلى إسرائيل بعد الانفجار.",
        "يذكر أن المدينة تشهد معارك منذ عام.",
        "دارت اشتباكات بين قوات النظام وفصائل المعارضة في البلدة.",
        "لم تعلن أي جهة مسؤوليتها عن الهجوم.",
        "قتل رجل يدعى محمد سالم في القصف.",
        "ويعتقد أن طائرات مجهولة قصفت القاعدة.",
        "نقل الجرحى إلى المستشفى بعد الغارة.",
        "توقفت المعارك وفقا للاتفاق.",
        "قتل جندي في الهجوم. (وكالات)",
        "قصفت المدفعية موقعا تابعا لداعش غرب البلدة.",
        "تمت المحاكمة وفق القانون.",
        "جاء في المرتبة الثالثة فريق النصر.",
    ],
)
def test_no_source(lexicon: Lexicon, text: str) -> None:
    assert chains(text, lexicon) == []


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("توقفت الرحلات بعد يومين من تبني الجماعة قصف الميناء.", ["الجماعة"]),
        ("توقفت الرحلات بعد يومين من تبني تنظيم داعش قصف الميناء.", ["تنظيم داعش"]),
        ("وتبنى لاحقا تنظيم داعش الإرهابي الهجوم على السوق.", ["تنظيم داعش الإرهابي"]),
        ("رصدت قوات الدفاع الجوي السعودي إطلاق صاروخ نحو المدينة.", []),
        ("رصد المرصد السوري لحقوق الإنسان مقتل مدنيين في القصف.", ["المرصد السوري لحقوق الإنسان"]),
        ("ذكر مسؤول أمني موال للرئيس هادي أن الجسر أغلق.", ["مسؤول أمني"]),
        ("قالت السلطات وقتذاك إن شرطيا أصيب في الانفجار.", ["السلطات"]),
    ],
)
def test_who_speaks_and_who_does_not(lexicon: Lexicon, text: str, chain: list[str]) -> None:
    assert chains(text, lexicon) == chain


def test_a_paper_named_again_is_that_of_who_issued_one(lexicon: Lexicon) -> None:
    text = "أفاد بيان للتحالف العربي بأن صاروخا سقط. وكتب الحوثيون على فيسبوك أن القذيفة بلغت الساحل. وأضاف البيان أن المنصة دمرت."
    assert chains(text, lexicon) == ["التحالف العربي", "الحوثيون", "التحالف العربي"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("أفاد “المرصد” المعارض أن فصائل “الفيلق الثاني” اعتقلت راعيا.", "المرصد"),
        ("وذكر مصدر في قيادة الشرطة في محافظة واسط ل «الموعد» أن خلافا نشب.", "مصدر في قيادة الشرطة في محافظة واسط"),
        ("وقال مصدر أمني في حديث لـ (بغداد اليوم)، إن الجسر أغلق.", "بغداد اليوم > مصدر أمني"),
        ("وقال الفريق عبد الأمير رشيد ياسين في بيان إن الطريق مقطوع.", "عبد الأمير رشيد ياسين"),
        ('أعلن تنظيم الدولة "داعش" قتل جنديين.', 'تنظيم الدولة "داعش"'),
        ('أفاد مراسل "شام إف إم" بأن الطريق مقطوع.', 'مراسل "شام إف إم"'),
        ("أما الجيش اللبناني، فقد قال إن الطريق سالكة.", "الجيش اللبناني"),
        ("وتبنى فصيل “كتائب حزب الله” العراقي الهجوم على القاعدة.", "فصيل “كتائب حزب الله” العراقي"),
    ],
)
def test_where_a_source_ends(lexicon: Lexicon, text: str, chain: str) -> None:
    assert chains(text, lexicon) == [chain]


def test_a_rumour_is_not_who_goes_on(lexicon: Lexicon) -> None:
    text = "وأضاف المرصد أن الانفجار أسفر عن جرحى وسط أنباء عن مقتل عنصر. وتابع أن أرتالا توجهت إلى المكان."
    assert chains(text, lexicon)[-1] == "المرصد"
