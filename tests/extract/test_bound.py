"""Roles that grammar alone settles, whoever the party is."""

from __future__ import annotations

from functools import cache

import pytest

from riwaya import lexicon
from riwaya.extract import Knowledge, knowledge, scene
from riwaya.extract.choices.bound import bound
from riwaya.extract.context import context
from riwaya.extract.triggers import triggers
from riwaya.model import Document


@cache
def known() -> Knowledge:
    return knowledge(lexicon.load())


def roles(text: str) -> set[tuple[str | None, str]]:
    seen = scene.look(Document("test", text), known().lexicon, known().gazetteer)
    around = context(seen, triggers(seen))
    pairs = [(one, party) for one in around.triggers for party in around.in_sentence[one.sentence].parties]
    return {(party.party.name, role) for one, party in pairs if (role := bound(one, party, around.approaches[party.start], around))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقع هجوم شنته قسد قرب الرقة", {("قسد", "agent")}),
        ("هجوم لطالبان قرب قندوز", {("طالبان", "agent")}),
        ("وقع هجوم على مواقع طالبان قرب قندوز", {("طالبان", "patient")}),
        ("شنوا هجوما على كتيبة الفرقان قرب درعا", {("كتيبة الفرقان", "patient")}),
        ("تصدت قسد لهجوم شنته جبهة النصرة", {("قسد", "patient"), ("جبهة النصرة", "agent")}),
        ("قتل ثلاثة من قسد قرب الرقة", {("قسد", "lost")}),
        ("قصفت قسد قرية قرب الرقة", {("قسد", "agent")}),
        ("قصفت قسد بكثافة قرب الرقة", set()),
        ("قصفت قسد مجددا قرب الرقة", set()),
        ("قصفت قسد وقتل ثلاثة قرب الرقة", set()),
        ("أعلنت قسد أنها هاجمت قرية قرب الرقة", {("قسد", "agent")}),
        ("قصفت قسد نقاطا تابعة لجبهة النصرة", {("قسد", "agent"), ("جبهة النصرة", "patient")}),
        ("شنت قسد هجوما قرب الرقة", {("قسد", "agent")}),
        ("هجوم لطالبان على مواقع قسد", {("طالبان", "agent"), ("قسد", "patient")}),
        ("تمكنت قسد من صد هجوم لجبهة النصرة", {("قسد", "patient"), ("جبهة النصرة", "agent")}),
        ("اندلعت اشتباكات بين قسد وجبهة النصرة", {("قسد", "side"), ("جبهة النصرة", "side")}),
        ("شنت قسد بإسناد من التحالف الدولي هجوما", {("قسد", "agent"), ("التحالف الدولي", "agent")}),
        ("انسحبت قسد المدعومة من التحالف الدولي", {("قسد", "agent"), ("التحالف الدولي", "aside")}),
        ("هاجمت قسد وطالبان وجبهة النصرة مواقع داعش", {("قسد", "agent"), ("طالبان", "agent"), ("جبهة النصرة", "agent"), ("داعش", "patient")}),
        ("أوقعت الغارة قتلى في صفوف طالبان", {("طالبان", "lost")}),
        ("قتل ثلاثة من طالبان أثناء محاولتهم التسلل", {("طالبان", "lost"), ("طالبان", "agent")}),
        ("أصاب صاروخ روسي منزلا قرب الرقة", {("منزلا", "lost")}),
        ("أقرت قسد بمقتل ثلاثة من عناصرها", {("قسد", "lost")}),
        ("عاد الهدوء بعد هجوم قرب مواقع قسد", set()),
        ("نفت قسد شن هجوم قرب الرقة", {("قسد", "agent")}),
        ("هددت قسد بشن هجوم قرب الرقة", {("قسد", "agent")}),
        ("نفت قسد ضلوعها في هجوم قرب الرقة", {("قسد", "agent")}),
        ("رجحت تقارير تورط قسد في الهجوم", {("قسد", "agent")}),
        ("سقطت قذائف مصدرها مواقع قسد", {("قسد", "agent")}),
        ("تعرض حاجز عسكري تابع لقسد قرب الرقة لهجوم", {("قسد", "patient")}),
        ("تعرضت نقطة تفتيش تابعة لقسد قرب الرقة لإطلاق نار", {("قسد", "patient")}),
        ("واصلت قسد قصف مواقع جبهة النصرة", {("قسد", "agent"), ("جبهة النصرة", "patient")}),
        ("أوقع قصف دبابات قسد أضرارا", set()),
        ("هاجمت قسد طالبان قرب الرقة", {("قسد", "agent"), ("طالبان", "patient")}),
        ("تخوض قسد حربا شرسة ضد طالبان", {("قسد", "agent"), ("طالبان", "patient")}),
        ("استهدفت قسد بسيارة مفخخة مقرا لجبهة النصرة", {("قسد", "agent"), ("جبهة النصرة", "patient")}),
        ("انفجرت عبوة ناسفة بآلية تابعة لقسد", {("قسد", "patient")}),
        ("حررت قسد القرية من قبضة طالبان", {("قسد", "agent"), ("طالبان", "patient")}),
        ("ردت طالبان على قصف قسد للمطار", {("قسد", "agent")}),
        ("جاء القصف بعد ساعات من سيطرة طالبان على القرية", set()),
        ("قصفت بوارج تابعة لقسد مواقع طالبان", set()),
        ("استهدفت دبابة تابعة لقسد منزلا", set()),
        ("اندلعت اشتباكات بين قسد من طرف وجبهة النصرة من طرف آخر", {("قسد", "side"), ("جبهة النصرة", "side")}),
    ],
)
def test_grammar_settles_the_role(text: str, expected: set[tuple[str | None, str]]) -> None:
    assert roles(text) == expected
