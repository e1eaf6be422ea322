"""Things lost: item, outcome, figure."""

import pytest

from riwaya import lexicon
from riwaya.extract.figures.amounts import Amounts
from riwaya.extract.figures.damage import damages
from riwaya.extract.reading import read
from riwaya.model import Document

KNOWN = lexicon.load()


def told(text: str) -> list[str]:
    found = damages(Amounts(read(Document("test", text), KNOWN)))
    return [f"{one.item} {one.outcome} {one.figure.quantity or f'{one.figure.low}..{one.figure.high}'}" for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أدى إلى تدمير ثلاث دبابات", ["tank destroyed 3..3"]),
        ("استولى مسلحون من الحركة على دبابتين", ["tank captured 2..2"]),
        ("خسرت القوات ثلاث دبابات", ["tank destroyed 3..3"]),
        ("خسرت القوات مقرين", []),
        ("فجر مقاتلو الحركة دبابة بعبوة", ["tank destroyed 1..1"]),
        ("فجر انتحاري سيارة مفخخة قرب دبابة", []),
        ("أضرم مسلحون النار في خمس سيارات", ["vehicle destroyed 5..5"]),
        ("فتح مسلحون النار على خمس سيارات", []),
        ("تعرضت ثلاثة منازل للتدمير", ["infrastructure destroyed 3..3"]),
        ("دمرت الفصائل راجمة صواريخ", ["rocket-launcher destroyed 1..1"]),
        ("إسقاط طائرة مسيرة جنوبي مدينة ترهونة", ["drone downed 1..1"]),
        ("إعطاب دبابتين وعربة BMP", ["tank damaged 2..2", "armoured-vehicle damaged 1..1"]),
        ("إعطاب عدة آليات ودبابات", ["vehicle damaged several", "tank damaged several"]),
        ("دمرت طائرات التحالف مخزنا للأسلحة", ["weapons-depot destroyed 1..1"]),
        ("طائرة من دون طيار دمرت سيارتين", ["vehicle destroyed 2..2"]),
        ("دمر طيران التحالف منصة إطلاق صواريخ ومركبتين", ["rocket-launcher destroyed 1..1", "vehicle destroyed 2..2"]),
        ("دمرت مروحية دبابة", ["tank destroyed 1..1"]),
        ("انفجار مستودع ذخيرة", ["weapons-depot destroyed 1..1"]),
        ("إسقاط طائرة مسيرة", ["drone downed 1..1"]),
        ("أسقطوا مروحية عسكرية بصاروخ محمول على الكتف", ["helicopter downed 1..1"]),
        ("أعلنت أنها أسقطت مروحية فوق بلدة قريبة", ["helicopter downed 1..1"]),
        ("سقطت مروحية في البحر", ["helicopter downed 1..1"]),
        ("استطاع المقاتلون السيطرة على دبابتين", ["tank captured 2..2"]),
        ("اغتنام سيارة رباعية الدفع ورشاش", ["vehicle captured 1..1", "other captured 1..1"]),
        ("تعرض منزلان و3 مركبات لأضرار مختلفة", ["infrastructure damaged 2..2", "vehicle damaged 3..3"]),
        ("انهيار أكثر من ثلاثين مسكنا", ["infrastructure destroyed 30..None"]),
        ("إبطال مفعول 83 عبوة ناسفة", ["other destroyed 83..83"]),
        ("عثر بداخله على عدد 34 صاروخا", ["other captured 34..34"]),
    ],
)
def test_a_thing_is_lost(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "أسقطت المروحية برميلا متفجرا",
        "تفجير سيارة مفخخة في السوق",
        "سقوط صواريخ على القرية",
        "السيطرة على مبنى البلدية",
        "انفجار قرب مستودع",
        "تدمير القرية من دون طائرات",
        "دمرت الطائرات كل ما وصلت إليه",
        "اعترضت الدفاعات صاروخا باليستيا",
    ],
)
def test_a_thing_that_is_means_or_place_is_not_lost(text: str) -> None:
    assert told(text) == []
