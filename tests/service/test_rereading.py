"""A hundred judgements before a page is read with better words, a hundred after; what now differs is listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from madeup import CHIEF, LAYLA, RUN, SALMA, claim, denial, reading
from sqlalchemy import select

from riwaya import acquire, pipeline, samples
from riwaya.config import Config
from riwaya.contract.write import claim_record
from riwaya.model import Claim, Page, Place
from riwaya.people import Denied
from riwaya.pipeline import PageClaims, Reader
from riwaya.service import ingest, rereading
from riwaya.service.linking import catch_up, out_of_step
from riwaya.service.query import Query
from riwaya.service.review import Review
from riwaya.service.search import find
from riwaya.service.terms import Ground
from riwaya.store import Store, open_store
from riwaya.store.tables import claims


@pytest.fixture(scope="module")
def reader() -> Reader:
    return pipeline.reader(Config())


def many(store: Store, ground: Ground, number: int) -> dict[str, list[Claim]]:
    """Put pages in whose claims are made by hand, four a page; return these by page."""
    pages = {
        f"p{one}": [claim(f"p{one}", 0, 40), denial(f"p{one}"), claim(f"p{one}", 0, 12, actors=()), claim(f"p{one}", 5, 40, places=())] for one in range(number)
    }
    store.add([reading(name, ground, *told) for name, told in pages.items()], RUN)
    return pages


def read_again(store: Store, ground: Ground, page: str, *found: Claim) -> rereading.Read:
    document = store.document(page)
    assert document
    return rereading.take_in(store, page, PageClaims(document, found), replace(RUN, id="again"), ground)


def shown(store: Store, name: str) -> Claim:
    found = store.claim(name)
    assert found
    return found


def test_a_hundred_judgements_survive_a_better_reading_and_differences_are_listed(store: Store, review: Review, ground: Ground) -> None:
    pages = many(store, ground, 25)
    for whole, denied, part, placeless in pages.values():
        review.judge(SALMA, "accept", [whole.id])
        review.judge(SALMA, "reject", [denied.id])
        review.correct(SALMA, part.id, "actors", [{"actor": "sy.armed-forces"}])
        review.judge(SALMA, "note", [placeless.id], why="أين؟")
    before = review.judgements(SALMA)
    assert len(before) == 100
    for name, (whole, denied, part, placeless) in pages.items():
        elsewhere = replace(whole, places=(Place("عين البستان"),))
        if name < "p2":  # p0, p1, p10 to p19: an accepted slot reads otherwise, a corrected one still does not read as corrected
            read_again(store, ground, name, elsewhere, denied, replace(part, actors=()), placeless)
        else:  # the corrected claim is no longer found, a new one is
            read_again(store, ground, name, whole, denied, claim(name, 1, 30), placeless)
    after = review.judgements(SALMA)
    assert after == before
    found = rereading.differences(store, SALMA)
    assert sorted((one.document, one.slot) for one in found) == sorted((name, "places" if name < "p2" else "claim") for name in pages)
    assert all("عين البستان" in one.now and "تل النخيل" in one.judged for one in found if one.slot == "places")
    catch_up(store, ground.known)
    assert store.faults() == []
    kept = review.show(SALMA, pages["p9"][2].id)
    assert (kept.held.gone, kept.held.claim.actors[0].actor) == (True, "sy.armed-forces")
    accepted = review.show(SALMA, pages["p0"][0].id).held
    assert (accepted.claim.places[0].name, accepted.read.places[0].name) == ("تل النخيل", "عين البستان")


def test_claims_that_nobody_judged_come_and_go_with_the_reading(store: Store, ground: Ground) -> None:
    (told,) = many(store, ground, 1).values()
    fresh = claim("p0", 2, 20)
    changed = replace(told[0], stance="possible")
    result = read_again(store, ground, "p0", changed, fresh)
    assert (result.pages, result.fresh, result.gone, result.kept) == (1, 1, 3, 0)
    assert {hit.id for hit in find(store, Query(), ground).hits} == {told[0].id, fresh.id}
    assert {one.id for one in told} < set(store.claims_of("p0"))  # what is gone keeps its id, and is found nowhere
    assert shown(store, told[0].id).stance == "possible"
    assert [hit.id for hit in find(store, Query(stance="possible"), ground).hits] == [told[0].id]
    catch_up(store, ground.known)
    assert store.faults() == []


def test_a_page_whose_day_and_title_read_otherwise_is_linked_anew(store: Store, ground: Ground) -> None:
    pages = many(store, ground, 2)
    catch_up(store, ground.known)
    document = store.document("p0")
    assert document
    retold = replace(document, title="عنوان آخر لهذا الخبر", published=date(2031, 1, 1))
    rereading.take_in(store, "p0", PageClaims(retold, tuple(pages["p0"])), replace(RUN, id="again"), ground)
    catch_up(store, ground.known)
    assert out_of_step(store, ground.known) == store.faults() == []


def test_a_claim_that_is_found_again_after_it_was_gone_differs_no_more(store: Store, review: Review, ground: Ground) -> None:
    (told,) = many(store, ground, 1).values()
    review.judge(SALMA, "accept", [told[0].id])
    read_again(store, ground, "p0", *told[1:])
    assert [one.slot for one in rereading.differences(store, SALMA)] == ["claim"]
    read_again(store, ground, "p0", *told)
    assert rereading.differences(store, SALMA) == ()
    catch_up(store, ground.known)
    assert store.faults() == []


def test_a_judgement_of_two_claims_keeps_them_both(store: Store, review: Review, ground: Ground) -> None:
    (told,) = many(store, ground, 1).values()
    review.judge(LAYLA, "different", [told[0].id, told[2].id])
    assert read_again(store, ground, "p0", told[1]).kept == 2
    assert {told[0].id, told[2].id} <= set(store.claims_of("p0"))
    catch_up(store, ground.known)
    assert store.faults() == []


def test_when_a_correction_is_taken_back_the_new_reading_shows(store: Store, review: Review, ground: Ground) -> None:
    (told,) = many(store, ground, 1).values()
    made = review.correct(SALMA, told[0].id, "stance", "denied")
    read_again(store, ground, "p0", replace(told[0], stance="planned"), *told[1:])
    assert shown(store, told[0].id).stance == "denied"
    review.undo(SALMA, made.id)
    assert shown(store, told[0].id).stance == "planned"


def test_the_same_words_read_the_same_claims(store: Store, reader: Reader, review: Review, ground: Ground) -> None:
    pages = [page for page in acquire.pages([samples.folder()]) if isinstance(page, Page)][:3]
    ingest.ingest(store, (replace(page, id=Path(page.id).name) for page in pages), reader, Config())
    catch_up(store, ground.known)
    before = store.stats()
    with store.reading() as connection:
        shown = {row.id: row.record for row in connection.execute(select(claims.c.id, claims.c.record))}
    review.judge(SALMA, "accept", [min(shown)])
    total = sum(rereading.reread(store, CHIEF, reader, Config()), rereading.Read())
    assert (total.pages, total.fresh, total.gone, total.kept, total.left) == (3, 0, 0, 0, 0)
    catch_up(store, ground.known)
    with store.reading() as connection:
        assert {row.id: row.record for row in connection.execute(select(claims.c.id, claims.c.record))} == shown
    assert store.stats() == before
    assert rereading.differences(store, SALMA) == ()
    assert store.faults() == []


def test_only_an_admin_reads_pages_again(store: Store, reader: Reader) -> None:
    with pytest.raises(Denied, match="reread needs the role admin"):
        next(rereading.reread(store, LAYLA, reader, Config()))


def test_a_later_version_of_a_page_is_read_again_under_its_own_ids(store: Store, reader: Reader) -> None:
    pages = [page for page in acquire.pages([samples.folder()]) if isinstance(page, Page)][:1]
    for body in (pages[0].body, pages[0].body + b"<!-- later -->"):
        ingest.ingest(store, [replace(pages[0], id="page", body=body)], reader, Config())
    before = store.claims_of("page~2")
    assert before
    total = sum(rereading.reread(store, CHIEF, reader, Config()), rereading.Read())
    assert (total.pages, total.fresh, total.gone) == (1, 0, 0)
    assert store.claims_of("page~2") == before


WORDS = """
- id: casualty.maqtal
  value: wounded
  traits: [of-patient, strong]
  nouns: [مقتل]
  origin: "made up: another meaning, so that pages read otherwise"
  yes: ["أعلن مقتل جندي"]
