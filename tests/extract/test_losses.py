"""People lost: outcome, figure, who."""

import pytest

from riwaya import lexicon
from riwaya.extract.figures.amounts import Amounts
from riwaya.extract.figures.losses import Loss, losses
from riwaya.extract.reading import read
from riwaya.model import Document, Figure

KNOWN = lexicon.load()


def lost(text: str) -> tuple[Loss, ...]:
    return losses(Amounts(read(Document("test", text), KNOWN)))


def said(figure: Figure) -> str:
    return figure.quantity or f"{figure.low}..{figure.high}"


def told(text: str) -> list[str]:
    """Return the counted losses of a sentence as "outcome figure"."""
    return sorted(f"{one.outcome} {said(one.figure)}" for one in lost(text) if one.counted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل 12 شخصا على الأقل في الغارة", ["killed 12..None"]),
        ("مقتل ثمانية وإصابة 15 آخرين بجروح", ["killed 8..8", "wounded 15..15"]),
        ("أوقع الانفجار 12 قتيلا و22 جريحا", ["killed 12..12", "wounded 22..22"]),
        ("سقوط خمسة قتلى في السوق", ["killed 5..5"]),
        ("مقتل أربعة أشخاص هم ثلاثة جنود وواحد من المهاجمين", ["killed 1..1", "killed 3..3"]),
        ("أدى إلى مقتل و5 آخرين", ["killed 5..5"]),
        ("أودى التفجير بحياة 32 شخصا وأودى بحياة حارس", ["killed 1..1", "killed 32..32"]),
        ("هجوم راح ضحيته عشرات المدنيين", ["killed tens"]),
        ("لقي ثلاثة عمال مصرعهم وأصيب خمسة آخرون", ["killed 3..3", "wounded 5..5"]),
        ("هجوم قُتل فيه 14 عنصرا", ["killed 14..14"]),
        ("أفاد بأن 12 سوريا قتلوا في القصف", ["killed 12..12"]),
        ("إن 5 أشخاص لقوا مصرعهم وأصيب 37 آخرون", ["killed 5..5", "wounded 37..37"]),
        ("خسر الفصيل أكثر من 100 من مقاتليه", ["killed 100..None"]),
        ("قتلت القوات 41 متظاهرا على الأقل", ["killed 41..None"]),
        ("أصيب في الهجوم حوالى 130 شخصا", ["wounded 130..130"]),
        ("أعلن أسر خمسة جنود", ["captured 5..5"]),
        ("اعتقلت الشرطة أربعة مشتبه بهم", ["detained 4..4"]),
        ("فقدان أثر ثلاثة صحافيين", ["missing 3..3"]),
        ("شهيدان و11 إصابة وصلوا إلى المستشفيات", ["killed 2..2", "wounded 11..11"]),
        ("وقع عدد من عناصر الحرس أسرى", ["captured several"]),
        ("تقتل (14) شخصا وتصيب 16 آخرين", ["killed 14..14", "wounded 16..16"]),
        ("أدى إلى نزوح ألف عائلة", ["displaced 1000..1000"]),
        ("أن 25 مسلحا و10 من رجال القبيلة سقطوا قتلى", ["killed 10..10", "killed 25..25"]),
        ("أن ضابطين وقعا في الأسر", ["captured 2..2"]),
        ("لقي حتفه 15 عاملا", ["killed 15..15"]),
        ("حيدت القوات ثلاثة مسلحين", ["killed 3..3"]),
        ("أعلن الجيش القضاء على 19 تكفيريا", ["killed 19..19"]),
        ("أدى إلى اختناق عشرين طفلا", ["wounded 20..20"]),
        ("حصيلة قتلى التفجير ارتفعت إلى 45 والجرحى إلى 100", ["killed 45..45", "wounded 100..100"]),
        ("بلغ عدد القتلى 17 وعدد الجرحى 25", ["killed 17..17", "wounded 25..25"]),
        ("سقوط العشرات بين قتيل وجريح", ["killed-or-wounded tens"]),
        ("راح ضحيتها 31 عاملا بين قتيل وجريح", ["killed-or-wounded 31..31"]),
        ("أوقعوا أفراد القوة بين قتيل وجريح", ["killed-or-wounded some"]),
        ("أعلن مقتل حسين سالم في الغارة", ["killed 1..1"]),
        ("أعلن مقتل المدافعين عن التل", []),
        ("فقد شنت القوات هجوما على عدد من البلدات", []),
        ("اختطف مجهولون مساء أمس عنصرا من الحرس", ["captured 1..1"]),
        ("قتل مسلحون مجهولون سبعة رعاة قرب السد", ["killed 7..7"]),
        ("خطف مسلحون طبيبا من عيادته", ["captured 1..1"]),
        ("أردى قناص ثلاثة جنود", ["killed 3..3"]),
        ("قتل مساء أمس، في ما يظن أنه كمين نصبه مجهولون، تسعة حراس", ["killed 9..9"]),
        ("قتل في الهجوم الذي شنه 12 مسلحا خمسة جنود", ["killed 5..5"]),
        ("قتل مدنيون في غارة استهدفت 12 مسلحا", ["killed some"]),
        ("قتل في انفجار اللغم 15 حطابا", ["killed 15..15"]),
        ("حصد القصف على السوق أرواح ستة باعة", ["killed 6..6"]),
        ("أنقذ المسعفون حياة ستة باعة", []),
        ("فارق أربعة بحارة الحياة في المستشفى", ["killed 4..4"]),
        ("تعرض ثلاثة مهندسين للخطف", ["captured 3..3"]),
        ("أجبر القصف مئة أسرة على النزوح", ["displaced 100..100"]),
        ("دفعت المعارك 20 مسلحا إلى الفرار", []),
        ("فر ألفا مدني من البلدة وفر عشرة سجناء", ["displaced 2000..2000"]),
        ("فقد ثلاثة صيادين في البحر", ["missing 3..3"]),
        ("احتجز مسلحون 12 موظفا رهائن", ["captured 12..12"]),
        ("قتل 11 جنديا إضافة إلى سبعة مسلحين", ["killed 11..11", "killed 7..7"]),
        ("توفي ثلاثة من المصابين متأثرين بجروح أصيبوا بها", ["killed 3..3"]),
        ("سقط 15 عاملا قتلى وجرحى", ["killed-or-wounded 15..15"]),
        ("سقط في المعارك 20 جنديا و15 مسلحا قتلى", ["killed 15..15", "killed 20..20"]),
        ("أوقع الانفجار عشرة جرحى، بينهم سبعة مدنيين وثلاثة شرطيين", ["wounded 3..3", "wounded 7..7"]),
        ("قال إن القتلى هم 12 جنديا وثلاثة عمال", ["killed 12..12", "killed 3..3"]),
        ("قال إن عشرة من القتلى شرطيون", []),
        ("ارتفع إلى تسعة عدد قتلى التفجير", ["killed 9..9"]),
        ("ارتفعت حصيلة القتلى إلى تسعة، بعد وفاة اثنين من الجرحى", ["killed 9..9"]),
        ("قتل 14 في صفوف الجيش، مقابل تسعة في صفوف الفصائل", ["killed 14..14", "killed 9..9"]),
        ("فقد الجيش 14 جنديا", ["killed 14..14"]),
        ("اعتقلت الشرطة خمسة في المداهمة", ["detained 5..5"]),
        ("خلفت الحرب عشرة آلاف قتيل ونحو ستين ألف جريح", []),
        ("عدد الجرحى ارتفع 4 في المئة في المعارك", []),
        ("ارتفاع القتلى في التفجير إلى 45", ["killed 45..45"]),
        ("قتل جندي وأصيب آخران", ["killed 1..1", "wounded 2..2"]),
    ],
)
def test_an_outcome_takes_its_figure(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل جندي في كمين", ["killed 1..1"]),
        ("مقتل مدنيين في غارة", ["killed some"]),
        ("مقتل جنديين في كمين", ["killed 2..2"]),
        ("قتل ما لا يقل عن عنصرين", ["killed 2..None"]),
        ("إن شرطيين قتلا في الهجوم", ["killed 2..2"]),
        ("سقوط قتلى وجرحى", ["killed some", "wounded some"]),
        ("مقتل صالح الفلاني في غارة", ["killed 1..1"]),
        ("قتل وجرح آخرون في الانفجار", ["killed some", "wounded some"]),
        ("إصابة عدد من المارة", ["wounded several"]),
    ],
)
def test_a_noun_without_a_number_shows_it_by_its_form(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("إصابة ضابطين ومجند", ["wounded 3..3"]),
        ("أن رجلا وخمسة أطفال، بينهم ثلاث شقيقات، قتلوا", ["killed 6..6"]),
        ("مقتل القيادي فلان الفلاني وثلاثة من مرافقيه", ["killed 4..4"]),
        ("مقتل زوجين وأطفالهما الثلاثة", ["killed 5..5"]),
        ("مقتل امرأة وطفلها", ["killed 2..2"]),
        ("قتل الضابط مع ثلاثة من مرافقيه", ["killed 4..4"]),
        ("مقتل 38 جنديا و41 مقاتلا", ["killed 38..38", "killed 41..41"]),
        ("مقتل 11 من عناصر التنظيم و10 مدنيين", ["killed 10..10", "killed 11..11"]),
        ("سقط 15 جريحا من المتظاهرين و25 في صفوف الشرطة", ["wounded 15..15", "wounded 25..25"]),
    ],
)
def test_one_group_is_added_up_and_sides_are_kept_apart(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سقط ثلاثون مقاتلا بين قتيل وجريح", ["killed-or-wounded 30..30"]),
        ("العشرات من عناصر الفصيل سقطوا بين قتيل وجريح", ["killed-or-wounded tens"]),
        ("أوقع القصف 12 قتيلا وجريحا", ["killed-or-wounded 12..12"]),
        ("مقتل وإصابة العشرات في المعارك", ["killed-or-wounded tens"]),
        ("تكبد خسائر تجاوزت الـ 100 عنصر", ["killed-or-wounded 100..None"]),
        ("أوقع القصف خسائر بشرية", ["killed-or-wounded some"]),
    ],
)
def test_lumped_dead_and_wounded(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ارتفع عدد القتلى إلى تسعة", ["killed 9..9"]),
        ("ارتفعت حصيلة القصف إلى 15 قتيلا", ["killed 15..15"]),
        ("بلغت حصيلة الضحايا عشرين قتيلا على الأقل", ["killed 20..None"]),
    ],
)
def test_a_toll_that_rose(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "انفجرت العبوة من دون وقوع إصابات",
        "لم يسفر الهجوم عن سقوط ضحايا",
        "صواريخ سقطت على مواقع قرب مطار الوادي العسكري",
        "ارتفعت حصيلة الشهداء إلى 62 ألفا و64 شهيدا منذ السابع من أكتوبر",
        "لم ترد أنباء عن إصابات",
        "نجا من محاولة اغتيال",
        "قتل نحو ألف مدني منذ بداية الحرب",
        "قتل 300 مدني خلال الشهر الماضي",
        "انتشلت الفرق خمس جثث",
        "أدى القصف إلى سقوط 15 صاروخا على القرية",
        "إصابة الهدف بدقة",
        "أصابت الغارات خمسة مواقع",
        "شردت الحرب أسرة كاملة وقال إنه لا يعرفها",
        "قتال على بعد 45 كيلومترا",
        "القتلى نقلوا إلى المستشفى",
    ],
)
def test_what_is_no_loss_of_an_event(text: str) -> None:
    assert [one for one in told(text) if not one.startswith("displaced")] == []


