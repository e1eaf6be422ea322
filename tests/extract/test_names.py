"""By which of its words on the page a party is named, and what a name cut short means there."""

from __future__ import annotations

from datetime import date

from riwaya import pipeline
from riwaya.config import Config
from riwaya.model import Claim, Page, Rejected

READER = pipeline.reader(Config())


def read(text: str) -> tuple[Claim, ...]:
    found = pipeline.read_page(Page("made", text.encode(), "text", outlet="صوت الوادي", published=date(2019, 3, 6)), READER)
    return () if isinstance(found, Rejected) else found.claims


def test_a_party_is_not_named_by_the_words_for_who_speaks() -> None:
    text = "هاجم مسلحون أمس حاجزا للجيش السوري قرب بلدة كفر نبودة بريف حماة. وقال مصدر عسكري إن الهجوم أسفر عن مقتل ستة جنود من الجيش السوري."
    assert "مصدر عسكري" not in {party.name for claim in read(text) for party in (*claim.actors, *claim.targets)}


def test_a_name_cut_short_is_that_of_the_body_which_the_page_names() -> None:
    known = "قال مدير المرصد رامي العلي إن قصفا على دوما بريف دمشق أوقع تسعة قتلى أمس."
    other = "وثق مرصد الميزان مقتل تسعة مدنيين أمس في قصف على دوما بريف دمشق. وقال مدير المرصد رامي العلي إن القصف طال السوق أيضا."
    assert {voice.actor for claim in read(known) for voice in claim.sources} == {"sohr"}
    assert {voice.actor for claim in read(other) for voice in claim.sources} == {None}


def test_a_base_is_not_al_qaeda_unless_the_page_names_it() -> None:
    base = "قصفت طائرات مسيرة أمس قاعدة الوادي الجوية في محافظة أبين. وقتل جنديان في هجوم القاعدة."
    group = "هاجم تنظيم القاعدة أمس قاعدة الوادي الجوية في محافظة أبين. وقتل جنديان في هجوم القاعدة."
    named = [{party.actor for claim in read(text) for party in (*claim.actors, *claim.targets)} for text in (base, group)]
    assert "ye.aqap" not in named[0]
    assert "ye.aqap" in named[1]


def test_places_told_in_one_breath_stand_together() -> None:
    text = "قصفت المدفعية فجر أمس بلدتي سرمين وبنش شرقي إدلب، فقتل تسعة من السكان."
    assert {place.name for claim in read(text) for place in claim.places} == {"سرمين", "بنش"}
