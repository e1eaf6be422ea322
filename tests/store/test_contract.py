"""What every store does, on SQLite in memory, SQLite in a file, and PostgreSQL alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from riwaya.model import Claim, Document, Page, Place, Reason, Rejected, Span, Voice, When
from riwaya.store import Intake, Query, Run, Store, Wanted, open_store
from riwaya.store.tables import METADATA

TEXT = "قصفت المدفعية بلدة الوادي. ونفت القوات ذلك.\ud800"
RUN = Run("2020-01-01T00:00:00+00:00", "0", "test")


def claim(start: int = 0, end: int = 26, *, doc: str = "a", kind: str = "shelling-artillery-missile-attack", stance: str = "asserted") -> Claim:
    day = date(2020, 1, 2)
    return Claim(
        document=doc,
        evidence=(Span(start, end),),
        event_type="explosions-remote-violence",
        sub_event_type=kind,
        stance=stance,  # type: ignore[arg-type]  # one of the stances
        sources=(Voice("المرصد", "sohr", "monitor"),),
        places=(Place("الوادي", lat=35.0, lon=36.0),),
        date=When(day, day, "day", "stated"),
    )


def intake(name: str = "a", text: str = TEXT, *claims: Claim) -> Intake:
    page = Page(name, text.encode("utf-8", "surrogatepass"), "text", outlet="وكالة")
    return Intake(page, Document(name, text, title="خبر", outlet="وكالة", published=date(2020, 1, 3)), claims or (claim(doc=name),))


def test_what_is_put_in_comes_back_as_it_was(store: Store) -> None:
    given = intake()
    taken = store.put(store.begin_run(RUN), [given])
    assert (taken.stored, taken.claims, taken.known) == (1, 1, 0)
    assert store.page("a") == given.outcome
    assert store.body("a") == given.page.body  # type: ignore[union-attr]  # it has a page
    assert list(store.claims_of("a").values()) == [given.claims[0]]
    assert store.read() == [(given.outcome, {given.claims[0].id: given.claims[0]})]
    assert store.problems() == []


def test_a_page_is_stored_once_whatever_its_name(store: Store) -> None:
    run = store.begin_run(RUN)
    store.put(run, [intake()])
    renamed = replace(intake("b"), page=intake().page)
    assert store.put(run, [intake(), renamed]).known == 2
    assert store.stats()["claims"] == 1
    assert store.known("a", intake().sha256)
    assert not store.known("a", "0" * 64)


def test_a_changed_page_is_a_new_version_and_the_old_one_is_kept(store: Store) -> None:
    run = store.begin_run(RUN)
    store.put(run, [intake()])
    taken = store.put(run, [intake("a", TEXT + " وأضاف.")])
    assert taken.versions == 1
    assert [page.id for page, _ in store.read()] == ["a~2"]
    old = store.page("a")
    assert isinstance(old, Document)
    assert old.text == TEXT
    assert len(store.find(Query()).claims) == 1
    assert store.problems() == []


def test_a_rejection_is_kept_with_its_reason(store: Store) -> None:
    store.put(store.begin_run(RUN), [Intake(None, Rejected("x", Reason.EMPTY, "x: no content"))])
    assert store.page("x") == Rejected("x", Reason.EMPTY, "x: no content")
    assert store.stats()["rejected.empty"] == 1
    assert store.page("nowhere") is None


def test_a_batch_that_fails_leaves_nothing_behind(store: Store) -> None:
    run = store.begin_run(RUN)
    broken = replace(intake("b", "آخر"), claims=(replace(claim(doc="b", end=3), event_type=None),))  # type: ignore[arg-type]  # breaks the table's rule
    with pytest.raises(Exception, match=r"(?i)null"):
        store.put(run, [intake(), broken])
    assert store.stats()["pages"] == 0
    assert store.problems() == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [("قصفت", 1), ("قَصَفت المدفعيّة", 1), ("بلده وادي", 1), ("الوادي بلدة", 0), ("مدفعيه", 1), ("طائرة", 0), ('" ) * -', 1), ("'; DROP TABLE claims; --", 0)],
)
def test_words_are_found_as_people_type_them(store: Store, typed: str, found: int) -> None:
    store.put(store.begin_run(RUN), [intake()])
    assert len(store.find(Query(words=(Wanted((typed,)),))).claims) == found


def test_words_may_be_refused_or_given_as_choices(store: Store) -> None:
    store.put(store.begin_run(RUN), [intake("a", TEXT, claim(), claim(27, 43, stance="denied"))])
    assert len(store.find(Query(words=(Wanted(("المدفعية", "نفت")),))).claims) == 2
    assert len(store.find(Query(words=(Wanted(("المدفعية",), refused=True),))).claims) == 1


def test_slots_filter_and_facets_count(store: Store) -> None:
    store.put(store.begin_run(RUN), [intake("a", TEXT, claim(), claim(27, 43, stance="denied"))])
    assert len(store.find(Query(stance="denied", speaker="sohr", place="الوادي", outlet="وكالة")).claims) == 1
    assert store.find(Query(since=date(2020, 1, 3))).claims == ()
    assert store.find(Query(until=date(2020, 1, 1))).claims == ()
    assert store.facets(Query())["stance"] == {"asserted": 1, "denied": 1}
    assert store.days(Query(stance="denied")) == {date(2020, 1, 2): 1}


def test_pages_of_results_hold_every_claim_once_even_as_new_ones_come(store: Store) -> None:
    run = store.begin_run(RUN)
    many = [claim(start, start + 1) for start in range(7)]
    store.put(run, [intake("a", TEXT, *many)])
    seen, after = [], None
    while True:
        found = store.find(Query(), limit=3, after=after)
        seen += [identity for identity, _, _ in found.claims]
        if found.after is None:
            break
        after = found.after
        store.put(run, [intake(f"n{after}", f"{TEXT}{after}")])
    assert sorted(seen) == sorted(one.id for one in many)


def test_the_migrations_make_the_tables_that_the_code_knows(store: Store) -> None:
    with store.reading() as connection:
        different = compare_metadata(MigrationContext.configure(connection), METADATA)
    mine = [one for one in different if "claim_words" not in str(one) and "spatial_ref_sys" not in str(one)]
    assert mine == []


def test_a_store_opens_again_with_what_it_holds(address: str) -> None:
    if address == "sqlite://":
        pytest.skip("a store in memory ends with its process")
    first = open_store(address)
    first.put(first.begin_run(RUN), [intake()])
    first.close()
    again = open_store(address)
    assert again.stats()["claims"] == 1
    again.close()