- id: casualty.qatla
  value: wounded
  traits: [count-noun, plural]
  nouns: [قتلى]
  origin: "the same"
  yes: ["سقط خمسة قتلى"]
"""


def other_words(folder: Path) -> Path:
    """A lexicon with which the sample pages read otherwise."""
    (folder / "ar").mkdir()
    (folder / "ar" / "casualty.yaml").write_text(WORDS, encoding="utf-8")
    return folder


def test_a_hundred_judgements_survive_a_change_of_the_lexicon(reader: Reader, ground: Ground, tmp_path: Path) -> None:
    store = open_store("sqlite://")
    review = Review(store, lambda: ground)
    ingest.ingest(store, acquire.pages([samples.folder()]), reader, Config())
    catch_up(store, ground.known)
    found = [hit.id for hit in find(store, Query(), ground, 100).hits]
    for turn in range(100):
        review.judge(SALMA, "note" if turn >= len(found) else "accept", [found[turn % len(found)]], why=str(turn))
    before = review.judgements(SALMA)
    assert len(before) == 100
    better = Config(lexicons=(other_words(tmp_path),))
    total = sum(rereading.reread(store, CHIEF, pipeline.reader(better), better), rereading.Read())
    assert total.pages == store.stats()["documents.current"]
    assert review.judgements(SALMA) == before
    differing = rereading.differences(store, SALMA)
    assert "casualties" in {one.slot for one in differing}
    for one in differing:
        held = review.show(SALMA, one.claim)
        assert held.state.decision == "accepted"
        assert one.judged != one.now
        assert (one.slot == "claim") == held.held.gone
        assert claim_record(held.held.claim) != claim_record(held.held.read) or held.held.gone
    catch_up(store, ground.known)
    assert store.faults() == out_of_step(store, ground.known) == []
    store.close()
