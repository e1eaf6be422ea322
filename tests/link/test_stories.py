"""A page made up by us that tells two stories of one lost helicopter."""

from __future__ import annotations

from datetime import date

import pytest

from riwaya import contract, pipeline
from riwaya import link as linking
from riwaya.config import Config
from riwaya.link.knowledge import Knowledge
from riwaya.model import Event, Page
from riwaya.pipeline import PageClaims

PAGE = """الفصائل تسقط مروحية في ريف إدلب وموسكو تتحدث عن عطل

أعلنت الجبهة الوطنية للتحرير أن مقاتليها أسقطوا مروحية عسكرية بصاروخ محمول على الكتف فوق بلدة النيرب شرقي إدلب ظهر أمس الثلاثاء، ما أدى إلى مقتل طاقمها.
وقالت وزارة الدفاع الروسية في بيان إن المروحية هبطت اضطراريا قرب النيرب بسبب خلل فني في محركها.
وفي حادث آخر، قتل ثلاثة مدنيين جراء قصف مدفعي لقوات النظام على بلدة كفرنبل جنوبي إدلب.
"""


@pytest.fixture(scope="module")
def events(known: Knowledge) -> tuple[Event, ...]:
    read = pipeline.read_page(Page("made-up", PAGE.encode(), "text", outlet="عنب بلدي", published=date(2020, 2, 12)), pipeline.reader(Config()))
    assert isinstance(read, PageClaims)
    return linking.link(linking.reports([contract.answer_for(read.document, read.claims)]), known)


def test_the_side_that_tells_of_a_fault_explains_otherwise(events: tuple[Event, ...]) -> None:
    lost = next(event for event in events if any(one.item == "helicopter" for report in event.reports for one in report.claim.equipment))
    assert {account.origin: account.position for account in lost.accounts}["actor:ru.armed-forces"] in {"denies", "explains-otherwise"}
    assert {one.slot: one.agreement for one in lost.comparisons}["cause"] == "contradicted"
    assert lost.grade.scale == "contested"


def test_another_happening_of_the_page_stays_apart(events: tuple[Event, ...]) -> None:
    shelling = next(event for event in events if event.sub_event_type == "shelling-artillery-missile-attack")
    assert [account.speaker for account in shelling.accounts] == [None]
