"""Corroboration counts origins, never outlets."""

from __future__ import annotations

from dataclasses import replace

from reported import report, told_by

from riwaya.link import text
from riwaya.link.origins import attributed, origins

AGENCY = "قتل اثنا عشر مدنيا في غارة جوية استهدفت سوقا شعبية في قرية تل النخيل صباح الأربعاء بينهم أربعة أطفال وامرأة"
OTHER = "أعلن مسؤول محلي أن الطائرات ألقت براميل على البساتين المحيطة بالقرية من غير أن يذكر عدد الضحايا أو أسماءهم"


def test_outlets_that_cite_one_monitor_are_one_origin() -> None:
    reports = [report("a", sources=told_by("sohr", "المرصد السوري")), report("b", sources=told_by("sohr", "مدير المرصد"))]
    assert set(origins(reports).values()) == {"actor:sohr"}


def test_outlets_that_cite_one_tweet_are_one_origin() -> None:
    tweet = told_by(None, "سامر الصالح", "twitter")
    assert len(set(origins([report("a", sources=tweet), report("b", sources=tweet)]).values())) == 1


def test_the_innermost_of_a_chain_is_the_origin() -> None:
    chain = (*told_by(None, "وكالة فرانس برس", "news-agency"), *told_by("iq.police", None))
    assert attributed(report("a", sources=chain)) == "actor:iq.police"


def test_an_outlet_in_its_own_voice_is_its_own_origin() -> None:
    assert set(origins([report("a", outlet="البادية"), report("b", outlet="صدى")]).values()) == {"outlet:البادیه".replace("ی", "ي"), "outlet:صدي"}


def test_a_copied_quote_has_the_origin_of_its_source() -> None:
    reports = [report("a", words=AGENCY, sources=told_by("sohr")), report("b", words=AGENCY + " كما قيل"), report("c", words=OTHER)]
    found = origins(reports)
    assert found["a"] == found["b"] == "actor:sohr"
    assert found["c"] != found["a"]


def test_pages_that_share_their_sentences_are_one_origin() -> None:
    shared = text.sentences(f"{AGENCY}. {OTHER}.")
    one, other = (replace(report(name, words=name), sentences=shared) for name in "ab")
    assert len(set(origins([one, other]).values())) == 1


def test_two_named_sources_stay_two_however_alike_their_words() -> None:
    reports = [report("a", words=AGENCY, sources=told_by("sohr")), report("b", words=AGENCY, sources=told_by("sy.white-helmets"))]
    assert len(set(origins(reports).values())) == 2


def test_an_outlet_cited_by_another_is_one_origin() -> None:
    reports = [report("a", outlet="مرصد الميزان"), report("b", sources=told_by(None, "مرصد الميزان"))]
    assert set(origins(reports).values()) == {"name:مرصد الميزان"}