def test_a_subset_is_not_counted_again() -> None:
    assert told("قتل عشرون شخصا بينهم ستة أطفال وثلاث نساء") == ["killed 20..20"]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("مقتل ثلاثة أطفال", "civilians"),
        ("أصيب خمسة مسعفين", "medical-workers"),
        ("مقتل صحافيين اثنين", "journalists"),
        ("مقتل 12 عنصرا من الحرس", None),
        ("قتل 12 شخصا", None),
    ],
)
def test_the_noun_shows_the_group_where_it_can(text: str, group: str | None) -> None:
    assert [one.group for one in lost(text)] == [group]


def test_the_phrase_of_who_was_lost_is_kept_for_others() -> None:
    reading = read(Document("test", "مقتل 12 مقاتلا من الجيش الحر في المعارك"), KNOWN)
    (loss,) = losses(Amounts(reading))
    assert loss.people is not None
    assert reading.quote(*loss.people) == "مقاتلا من الجيش الحر"


def test_a_verdict_is_no_death() -> None:
    assert told("قضت محكمة في العاصمة بسجن 29 شخصا عشر سنوات") == []
    assert told("قضى 29 شخصا تحت الأنقاض") == ["killed 29..29"]


def test_captives_set_free_are_no_loss() -> None:
    assert told("أطلقت الجماعة سراح 20 أسيرا ضمن صفقة تبادل") == []
    assert told("وقع 20 أسيرا في يد الجماعة") == ["captured 20..20"]
