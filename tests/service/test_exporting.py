"""Any search as an export: claims and events in batches, as the policy lets them leave the house. All pages are made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from riwaya.config import Config
from riwaya.contract import Answer
from riwaya.errors import BadInput
from riwaya.lexicon import load
from riwaya.model import Casualty, Claim, Figure, Party, Place, Span, Voice, When
from riwaya.people import Person
from riwaya.service import exporting, importing, ingest, withholding
from riwaya.service.query import Query
from riwaya.service.terms import Ground
from riwaya.store import Store, open_store

ADMIN = Person("a", "admin", local=True)
TEXT = "قُتل ثلاثة في قصف على سوق البلدة، قال شاهد يدعى ناجي التمساحي."


def claim(doc: str, day: int, **slots: object) -> Claim:
    when = When(date(2031, 5, day), date(2031, 5, day), "day", "stated")
    basic = {"date": when, "targets": (Party("civilians", "مدنيون"),), "casualties": (Casualty("killed", None, Figure(3, 3)),)}
    return Claim(doc, (Span(0, 32), Span(34, 63)), "explosions-remote-violence", "shelling-artillery-missile-attack", **{**basic, **slots})  # type: ignore[arg-type]  # its slots


def page(number: int, **slots: object) -> Answer:
    told = claim(f"d{number}", 1 + number % 28, **slots)
    return Answer(f"d{number}", TEXT, (told,), (told.id,), "صوت النهر", date(2031, 5, 30), "عنوان", f"https://nahr.example/{number}")


@pytest.fixture(scope="module")
def ground() -> Ground:
    return ingest.ground(Config())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/one.sqlite")
    yield opened
    opened.close()


def fill(store: Store, ground: Ground, *pages: Answer) -> None:
    ingest.link_after(store, ingest.ingest_answers(store, pages, ground), ground)


def test_all_claims_come_in_batches_once_each_with_their_pages(store: Store, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, ground, *map(page, range(25)))
    monkeypatch.setattr(exporting, "BATCH", 4)
    found = [one.value for one in exporting.claims(store, Query(), ground, exporting.sights(store, ADMIN, ground))]
    assert sorted(one.claim.document for one in found if one) == sorted(f"d{number}" for number in range(25))
    assert {(one.outlet, one.url == f"https://nahr.example/{one.claim.document[1:]}", "شاهد" in one.words) for one in found if one} == {
        ("صوت النهر", True, True)
    }
    told = [one.value for one in exporting.events(store, Query(), ground, exporting.sights(store, ADMIN, ground))]
    assert sorted(doc for event in told if event for doc in event.docs) == sorted(f"d{number}" for number in range(25))


def test_events_of_a_search_come_once_each(store: Store, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, ground, *map(page, range(6)))
    monkeypatch.setattr(exporting, "BATCH", 1)
    query = Query(since=date(2031, 5, 2), until=date(2031, 5, 4))
    found = [one.value for one in exporting.events(store, query, ground, exporting.sights(store, ADMIN, ground))]
    assert len({event.id for event in found if event}) == len(found) == 3


def test_a_policy_holds_for_exports_even_of_an_admin(store: Store, ground: Ground) -> None:
    witness = (Voice("ناجي التمساحي", None, "witness"),)
    fill(store, ground, page(1, sources=witness, places=(Place("دوما", lat=33.57, lon=36.4, where_prec=1),)))
    rules = '[[rule]]\nwithhold = "names"\nfrom = ["export"]\n[[rule]]\nwithhold = "points"\nfrom = ["export"]\n'
    withholding.set_policy(store, ADMIN, rules, load())
    for verb in (exporting.claims, exporting.events):
        (one,) = verb(store, Query(), ground, exporting.sights(store, ADMIN, ground))
        assert one.value
        assert "التمساحي" not in repr(one.value)
        assert one.counts["names"] > 0
        assert one.counts["points"] > 0
    withholding.list_names(store, ADMIN, ["ناجي التمساحي"])
    bounds = exporting.sights(store, ADMIN, ground)
    assert not list(exporting.claims(store, Query("ناجي التمساحي"), ground, bounds)), "an answer would tell that the name stands there"


def test_claims_that_nobody_accepted_stay_when_the_policy_says_so(store: Store, ground: Ground) -> None:
    fill(store, ground, page(1))
    withholding.set_policy(store, ADMIN, '[[rule]]\nwithhold = "unpublished"\nfrom = ["export"]\ntypes = ["shelling-artillery-missile-attack"]\n', load())
    for verb in (exporting.claims, exporting.events):
        (one,) = verb(store, Query(), ground, exporting.sights(store, ADMIN, ground))
        assert (one.value, one.counts["unpublished"]) == (None, 1)


def test_what_is_asked_for_wrongly_is_said(store: Store, ground: Ground) -> None:
    with pytest.raises(BadInput):
        list(exporting.claims(store, Query(near=(100.0, 0.0, 1.0)), ground, exporting.sights(store, ADMIN, ground)))


def test_an_import_leaves_pages_that_are_there_and_tells_what_they_lack(store: Store, ground: Ground) -> None:
    fill(store, ground, page(1))
    other = replace(claim("d1", 9), evidence=(Span(0, 10),))
    came = importing.import_answers(store, [page(2), Answer("d1", None, (other,), (other.id,))], ground)
    assert (came.added.documents, came.added.known, came.lacking) == (1, 1, (other.id,))
    assert importing.import_answers(store, [page(2)], ground).added.documents == 0
    assert store.linked()
